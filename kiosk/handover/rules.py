"""What decides about handovers: no database, no clock."""

import json
from collections.abc import Callable

from kiosk.handover.cards import Form

CODE_BITS = 128
OFFER_LIFE = 120.0  # seconds on the stopwatch, for scanning, matching and the PIN
LIVE_LIFE = 600.0  # seconds that a kiosk waits for its phone
LOWEST, HIGHEST = 10, 99
CHOICES = 3  # a key pressed without looking lets a stranger in once in three times at most

FIELDS = 40
VALUES = 200
LONGEST = 2000  # characters in one value


def numbers(below: Callable[[int], int]) -> tuple[int, ...]:
    """Return different two-digit numbers, the phone's own first."""
    dealt: list[int] = []
    while len(dealt) < CHOICES:
        number = LOWEST + below(HIGHEST - LOWEST + 1)
        if number not in dealt:
            dealt.append(number)
    return tuple(dealt)


def pack(form: Form) -> str:
    """Return a form as text, cut to what a form can be."""
    kept = {
        name: [value[:LONGEST] for value in values[:VALUES]]
        for name, values in list(form.items())[:FIELDS]
    }
    return json.dumps(kept, ensure_ascii=False)


def unpack(text: str) -> Form:
    """Return a form as it was packed."""
    return {name: tuple(values) for name, values in json.loads(text).items()} if text else {}
