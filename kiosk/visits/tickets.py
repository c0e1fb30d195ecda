"""Tickets: codes of one use that stand in for a pass.

A ticket is dealt to somebody who is logged in already and carries them to another device; the PIN
is still asked for there. It dies with its first use or within two minutes.
"""

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk.house import Kiosk
from kiosk.visits import rules, stopwatch
from kiosk.visits.tables import TicketRow


def add_ticket(db: Session, kiosk: Kiosk, resident_id: int, code_hash: str, life_s: float) -> None:
    """Let whoever holds a code log in with it once, if they know the resident's PIN.

    Args:
        db: the caller's transaction.
        kiosk: for the time.
        resident_id: whose log-in it is.
        code_hash: `keyed(kiosk, "ticket", code)`; the code itself may be known to its holder alone.
        life_s: seconds until it lapses; at most two minutes.
    """
    until = stopwatch.store(db, kiosk) + min(life_s, rules.TICKET_LIFE)
    sweep(db, kiosk)
    db.add(TicketRow(code_hash=code_hash, resident_id=resident_id, until=until))
    db.flush()


def drop_ticket(db: Session, code_hash: str) -> None:
    """Let a ticket open nothing any more; one that is gone is no fault."""
    db.execute(sa.delete(TicketRow).where(col(TicketRow.code_hash) == code_hash))


def forget_all(db: Session, resident_id: int) -> None:
    """Let every ticket of somebody's open nothing any more."""
    db.execute(sa.delete(TicketRow).where(col(TicketRow.resident_id) == resident_id))


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Forget the tickets that have lapsed."""
    db.execute(sa.delete(TicketRow).where(col(TicketRow.until) <= stopwatch.read(db, kiosk)))
