"""Number and PIN both lost: the caretaker has seen the papers, and a new pair is dealt.

A caretaker could name somebody who is not there. So it goes as slowly as a reset by letterbox: it
is told to every confirmed channel, can be stopped, works a day later, and leaves ties and vacations
asleep. The caretaker says who it is and no more: their shift ends, and whoever stands there then
is dealt a PIN that nobody else sees.

Where nobody gets in without a pass, one is printed at once and works with the PIN. It is no slip of
a visit, for nobody is logged in: like a letterbox code it waits for the printer, beside which the
caretaker stands, and whoever finds it holds nothing without the PIN.
"""

from sqlmodel import Session, select

from kiosk import chance, estate, printing, residents, visits
from kiosk.account import codes, reset, rules, under_way, waits
from kiosk.account.cards import Renewed
from kiosk.account.tables import ResetRequest
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.words import msg

PURPOSE = "in person"
GRANT_BITS = 128
WELCOME = "welcome"  # the kind of the slip


def may_name(db: Session, kiosk: Kiosk) -> bool:
    """Count that a caretaker names somebody; false when that was done too often today."""
    return waits.spend(db, kiosk, PURPOSE, rules.IN_PERSON_TRIES)


def named(db: Session, door_id: int, name: str) -> Resident | None:
    """Return the one person of that name behind a door; None for nobody and for several.

    Capitals are no matter, nor whether a middle or last name was written.
    """
    found = [
        each for each in residents.at_door(db, door_id) if rules.may_be_called(each.name, name)
    ]
    return found[0] if len(found) == 1 else None


def grant(db: Session, kiosk: Kiosk, resident: Resident) -> str:
    """Let whoever holds the code that this returns be dealt a new number and PIN, once and soon."""
    under_way.drop_word(db, resident.id)
    code = chance.code(kiosk.chance, GRANT_BITS)
    db.add(
        ResetRequest(
            claim_kind=under_way.IN_PERSON,
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

    A pass that is printed with them waits with them, and is dead when they are stopped.

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
        wanted = kiosk.settings.lobby.require_pass
        pass_hash = _print_pass(db, kiosk, resident, row, number) if wanted else None
        reset.begin(db, kiosk, resident, row, number=number, pass_hash=pass_hash)
        db.delete(row)
    return Renewed(number, pass_printed=wanted)


def _print_pass(
    db: Session, kiosk: Kiosk, resident: Resident, asked: ResetRequest, number: str
) -> str:
    """Print a pass that opens nothing yet, and return what is kept of it."""
    code, pass_hash = visits.deal_pass(kiosk)
    card = {
        "estate": estate.name(db),
        "number": number,
        "code": code,
        "qr": visits.codes.code_url(kiosk.settings, "p", code),
    }
    printing.queue(db, kiosk, WELCOME, card, resident.language, subject=asked.id or 0)
    return pass_hash
