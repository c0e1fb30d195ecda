"""The receipt: that something was saved, and not what.

Card: `reference` a short code that the owner finds again at the kiosk.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Page, Space, Text
from kiosk.words import Language, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"reference": "7F3K"}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    return Page(
        (
            *head(say.say(msg("It is saved"))),
            Text(say.say(msg("Reference")), center=True),
            BigCode(card["reference"]),
            Space(),
            Text(say.say(msg("Log in at the kiosk to see it, change it or cancel it."))),
            *foot(say),
        )
    )
