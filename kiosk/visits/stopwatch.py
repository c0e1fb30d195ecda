"""The kiosk's own time, which no wrong clock moves: seconds it has been running, ever.

Waits are instants on this stopwatch. It runs on the machine's monotonic clock, which begins again
when the machine does; so what it had counted is stored, and the rest of a wait goes on from there.
Time while the machine is off does not count. Kiosks that share one database share the stopwatch.
"""

from sqlmodel import Session, col, select

from kiosk.house import Kiosk
from kiosk.store import Prepared
from kiosk.visits import rules
from kiosk.visits.tables import StopwatchRow

ONLY = 1  # the row

_STOPWATCH = Prepared(select(StopwatchRow).where(col(StopwatchRow.id) == ONLY))


def read(db: Session, kiosk: Kiosk) -> float:
    """Return the seconds the kiosk has been running."""
    row = _STOPWATCH.first(db)
    if row is None:
        return 0.0
    wall = kiosk.clock.now() - row.wall
    return rules.advance(row.total, row.monotonic, kiosk.clock.monotonic(), wall)


def store(db: Session, kiosk: Kiosk) -> float:
    """Write down what the stopwatch says, and return it."""
    total = read(db, kiosk)
    db.merge(
        StopwatchRow(
            id=ONLY, total=total, monotonic=kiosk.clock.monotonic(), wall=kiosk.clock.now()
        )
    )
    db.flush()
    return total
