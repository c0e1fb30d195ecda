"""Letters: an SMS, e-mail or push message is a row, written with what it tells of, carried later.

Knows of no other room: whom it is for and what it says is handed in. Without a channel letters
wait, and their readers find what they say at the kiosk.
"""

from kiosk.letters import addresses
from kiosk.letters.actions import LetterState, count, forget, is_waiting, queue, restored, troubles
from kiosk.letters.cards import Channel, Fault, Letter, Trouble
from kiosk.letters.channels import Carrier, look, open_carriers, ways
from kiosk.letters.courier import Courier, tidy
from kiosk.letters.health import ChannelHealth, outbox
from kiosk.letters.outcomes import Closed, Later, Undeliverable, Unsure, Unwanted
from kiosk.letters.wording import reminder

__all__ = [
    "Carrier",
    "Channel",
    "ChannelHealth",
    "Closed",
    "Courier",
    "Fault",
    "Later",
    "Letter",
    "LetterState",
    "Trouble",
    "Undeliverable",
    "Unsure",
    "Unwanted",
    "addresses",
    "count",
    "forget",
    "is_waiting",
    "look",
    "open_carriers",
    "outbox",
    "queue",
    "reminder",
    "restored",
    "tidy",
    "troubles",
    "ways",
]
