"""Keeping no longer than needed: who has left, visits that are over, counts that are nobody's."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk import printing
from kiosk.house import Kiosk
from kiosk.visits import credentials, phones, presence, stopwatch, tickets, tries
from kiosk.visits.tables import VisitRow

VISITS_KEPT = timedelta(days=1)  # long enough for a button that is pressed twice
COUNTS_KEPT = timedelta(days=180)  # the security log's retention


def delete_credentials(db: Session, kiosk: Kiosk, resident_id: int) -> None:
    """Forget everything that could let somebody in, and end their visits with their slips."""
    presence.end_all_of(db, kiosk, resident_id)
    printing.forget(db, resident_id)
    credentials.forget_person(db, resident_id)
    tries.forget_person(db, resident_id)


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Delete what is no longer needed. Nobody's comings and goings are kept.

    Call it only when the clock is trusted.
    """
    now = kiosk.clock.now()
    db.execute(sa.delete(VisitRow).where(col(VisitRow.ended_at) < now - VISITS_KEPT))
    db.execute(
        sa.delete(VisitRow).where(
            col(VisitRow.ended_at).is_(None), col(VisitRow.began_at) < now - 2 * VISITS_KEPT
        )
    )
    phones.sweep(db, kiosk)
    tickets.sweep(db, kiosk)
    tries.sweep(db, now - COUNTS_KEPT)


def tick(kiosk: Kiosk) -> None:
    """Write down what the stopwatch says; call it every minute.

    After the machine was started again, waits go on from what was written last.
    """
    with kiosk.store.write() as db:
        stopwatch.store(db, kiosk)
