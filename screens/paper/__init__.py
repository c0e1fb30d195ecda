"""What slips look like: a card becomes a page of print marks, one module a kind of slip.

A card is plain data out of the spool's row, so every module says at its top what it reads, and has
an `EXAMPLE` of it. What paper may say is narrow: **no slip pairs a place or a name with a date or
with absence**, because a slip gets lost, and letterboxes already pair names with doors. A test
reads every slip for it.

Two things the spool adds to any card: `slip`, the number that people know the slip by, and `copy`,
whether one of that number may lie about already.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.printing.marks import Page
from kiosk.words import Language, language
from screens.paper import (
    alert,
    barometer,
    digest,
    invitation,
    letterbox,
    my_data,
    notice,
    receipt,
    recovery,
    stickers,
    tasks,
    test_slip,
    vacation_card,
    welcome,
    welcome_pack,
)
from screens.paper.parts import numbered

Card = Mapping[str, Any]

SLIPS: Mapping[str, Callable[[Card, Language, int], Page]] = {
    "alert": alert.page,
    "barometer": barometer.page,
    "digest": digest.page,
    "invitation": invitation.page,
    "letterbox": letterbox.page,
    "my_data": my_data.page,
    "notice": notice.page,
    "receipt": receipt.page,
    "recovery": recovery.page,
    "stickers": stickers.page,
    "tasks": tasks.page,
    "test": test_slip.page,
    "vacation_card": vacation_card.page,
    "welcome": welcome.page,
    "welcome_pack": welcome_pack.page,
}
EXAMPLES: Mapping[str, Card] = {
    "alert": alert.EXAMPLE,
    "barometer": barometer.EXAMPLE,
    "digest": digest.EXAMPLE,
    "invitation": invitation.EXAMPLE,
    "letterbox": letterbox.EXAMPLE,
    "my_data": my_data.EXAMPLE,
    "notice": notice.EXAMPLE,
    "receipt": receipt.EXAMPLE,
    "recovery": recovery.EXAMPLE,
    "stickers": stickers.EXAMPLE,
    "tasks": tasks.EXAMPLE,
    "test": test_slip.EXAMPLE,
    "vacation_card": vacation_card.EXAMPLE,
    "welcome": welcome.EXAMPLE,
    "welcome_pack": welcome_pack.EXAMPLE,
}
UNNUMBERED = frozenset({"vacation_card"})  # from hand to hand: it bears no number, unless a copy


def render(kind: str, card: Card, code: str, columns: int) -> Page:
    """Return the page for a slip.

    Args:
        kind: one of `SLIPS`.
        card: what it says, as its module describes it, with what the spool adds.
        code: the language it is read in.
        columns: characters across the paper: 32, 42 or 48.

    Raises:
        KeyError: there is no such slip, or its card lacks something.
    """
    say = language(code)
    page = SLIPS[kind](card, say, columns)
    copy = bool(card.get("copy"))
    number = 0 if kind in UNNUMBERED and not copy else int(card.get("slip", 0))
    return numbered(page, say, number, copy=copy)


def example(kind: str) -> Card:
    """Return a made-up card of a kind, to look at its slip."""
    return EXAMPLES[kind]
