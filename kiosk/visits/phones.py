"""Phones that their owners have enrolled, inside the caller's transaction.

An enrolled phone holds a code of 128 bits, as a pass does, and as with a pass the PIN is still
asked for.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate
from kiosk.house import Kiosk
from kiosk.store import Prepared, given
from kiosk.visits import rules
from kiosk.visits.cards import Phone, Visit
from kiosk.visits.tables import OnPhoneRow, PhoneRow
from kiosk.words import Message, msg

_PHONES_OF = Prepared(
    select(PhoneRow)
    .where(col(PhoneRow.resident_id) == given("resident_id"))
    .order_by(col(PhoneRow.id).desc())
)
_ON_PHONE = Prepared(select(OnPhoneRow).where(col(OnPhoneRow.visit_id) == given("visit_id")))


def phones_of(db: Session, resident_id: int, here: int | None = None) -> tuple[Phone, ...]:
    """Return somebody's enrolled phones, the newest first; `here` is the one in their hand."""
    return tuple(
        Phone(row.id or 0, row.label, row.since, row.used_on, row.id == here)
        for row in _PHONES_OF.all(db, resident_id=resident_id)
    )


def phone_of(db: Session, visit: Visit) -> int | None:
    """Return the id of the enrolled phone in the visitor's hand, if it is one."""
    row = _ON_PHONE.first(db, visit_id=visit.id)
    return row.phone_id if row else None


def about_phones(db: Session, resident_id: int) -> tuple[tuple[Message, Message], ...]:
    """Return what is held of a resident's phones, for "my data": label and value."""
    rows = select(PhoneRow).where(PhoneRow.resident_id == resident_id).order_by(col(PhoneRow.id))
    return tuple(
        (
            msg("Phone that remembers you"),
            msg("%(label)s, since %(day)s", label=row.label, day=row.since),
        )
        for row in db.exec(rows)
    )


def used(db: Session, kiosk: Kiosk, code_hash: str) -> int | None:
    """Record on which day a phone logged in, and return its id."""
    row = db.exec(select(PhoneRow).where(PhoneRow.code_hash == code_hash)).one()
    row.used_on = today(kiosk)
    db.add(row)
    db.flush()
    return row.id


def forget(db: Session, resident_id: int, phone_id: int | None) -> None:
    """Let one phone of somebody's log in no more; one that is gone is no fault."""
    if phone_id is not None:
        mine = sa.delete(PhoneRow).where(col(PhoneRow.resident_id) == resident_id)
        db.execute(mine.where(col(PhoneRow.id) == phone_id))


def forget_all(db: Session, resident_id: int, *, but: int | None = None) -> None:
    """Forget somebody's phones, all or all but one."""
    theirs = col(PhoneRow.resident_id) == resident_id
    db.execute(sa.delete(PhoneRow).where(theirs, col(PhoneRow.id) != (but or 0)))


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Forget phones that nobody has used for long."""
    unused = today(kiosk) - timedelta(days=rules.PHONE_UNUSED_DAYS)
    db.execute(sa.delete(PhoneRow).where(col(PhoneRow.used_on) < unused))


def today(kiosk: Kiosk) -> date:
    """Return the estate's date, which is all that is known of when a phone was used."""
    return kiosk.clock.today(estate.timezone(kiosk))
