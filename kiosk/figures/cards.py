"""What this room hands out: quarters, and in each the figures that may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

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


ENDINGS = tuple(figure for figure in Figure if figure.startswith("alerts_"))


class Hidden(StrEnum):
    """Why a figure is not told."""

    FEWER = "<5"
    KEPT_BACK = "withheld"  # with the total it would give another one away, or be given away


Cell: TypeAlias = int | Hidden


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year that is closed.

    Args:
        first: its first day.
        cells: every figure, as far as it may be told.
    """

    first: date
    cells: Mapping[Figure, Cell]

    @property
    def number(self) -> int:
        """Which quarter of its year it is."""
        return (self.first.month - 1) // MONTHS + 1

    @property
    def name(self) -> str:
        """The quarter in a table, "2026-Q4"; it sorts."""
        return f"{self.first.year:04}-Q{self.number}"
