"""The invitation card: goes into a neighbour's letterbox, and says who asks and how to answer.

Card: `from` who asks; `code` the invitation's code; `qr` the same for a scanner. It
carries the sender's name, so nothing on it may be a date, a door or a word of being away.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Page, Qr, Rule, Space, Steps, Text
from kiosk.words import Language, msg
from screens.paper.parts import foot, head, in_groups, opens_on_a_phone

EXAMPLE: Mapping[str, Any] = {
    "from": "Karen Lund Østergaard",
    "code": "7F3KM9QWX2RT",
    "qr": "https://nabo.laerkevej.dk/i/7F3KM9QWX2RT",
}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the card."""
    how = (
        msg("Scan the code with your phone, or at the kiosk.")
        if opens_on_a_phone(card["qr"])
        else msg("Show the card to the scanner at the kiosk, or type the code there.")
    )
    return Page(
        (
            *head(say.say(msg("Dear neighbour"))),
            Text(
                say.say(
                    msg(
                        "Shall we be trusted neighbours? Then we can ask each other "
                        "to keep an eye on our homes."
                    )
                )
            ),
            Space(),
            Text(say.say(msg("Kind regards"))),
            Text(card["from"], bold=True),
            Qr(card["qr"]),
            BigCode(in_groups(card["code"])),
            Space(),
            Rule(),
            Text(say.say(msg("How to answer")), bold=True),
            Steps(
                (
                    say.say(how),
                    say.say(msg("Log in. Are you new? Joining takes two minutes and is free.")),
                    say.say(msg("Say yes or no. Only the two of us see the answer.")),
                )
            ),
            Rule(),
            Text(say.say(msg("The card works for a month."))),
            Text(say.say(msg("You need not answer. Nobody is told if you do not."))),
            *foot(
                say, say.say(msg("To you who invite: put the card in your neighbour's letterbox."))
            ),
        )
    )
