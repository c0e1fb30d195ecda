"""Counting, inside the transaction of what is counted; and reading what may be told."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, select

from kiosk.figures import rules
from kiosk.figures.cards import Figure, Quarter
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
