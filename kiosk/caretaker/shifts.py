"""Who is a caretaker, and when one of them is at work: appointed, logged in, logged out.

Logging in is a credential action like a resident's: the try is counted first, the PIN is hashed
outside any transaction with the same work for a number that is nobody's, and a denial is returned.
A caretaker's tries have counts of their own, so that nobody locks them out by typing residents'
numbers, at the very time when they are needed.
"""

import hmac
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from kiosk import chance, visits
from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act, Serving, Shift
from kiosk.caretaker.tables import Caretaker, ShiftRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.visits import Denied
from kiosk.words import msg

NUMBER_DIGITS = 4
IDLE_LIMIT = 15 * 60.0  # seconds on the kiosk's stopwatch; a screen ends shifts sooner
A_DAY_AND_NUMBER = 10
A_DAY = 30  # wrong tries on all numbers together

WRONG = msg("That does not fit together. Check your caretaker number and your PIN.")
CLOSED = msg("This number is closed. Whoever set up the kiosk can give you a new one.")


@dataclass(frozen=True, slots=True)
class _Found:
    caretaker_id: int | None
    pin_hash: str | None


def appoint(kiosk: Kiosk, name: str, pin: str) -> str:
    """Let somebody be a caretaker, and return the number they log in with. For the command line.

    Raises:
        Refusal: there is no name, or the PIN is not six digits.
    """
    kept = clean(name)
    if not kept:
        raise Refusal("caretaker-name-missing", msg("Write the caretaker's name."), "name")
    visits.check_pin(pin, pin)
    pin_hash = visits.hash_pin(kiosk, pin)
    with kiosk.store.write() as db:
        row = Caretaker(
            name=kept,
            number=_free_number(db, kiosk),
            pin_hash=pin_hash,
            appointed_at=kiosk.clock.now(),
        )
        db.add(row)
        db.flush()
        audit.write(db, kiosk, audit.COMMAND_LINE, Act.APPOINTED, row.id)
        return row.number


def dismiss(kiosk: Kiosk, number: str) -> None:
    """Let somebody be a caretaker no more; their shifts end at once. For the command line.

    Raises:
        Refusal: there is no caretaker with this number.
    """
    with kiosk.store.write() as db:
        row = _by_number(db, number)
        if row is None:
            raise Refusal(
                "caretaker-unknown", msg("There is no caretaker with this number."), "number"
            )
        row.dismissed_at, row.pin_hash = kiosk.clock.now(), ""
        db.add(row)
        at_work = select(ShiftRow).where(
            ShiftRow.caretaker_id == row.id, col(ShiftRow.ended_at).is_(None)
        )
        for shift in db.exec(at_work).all():
            _close(db, kiosk, shift)
        audit.write(db, kiosk, audit.COMMAND_LINE, Act.DISMISSED, row.id)


def serving(kiosk: Kiosk) -> tuple[Serving, ...]:
    """Return who is a caretaker now, by name. For the command line."""
    with kiosk.store.read() as db:
        now = select(Caretaker).where(col(Caretaker.dismissed_at).is_(None))
        rows = db.exec(now.order_by(col(Caretaker.name), col(Caretaker.number))).all()
        return tuple(Serving(row.number, row.name) for row in rows)


def log_in(kiosk: Kiosk, number: str, pin: str) -> Shift | Denied:
    """Begin the shift of the caretaker with this number, if the PIN is theirs.

    Whatever is wrong, the answer and the work are the same.
    """
    typed = clean(number, 32)
    with kiosk.store.write() as db:
        found = _find(db, typed)
        counted = visits.tries.begin(db, kiosk, _scopes(kiosk, typed))
    if isinstance(counted, Denied):
        return _said(counted)
    fits = visits.hashing.fits(kiosk, found.pin_hash, pin)
    with kiosk.store.write() as db:
        row = db.get(Caretaker, found.caretaker_id or 0)
        if not fits or row is None or _find(db, typed) != found:
            return _said(visits.tries.wrong(db, kiosk, counted))
        visits.tries.right(db, counted)
        audit.write(db, kiosk, found.caretaker_id or 0, Act.LOGGED_IN)
        return _begin(db, kiosk, row)


def end(kiosk: Kiosk, shift: Shift) -> None:
    """End a shift. Ending what has ended is no fault, because hiding must always work."""
    with kiosk.store.write() as db:
        if row := _row(db, kiosk, shift):
            _close(db, kiosk, row)


def close(db: Session, kiosk: Kiosk, shift: Shift) -> None:
    """End a shift inside the caller's transaction."""
    if row := _row(db, kiosk, shift):
        _close(db, kiosk, row)


def on_duty(db: Session, kiosk: Kiosk, shift: Shift) -> int:
    """Return which caretaker this is. Every action that takes a shift begins with this.

    In a transaction that writes, this also keeps the shift from falling idle.

    Raises:
        Refusal: the shift has ended, was idle for too long, or is somebody else's.
    """
    row = _row(db, kiosk, shift)
    now = visits.stopwatch.read(db, kiosk)
    if row is None or row.ended_at is not None or now - row.used > IDLE_LIMIT:
        raise Refusal("shift-over", msg("You are logged out. Log in again."))
    row.used = now
    db.add(row)
    return row.caretaker_id


def _begin(db: Session, kiosk: Kiosk, caretaker: Caretaker) -> Shift:
    row = ShiftRow(
        caretaker_id=caretaker.id or 0,
        nonce=chance.code(kiosk.chance, 128),
        began_at=kiosk.clock.now(),
        used=visits.stopwatch.store(db, kiosk),
    )
    db.add(row)
    db.flush()
    return Shift(row.id or 0, _token(kiosk, row), row.caretaker_id, caretaker.name)


def _row(db: Session, kiosk: Kiosk, shift: Shift) -> ShiftRow | None:
    row = db.get(ShiftRow, shift.id)
    if row is None or row.caretaker_id != shift.caretaker_id:
        return None
    return row if hmac.compare_digest(_token(kiosk, row), shift.token) else None


def _token(kiosk: Kiosk, row: ShiftRow) -> str:
    said = f"{row.id}:{row.caretaker_id}:{row.nonce}"
    return visits.hashing.keyed(kiosk, "shift", said)


def _close(db: Session, kiosk: Kiosk, row: ShiftRow) -> None:
    row.ended_at = row.ended_at or kiosk.clock.now()
    db.add(row)
    db.flush()


def _by_number(db: Session, number: str) -> Caretaker | None:
    serving = select(Caretaker).where(col(Caretaker.dismissed_at).is_(None))
    return db.exec(serving.where(Caretaker.number == number)).first()


def _find(db: Session, number: str) -> _Found:
    row = _by_number(db, number)
    return _Found(row.id, row.pin_hash) if row else _Found(None, None)


def _free_number(db: Session, kiosk: Kiosk) -> str:
    number = chance.digits(kiosk.chance, NUMBER_DIGITS)
    while db.exec(select(Caretaker).where(Caretaker.number == number)).first():
        number = chance.digits(kiosk.chance, NUMBER_DIGITS)
    return number


def _said(denied: Denied) -> Denied:
    """Return a denial in words for somebody who has neither a pass nor another way in."""
    if denied.wait_s is None:
        return replace(denied, message=CLOSED)
    return replace(
        denied, message=visits.tries.too_often(denied.wait_s) if denied.wait_s else WRONG
    )


def _scopes(kiosk: Kiosk, number: str) -> tuple[visits.tries.Scope, ...]:
    named = visits.hashing.keyed(kiosk, "caretaker-number", number)
    return (
        visits.tries.Scope("caretakers", A_DAY, of_person=False),
        visits.tries.Scope(f"caretaker:{named}", A_DAY_AND_NUMBER),
    )
