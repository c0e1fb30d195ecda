"""Counting, inside the transaction of what is counted; entering; and reading what may be told."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session, select

from kiosk.figures import rules
from kiosk.figures.cards import Figure, OpenQuarter, Quarter
from kiosk.figures.tables import Tally
from kiosk.house import Kiosk


def count(db: Session, kiosk: Kiosk, figure: Figure, day: date) -> None:
    """Count one more of something, which belongs to a local date."""
    quarter = rules.booked(day, _today(kiosk))
    row = db.get(Tally, (figure.value, quarter))
    row = row or Tally(figure=figure.value, quarter=quarter, number=0)
    row.number += 1
    db.add(row)
    db.flush()


def enter_burglaries(db: Session, kiosk: Kiosk, day: date, number: int) -> None:
    """Write down how many burglaries there were in the quarter of a day; an earlier entry is gone.

    Raises:
        Refusal: the quarter is told already or has not begun, or there cannot be so many.
    """
    quarter = rules.quarter(day)
    rules.check_open(quarter, _today(kiosk))
    row = db.get(Tally, (Figure.BURGLARIES.value, quarter))
    row = row or Tally(figure=Figure.BURGLARIES.value, quarter=quarter, number=0)
    row.number = rules.checked_burglaries(number)
    db.add(row)
    db.flush()


def open_quarters(db: Session, kiosk: Kiosk) -> tuple[OpenQuarter, ...]:
    """Return the quarters whose burglaries can be entered, with what was, the latest last."""
    found = []
    for first in rules.open_quarters(_today(kiosk)):
        row = db.get(Tally, (Figure.BURGLARIES.value, first))
        until = rules.told_from(first) - timedelta(days=1)
        found.append(OpenQuarter(first, until, row.number if row else None))
    return tuple(found)


def closed(kiosk: Kiosk) -> tuple[Quarter, ...]:
    """Return the figures of every quarter that is closed, the latest last."""
    with kiosk.store.read() as db:
        counts: dict[date, dict[Figure, int]] = {}
        for row in db.exec(select(Tally)):
            counts.setdefault(row.quarter, {})[Figure(row.figure)] = row.number
        nothing: Mapping[Figure, int] = {}
        return tuple(
            rules.cells(quarter, counts.get(quarter, nothing))
            for quarter in rules.told(counts, _today(kiosk))
        )


def _today(kiosk: Kiosk) -> date:
    return kiosk.clock.today(kiosk.settings.estate.timezone)
