"""Stickers: ordered here, fetched from the caretaker by the reference that stands on the page."""

from kiosk import stickers
from kiosk.stickers import Sticker
from kiosk.words import N_, msg
from screens.phone.ask import Answer, Ask, Go, Page

HOW = N_(
    "You fetch it from the caretaker in office hours, and show your order on this page. It does "
    "not say who you are."
)
HOW_AT = N_(
    "You fetch it from the caretaker, and show your order on this page. It does not say who you "
    "are. Office hours: %(hours)s."
)


def show(ask: Ask) -> Answer:
    """Show what can be ordered, and what waits to be fetched."""
    found = stickers.mine(ask.kiosk, ask.visit)
    chosen = found.stickers if found else ()
    offered = [(each, each in chosen) for each in Sticker]
    hours = ask.kiosk.settings.estate.office_hours
    how = msg(HOW_AT, hours=hours) if hours else msg(HOW)
    return Page("stickers.html", {"order": found, "offered": offered, "how": how})


def order(ask: Ask) -> Answer:
    """Order, in the place of what waits."""
    chosen = [each for each in Sticker if each.value in ask.form.all("stickers")]
    stickers.order(ask.kiosk, ask.visit, chosen)
    return Go("/account/stickers", msg("It is ordered. Show this page to the caretaker."))
