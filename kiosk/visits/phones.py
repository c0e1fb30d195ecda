"""Phones that their owners have enrolled, and tickets: codes of one use that stand in for a pass.

An enrolled phone holds a code of 128 bits, as a pass does, and as with a pass the PIN is still
asked for. A ticket is dealt to somebody who is logged in already and carries them to another
device; it dies with its first use or within two minutes.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, estate
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.visits import presence, rules, stopwatch
from kiosk.visits.cards import Phone, Visit
from kiosk.visits.hashing import keyed
from kiosk.visits.tables import OnPhoneRow, PhoneRow, TicketRow
from kiosk.words import Message, many, msg

LABEL_LIMIT = 40


def enrol(kiosk: Kiosk, visit: Visit, label: str) -> str:
    """Let the phone in the visitor's hand log in with the PIN alone, and return its code.

    A phone that was enrolled before gets a new code.

    Raises:
        Refusal: the visit is over, is not on a phone, or there are too many phones already.
    """
    with kiosk.store.write() as db:
        me = presence.present(db, kiosk, visit)
        here = db.get(OnPhoneRow, visit.id)
        if here is None:
            raise Refusal("phone-not-here", msg("Open this page on the phone that you mean."))
        _forget(db, me.id, here.phone_id)
        enrolled = db.exec(select(PhoneRow).where(PhoneRow.resident_id == me.id)).all()
        if len(enrolled) >= rules.PHONES_A_PERSON:
            raise Refusal(
                "phone-too-many",
                many(
                    "You have %(n)s phone here already. Remove one first.",
                    "You have %(n)s phones here already. Remove one first.",
                    len(enrolled),
                ),
            )
        code, today = chance.code(kiosk.chance, rules.CODE_BITS), _today(kiosk)
        row = PhoneRow(
            code_hash=keyed(kiosk, "phone", code),
            resident_id=me.id,
            label=clean(label, LABEL_LIMIT),
            since=today,
            used_on=today,
        )
        db.add(row)
        db.flush()
        here.phone_id = row.id
        db.add(here)
        return code


def my_phones(kiosk: Kiosk, visit: Visit) -> tuple[Phone, ...]:
    """Return the visitor's enrolled phones, the newest first.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = presence.present(db, kiosk, visit)
        return phones_of(db, me.id, of_visit(db, visit.id))


def phones_of(db: Session, resident_id: int, here: int | None = None) -> tuple[Phone, ...]:
    """Return somebody's enrolled phones, the newest first; `here` is the one in their hand."""
    rows = select(PhoneRow).where(PhoneRow.resident_id == resident_id)
    return tuple(
        Phone(row.id or 0, row.label, row.since, row.used_on, row.id == here)
        for row in db.exec(rows.order_by(col(PhoneRow.id).desc()))
    )


def phone_of(db: Session, visit: Visit) -> int | None:
    """Return the id of the enrolled phone in the visitor's hand, if it is one."""
    return of_visit(db, visit.id)


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


def forget_phone(kiosk: Kiosk, visit: Visit, phone_id: int) -> None:
    """Let a phone of the visitor's log in no more, and end whatever visit it is in.

    The visit in the visitor's own hand goes on. A phone that is gone already is no fault.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = presence.present(db, kiosk, visit)
        row = db.get(PhoneRow, phone_id)
        if row is None or row.resident_id != me.id:
            return
        on_it = db.exec(select(OnPhoneRow.visit_id).where(OnPhoneRow.phone_id == phone_id)).all()
        for visit_id in on_it:
            if visit_id != visit.id:
                presence.end_row(db, kiosk, visit_id)
        _forget(db, me.id, phone_id)


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
    db.execute(sa.delete(TicketRow).where(col(TicketRow.until) <= stopwatch.read(db, kiosk)))
    db.add(TicketRow(code_hash=code_hash, resident_id=resident_id, until=until))
    db.flush()


def drop_ticket(db: Session, code_hash: str) -> None:
    """Let a ticket open nothing any more; one that is gone is no fault."""
    db.execute(sa.delete(TicketRow).where(col(TicketRow.code_hash) == code_hash))


def used(db: Session, kiosk: Kiosk, kind: str, code_hash: str) -> int | None:
    """Record that somebody has logged in: a ticket is used up, a phone's day is written down.

    Returns the phone's id, where it was an enrolled one.
    """
    if kind == "ticket":
        drop_ticket(db, code_hash)
    if kind != "phone":
        return None
    row = db.exec(select(PhoneRow).where(PhoneRow.code_hash == code_hash)).one()
    row.used_on = _today(kiosk)
    db.add(row)
    db.flush()
    return row.id


def of_visit(db: Session, visit_id: int) -> int | None:
    """Return the id of the enrolled phone that a visit is on, if it is on one."""
    row = db.get(OnPhoneRow, visit_id)
    return row.phone_id if row else None


def forget_all(db: Session, resident_id: int, *, but: int | None = None) -> None:
    """Forget somebody's phones, all or all but one, and their tickets."""
    theirs = col(PhoneRow.resident_id) == resident_id
    db.execute(sa.delete(PhoneRow).where(theirs, col(PhoneRow.id) != (but or 0)))
    db.execute(sa.delete(TicketRow).where(col(TicketRow.resident_id) == resident_id))


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Forget phones that nobody has used for long, and tickets that have lapsed."""
    unused = _today(kiosk) - timedelta(days=rules.PHONE_UNUSED_DAYS)
    db.execute(sa.delete(PhoneRow).where(col(PhoneRow.used_on) < unused))
    db.execute(sa.delete(TicketRow).where(col(TicketRow.until) <= stopwatch.read(db, kiosk)))


def _forget(db: Session, resident_id: int, phone_id: int | None) -> None:
    if phone_id is not None:
        mine = sa.delete(PhoneRow).where(col(PhoneRow.resident_id) == resident_id)
        db.execute(mine.where(col(PhoneRow.id) == phone_id))


def _today(kiosk: Kiosk) -> date:
    return kiosk.clock.today(estate.timezone(kiosk))
