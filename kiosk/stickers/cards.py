"""What this room hands out."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.words import Message, msg


class Sticker(StrEnum):
    """What can be ordered."""

    DOOR = "door"
    LETTERBOX = "letterbox"

    @property
    def label(self) -> Message:
        """The sticker as people choose it, and as its slip says it."""
        return _STICKERS[self]


_STICKERS = {
    Sticker.DOOR: msg("Sticker for the door"),
    Sticker.LETTERBOX: msg("Sticker for the letterbox"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """Stickers that wait to be handed out.

    Args:
        id: which order.
        reference: what its slip says, and nothing else does.
        stickers: one of each of these.
    """

    id: int
    reference: str
    stickers: tuple[Sticker, ...]
