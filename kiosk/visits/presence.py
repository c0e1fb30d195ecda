"""A visit: that it lasts, whose it is, and how it ends."""

import hmac
from contextlib import suppress
from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, printing, residents
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.store import Prepared, StoreFault, given, once
from kiosk.visits import credentials, phones, rules, stopwatch, tickets
from kiosk.visits.cards import Visit, Who
from kiosk.visits.hashing import keyed
from kiosk.visits.tables import OnPhoneRow, VisitRow
from kiosk.words import languages, msg

_FRESH = 60.0  # seconds in which a visit's use is not written down again

_VISIT = Prepared(select(VisitRow).where(col(VisitRow.id) == given("visit_id")))


def begin(
    db: Session,
    kiosk: Kiosk,
    resident_id: int,
    language: str,
    *,
    on_phone: bool = False,
    phone_id: int | None = None,
) -> Visit:
    """Begin a visit, inside the transaction that proved who it is.

    Whoever is on the phone does not stand by the printer: no slip of theirs is printed.
    """
    row = VisitRow(
        resident_id=resident_id,
        nonce=chance.code(kiosk.chance, 128),
        language=known_language(kiosk, language),
        kiosk=kiosk.settings.lobby.stairwell,
        began_at=kiosk.clock.now(),
        used=stopwatch.store(db, kiosk),
    )
    db.add(row)
    db.flush()
    printing.begin_visit(db, row.id or 0, resident_id)
    if on_phone:
        db.add(OnPhoneRow(visit_id=row.id or 0, phone_id=phone_id))
        printing.keep_from(db, row.id or 0)
    return card(kiosk, row)


def present(db: Session, kiosk: Kiosk, visit: Visit) -> Resident:
    """Return who is here. Every action that takes a visit begins with this, in its transaction.

    In a transaction that writes, this also keeps the visit from falling idle.

    Raises:
        Refusal: the visit has ended, was idle for too long, is somebody else's, or they may do
            nothing more here.
    """
    return once(db, visit, lambda: _present(db, kiosk, visit))


def _present(db: Session, kiosk: Kiosk, visit: Visit) -> Resident:
    row = _VISIT.first(db, visit_id=visit.id)
    if row is None or row.ended_at is not None or not _is_of(kiosk, visit, row):
        raise _over()
    now = stopwatch.read(db, kiosk)
    resident = residents.get(db, row.resident_id)
    if now - row.used > rules.IDLE_LIMIT or resident.frozen:
        raise _over()
    if now - row.used >= _FRESH:
        db.get_one(VisitRow, visit.id).used = now
    return resident


def stay(kiosk: Kiosk, visit: Visit) -> None:
    """Keep a visit from falling idle while somebody only reads.

    It is written down once a minute; looks in between hold up nobody's writing. Where it cannot be,
    as on a full disk, whoever only reads goes on reading, until the visit has fallen idle.

    Raises:
        Refusal: the visit is over.
        StoreFault: it cannot be looked up.
    """
    with kiosk.store.read() as db:
        present(db, kiosk, visit)
        fresh = not db.dirty  # or else its use was to be written down
    if not fresh:
        with suppress(StoreFault), kiosk.store.write() as db:
            present(db, kiosk, visit)


def who(kiosk: Kiosk, visit: Visit) -> Who:
    """Return who is logged in, for their own screen.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        resident = present(db, kiosk, visit)
        return Who(
            name=resident.name,
            door=resident.door,
            level=resident.level,
            language=resident.language,
            address_confirmed=resident.address_confirmed,
            gets_sms=resident.gets_sms,
            number=credentials.number_of(db, resident.id),
        )


def speak(kiosk: Kiosk, visit: Visit, language: str) -> Visit:
    """Change the language of this visit alone, and return the visit as it goes on.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        present(db, kiosk, visit)
        spoken = known_language(kiosk, language)
        if row := db.get(VisitRow, visit.id):
            row.language = spoken
            db.add(row)
        return replace(visit, language=spoken)


def renew(kiosk: Kiosk, visit: Visit) -> Visit:
    """Return the visit with another token; the one until now opens nothing any more.

    For what carries its token about: whenever what a visit may do has changed.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        present(db, kiosk, visit)
        row = db.get_one(VisitRow, visit.id)
        row.nonce = chance.code(kiosk.chance, 128)
        db.add(row)
        db.flush()
        return replace(card(kiosk, row), language=visit.language)


def end(kiosk: Kiosk, visit: Visit) -> None:
    """End a visit; its slips that have not begun to print are dropped.

    Ending what has ended is no fault, because hiding must always work. Somebody else's visit is
    left alone.
    """
    with kiosk.store.write() as db:
        if row := _row(db, kiosk, visit):
            _end(db, kiosk, row)


def end_all(kiosk: Kiosk) -> int:
    """End the visits that were left open at this kiosk, and return how many.

    For its start: whoever was here when the machine went down has left.
    """
    with kiosk.store.write() as db:
        here = select(VisitRow).where(
            VisitRow.kiosk == kiosk.settings.lobby.stairwell,
            col(VisitRow.id).not_in(sa.select(col(OnPhoneRow.visit_id))),
        )
        left_open = db.exec(here.where(col(VisitRow.ended_at).is_(None))).all()
        for row in left_open:
            _end(db, kiosk, row)
        return len(left_open)


def end_all_of(db: Session, kiosk: Kiosk, resident_id: int) -> None:
    """End every visit of one person, wherever it is, and have their phones enrolled anew."""
    phones.forget_all(db, resident_id)
    tickets.forget_all(db, resident_id)
    own = select(VisitRow).where(VisitRow.resident_id == resident_id)
    for row in db.exec(own.where(col(VisitRow.ended_at).is_(None))).all():
        _end(db, kiosk, row)


def end_others(db: Session, kiosk: Kiosk, visit: Visit) -> None:
    """End every other visit of the visitor, wherever it is, and forget their other phones."""
    phones.forget_all(db, visit.resident_id, but=phones.phone_of(db, visit))
    tickets.forget_all(db, visit.resident_id)
    own = select(VisitRow).where(VisitRow.resident_id == visit.resident_id)
    others = own.where(col(VisitRow.id) != visit.id, col(VisitRow.ended_at).is_(None))
    for row in db.exec(others).all():
        _end(db, kiosk, row)


def end_row(db: Session, kiosk: Kiosk, visit_id: int) -> None:
    """End a visit by its id, for a caller that knows whose it is."""
    if row := db.get(VisitRow, visit_id):
        _end(db, kiosk, row)


def is_over(db: Session, visit_id: int) -> bool:
    """Return whether a visit was ended, for a caller that holds what was begun in it."""
    row = db.get(VisitRow, visit_id)
    return row is None or row.ended_at is not None


def was(db: Session, kiosk: Kiosk, visit: Visit) -> bool:
    """Return whether this was somebody's visit, and no made-up one, though it may have ended."""
    return _row(db, kiosk, visit) is not None


def card(kiosk: Kiosk, row: VisitRow) -> Visit:
    """Return the visit of a row, with its token."""
    return Visit(row.id or 0, _token(kiosk, row), row.resident_id, row.language)


def known_language(kiosk: Kiosk, code: str) -> str:
    """Return a language that is shipped: this one, or else the estate's own."""
    return code if code in languages() else kiosk.settings.estate.language


def _row(db: Session, kiosk: Kiosk, visit: Visit) -> VisitRow | None:
    row = db.get(VisitRow, visit.id)
    return row if row and _is_of(kiosk, visit, row) else None


def _is_of(kiosk: Kiosk, visit: Visit, row: VisitRow) -> bool:
    same = row.resident_id == visit.resident_id
    return same and hmac.compare_digest(_token(kiosk, row), visit.token)


def _token(kiosk: Kiosk, row: VisitRow) -> str:
    return keyed(kiosk, "visit", f"{row.id}:{row.resident_id}:{row.nonce}")


def _end(db: Session, kiosk: Kiosk, row: VisitRow) -> None:
    if row.ended_at is None and row.id is not None:
        row.ended_at = kiosk.clock.now()
        db.add(row)
        db.flush()
        printing.drop_for_visit(db, row.id)


def _over() -> Refusal:
    return Refusal("visit-over", msg("Your visit has ended. Log in again."))
