"""Enrolling the phone in one's hand, and looking after those that are enrolled."""

from sqlmodel import select

from kiosk import chance
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.visits import phones, presence, rules
from kiosk.visits.cards import Phone, Visit
from kiosk.visits.hashing import keyed
from kiosk.visits.tables import OnPhoneRow, PhoneRow
from kiosk.words import many, msg

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
        phones.forget(db, me.id, here.phone_id)
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
        code, today = chance.code(kiosk.chance, rules.CODE_BITS), phones.today(kiosk)
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
        return phones.phones_of(db, me.id, phones.phone_of(db, visit))


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
        phones.forget(db, me.id, phone_id)
