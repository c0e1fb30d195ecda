"""New PINs that are under way, by whichever way: looked up, and put an end to."""

from typing import Literal

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from kiosk import visits
from kiosk.account import address
from kiosk.account.tables import Asking, Reset, ResetRequest
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.visits import Claim

IN_PERSON = "in person"  # a request that the caretaker has vouched for, and that lacks its PIN


def codes_of(resident_id: int) -> SelectOfScalar[Asking]:
    """Return the question for the codes that were sent to a person for a new PIN."""
    return select(Asking).where(Asking.resident_id == resident_id).order_by(col(Asking.id))


def drop(db: Session, resident_id: int) -> None:
    """Forget a person's new PIN that is under way, by a letterbox code and by one that was sent."""
    if row := db.get(Reset, resident_id):
        db.delete(row)
    drop_codes(db, resident_id)


def drop_codes(db: Session, resident_id: int) -> None:
    """Let every code that was sent to a person for a new PIN be of no use any more."""
    for row in db.exec(codes_of(resident_id)).all():
        db.delete(row)
    db.flush()


def drop_word(db: Session, resident_id: int) -> None:
    """Let the caretaker's word for a person's new PIN be of no use any more."""
    given = select(ResetRequest).where(
        ResetRequest.claim_kind == IN_PERSON, ResetRequest.claim == str(resident_id)
    )
    for row in db.exec(given).all():
        db.delete(row)
    db.flush()


def drop_all(db: Session, kiosk: Kiosk, resident: Resident) -> None:
    """Forget, too, what was asked for a person and not judged yet, and the caretaker's word.

    A letterbox code that was asked with is used up by it, as if it had been judged.
    """
    drop(db, resident.id)
    asked = select(Asking).where(col(Asking.claim).is_not(None))
    for row in db.exec(asked).all():
        if _is_of(db, kiosk, row.claim_kind, row.claim or "", resident):
            db.delete(row)
    for request in db.exec(select(ResetRequest)).all():
        if _is_of(db, kiosk, request.claim_kind, request.claim, resident):
            address.use(db, resident.door.id, request.code_hash, request.asked_at)
            db.delete(request)
    db.flush()


def whose(db: Session, kiosk: Kiosk, kind: str, claim: str) -> int | None:
    """Return who was claimed when something was asked for; None for nobody."""
    if kind == IN_PERSON:
        return int(claim)
    way: Literal["pass", "typed"] = "pass" if kind == "pass" else "typed"
    return visits.whose(db, kiosk, Claim(way, claim))


def _is_of(db: Session, kiosk: Kiosk, kind: str, claim: str, resident: Resident) -> bool:
    return whose(db, kiosk, kind, claim) == resident.id
