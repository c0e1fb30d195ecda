"""Numbers of absences, as pages show them: they lead to one and count nothing.

Rows are numbered in turn. Whoever saved an absence of their own today and another next week could
read off their addresses how many all neighbours have saved meanwhile. So pages show a number that
only this kiosk can turn back: a permutation of thirty bits, four Feistel rounds under the pepper.
"""

import re
from hashlib import blake2s

HALF = 15
MASK = (1 << HALF) - 1
ROUNDS = 4
OURS = re.compile(r"^(/vacations/|/look-after#home-)(\d{1,10})(?=/|$)")


def veil(key: bytes, number: int) -> int:
    """Return the number that stands for a row's; one beyond thirty bits stands for itself."""
    if number >> (2 * HALF):
        return number
    left, right = number >> HALF, number & MASK
    for turn in range(ROUNDS):
        left, right = right, left ^ _mix(key, turn, right)
    return (left << HALF) | right


def unveil(key: bytes, number: int) -> int:
    """Return the row's number that another stands for."""
    if number >> (2 * HALF):
        return number
    left, right = number >> HALF, number & MASK
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _mix(key, turn, left), left
    return (left << HALF) | right


def veiled_place(key: bytes, place: str) -> str:
    """Return a page's address as pages know it, where it comes from the kiosk's own screens."""
    return OURS.sub(lambda found: f"{found[1]}{veil(key, int(found[2]))}", place)


def _mix(key: bytes, turn: int, half: int) -> int:
    told = blake2s(half.to_bytes(2), key=key[:32], person=b"veil%d" % turn, digest_size=2).digest()
    return int.from_bytes(told) & MASK
