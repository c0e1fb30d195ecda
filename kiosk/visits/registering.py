"""Registering: from a few answers to a neighbour who takes part, in one transaction."""

from sqlmodel import Session

from kiosk import chance, estate, printing, residents
from kiosk.house import Kiosk
from kiosk.printing import Slip
from kiosk.refusals import Refusal
from kiosk.residents import NewResident
from kiosk.visits import codes, credentials, presence, rules
from kiosk.visits.cards import Registration, Visit, Welcome
from kiosk.visits.hashing import hash_pin, keyed
from kiosk.visits.tables import RegistrationRow, VisitRow
from kiosk.words import msg


def deal_pin(kiosk: Kiosk) -> str:
    """Return a PIN to offer: six digits, each as likely, patterns too. Nothing is kept of it."""
    return chance.digits(kiosk.chance, rules.PIN_DIGITS)


def pin_of(kiosk: Kiosk, dealt: str) -> str:
    """Return the PIN of something that was dealt and that is hard to guess, always the same.

    For whoever serves many people at once and keeps no PIN that is only being learned.
    """
    number = int(keyed(kiosk, "dealt", dealt), 16) % 10**rules.PIN_DIGITS
    return f"{number:0{rules.PIN_DIGITS}}"


def check_name(typed: str) -> str:
    """Return a name as it would be kept.

    Raises:
        Refusal: there is nothing to see in it.
    """
    return residents.person_name(typed)


def check_contact(mobile: str, email: str) -> tuple[str | None, str | None]:
    """Return a mobile number and an e-mail address as they would be kept; None for what is empty.

    Raises:
        Refusal: one of them cannot be read; its `field` says which.
    """
    return residents.mobile(mobile), residents.email(email)


def check_pin(pin: str, pin_again: str) -> None:
    """Raise a `Refusal` unless a dealt PIN was typed back as it is."""
    if not rules.is_pin(pin):
        raise Refusal("pin-six-digits", msg("A PIN has six digits. Let the kiosk deal one."), "pin")
    if pin != pin_again:
        raise Refusal(
            "pin-not-same",
            msg("That is not the same PIN. Look at it again and type it once more."),
            "pin_again",
        )


def register(kiosk: Kiosk, registration: Registration) -> Welcome:
    """Let somebody take part, and begin their first visit. The same key again changes nothing.

    The answer is the same whether others live behind that door or not.

    Raises:
        Refusal: an answer cannot be so; its `field` says which.
    """
    check_pin(registration.pin, registration.pin_again)
    pin_hash = hash_pin(kiosk, registration.pin)
    with kiosk.store.write() as db:
        if done := db.get(RegistrationRow, registration.key):
            return _again(db, kiosk, done)
        resident = residents.add(db, kiosk, _new(kiosk, registration))
        number = credentials.add(db, kiosk, resident.id, pin_hash)
        visit = presence.begin(db, kiosk, resident.id, registration.language)
        slip = queue_welcome(db, kiosk, visit)
        db.add(
            RegistrationRow(
                key=registration.key,
                visit_id=visit.id,
                slip_id=slip.id,
                slip_number=slip.number,
            )
        )
        return Welcome(visit, rules.shown(number), resident.name, slip)


def queue_welcome(db: Session, kiosk: Kiosk, visit: Visit) -> Slip:
    """Issue a new pass and queue the slip that carries it; earlier passes are blocked.

    The slip holds the code, the neighbour number and no name, and belongs to the visit.
    """
    code = credentials.issue_pass(db, kiosk, visit.resident_id)
    card = {
        "estate": estate.name(db),
        "number": credentials.number_of(db, visit.resident_id),
        "code": code,
        "qr": codes.code_url(kiosk.settings, "p", code),
    }
    return printing.queue(db, kiosk, "welcome", card, visit.language, visit.id)


def _again(db: Session, kiosk: Kiosk, done: RegistrationRow) -> Welcome:
    row = db.get_one(VisitRow, done.visit_id)
    visit = presence.card(kiosk, row)
    return Welcome(
        visit,
        credentials.number_of(db, visit.resident_id),
        residents.get(db, visit.resident_id).name,
        Slip(done.slip_id, done.slip_number),
    )


def _new(kiosk: Kiosk, registration: Registration) -> NewResident:
    return NewResident(
        door_id=registration.door_id,
        name=registration.name,
        adult=registration.adult,
        level=registration.level,
        language=presence.known_language(kiosk, registration.language),
        mobile=registration.mobile,
        email=registration.email,
        alert_channels=registration.alert_channels,
        terms_version=registration.terms_version,
    )
