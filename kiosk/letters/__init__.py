"""Letters: an SMS, e-mail or push message is a row, written with what it tells of, carried later.

Knows of no other room: whom it is for and what it says is handed in. Without a channel letters
wait, and their readers find what they say at the kiosk.
"""

from kiosk.letters.actions import Channel, LetterState, count, forget, is_waiting, queue, restored
from kiosk.letters.channels import (
    Carrier,
    Later,
    Letter,
    Undeliverable,
    Unwanted,
    open_carriers,
)
from kiosk.letters.courier import Courier
from kiosk.letters.health import ChannelHealth, outbox

__all__ = [
    "Carrier",
    "Channel",
    "ChannelHealth",
    "Courier",
    "Later",
    "Letter",
    "LetterState",
    "Undeliverable",
    "Unwanted",
    "count",
    "forget",
    "is_waiting",
    "open_carriers",
    "outbox",
    "queue",
    "restored",
]
