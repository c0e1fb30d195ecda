"""Burglaries after the kiosk was restored from a copy.

All other tallies belong to the copy's own rows, which are counted once more where they were counted
since. What somebody entered since is in no row, and could not be entered again in a quarter that is
told.
"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, select

from kiosk.figures.cards import Figure
from kiosk.figures.tables import Tally


def entered(db: Session) -> Mapping[date, int]:
    """Return all burglaries that were entered, by quarter. For a restore alone."""
    rows = db.exec(select(Tally).where(Tally.figure == Figure.BURGLARIES.value))
    return {row.quarter: row.number for row in rows}


def carry_over(db: Session, burglaries: Mapping[date, int]) -> None:
    """Keep, in a copy, what was entered in the database that it replaces."""
    for quarter, number in burglaries.items():
        db.merge(Tally(figure=Figure.BURGLARIES.value, quarter=quarter, number=number))
