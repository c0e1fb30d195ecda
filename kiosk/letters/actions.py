"""Putting letters in the outbox; the office's courier carries them."""

from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.house import Kiosk
from kiosk.letters.cards import Channel, Fault, Trouble
from kiosk.letters.tables import ClosedChannel, LetterRow
from kiosk.words import Message


class LetterState(StrEnum):
    """How far a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"  # begun, and no word of how it ended: never sent again, so none goes twice
    FAILED = "failed"  # for good


def queue(  # noqa: PLR0917 - one call is one row
    db: Session,
    kiosk: Kiosk,
    resident_id: int,
    channel: Channel,
    address: str,
    text: Message,
    language: str,
    *,
    useful_for: timedelta | None = None,
) -> int:
    """Put a letter in the outbox, inside the caller's transaction, and return its number.

    Args:
        db: the caller's transaction.
        kiosk: for the time.
        resident_id: whom it is for.
        channel: how it goes.
        address: a mobile number or e-mail address that its owner has confirmed or is confirming;
            for a push message what its carrier knows the phone by.
        text: what it says, without names, doors or dates.
        language: the code of the reader's language.
        useful_for: for how long it is worth sending, as with a code that dies; None for ever. A
            letter that is held up for longer is dropped, and is no fault.
    """
    now = kiosk.clock.now()
    row = LetterRow(
        resident_id=resident_id,
        channel=channel,
        address=address,
        text=text.to_json(),
        language=language,
        state=LetterState.WAITING.value,
        queued_at=now,
        useful_until=now + useful_for if useful_for else None,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def is_waiting(db: Session, channel: Channel, address: str) -> bool:
    """Return whether a letter to an address has not gone yet."""
    waiting = sa.select(col(LetterRow.id)).where(
        col(LetterRow.state) == LetterState.WAITING.value,
        col(LetterRow.channel) == channel,
        col(LetterRow.address) == address,
    )
    return db.execute(waiting.limit(1)).first() is not None


def count(db: Session, resident_id: int, channel: Channel, since: datetime, until: datetime) -> int:
    """Return how many letters to a resident were put in the outbox in some time."""
    found = sa.select(sa.func.count()).where(
        col(LetterRow.resident_id) == resident_id,
        col(LetterRow.channel) == channel,
        col(LetterRow.queued_at) > since,
        col(LetterRow.queued_at) <= until,
    )
    return int(db.execute(found).scalar_one())


def troubles(db: Session) -> tuple[Trouble, ...]:
    """Return the channels that nothing goes by just now, and why."""
    found = db.exec(select(ClosedChannel).order_by(col(ClosedChannel.channel))).all()
    return tuple(Trouble(row.channel, Fault(row.fault), row.since) for row in found)


def forget(db: Session, resident_id: int) -> None:
    """Delete every letter to a resident who leaves."""
    db.execute(sa.delete(LetterRow).where(col(LetterRow.resident_id) == resident_id))


def restored(db: Session) -> None:
    """Carry nothing that waited in a copy of the kiosk: it may have gone since."""
    db.execute(sa.delete(LetterRow))
    db.execute(sa.delete(ClosedChannel))
    db.flush()
