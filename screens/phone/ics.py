"""A calendar as iCalendar (RFC 5545), as iOS, Google and Outlook read it."""

from datetime import datetime, timedelta

from kiosk.calendars import Feed, Kind
from kiosk.words import language, msg

NEUTRAL = msg("Nabohjælp: see the page")
NAMES = {Kind.OWN: msg("Nabohjælp: mine"), Kind.HELPING: msg("Nabohjælp: neighbours")}
REFRESH = timedelta(hours=6)


def ics(feed: Feed | None, url: str, now: datetime) -> bytes:
    """Return a feed as a file: whole days, neutral words, and the address of the page.

    Args:
        feed: what it holds; None for a link that leads nowhere, which is a calendar without days.
        url: the address of the pages.
        now: this instant, in UTC.
    """
    import icalendar  # noqa: PLC0415 - 120 ms that most offices never need

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Nabokiosk//Nabokiosk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if feed is not None:
        name = language(feed.language).say(NAMES[feed.kind])
        calendar.add("x-wr-calname", name)  # as Apple, Google and Outlook read it
        calendar.add("name", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    zone, always = icalendar.Timezone(), icalendar.TimezoneStandard()
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - as RFC 5545 writes the start of a zone
    always.add("tzoffsetfrom", timedelta())
    always.add("tzoffsetto", timedelta())
    zone.add("tzid", "UTC")
    zone.add_component(always)
    calendar.add_component(zone)  # a calendar without days must hold something, says RFC 5545
    if feed is None:
        return bytes(calendar.to_ical())
    summary = language(feed.language).say(NEUTRAL)
    for entry in feed.entries:
        event = icalendar.Event()
        event.add("uid", f"{entry.uid[:32]}@nabokiosk")
        event.add("dtstamp", now)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.after)
        event.add("summary", summary)
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
