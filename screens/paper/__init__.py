"""What slips look like: a card becomes a page of print marks, one module a kind of slip.

A card is plain data out of the spool's row, so every module says at its top what it reads. What
paper may say is narrow: **no slip pairs a place or a name with a date or with absence**, because
a slip gets lost, and letterboxes already pair names with doors. A test reads every slip for it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.printing.marks import Page
from kiosk.words import Language, language
from screens.paper import invitation, letterbox, receipt, tasks, test_slip, vacation_card, welcome

SLIPS: Mapping[str, Callable[[Mapping[str, Any], Language, int], Page]] = {
    "welcome": welcome.page,
    "invitation": invitation.page,
    "vacation_card": vacation_card.page,
    "tasks": tasks.page,
    "receipt": receipt.page,
    "letterbox": letterbox.page,
    "test": test_slip.page,
}


def render(kind: str, card: Mapping[str, Any], code: str, columns: int) -> Page:
    """Return the page for a slip.

    Args:
        kind: one of `SLIPS`.
        card: what it says, as its module describes it.
        code: the language it is read in.
        columns: characters across the paper: 32, 42 or 48.

    Raises:
        KeyError: there is no such slip, or its card lacks something.
    """
    return SLIPS[kind](card, language(code), columns)
