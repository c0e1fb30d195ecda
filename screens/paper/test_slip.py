"""The test slip of `kiosk print-test`: everything that a slip can need, on one.

Card: `printer` what the printer is called in the settings.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Page, Qr, Rule, Space, Text, TickBox
from kiosk.words import Language, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"printer": "preview:"}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    ruler = "".join(str(number % 10) for number in range(1, columns - 1))
    return Page(
        (
            *head(say.say(msg("Test slip"))),
            Text(card["printer"]),
            Text(say.say(msg("%(n)s characters across", n=columns))),
            Text(ruler),
            Space(),
            Text("Æ Ø Å æ ø å  é ü ß ñ ç  € § ½"),
            Text("Łódź · Şişli · Київ · Ελλάδα"),
            Text("نحن جيران"),
            Space(),
            TickBox(say.say(msg("The boxes are square"))),
            TickBox(say.say(msg("The lines reach from edge to edge"))),
            TickBox(say.say(msg("The code below can be scanned"))),
            Qr("nabo:test"),
            BigCode("012-345"),
            Space(),
            Rule(),
            Text(say.say(msg("Is all of it here? Then the printer is ready."))),
            *foot(say, say.say(msg("The paper is cut here."))),
        )
    )
