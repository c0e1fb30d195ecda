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
from kiosk.visits import Claim

PLACES = ("pass", "kiosk", "phone")  # where a code is asked for, or with what
OWN = ("confirm", "channel", "send", "reset", "code", *(f"letter {place}" for place in PLACES))


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


def of_asker(
    db: Session, kiosk: Kiosk, what: str, claim: Claim, *, on_phone: bool
) -> tuple[str, int] | None:
    """Return what counts that somebody asks for a new PIN, and its cap.

    A pass that is somebody's counts with its owner, so no stranger who types numbers keeps them
    from asking; everybody else at a kiosk shares its count. None for what phones ask without a
    pass: the pages slow that down, because whoever used a count up from anywhere would shut this
    way for all neighbours.
    """
    known = visits.whose(db, kiosk, claim)
    if claim.kind == "pass" and known is not None:
        return f"{what}:{known}", rules.OWN_RESET_TRIES
    return None if on_phone else (what, rules.RESET_TRIES)


def forget(db: Session, resident_id: int) -> None:
    """Delete the counts of a person who leaves."""
    own = [f"{kind}:{resident_id}" for kind in OWN]
    db.execute(sa.delete(Tries).where(col(Tries.scope).in_(own)))


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Delete counts whose day is over."""
    db.execute(sa.delete(Tries).where(col(Tries.day_ends) <= visits.stopwatch.read(db, kiosk)))
