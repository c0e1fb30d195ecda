"""What everybody may see: the front page, and how all this works."""

from datetime import date
from itertools import zip_longest

from kiosk import board, guide, notices
from kiosk.alerts import Alert, Kind
from kiosk.notices import Kind as NoticeKind
from kiosk.notices import Notice
from kiosk.words import N_
from screens.phone.ask import Answer, Ask, Page
from screens.phone.pages import reading

NEWEST = 5


def front(ask: Ask) -> Answer:
    """Show what the lobby shows to everybody."""
    found, posted = reading.of(ask), notices.current(ask.kiosk)
    good: list[Alert | Notice] = [each for each in found if each.kind is Kind.GOOD]
    good += (each for each in posted if each.kind is NoticeKind.STORY)
    good.sort(key=_day, reverse=True)
    on = [each for each in posted if each.kind is not NoticeKind.STORY]
    in_turn = zip_longest(on[:NEWEST], good[:NEWEST])
    card = {
        "glance": board.look(ask.kiosk),
        "alerts": [each for each in found if each.kind is not Kind.GOOD][:NEWEST],
        "on": [(isinstance(each, Alert), each) for pair in in_turn for each in pair if each],
        "good": bool(good),
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


def _day(told: Alert | Notice) -> date:
    """Return the day that good news is about."""
    return told.day if isinstance(told, Alert) else told.first_day
