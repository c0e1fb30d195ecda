"""The digest for paper members: that there is something to log in for, and nothing of what it is.

Card: `counts_on_you` whether a neighbour has asked something of them; `asks` whether somebody asks
to be trusted; `alerts` and `notices`, how many are new. It says nothing of whom or when.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import Page, Rule, Steps, Text, TickBox
from kiosk.words import Language, many, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"counts_on_you": True, "asks": False, "alerts": 2, "notices": 1}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    news = [
        (card.get("counts_on_you"), msg("A neighbour counts on you")),
        (card.get("asks"), msg("Somebody would like to be your trusted neighbour")),
        (
            card.get("alerts"),
            many("%(n)s new alert", "%(n)s new alerts", int(card.get("alerts") or 0)),
        ),
        (
            card.get("notices"),
            many("%(n)s new notice", "%(n)s new notices", int(card.get("notices") or 0)),
        ),
    ]
    return Page(
        (
            *head(say.say(msg("News for you"))),
            *(TickBox(say.say(text)) for holds, text in news if holds),
            Rule(),
            Text(say.say(msg("See it at the kiosk")), bold=True),
            Steps(
                (
                    say.say(msg("Scan your pass, or type your neighbour number.")),
                    say.say(msg("Type your PIN.")),
                )
            ),
            *foot(say, say.say(msg("Take this slip with you."))),
        )
    )
