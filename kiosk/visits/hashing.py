"""Hashes of what people prove themselves with.

Codes are dealt with 128 bits, so a keyed hash is enough, and rows can be found by it. PINs are six
digits: Argon2id makes each guess dear, and the pepper, which is kept apart from the data, makes
guessing on a stolen database impossible. Never call the PIN functions inside a transaction: they
take their time, and others would wait for it.
"""

import hashlib
import hmac
import threading

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from kiosk.house import Kiosk

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # OWASP's smallest: 25 ms

# The hash of 32 random bytes that nobody kept, at the same cost: the work for nobody's PIN.
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$+Ek/gcL5+VNKURjoJtzY2w$"
    "7fh5yFRqYGZl6DPXOQbHh9CX+SdUX2O2HdOObzAlx+Y"
)


class Work:
    """How many Argon2 runs this process has done: equal answers take equal work."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.runs = 0

    def add(self) -> None:
        """Count one run."""
        with self._turn:
            self.runs += 1


work = Work()


def hash_pin(kiosk: Kiosk, pin: str) -> str:
    """Return the hash that is kept of a PIN."""
    work.add()
    return _HASHER.hash(_peppered(kiosk, pin))


def fits(kiosk: Kiosk, pin_hash: str | None, pin: str) -> bool:
    """Return whether a PIN is the one that was hashed; for None never, after as much work.

    Raises:
        argon2.exceptions.InvalidHashError: the stored hash is damaged.
    """
    work.add()
    try:
        _HASHER.verify(pin_hash or NOBODY, _peppered(kiosk, pin))
    except VerifyMismatchError:
        return False
    return pin_hash is not None


def keyed(kiosk: Kiosk, purpose: str, value: str) -> str:
    """Return the keyed hash of a code, for one purpose only, as hexadecimal text."""
    return hmac.new(
        kiosk.pepper, f"{purpose}\0{value}".encode(errors="replace"), hashlib.sha256
    ).hexdigest()


def _peppered(kiosk: Kiosk, pin: str) -> bytes:
    return hmac.new(kiosk.pepper, b"pin\0" + pin.encode(errors="replace"), hashlib.sha256).digest()
