"""Switching push on and off for a phone, and letting somebody's phones say that there is news."""

from datetime import timedelta
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, letters, residents, visits
from kiosk.house import Kiosk
from kiosk.push import rules
from kiosk.push.tables import SubscriptionRow
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.visits import Visit
from kiosk.words import Message, msg

NEWS = msg("News from your neighbours")


def subscribe(kiosk: Kiosk, visit: Visit, endpoint: str) -> None:
    """Let the phone in the visitor's hand say when there is news.

    Args:
        kiosk: the kiosk.
        visit: on that phone, which its owner has had remembered.
        endpoint: where the browser's push service takes messages for it. A browser that was
            somebody else's until now is the visitor's from here on.

    Raises:
        Refusal: the visit is over, the phone is not remembered, or the address is none to call.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        phone_id = visits.phone_of(db, visit)
        if phone_id is None:
            raise Refusal("push-phone-unknown", msg("Have this phone remembered first."))
        address = rules.endpoint(endpoint)
        here = (col(SubscriptionRow.endpoint) == address) | (
            col(SubscriptionRow.phone_id) == phone_id
        )
        db.execute(sa.delete(SubscriptionRow).where(here))
        db.add(
            SubscriptionRow(
                phone_id=phone_id,
                resident_id=me.id,
                endpoint=address,
                since=kiosk.clock.today(estate.timezone(kiosk)),
            )
        )


def unsubscribe(kiosk: Kiosk, visit: Visit, phone_id: int) -> None:
    """Let a phone of the visitor's say nothing any more; one that says nothing is no fault.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        mine = sa.delete(SubscriptionRow).where(col(SubscriptionRow.resident_id) == me.id)
        db.execute(mine.where(col(SubscriptionRow.phone_id) == phone_id))


def switched_on(kiosk: Kiosk, visit: Visit) -> frozenset[int]:
    """Return the ids of the visitor's phones that say when there is news.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        return frozenset(row.phone_id for row in _of(db, me.id))


def about(db: Session, resident_id: int) -> tuple[tuple[Message, Message], ...]:
    """Return what is held of a resident's push messages, for "my data": label and value."""
    labels = {phone.id: phone.label for phone in visits.phones_of(db, resident_id)}
    return tuple(
        (
            msg("Messages to a phone"),
            msg(
                "%(label)s, by way of %(service)s, since %(day)s",
                label=labels[row.phone_id],
                service=urlsplit(row.endpoint).hostname or "",
                day=row.since,
            ),
        )
        for row in _of(db, resident_id)
    )


def nudge(db: Session, kiosk: Kiosk, resident: Resident) -> None:
    """Let a resident's phones say that there is news, inside the caller's transaction.

    A phone that has not been reached yet is told once, however much there is, and none is told
    more than a few times an hour.
    """
    phones = _of(db, resident.id)
    if not phones:
        return
    now = kiosk.clock.now()
    told = letters.count(db, resident.id, "push", now - timedelta(hours=1), now)
    if told >= rules.NUDGES_AN_HOUR * len(phones):
        return
    for phone in phones:
        address = str(phone.phone_id)
        if not letters.is_waiting(db, "push", address):
            letters.queue(db, kiosk, resident.id, "push", address, NEWS, resident.language)


def endpoint_of(kiosk: Kiosk, phone_id: int) -> str | None:
    """Return where a phone is reached now; None where it says nothing any more."""
    with kiosk.store.read() as db:
        row = db.get(SubscriptionRow, phone_id)
        if row is None or not residents.is_active(db, row.resident_id):
            return None
        return row.endpoint


def forget(kiosk: Kiosk, endpoint: str) -> None:
    """Forget a subscription that its push service says has ended."""
    with kiosk.store.write() as db:
        db.execute(sa.delete(SubscriptionRow).where(col(SubscriptionRow.endpoint) == endpoint))


def _of(db: Session, resident_id: int) -> list[SubscriptionRow]:
    own = select(SubscriptionRow).where(SubscriptionRow.resident_id == resident_id)
    return list(db.exec(own.order_by(col(SubscriptionRow.phone_id))))
