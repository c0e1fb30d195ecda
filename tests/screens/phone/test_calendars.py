"""Calendars by a secret link."""

import re
from datetime import date

import icalendar

from kiosk import trust
from kiosk.house import Kiosk
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.reader import Open


def test_a_feed_is_read_by_calendars(bente: Person, reader: Open) -> None:
    """Whole days, one neutral text, nothing of the home; and gone with the link."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    phone.post(away_from="2412", home_again="0301", kind="dates", note="Secret note")
    phone.get("/account/calendars")
    phone.post(kind="own", do="make")
    link = re.findall(r"<code>http://127\.0\.0\.1:8080(/c/\w+\.ics)</code>", phone.page.text)[0]
    stranger = reader()
    assert 200 == stranger.get(link)
    assert stranger.page.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(stranger.page.text)
    (event,) = calendar.events
    assert (date(2026, 12, 24), date(2027, 1, 4)) == (event.DTSTART, event.DTEND)
    assert "Nabohjælp: see the page" == str(event["SUMMARY"])
    for secret in ("Secret", "Bente", "Lærkevej"):
        assert secret not in stranger.page.text
    assert all(len(line.encode()) <= 75 for line in stranger.page.text.split("\r\n"))
    phone.get("/account/calendars")
    phone.post(kind="own", do="revoke")
    assert 404 == stranger.get(link)


def test_a_helper_may_be_allowed(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """A tick for each trusted neighbour, off until the owner turns it on."""
    neighbours.befriend(sqlite_kiosk, bente, carl)
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/calendars")
    assert not re.search(r'name="tie" value="\d+" checked', phone.page.text)
    (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
    phone.post(do="allow", tie=str(tie.id))
    phone.get("/account/calendars")
    assert re.search(rf'name="tie" value="{tie.id}" checked', phone.page.text)
