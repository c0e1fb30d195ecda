"""What is held of everyday help, and how it is forgotten; helpers for the rooms above."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.favours import rules, showing
from kiosk.favours.cards import Kind, Reason, What
from kiosk.favours.tables import FavourAnswer, FavourRow
from kiosk.house import Kiosk
from kiosk.words import Message, msg


def about(db: Session, resident_id: int) -> tuple[tuple[Message, str | Message], ...]:
    """Return what is held of a resident's everyday help, for "my data": label and value."""
    held: list[tuple[Message, str | Message]] = []
    mine = select(FavourRow).where(FavourRow.poster_id == resident_id)
    for row in db.exec(mine.order_by(col(FavourRow.id))):
        held.append((Kind(row.kind).label, What(row.what).label(Kind(row.kind))))
        if row.text:
            held.append((msg("You wrote"), row.text))
        if row.removed:
            held.append((msg("The caretaker took it down"), Reason(row.removed).label))
    answered = (
        select(FavourRow)
        .join(FavourAnswer)
        .where(FavourAnswer.resident_id == resident_id)
        .order_by(col(FavourRow.id))
    )
    for row in db.exec(answered):
        line = rules.line(Kind(row.kind), What(row.what), Message.from_json(row.sender))
        held.append((msg("You answered"), line))
    return tuple(held)


def forget(db: Session, resident_id: int) -> None:
    """Forget a resident who leaves: what they posted, and that they answered."""
    db.execute(sa.delete(FavourAnswer).where(col(FavourAnswer.resident_id) == resident_id))
    for row in db.exec(select(FavourRow).where(FavourRow.poster_id == resident_id)).all():
        showing.delete(db, row)


def sweep(db: Session, kiosk: Kiosk) -> int:
    """Delete what has stood its fourteen days; return how many went."""
    over = select(FavourRow).where(col(FavourRow.expires_at) <= kiosk.clock.now())
    rows = db.exec(over).all()
    for row in rows:
        showing.delete(db, row)
    return len(rows)


def restored(db: Session) -> None:
    """Forget all everyday help of a copy of the kiosk: what was done since would be there again."""
    for row in db.exec(select(FavourRow)).all():
        showing.delete(db, row)
