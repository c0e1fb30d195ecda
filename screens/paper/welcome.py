"""The welcome slip: the pass itself, the number to type instead, and how to use them.

Card: `qr` what the pass says to a scanner; `number` the neighbour number as people read it. No
name: a pass that is found tells nobody whose it is.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Page, Qr, Rule, Space, Steps, Text
from kiosk.words import Language, msg
from screens.paper.parts import foot, head, opens_on_a_phone

EXAMPLE: Mapping[str, Any] = {"qr": "nabo:p:7F3KM9QWX2RTBNV8H4CDJ5PZ6A", "number": "482-713"}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    where = (
        msg("Scan the pass at the kiosk or with your phone.")
        if opens_on_a_phone(card["qr"])
        else msg("Show the pass to the scanner at the kiosk.")
    )
    return Page(
        (
            *head(say.say(msg("Welcome"))),
            Text(say.say(msg("This is your neighbour pass.")), center=True),
            Qr(card["qr"]),
            Text(say.say(msg("Your neighbour number")), center=True),
            BigCode(card["number"]),
            Space(),
            Rule(fold=True),
            Text(say.say(msg("How to log in")), bold=True),
            Steps(
                (
                    say.say(where),
                    say.say(msg("Or choose Log in, and type your number.")),
                    say.say(msg("Type your PIN. You alone know it.")),
                )
            ),
            Rule(),
            Text(
                say.say(
                    msg(
                        "Your name is not on the pass, and it is worth nothing without your PIN. "
                        "Keep the two apart."
                    )
                )
            ),
            Space(),
            Text(
                say.say(
                    msg(
                        "Write the number down in another place as well. If you lose the pass, "
                        "log in with the number, and choose: %(choice)s",
                        choice=msg("My pass, PIN and data"),
                    )
                )
            ),
            *foot(say),
        )
    )
