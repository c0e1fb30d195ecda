"""Stickers: ordered at the kiosk, handed out by the caretaker against a slip.

A sticker on a door tells that neighbours look out for each other here. The caretaker finds an order
by what its slip says, and learns neither who ordered it nor for which door; once it is handed out
nothing of it is kept.
"""

from kiosk.stickers.actions import mine, order, print_slip
from kiosk.stickers.cards import Order, Sticker
from kiosk.stickers.keeping import about, hand_out, waiting

__all__ = [
    "Order",
    "Sticker",
    "about",
    "hand_out",
    "mine",
    "order",
    "print_slip",
    "waiting",
]
