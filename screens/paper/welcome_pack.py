"""The welcome pack: for those who have just moved in, from the neighbours who were here before.

Card: `qr` an address that a phone can open, or ""; `joined` and `homes`, both counts. It is the
same for every door, and says nothing of any.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import Mark, Page, Qr, Rule, Space, Steps, Text, TickBox
from kiosk.words import Language, msg
from screens.paper.barometer import FEWEST
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"qr": "https://nabo.laerkevej.dk/", "joined": 46, "homes": 144}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    joined, homes = int(card["joined"]), int(card["homes"])
    return Page(
        (
            *head(say.say(msg("Welcome home"))),
            Text(say.say(msg("Dear new neighbour"))),
            Space(),
            Text(
                say.say(
                    msg(
                        "Here we keep an eye on each other's homes, take in parcels and water "
                        "plants. It is called Nabohjælp."
                    )
                )
            ),
            *(
                (
                    Text(
                        say.say(
                            msg("%(joined)s of %(homes)s homes are in.", joined=joined, homes=homes)
                        )
                    ),
                )
                if joined >= FEWEST
                else ()
            ),
            Rule(),
            Text(say.say(msg("A good start")), bold=True),
            TickBox(say.say(msg("Say hello to those on your landing"))),
            TickBox(say.say(msg("Put your name on the letterbox"))),
            TickBox(say.say(msg("Join at the kiosk in the stairwell"))),
            Rule(),
            Text(say.say(msg("How to join")), bold=True),
            Steps(
                (
                    say.say(msg("Go to the kiosk and press 1.")),
                    say.say(msg("Answer a few questions. It takes two minutes.")),
                    say.say(msg("Take your pass. You need no phone.")),
                )
            ),
            *_on_the_phone(str(card.get("qr") or ""), say),
            *foot(say, say.say(msg("From your neighbours. Keep it on the fridge."))),
        )
    )


def _on_the_phone(url: str, say: Language) -> tuple[Mark, ...]:
    if not url:
        return ()
    return Rule(), Text(say.say(msg("Or on the phone")), center=True), Qr(url)
