"""Neighbours for tests: a small estate, and people who move in through the kiosk's own actions."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from kiosk import estate, residents, visits
from kiosk.house import Kiosk
from kiosk.residents import TERMS, Level
from kiosk.visits import Registration, Visit

DOORS = "Lærkevej 4: st-3, tv th; Lærkevej 6: st-2, tv mf th"
FIRST_DOOR = "Lærkevej 4, st. tv"
CARL_LIVES = "Lærkevej 4, 1. tv"
UPSTAIRS = "Lærkevej 4, 1. th"
NUMBER_SIX = "Lærkevej 6, st. tv"

_keys = count(1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has moved in and is standing at the kiosk."""

    visit: Visit
    resident_id: int
    name: str
    number: str
    pin: str
    pass_code: str


def an_estate(kiosk: Kiosk) -> None:
    """Set up Lærkevej 4 (eight homes) and Lærkevej 6 (nine)."""
    estate.set_up(kiosk, "Lærkevej 4–6")
    estate.import_doors(kiosk, estate.read_description(DOORS))


def answers(kiosk: Kiosk, **other: Any) -> Registration:
    """Return the answers of a paper member who gets everything right, but for what is named."""
    pin = visits.deal_pin(kiosk)
    given: dict[str, Any] = {
        "door_id": 0,
        "name": "Bente",
        "adult": True,
        "level": Level.PAPER,
        "mobile": "",
        "email": "",
        "alert_channels": frozenset({"kiosk"}),
        "pin": pin,
        "pin_again": pin,
        "terms_version": TERMS.version,
        "language": "da",
        "key": f"people-{next(_keys)}",
    } | other
    if not given["door_id"]:
        given["door_id"] = estate.find_door(kiosk, FIRST_DOOR).id
    return Registration(**given)


def move_in(
    kiosk: Kiosk,
    name: str = "Bente",
    door: str = FIRST_DOOR,
    *,
    confirmed: bool = True,
    mobile: str | None = None,
    language: str = "da",
) -> Person:
    """Register somebody, who stays logged in.

    Args:
        kiosk: the kiosk; its estate is set up when it has no doors yet.
        name: theirs.
        door: their address.
        confirmed: whether their address is, and their mobile, if they have one.
        mobile: theirs; they are a full member then.
        language: theirs.
    """
    if not estate.stairwells(kiosk):
        an_estate(kiosk)
    registration = answers(
        kiosk,
        door_id=estate.find_door(kiosk, door).id,
        name=name,
        level=Level.FULL if mobile else Level.PAPER,
        mobile=mobile or "",
        language=language,
    )
    welcome = visits.register(kiosk, registration)
    resident_id = welcome.visit.resident_id
    with kiosk.store.write() as db:
        if confirmed:
            residents.confirm_address(db, resident_id, kiosk.clock.now())
            residents.confirm_channel(db, resident_id, "mobile")
        pass_code = visits.issue_pass(db, kiosk, resident_id)
    return Person(welcome.visit, resident_id, name, welcome.number, registration.pin, pass_code)
