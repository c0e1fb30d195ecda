"""What this room hands out and takes in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Form: TypeAlias = Mapping[str, tuple[str, ...]]
"""A form as it was filled in: each field's values, as a page would send them."""


class State(StrEnum):
    """How far a handover is."""

    OFFERED = "offered"  # the code is on the kiosk's screen
    REDEEMED = "redeemed"  # one phone has it, and shows its number
    MATCHED = "matched"  # the kiosk's person has picked that number
    LIVE = "live"  # the phone is where the kiosk was
    DONE = "done"  # the phone is done, and the kiosk goes on
    OVER = "over"  # lapsed, refused or unknown; all three look alike


@dataclass(frozen=True, slots=True)
class Target:
    """Where somebody goes on, and with what they had filled in."""

    place: str
    form: Form = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A code on the kiosk's screen.

    Args:
        id: the handover.
        token: what proves that this kiosk's screen made it; it is shown and logged nowhere.
        code: what the QR code carries.
        life_s: seconds until it lapses.
    """

    id: int
    token: str = field(repr=False)
    code: str = field(repr=False)
    life_s: int = 0


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A code that this phone has got.

    Args:
        secret: what the phone holds from now on.
        number: what it shows.
    """

    secret: str = field(repr=False)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a handover stands.

    Args:
        state: how far it is.
        number: what the phone shows; for the phone alone.
        numbers: what the person at the kiosk picks from; for the kiosk alone.
        target: where it leads; for the kiosk what came back from the phone.
        of_visit: whether it carries a visit, and not a form alone.
    """

    state: State
    number: int = 0
    numbers: tuple[int, ...] = ()
    target: Target | None = None
    of_visit: bool = False
