"""What is held of orders, and how they end; helpers for the rooms above."""

from sqlmodel import Session, col, select

from kiosk.refusals import Refusal
from kiosk.stickers.cards import Order, Sticker
from kiosk.stickers.tables import StickerOrder
from kiosk.words import Message, msg


def waiting(db: Session) -> tuple[Order, ...]:
    """Return what waits to be handed out, by reference, so that nobody sees who came first."""
    rows = db.exec(select(StickerOrder).order_by(col(StickerOrder.reference)))
    return tuple(card(row) for row in rows)


def hand_out(db: Session, order_id: int) -> None:
    """Note that an order was handed out: it is deleted.

    Raises:
        Refusal: it is handed out already.
    """
    row = db.get(StickerOrder, order_id)
    if row is None:
        raise Refusal("stickers-handed-out", msg("These stickers are handed out already."))
    db.delete(row)
    db.flush()


def about(db: Session, resident_id: int) -> tuple[tuple[Message, str | Message], ...]:
    """Return what is held of a resident's order, for "my data": label and value."""
    row = db.exec(select(StickerOrder).where(StickerOrder.resident_id == resident_id)).first()
    found = card(row).stickers if row else ()
    return tuple((msg("Ordered"), each.label) for each in found)


def card(row: StickerOrder) -> Order:
    """Return an order as it is handed out by this room."""
    return Order(row.id or 0, row.reference, tuple(map(Sticker, row.stickers.split())))
