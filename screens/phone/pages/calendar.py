"""Calendars by a secret link, and who may have my absences in theirs."""

from kiosk import calendars
from kiosk.calendars import Kind
from kiosk.visits import codes
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, File, Go, Page, gone, no_answer
from screens.phone.ics import ics


def show(ask: Ask) -> Answer:
    """Show which calendars have a link, and whom I allow one."""
    return _page(ask, "", "")


def change(ask: Ask) -> Answer:
    """Make a link, which is shown this once, or revoke it; or change whom I allow."""
    kind = next((each for each in Kind if each.value == ask.form.one("kind")), Kind.OWN)
    match ask.form.one("do"):
        case "make":
            code = calendars.make_link(ask.kiosk, ask.visit, kind)
            return _page(ask, kind.value, f"{ask.site.url}/c/{code}.ics")
        case "revoke":
            calendars.revoke_link(ask.kiosk, ask.visit, kind)
            return Go("/account/calendars", msg("The link leads nowhere any more."))
        case "allow":
            wanted = set(ask.form.all("tie"))
            for each in calendars.permissions(ask.kiosk, ask.visit):
                if (str(ask.veiled(each.tie_id, "tie")) in wanted) != each.on:
                    calendars.allow(ask.kiosk, ask.visit, each.tie_id, not each.on)
            return Go("/account/calendars", msg("It is saved."))
        case _:
            raise no_answer()


def feed(ask: Ask) -> Answer:
    """Hand a calendar out, as it may be read now.

    Programs keep what they last had of a page that is gone, and so would show days for good. So
    a link that leads nowhere, whyever, is a calendar without days.
    """
    if codes.read_code(ask.named["code"]) is None:
        raise gone(msg("There is no such page here."))
    found = calendars.feed(ask.kiosk, ask.named["code"])
    return File(ics(found, ask.site.url, ask.kiosk.clock.now()), "text/calendar")


def _page(ask: Ask, made: str, link: str) -> Page:
    card = {
        "links": calendars.links(ask.kiosk, ask.visit),
        "permissions": calendars.permissions(ask.kiosk, ask.visit),
        "made": made,
        "link": link,
    }
    return Page("calendars.html", card)
