"""The kiosk's own time, which no wrong clock moves: seconds it has been running, ever.

Waits are instants on this stopwatch. It runs on the machine's monotonic clock, which begins again
when the machine does; so what it had counted is stored, and the rest of a wait goes on from there.
Time while the machine is off does not count. It never runs ahead of true time.
"""

from sqlmodel import Session

from kiosk.house import Kiosk
from kiosk.visits import rules
from kiosk.visits.tables import StopwatchRow

_ONLY = 1


def read(db: Session, kiosk: Kiosk) -> float:
    """Return the seconds the kiosk has been running."""
    now = kiosk.clock.monotonic()
    row = db.get(StopwatchRow, _ONLY)
    return rules.advance(row.total, row.monotonic, now) if row else 0.0


def store(db: Session, kiosk: Kiosk) -> float:
    """Write down what the stopwatch says, and return it."""
    now = kiosk.clock.monotonic()
    total = read(db, kiosk)
    db.merge(StopwatchRow(id=_ONLY, total=total, monotonic=now))
    db.flush()
    return total
