"""The estate's recovery code: dealt for the command line, on a slip that the printer brings out.

Not for the kiosk's own screen: whoever holds it and a backup can read everything, so it goes to
whoever holds the machine. There is one at a time; a backup opens with the one that was newest when
it was made.
"""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, delete, select

from kiosk import estate, printing, recovery_code
from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act
from kiosk.caretaker.tables import RecoveryRow
from kiosk.house import Kiosk
from kiosk.keys import Keys

SLIP = "recovery"


class Recovery(NamedTuple):
    """A home's secrets as the newest code wraps them, and when it was dealt."""

    wrapped: bytes
    at: datetime


def print_recovery_code(kiosk: Kiosk, keys: Keys) -> None:
    """Deal a new code, and have its slip wait for the printer."""
    code, wrapped = recovery_code.deal(kiosk.chance, keys)
    today = kiosk.clock.today(estate.timezone(kiosk))
    with kiosk.store.write() as db:
        subject = _keep(db, kiosk, wrapped)
        card = {"code": code, "day": today.isoformat()}
        printing.queue(db, kiosk, SLIP, card, kiosk.settings.estate.language, subject=subject)


def tell_recovery_code(kiosk: Kiosk, keys: Keys) -> str:
    """Deal a new code and return it, for whoever has no printer and writes it down."""
    code, wrapped = recovery_code.deal(kiosk.chance, keys)
    with kiosk.store.write() as db:
        _keep(db, kiosk, wrapped)
    return code


def newest_recovery(db: Session) -> Recovery | None:
    """Return what the newest code wraps; None before the first."""
    row = db.exec(select(RecoveryRow)).one_or_none()
    return Recovery(row.wrapped, row.at) if row else None


def carry_over(db: Session, newest: Recovery | None) -> None:
    """Keep, in a copy, the code that is newest in the database which it replaces."""
    if newest is not None:
        _replace(db, newest)


def _keep(db: Session, kiosk: Kiosk, wrapped: bytes) -> int:
    audit.write(db, kiosk, audit.COMMAND_LINE, Act.RECOVERY_CODE)
    return _replace(db, Recovery(wrapped, kiosk.clock.now()))


def _replace(db: Session, new: Recovery) -> int:
    db.exec(delete(RecoveryRow))
    row = RecoveryRow(wrapped=new.wrapped, at=new.at)
    db.add(row)
    db.flush()
    return row.id or 0
