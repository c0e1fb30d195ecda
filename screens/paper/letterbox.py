"""The letterbox slip: proves that whoever types its code can open this letterbox.

Card: `door` where the caretaker drops it; `code` to be typed once; `days` how long it works.
It names a door, so it says nothing of any person and holds no date.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Page, Rule, Space, Steps, Text
from kiosk.words import Language, many, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"door": "Lærkevej 4, 2. th", "code": "K7 3F 9Q 2M", "days": 30}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    return Page(
        (
            *head(say.say(msg("Your code"))),
            Text(card["door"], bold=True, center=True),
            Space(),
            Text(
                say.say(
                    msg("This code shows that you live here. It makes you a full neighbour helper.")
                )
            ),
            Space(),
            BigCode(card["code"]),
            Space(),
            Rule(),
            Steps(
                (
                    say.say(msg("Log in at the kiosk.")),
                    say.say(
                        msg("Choose: %(choice)s", choice=msg("I have a code from my letterbox"))
                    ),
                    say.say(msg("Type the code.")),
                )
            ),
            Space(),
            Text(
                say.say(
                    msg(
                        "Forgotten your PIN? Choose Log in, and then: %(choice)s",
                        choice=msg("Forgotten PIN or lost pass"),
                    )
                )
            ),
            Rule(),
            Text(
                say.say(
                    many(
                        "The code works once, and for one day.",
                        "The code works once, and for %(n)s days.",
                        int(card["days"]),
                    )
                )
            ),
            Space(),
            Text(
                say.say(
                    msg(
                        "Has nobody in your home asked for it? Then put it in the bin. "
                        "It can do nothing without a neighbour number or a pass."
                    )
                )
            ),
            *foot(say, say.say(msg("To the caretaker: put the slip in this door's letterbox."))),
        )
    )
