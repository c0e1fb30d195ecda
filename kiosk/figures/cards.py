"""What this room hands out: quarters, and in each the figures that may be told or entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from kiosk.words import Message, msg

MONTHS = 3


class Figure(StrEnum):
    """What is counted, in the order it is told. The values are names that others may rely on."""

    SIGNED_UP = "signed_up"
    ALERTS = "alerts"  # the sum of those below
    ALERTS_RESOLVED = "alerts_resolved"
    ALERTS_HARMLESS = "alerts_harmless"
    ALERTS_MISTAKE = "alerts_mistake"
    ALERTS_WORK = "alerts_work"
    ALERTS_EXPIRED = "alerts_expired"
    ALERTS_WITHDRAWN = "alerts_withdrawn"
    VACATIONS = "vacations"
    BURGLARIES = "burglaries"  # as the caretaker enters them


ENDINGS = tuple(figure for figure in Figure if figure.startswith("alerts_"))


class Hidden(StrEnum):
    """Why a figure is not told."""

    FEWER = "<5"
    KEPT_BACK = "withheld"  # with the total it would give another one away, or be given away
    NOT_ENTERED = ""  # nobody has said how many there were, which is not the same as none


Cell: TypeAlias = int | Hidden


@dataclass(frozen=True, slots=True)
class Named:
    """A quarter of a year.

    Args:
        first: its first day.
    """

    first: date

    @property
    def number(self) -> int:
        """Which quarter of its year it is."""
        return (self.first.month - 1) // MONTHS + 1

    @property
    def name(self) -> str:
        """The quarter in a table, "2026-Q4"; it sorts."""
        return f"{self.first.year:04}-Q{self.number}"

    @property
    def title(self) -> Message:
        """The quarter as people read it."""
        year = str(self.first.year)
        return msg("Quarter %(number)s of %(year)s", number=self.number, year=year)


@dataclass(frozen=True, slots=True)
class Quarter(Named):
    """A quarter that is closed.

    Args:
        first: its first day.
        cells: every figure, as far as it may be told.
    """

    cells: Mapping[Figure, Cell]


@dataclass(frozen=True, slots=True)
class OpenQuarter(Named):
    """A quarter whose burglaries can be entered, by whoever is told of them.

    Args:
        first: its first day.
        until: the last day on which they can be; then it is told.
        burglaries: how many were entered; None where nobody has done so yet.
    """

    until: date
    burglaries: int | None
