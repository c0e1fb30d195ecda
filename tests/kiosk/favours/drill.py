"""A neighbour who would like to borrow a drill, and who sees that."""

from dataclasses import replace
from typing import Any

from kiosk import favours
from kiosk.favours import Favour, Kind, PostFavour, Reach, What
from kiosk.house import Kiosk
from tests.people import Person

DRILL = PostFavour(Kind.REQUEST, What.TOOLS, Reach.ZONE, "1", "En boremaskine, en time eller to")


def asks(kiosk: Kiosk, who: Person, **change: Any) -> Favour:
    """Let somebody ask for a drill, or for what is changed."""
    return favours.post(kiosk, who.visit, replace(DRILL, **change))


def seen(kiosk: Kiosk, who: Person) -> list[int]:
    """Return the requests and offers that somebody sees."""
    return [each.id for each in favours.near(kiosk, who.visit)]


def only(kiosk: Kiosk, who: Person) -> Favour:
    """Return the one that somebody sees."""
    (found,) = favours.near(kiosk, who.visit)
    return found
