"""Numbers of what is somebody's, as pages show them: they lead to one thing and count nothing.

Rows are numbered in turn. Whoever saved an absence of their own today and another next week could
read off their addresses how many all neighbours have saved meanwhile; and likewise how many have
invited somebody, become trusted neighbours, signed up, or logged in. So pages, addresses and
cookies show a number that only this kiosk can turn back: a permutation of thirty bits, four Feistel
rounds under the pepper, another one for each kind of thing.
"""

import re
from hashlib import blake2s
from typing import Literal

Kind = Literal["absence", "answer", "invitation", "person", "phone", "tie", "visit"]

HALF = 15
MASK = (1 << HALF) - 1
ROUNDS = 4
PLACES: dict[str, Kind] = {
    "/vacations/": "absence",
    "/look-after#home-": "absence",
    "/look-after/": "person",
    "/trust/asked/": "answer",
    "/trust/sent#invitation-": "invitation",
    "/trust/tie/": "tie",
    "/trust/waiting/": "invitation",
}
OURS = re.compile(rf"^({'|'.join(PLACES)})(\d{{1,10}})(?=/|$)")


def veil(key: bytes, number: int, kind: Kind = "absence") -> int:
    """Return the number that stands for a row's; one beyond thirty bits stands for itself."""
    if number >> (2 * HALF):
        return number
    left, right = number >> HALF, number & MASK
    for turn in range(ROUNDS):
        left, right = right, left ^ _mix(key, kind, turn, right)
    return (left << HALF) | right


def unveil(key: bytes, number: int, kind: Kind = "absence") -> int:
    """Return the row's number that another stands for."""
    if number >> (2 * HALF):
        return number
    left, right = number >> HALF, number & MASK
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _mix(key, kind, turn, left), left
    return (left << HALF) | right


def veiled_place(key: bytes, place: str) -> str:
    """Return a page's address as pages know it, where it comes from the kiosk's own screens."""

    def shown(found: re.Match[str]) -> str:
        return f"{found[1]}{veil(key, int(found[2]), PLACES[found[1]])}"

    return OURS.sub(shown, place)


def _mix(key: bytes, kind: Kind, turn: int, half: int) -> int:
    value = half.to_bytes(2) + kind.encode()
    told = blake2s(value, key=key[:32], person=b"veil%d" % turn, digest_size=2).digest()
    return int.from_bytes(told) & MASK
