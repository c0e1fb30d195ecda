"""Ordering stickers, and the slip to fetch them with: the resident's side."""

from collections.abc import Collection

from sqlmodel import Session, select

from kiosk import chance, printing, visits
from kiosk.house import Kiosk
from kiosk.printing import Slip
from kiosk.refusals import Refusal
from kiosk.stickers import keeping
from kiosk.stickers.cards import Order, Sticker
from kiosk.stickers.tables import StickerOrder
from kiosk.visits import Visit
from kiosk.words import msg

REFERENCE_BITS = 20  # four characters; an estate has a few hundred orders at the most


def mine(kiosk: Kiosk, visit: Visit) -> Order | None:
    """Return the visitor's order that waits to be handed out, None where there is none.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        row = _row(db, visits.present(db, kiosk, visit).id)
        return keeping.card(row) if row else None


def order(kiosk: Kiosk, visit: Visit, stickers: Collection[Sticker]) -> Slip:
    """Order one of each of these, in the place of an order that still waits, and print its slip.

    Whose address is not proven may order too: what they get tells nothing of anybody.

    Raises:
        Refusal: the visit is over, or nothing was chosen.
    """
    chosen = [each.value for each in Sticker if each in stickers]
    if not chosen:
        raise Refusal("stickers-none-chosen", msg("Choose a sticker first."), "stickers")
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _row(db, me.id) or StickerOrder(
            resident_id=me.id, reference=_reference(db, kiosk), stickers=""
        )
        row.stickers = " ".join(chosen)
        db.add(row)
        db.flush()
        return _print(db, kiosk, visit, row)


def print_slip(kiosk: Kiosk, visit: Visit) -> Slip:
    """Print the slip of the visitor's order again.

    Raises:
        Refusal: the visit is over, or nothing of theirs waits to be handed out.
    """
    with kiosk.store.write() as db:
        row = _row(db, visits.present(db, kiosk, visit).id)
        if row is None:
            raise Refusal("stickers-none", msg("Your stickers are handed out. Order new ones."))
        return _print(db, kiosk, visit, row)


def _row(db: Session, resident_id: int) -> StickerOrder | None:
    return db.exec(select(StickerOrder).where(StickerOrder.resident_id == resident_id)).first()


def _reference(db: Session, kiosk: Kiosk) -> str:
    """Return one that no other order has."""
    while True:
        made = chance.code(kiosk.chance, REFERENCE_BITS)
        if db.exec(select(StickerOrder).where(StickerOrder.reference == made)).first() is None:
            return made


def _print(db: Session, kiosk: Kiosk, visit: Visit, row: StickerOrder) -> Slip:
    found = keeping.card(row)
    card: dict[str, printing.Json] = {
        "reference": found.reference,
        "items": [[each.label.to_json(), 1] for each in found.stickers],
    }
    return printing.queue(db, kiosk, "stickers", card, visit.language, visit.id)
