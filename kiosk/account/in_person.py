"""Number and PIN both lost: the caretaker has seen the papers, and a new pair is dealt.

A caretaker could name somebody who is not there. So it goes as slowly as a reset by letterbox: it
is told to every confirmed channel, can be stopped, works a day later, and leaves ties and vacations
asleep. The caretaker says who it is and no more: their shift ends, and whoever stands there then
is dealt a PIN that nobody else sees.
"""

from sqlmodel import Session, select

from kiosk import chance, residents, visits
from kiosk.account import codes, reset, rules, waits
from kiosk.account.cards import Renewed
from kiosk.account.tables import ResetRequest
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.words import msg

PURPOSE = "in person"
GRANT_BITS = 128


def may_name(db: Session, kiosk: Kiosk) -> bool:
    """Count that a caretaker names somebody; false when that was done too often today."""
    return waits.spend(db, kiosk, PURPOSE, rules.IN_PERSON_TRIES)


def named(db: Session, door_id: int, name: str) -> Resident | None:
    """Return the one person of that name behind a door; None for nobody and for several.

    Capitals are no matter, nor whether a middle or last name was written.
    """
    typed = set(name.casefold().split())
    found = [
        each
        for each in residents.at_door(db, door_id)
        for kept in [set(each.name.casefold().split())]
        if typed and (typed <= kept or kept <= typed)
    ]
    return found[0] if len(found) == 1 else None


def grant(db: Session, kiosk: Kiosk, resident: Resident) -> str:
    """Let whoever holds the code that this returns be dealt a new number and PIN, once and soon."""
    earlier = select(ResetRequest).where(
        ResetRequest.claim_kind == reset.IN_PERSON, ResetRequest.claim == str(resident.id)
    )
    for row in db.exec(earlier).all():
        db.delete(row)
    code = chance.code(kiosk.chance, GRANT_BITS)
    db.add(
        ResetRequest(
            claim_kind=reset.IN_PERSON,
            claim=str(resident.id),
            code_hash=codes.keyed(kiosk, PURPOSE, code),
            pin_hash="",
            asked_at=kiosk.clock.now(),
            works_from=visits.stopwatch.store(db, kiosk) + rules.GRANT_LIFE,
        )
    )
    db.flush()
    return code


def renew(kiosk: Kiosk, code: str, pin: str, pin_again: str) -> Renewed:
    """Ask for the new PIN, and deal a new number; both work in 24 hours, and can be stopped.

    Args:
        kiosk: the kiosk.
        code: what the caretaker's word was turned into; used up by this.
        pin: dealt by `visits.deal_pin`.
        pin_again: the same, typed back.

    Raises:
        Refusal: the PINs differ; or the caretaker's word is used up or too old.
    """
    visits.check_pin(pin, pin_again)
    pin_hash = visits.hash_pin(kiosk, pin)
    with kiosk.store.write() as db:
        now = visits.stopwatch.store(db, kiosk)
        code_hash = codes.keyed(kiosk, PURPOSE, code)
        row = db.exec(select(ResetRequest).where(ResetRequest.code_hash == code_hash)).first()
        if row is None or row.works_from <= now:
            raise Refusal(
                "renewal-over",
                msg("That took too long. Fetch the caretaker, and begin once more."),
            )
        resident = residents.get(db, int(row.claim))
        row.pin_hash, row.works_from = pin_hash, now + rules.RESET_WAIT
        number = visits.deal_number(db, kiosk)
        reset.begin(db, kiosk, resident, row, number)
        db.delete(row)
    return Renewed(number)
