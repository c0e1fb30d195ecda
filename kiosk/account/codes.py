"""Dealing codes, and the keyed hashes that alone are kept of them."""

import hashlib

from kiosk import chance
from kiosk.account import rules
from kiosk.house import Kiosk

BITS = 35  # seven characters; the eighth is their check


def deal(kiosk: Kiosk) -> str:
    """Return a new letterbox or stop code."""
    return rules.with_check(chance.code(kiosk.chance, BITS))


def keyed(kiosk: Kiosk, purpose: str, code: str) -> bytes:
    """Return the hash of a code: what lies in the database opens nothing without the pepper.

    Args:
        kiosk: for the pepper, which lies apart from the data.
        purpose: at most 16 bytes; the same code hashes differently for another purpose.
        code: as `rules` has read it.
    """
    return hashlib.blake2b(
        code.encode(), key=kiosk.pepper, person=purpose.encode(), digest_size=32
    ).digest()
