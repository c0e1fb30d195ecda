"""Letters: an SMS or e-mail is a row, written with what it tells of, and carried later.

Knows of no other room: whom it is for and what it says is handed in. Without a channel letters
wait, and their readers find what they say at the kiosk.
"""

from kiosk.letters.actions import Channel, LetterState, forget, queue, restored
from kiosk.letters.channels import open_carriers
from kiosk.letters.courier import Courier

__all__ = ["Channel", "Courier", "LetterState", "forget", "open_carriers", "queue", "restored"]
