"""Randomness as a port: every PIN, number, code and token is dealt here.

Codes are Crockford base32 (no I, L, O or U), so that a person can read one aloud and a scanner
set to another keyboard layout still types it right.
"""

import secrets
from math import ceil
from typing import Protocol

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_A_CHARACTER = 5


class Chance(Protocol):
    """Where the kiosk gets its randomness from."""

    def below(self, bound: int) -> int:
        """Return an integer from 0 to `bound` - 1, each as likely."""
        ...


class SystemChance:
    """The operating system's cryptographic randomness."""

    def below(self, bound: int) -> int:
        """Return an integer from 0 to `bound` - 1, each as likely."""
        return secrets.randbelow(bound)


def digits(chance: Chance, count: int) -> str:
    """Return `count` random decimal digits."""
    return str(chance.below(10**count)).zfill(count)


def code(chance: Chance, bits: int = 128) -> str:
    """Return a random Crockford base32 code of at least `bits` bits."""
    return "".join(CROCKFORD[chance.below(32)] for _ in range(ceil(bits / BITS_A_CHARACTER)))
