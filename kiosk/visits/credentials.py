"""What proves who somebody is: their number, their PIN's hash, their pass. Helpers, inside `db`."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, residents
from kiosk.house import Kiosk
from kiosk.store import Prepared, given
from kiosk.visits import codes, rules, stopwatch
from kiosk.visits.cards import Claim
from kiosk.visits.hashing import keyed
from kiosk.visits.tables import Credential, PassRow, PhoneRow, TicketRow

PASS_BITS = 128
NOBODY = 0  # an id that no row has, looked up where nobody was found: the same work

_NUMBER_OF = Prepared(
    select(Credential.number).where(col(Credential.resident_id) == given("resident_id"))
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who a claim belongs to, if to anybody; and the claim in one form, hashed, for counting."""

    resident_id: int | None
    pin_hash: str | None
    claim_hash: str


def claimed(db: Session, kiosk: Kiosk, claim: Claim) -> Claimed:
    """Look a claim up, in the same number of look-ups whether it belongs to anybody or not."""
    if claim.kind != "typed":
        code_hash = keyed(kiosk, claim.kind, codes.read_code(claim.value) or "")
        return _claimed(db, _whose_code(db, kiosk, claim.kind, code_hash), code_hash)
    if (number := rules.read_number(claim.value)) is not None:
        found = db.execute(
            sa.select(col(Credential.resident_id)).where(col(Credential.number) == number)
        ).scalar()
        return _claimed(db, found, keyed(kiosk, "number", number))
    mobile = residents.read_mobile(rules.compact(claim.value))
    sharing = residents.ids_by_confirmed_mobile(db, mobile or "")
    one = sharing[0] if len(sharing) == 1 else None
    return _claimed(db, one, keyed(kiosk, "mobile", mobile or rules.compact(claim.value)))


def add(db: Session, kiosk: Kiosk, resident_id: int, pin_hash: str) -> str:
    """Deal somebody a neighbour number nobody has, keep their PIN's hash, and return the number."""
    number = _free_number(db, kiosk)
    db.add(Credential(resident_id=resident_id, number=number, pin_hash=pin_hash))
    db.flush()
    return number


def deal_number(db: Session, kiosk: Kiosk) -> str:
    """Return a neighbour number to offer that nobody has, as it is shown."""
    return rules.shown(_free_number(db, kiosk))


def set_number(db: Session, resident_id: int, number: str) -> None:
    """Give somebody another number, unless it is somebody else's by now; their pass is blocked."""
    revoke_pass(db, resident_id)
    dealt, row = rules.compact(number), db.get(Credential, resident_id)
    taken = db.exec(select(Credential).where(Credential.number == dealt)).first()
    if row is not None and taken is None:
        row.number = dealt
        db.add(row)
        db.flush()


def number_of(db: Session, resident_id: int) -> str:
    """Return somebody's neighbour number as it is shown: "482-713"."""
    number = _NUMBER_OF.first(db, resident_id=resident_id)
    return rules.shown(number) if number else ""


def set_pin(db: Session, resident_id: int, pin_hash: str) -> None:
    """Give somebody another PIN. `pin_hash` was made by `hash_pin` before this transaction began.

    Counts of wrong tries and waits stay as they are.
    """
    if row := db.get(Credential, resident_id):
        row.pin_hash = pin_hash
        db.add(row)
        db.flush()


def issue_pass(db: Session, kiosk: Kiosk, resident_id: int) -> str:
    """Return the code of a new pass; every earlier pass of this person is blocked.

    The code is on the slip alone: what is kept is its keyed hash. Counts stay as they are.
    """
    revoke_pass(db, resident_id)
    code = chance.code(kiosk.chance, PASS_BITS)
    now = kiosk.clock.now()
    db.add(PassRow(code_hash=_code_hash(kiosk, code), resident_id=resident_id, issued_at=now))
    db.flush()
    return code


def revoke_pass(db: Session, resident_id: int) -> None:
    """Block somebody's pass. Having none is no fault."""
    db.execute(sa.delete(PassRow).where(col(PassRow.resident_id) == resident_id))


def has_pass(db: Session, resident_id: int) -> bool:
    """Return whether somebody has a pass that works."""
    return db.exec(select(PassRow).where(PassRow.resident_id == resident_id)).first() is not None


def forget_person(db: Session, resident_id: int) -> None:
    """Delete somebody's number, PIN, pass, phones and tickets."""
    revoke_pass(db, resident_id)
    db.execute(sa.delete(PhoneRow).where(col(PhoneRow.resident_id) == resident_id))
    db.execute(sa.delete(TicketRow).where(col(TicketRow.resident_id) == resident_id))
    db.execute(sa.delete(Credential).where(col(Credential.resident_id) == resident_id))


def _whose_code(db: Session, kiosk: Kiosk, kind: str, code_hash: str) -> int | None:
    if kind == "ticket":
        ticket = db.get(TicketRow, code_hash)
        return ticket.resident_id if ticket and ticket.until > stopwatch.read(db, kiosk) else None
    kept: type[PassRow | PhoneRow] = PassRow if kind == "pass" else PhoneRow
    return db.execute(
        sa.select(col(kept.resident_id)).where(col(kept.code_hash) == code_hash)
    ).scalar()


def _claimed(db: Session, found: int | None, claim_hash: str) -> Claimed:
    resident_id = found if found is not None else NOBODY
    pin_hash = db.execute(
        sa.select(col(Credential.pin_hash)).where(col(Credential.resident_id) == resident_id)
    ).scalar()
    if not residents.is_active(db, resident_id) or pin_hash is None:
        return Claimed(None, None, claim_hash)
    return Claimed(resident_id, pin_hash, claim_hash)


def _free_number(db: Session, kiosk: Kiosk) -> str:
    number = _deal_number(kiosk)
    while db.exec(select(Credential).where(Credential.number == number)).first():
        number = _deal_number(kiosk)
    return number


def _deal_number(kiosk: Kiosk) -> str:
    dealt = chance.digits(kiosk.chance, rules.NUMBER_DIGITS - 1)
    return dealt + rules.check_digit(dealt)


def _code_hash(kiosk: Kiosk, code: str) -> str:
    return keyed(kiosk, "pass", code)
