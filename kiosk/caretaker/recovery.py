"""The estate's recovery code: what the newest one wraps, and never the code.

Not for the kiosk's own screen: whoever holds it and a backup can read everything, so it goes to
whoever holds the machine. There is one at a time; a backup opens with the one that was newest when
it was made.
"""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, delete, select

from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act
from kiosk.caretaker.tables import RecoveryRow
from kiosk.house import Kiosk


class Recovery(NamedTuple):
    """A home's secrets as the newest code wraps them, and when it was dealt."""

    wrapped: bytes
    at: datetime


def keep_recovery_code(kiosk: Kiosk, wrapped: bytes) -> None:
    """Let a code be the newest from now on. Whoever keeps it has it: on paper, or before them.

    Args:
        kiosk: the kiosk.
        wrapped: the home's secrets, as `recovery_code.deal` wrapped them with it.
    """
    with kiosk.store.write() as db:
        audit.write(db, kiosk, audit.COMMAND_LINE, Act.RECOVERY_CODE)
        _replace(db, Recovery(wrapped, kiosk.clock.now()))


def newest_recovery(db: Session) -> Recovery | None:
    """Return what the newest code wraps; None before the first."""
    row = db.exec(select(RecoveryRow)).one_or_none()
    return Recovery(row.wrapped, row.at) if row else None


def carry_over(db: Session, newest: Recovery | None) -> None:
    """Keep, in a copy, the code that is newest in the database which it replaces."""
    if newest is not None:
        _replace(db, newest)


def _replace(db: Session, new: Recovery) -> None:
    db.exec(delete(RecoveryRow))
    db.add(RecoveryRow(wrapped=new.wrapped, at=new.at))
