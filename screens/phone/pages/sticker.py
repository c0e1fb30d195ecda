"""Stickers: ordered here, fetched from the caretaker by the reference that stands on the page."""

from kiosk import stickers
from kiosk.stickers import Sticker
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page


def show(ask: Ask) -> Answer:
    """Show what can be ordered, and what waits to be fetched."""
    found = stickers.mine(ask.kiosk, ask.visit)
    chosen = found.stickers if found else ()
    offered = [(each, each in chosen) for each in Sticker]
    return Page("stickers.html", {"order": found, "offered": offered})


def order(ask: Ask) -> Answer:
    """Order, in the place of what waits."""
    chosen = [each for each in Sticker if each.value in ask.form.all("stickers")]
    stickers.order(ask.kiosk, ask.visit, chosen)
    return Go("/account/stickers", msg("It is ordered. Show this page to the caretaker."))
