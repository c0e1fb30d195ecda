"""From the kiosk to the phone and back: each step is one transaction, and each only once."""

import hmac
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, visits
from kiosk.handover import rules
from kiosk.handover.cards import Form, Offer, Redeemed, Standing, State, Target
from kiosk.handover.tables import HandoverRow
from kiosk.house import Kiosk
from kiosk.store import Prepared, given
from kiosk.visits import Visit

LOG_IN: Final = "ticket"  # the kind of claim of a matched phone, and of a kiosk's scanner
OVER = Standing(State.OVER)

_LIVE = Prepared(
    select(HandoverRow).where(
        col(HandoverRow.phone_visit_id) == given("visit_id"),
        col(HandoverRow.state) == State.LIVE.value,
    )
)


def offer(kiosk: Kiosk, visit: Visit, target: Target) -> Offer:
    """Return a code that carries this visit, and what is half filled in, to a phone.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        db.execute(sa.delete(HandoverRow).where(col(HandoverRow.visit_id) == visit.id))
        return _offer(db, kiosk, target, visit_id=visit.id, resident_id=me.id)


def offer_form(kiosk: Kiosk, target: Target) -> Offer:
    """Return a code that carries a form alone: nobody is logged in."""
    with kiosk.store.write() as db:
        return _offer(db, kiosk, target)


def redeem(kiosk: Kiosk, code: str) -> Redeemed | None:
    """Take a code over to the phone that asks; None where it was used, has lapsed or never was.

    Exactly one phone gets it, however many ask at once. Whoever only tries codes holds up nobody's
    writing.
    """
    with kiosk.store.read() as db:
        if _offered(db, kiosk, code) is None:
            return None
    with kiosk.store.write() as db:
        _sweep(db, kiosk)
        row = _offered(db, kiosk, code)
        if row is None:
            return None
        secret = chance.code(kiosk.chance, rules.CODE_BITS)
        own, *others = rules.numbers(kiosk.chance.below)
        shown = sorted((own, *others))
        row.phone_hash = visits.keyed(kiosk, LOG_IN, secret)
        row.number, row.numbers = own, " ".join(map(str, shown))
        row.state = State.REDEEMED.value
        db.add(row)
        return Redeemed(secret, own)


def look(kiosk: Kiosk, made: Offer) -> Standing:
    """Return how a handover stands, for the screen that made it."""
    with kiosk.store.read() as db:
        row = _made(db, kiosk, made)
        if row is None:
            return OVER
        return Standing(
            State(row.state),
            numbers=tuple(map(int, row.numbers.split())),
            target=Target(row.place, rules.unpack(row.form)),
            of_visit=row.resident_id is not None,
        )


def match(kiosk: Kiosk, made: Offer, number: int) -> bool:
    """Let the phone in that shows this number; any other number ends the handover.

    A phone that carries a visit may log in from now on, with the PIN, unless that visit has ended
    meanwhile. Returns whether it matched.
    """
    with kiosk.store.write() as db:
        row = _made(db, kiosk, made)
        if row is None or row.state != State.REDEEMED.value or row.phone_hash is None:
            return False
        if number != row.number or _is_over(db, row):
            db.delete(row)
            return False
        now = visits.stopwatch.store(db, kiosk)
        if row.resident_id is not None:
            visits.add_ticket(db, kiosk, row.resident_id, row.phone_hash, rules.OFFER_LIFE)
            row.state, row.until = State.MATCHED.value, now + rules.OFFER_LIFE
        else:
            row.state, row.until = State.LIVE.value, now + rules.LIVE_LIFE
        db.add(row)
        return True


def withdraw(kiosk: Kiosk, made: Offer) -> None:
    """Take a handover back: its code and its phone's log-in open nothing any more."""
    with kiosk.store.write() as db:
        if row := _made(db, kiosk, made):
            if row.phone_hash:
                visits.drop_ticket(db, row.phone_hash)
            db.delete(row)


def waiting(kiosk: Kiosk, secret: str) -> Standing:
    """Return how a handover stands, for the phone that has redeemed it."""
    with kiosk.store.read() as db:
        row = _held(db, kiosk, secret)
        if row is None:
            return OVER
        target = Target(row.place, rules.unpack(row.form)) if _is_form(row) else None
        return Standing(
            State(row.state), row.number, target=target, of_visit=row.resident_id is not None
        )


def arrive(kiosk: Kiosk, visit: Visit, secret: str) -> str | None:
    """Say that the phone has logged in, and return the place where it goes on.

    Returns None where the handover has lapsed meanwhile, or is not the visitor's.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _held(db, kiosk, secret)
        if row is None or row.resident_id != me.id or row.state != State.MATCHED.value:
            return None
        row.state = State.LIVE.value
        row.until = visits.stopwatch.store(db, kiosk) + rules.LIVE_LIFE
        row.phone_visit_id = visit.id
        row.phone_hash = None  # the phone is known by its visit from now on
        db.add(row)
        return row.place


def carried(kiosk: Kiosk, visit: Visit) -> Target | None:
    """Return what came along from the kiosk that waits for this visit; None where none waits.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        visits.present(db, kiosk, visit)
        row = _in_time(db, kiosk, _LIVE.first(db, visit_id=visit.id))
        return Target(row.place, rules.unpack(row.form)) if row else None


def finish(kiosk: Kiosk, visit: Visit) -> None:
    """Say that the phone is done: the kiosk that waits goes on. Where none waits nothing happens.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        visits.present(db, kiosk, visit)
        if row := _live(db, kiosk, visit):
            row.state, row.form = State.DONE.value, ""
            db.add(row)


def give_back(kiosk: Kiosk, secret: str, form: Form) -> bool:
    """Give a form back to the kiosk that waits for it; false where it waits no more."""
    with kiosk.store.write() as db:
        row = _held(db, kiosk, secret)
        if row is None or not _is_form(row):
            return False
        row.state, row.form = State.DONE.value, rules.pack(form)
        row.phone_hash = None
        db.add(row)
        return True


def ticket(kiosk: Kiosk, visit: Visit) -> str:
    """Return a code that logs the visitor in at a kiosk, once, with their PIN typed there.

    Raises:
        Refusal: the visit is over.
    """
    code = chance.code(kiosk.chance, rules.CODE_BITS)
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        code_hash = visits.keyed(kiosk, LOG_IN, code)
        visits.add_ticket(db, kiosk, me.id, code_hash, rules.OFFER_LIFE)
    return code


def sweep(kiosk: Kiosk) -> None:
    """Forget the handovers that have lapsed, with the forms they carried; every minute."""
    with kiosk.store.write() as db:
        _sweep(db, kiosk)


def _sweep(db: Session, kiosk: Kiosk) -> None:
    now = visits.stopwatch.read(db, kiosk)
    db.execute(sa.delete(HandoverRow).where(col(HandoverRow.until) <= now))


def _offer(
    db: Session,
    kiosk: Kiosk,
    target: Target,
    visit_id: int | None = None,
    resident_id: int | None = None,
) -> Offer:
    _sweep(db, kiosk)
    code, token = (chance.code(kiosk.chance, rules.CODE_BITS) for _ in range(2))
    row = HandoverRow(
        code_hash=visits.keyed(kiosk, "handover", code),
        token_hash=visits.keyed(kiosk, "handover offer", token),
        visit_id=visit_id,
        resident_id=resident_id,
        place=target.place,
        form=rules.pack(target.form),
        state=State.OFFERED.value,
        until=visits.stopwatch.store(db, kiosk) + rules.OFFER_LIFE,
    )
    db.add(row)
    db.flush()
    return Offer(row.id or 0, token, code, int(rules.OFFER_LIFE))


def _offered(db: Session, kiosk: Kiosk, code: str) -> HandoverRow | None:
    """Return the handover that a code on a kiosk's screen offers."""
    code_hash = visits.keyed(kiosk, "handover", visits.codes.read_code(code) or "")
    row = db.exec(select(HandoverRow).where(HandoverRow.code_hash == code_hash)).first()
    return row if row and row.state == State.OFFERED.value and not _is_over(db, row) else None


def _is_over(db: Session, row: HandoverRow) -> bool:
    """Return whether the visit that a handover carries has ended, as with a new PIN."""
    return row.visit_id is not None and visits.is_over(db, row.visit_id)


def _made(db: Session, kiosk: Kiosk, made: Offer) -> HandoverRow | None:
    """Return the handover of an offer, unless it has lapsed."""
    row = _in_time(db, kiosk, db.get(HandoverRow, made.id))
    token_hash = visits.keyed(kiosk, "handover offer", made.token)
    return row if row and hmac.compare_digest(row.token_hash, token_hash) else None


def _held(db: Session, kiosk: Kiosk, secret: str) -> HandoverRow | None:
    """Return the handover that a phone has redeemed, unless it has lapsed."""
    phone_hash = visits.keyed(kiosk, LOG_IN, secret)
    found = db.exec(select(HandoverRow).where(HandoverRow.phone_hash == phone_hash)).first()
    return _in_time(db, kiosk, found)


def _live(db: Session, kiosk: Kiosk, visit: Visit) -> HandoverRow | None:
    """Return the handover that a kiosk waits in for this visit, to be changed."""
    found = _LIVE.first(db, visit_id=visit.id)
    return _in_time(db, kiosk, db.get(HandoverRow, found.id) if found else None)


def _in_time(db: Session, kiosk: Kiosk, row: HandoverRow | None) -> HandoverRow | None:
    return row if row and row.until > visits.stopwatch.read(db, kiosk) else None


def _is_form(row: HandoverRow) -> bool:
    return row.resident_id is None and row.state == State.LIVE.value


def restored(db: Session) -> None:
    """Let no code live that a copy of the kiosk still knew."""
    db.execute(sa.delete(HandoverRow))
    db.flush()
