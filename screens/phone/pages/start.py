"""What everybody may see: the front page, and how all this works."""

from kiosk import board, guide, notices
from kiosk.words import N_
from screens.phone.ask import Answer, Ask, Page
from screens.phone.pages import reading

NEWEST = 5


def front(ask: Ask) -> Answer:
    """Show what the lobby shows to everybody."""
    card = {
        "glance": board.look(ask.kiosk),
        "alerts": reading.of(ask)[:NEWEST],
        "notices": notices.current(ask.kiosk)[:NEWEST],
    }
    return Page("start.html", card)


def who_sees(_: Ask) -> Answer:
    """Show who sees what."""
    return Page("text.html", {"heading": N_("Who sees what?"), "paragraphs": guide.WHO_SEES})


def how_to(_: Ask) -> Answer:
    """Show how to."""
    return Page("text.html", {"heading": N_("How to"), "paragraphs": guide.HOW_TO})


def joining(_: Ask) -> Answer:
    """Show somebody new where and how they sign up."""
    return Page("joining.html", {"invited": False})
