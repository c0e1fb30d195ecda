"""Counts of tries, which outlive a restart, a new code, and a wrong clock.

A try is counted before it is looked at, in a transaction of its own, so that nothing that happens
afterwards takes it back. Right answers are counted too: nobody needs many.
"""

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk import visits
from kiosk.account import rules
from kiosk.account.tables import Tries
from kiosk.house import Kiosk


def spend(db: Session, kiosk: Kiosk, scope: str, cap: int) -> bool:
    """Count one try. Returns false when the running day's `cap` had been spent already."""
    now = visits.stopwatch.store(db, kiosk)
    row = db.get(Tries, scope) or Tries(scope=scope, count=0, day_ends=now + rules.DAY)
    if row.day_ends <= now:
        row.count, row.day_ends = 0, now + rules.DAY
    if row.count >= cap:
        return False
    row.count += 1
    db.add(row)
    db.flush()
    return True


def forget(db: Session, resident_id: int) -> None:
    """Delete the counts of a person who leaves."""
    own = [f"{kind}:{resident_id}" for kind in ("confirm", "channel", "send", "reset")]
    db.execute(sa.delete(Tries).where(col(Tries.scope).in_(own)))


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Delete counts whose day is over."""
    db.execute(sa.delete(Tries).where(col(Tries.day_ends) <= visits.stopwatch.read(db, kiosk)))
