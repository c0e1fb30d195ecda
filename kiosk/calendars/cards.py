"""What this room hands out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.words import Message, msg


class Kind(StrEnum):
    """What a calendar shows."""

    OWN = "own"
    HELPING = "helping"

    @property
    def label(self) -> Message:
        """What its owner calls it."""
        return _LABELS[self]


_LABELS = {
    Kind.OWN: msg("My own days away"),
    Kind.HELPING: msg("Homes that I look after"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: days, and nothing else.

    Args:
        uid: the same for the same absence in the same calendar, and for nothing else.
        first: the first day.
        after: the first day that is no longer part of it.
    """

    uid: str
    first: date
    after: date


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is read now; `language` is its reader's."""

    kind: Kind
    language: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Which calendars have a link now; `made_on` on which day, where that is known."""

    own: bool
    helping: bool
    made_on: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return self.own or self.helping


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a helper may have my absences in their calendar."""

    tie_id: int
    name: str
    on: bool
