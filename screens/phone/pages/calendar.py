"""Calendars by a secret link, and who may have my absences in theirs."""

from kiosk import calendars
from kiosk.calendars import Kind
from kiosk.visits import codes
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, File, Go, Page, gone, no_answer
from screens.phone.ics import ics


def show(ask: Ask) -> Answer:
    """Show which calendars have a link, those just made, and whom I allow one."""
    card = {
        "links": calendars.links(ask.kiosk, ask.visit),
        "permissions": calendars.permissions(ask.kiosk, ask.visit),
        "made": {kind.value: _just_made(ask, kind) for kind in Kind},
    }
    return Page("calendars.html", card)


def change(ask: Ask) -> Answer:
    """Make a link, shown to this visit for five minutes; revoke one; or change whom I allow.

    The page that shows it is another than the one that makes it, so that whoever loads it again, or
    goes back to it, makes no other link and ends none. Nothing of the link stands in its address.
    """
    kind = next((each for each in Kind if each.value == ask.form.one("kind")), Kind.OWN)
    match ask.form.one("do"):
        case "make":
            code = calendars.make_link(ask.kiosk, ask.visit, kind)
            ask.site.links.keep(_place(ask, kind), code)
            return Go(f"/account/calendars#{kind.value}", msg("The link is made."))
        case "revoke":
            calendars.revoke_link(ask.kiosk, ask.visit, kind)
            ask.site.links.take(_place(ask, kind))
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


def _just_made(ask: Ask, kind: Kind) -> str:
    """Return the link that this visit made a moment ago, if it still leads somewhere; else ""."""
    code = ask.site.links.look(_place(ask, kind))
    if code is None or calendars.feed(ask.kiosk, code) is None:
        return ""
    return f"{ask.site.url}/c/{code}.ics"


def _place(ask: Ask, kind: Kind) -> str:
    return f"{ask.visit.token}:{kind.value}"
