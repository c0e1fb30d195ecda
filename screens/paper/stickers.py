"""The sticker order: shown to whoever hands stickers and signs out.

Card: `reference` what the order is found by; `items`, each a label as JSON Message and a count. No
name and no door: whoever has the slip gets stickers, and nothing else.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Page, Rule, Space, Text, TickBox
from kiosk.words import Language, Message, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {
    "reference": "4QX7",
    "items": [
        [msg("Sticker for the door").to_json(), 1],
        [msg("Sticker for the letterbox").to_json(), 2],
    ],
}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    return Page(
        (
            *head(say.say(msg("Your stickers"))),
            Text(say.say(msg("Your order")), center=True),
            BigCode(card["reference"]),
            Space(),
            *(
                TickBox(f"{int(count)} × {say.say(Message.from_json(label))}")
                for label, count in card["items"]
            ),
            Rule(),
            Text(
                say.say(
                    msg(
                        "Show this slip to the caretaker in office hours. "
                        "A sticker on the door tells that neighbours look out for each other here."
                    )
                )
            ),
            *foot(say),
        )
    )
