"""Who is a caretaker after the kiosk was restored from a copy."""

from collections.abc import Set as AbstractSet

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act
from kiosk.caretaker.tables import Caretaker, ShiftRow
from kiosk.house import Kiosk


def dismissed(db: Session) -> frozenset[str]:
    """Return the numbers of those who are caretakers no more. For a restore alone."""
    gone = select(Caretaker.number).where(col(Caretaker.dismissed_at).is_not(None))
    return frozenset(db.exec(gone))


def restored(db: Session, kiosk: Kiosk, gone: AbstractSet[str]) -> tuple[tuple[str, str], ...]:
    """End every shift, dismiss again who was dismissed since the copy, and log the restore.

    Args:
        db: the copy.
        kiosk: for the time.
        gone: the numbers of those who are caretakers no more, as far as anybody can know.

    Returns:
        Who may log in as a caretaker now: name and number.
    """
    db.execute(sa.delete(ShiftRow))
    serving = select(Caretaker).where(col(Caretaker.dismissed_at).is_(None))
    stay: list[tuple[str, str]] = []
    for row in db.exec(serving.order_by(col(Caretaker.id))).all():
        if row.number in gone:
            row.dismissed_at, row.pin_hash = kiosk.clock.now(), ""
            db.add(row)
            audit.write_in_copy(db, kiosk, audit.COMMAND_LINE, Act.DISMISSED, row.id)
        else:
            stay.append((row.name, row.number))
    audit.write_in_copy(db, kiosk, audit.COMMAND_LINE, Act.RESTORED)
    return tuple(stay)
