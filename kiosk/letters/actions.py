"""Putting letters in the outbox; the office's courier carries them."""

from enum import StrEnum
from typing import Literal

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.words import Message

Channel = Literal["sms", "email"]


class LetterState(StrEnum):
    """How far a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"  # begun when the office died: never sent again, so that none goes twice
    FAILED = "failed"


def queue(  # noqa: PLR0917 - one call is one row
    db: Session,
    kiosk: Kiosk,
    resident_id: int,
    channel: Channel,
    address: str,
    text: Message,
    language: str,
) -> int:
    """Put a letter in the outbox, inside the caller's transaction, and return its number.

    Args:
        db: the caller's transaction.
        kiosk: for the time.
        resident_id: whom it is for.
        channel: "sms" or "email".
        address: a mobile number or e-mail address that its owner has confirmed or is confirming.
        text: what it says, without names, doors or dates.
        language: the code of the reader's language.
    """
    row = LetterRow(
        resident_id=resident_id,
        channel=channel,
        address=address,
        text=text.to_json(),
        language=language,
        state=LetterState.WAITING.value,
        queued_at=kiosk.clock.now(),
    )
    db.add(row)
    db.flush()
    return row.id or 0


def forget(db: Session, resident_id: int) -> None:
    """Delete every letter to a resident who leaves."""
    db.execute(sa.delete(LetterRow).where(col(LetterRow.resident_id) == resident_id))


def restored(db: Session) -> None:
    """Carry nothing that waited in a copy of the kiosk: it may have gone since."""
    db.execute(sa.delete(LetterRow))
    db.flush()
