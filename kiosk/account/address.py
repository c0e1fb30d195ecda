"""Proving an address: a code goes through the letterbox and comes back at the kiosk.

A code belongs to a door. The caretaker drops it there without knowing who will type it, and it
confirms whoever does so in a visit of their own while registered at that door. Nobody ever sees a
code but on its slip.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, printing, residents, visits
from kiosk.account import codes, rules, waits
from kiosk.account.tables import LetterboxCode
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Denied, Visit
from kiosk.words import msg

PURPOSE = "letterbox"


def letterbox(kiosk: Kiosk, door_ids: Iterable[int]) -> int:
    """Make a code for each door and queue its slip for the caretaker. Returns how many.

    A door named twice gets two codes, for two people who live there. The codes themselves are
    only on the slips.

    Raises:
        Refusal: there is no such door; then no code is made.
    """
    made = 0
    with kiosk.store.write() as db:
        for door_id in door_ids:
            _make(db, kiosk, estate.door(db, door_id))
            made += 1
    return made


def codes_out(db: Session, now: datetime) -> dict[int, datetime]:
    """Return when a code was last made for each door that has a live one, by the door's id."""
    rows = db.exec(select(LetterboxCode).order_by(col(LetterboxCode.id))).all()
    return {row.door_id: row.made_at for row in rows if _alive(row, now)}


def confirm_address(kiosk: Kiosk, visit: Visit, code: str) -> Denied | None:
    """Confirm the visitor's address by a code from their letterbox; their ties wake with it.

    Returns:
        None when it is confirmed, else why not. A denial has been counted.

    Raises:
        Refusal: the visit is over, the address is confirmed already, or the code was mistyped,
            which its check tells without its being tried.
    """
    with kiosk.store.write() as db:
        _unconfirmed(visits.present(db, kiosk, visit))
        typed = rules.read_code(code)
        if not waits.spend(db, kiosk, f"confirm:{visit.resident_id}", rules.CONFIRM_TRIES):
            return Denied(
                msg("That was five tries. Try again tomorrow, or ask the caretaker for help.")
            )
    code_hash = codes.keyed(kiosk, PURPOSE, typed)
    with kiosk.store.write() as db:
        resident = visits.present(db, kiosk, visit)
        if not use(db, resident.door.id, code_hash, kiosk.clock.now()):
            return Denied(
                msg("That code is not for this address, or it is used up. Look at the slip again.")
            )
        residents.confirm_address(db, resident.id, kiosk.clock.now())
    return None


def use(db: Session, door_id: int, code_hash: bytes, now: datetime) -> bool:
    """Use up the code of a door. Returns false where there is no such live code."""
    row = db.exec(select(LetterboxCode).where(LetterboxCode.code_hash == code_hash)).first()
    if row is None or row.door_id != door_id or not _alive(row, now):
        return False
    db.delete(row)
    db.flush()
    return True


def sweep(db: Session, now: datetime) -> None:
    """Delete the codes that have lapsed."""
    db.execute(sa.delete(LetterboxCode).where(col(LetterboxCode.made_at) <= now - rules.CODE_LIFE))


def _make(db: Session, kiosk: Kiosk, door: estate.Door) -> None:
    code = codes.deal(kiosk)
    now = kiosk.clock.now()
    db.add(LetterboxCode(code_hash=codes.keyed(kiosk, PURPOSE, code), door_id=door.id, made_at=now))
    db.flush()
    of_door = select(LetterboxCode).where(LetterboxCode.door_id == door.id)
    newest_first = of_door.order_by(col(LetterboxCode.id).desc())
    for old in db.exec(newest_first.offset(rules.CODES_A_DOOR)):
        db.delete(old)
    printing.queue(
        db,
        kiosk,
        "letterbox",
        {"door": door.address, "code": rules.in_pairs(code), "days": rules.CODE_LIFE.days},
        kiosk.settings.estate.language,
        subject=door.id,
    )


def _alive(row: LetterboxCode, now: datetime) -> bool:
    return row.made_at <= now < row.made_at + rules.CODE_LIFE


def _unconfirmed(resident: residents.Resident) -> None:
    if resident.address_confirmed:
        raise Refusal(
            "address-is-confirmed", msg("Your address is confirmed already. You need no code.")
        )
