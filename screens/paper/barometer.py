"""The barometer poster: how many homes have joined, to hang up beside the letterboxes.

Card: `joined` and `homes`, both counts. Fewer than five are never shown as a number.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.printing.marks import BigCode, Mark, Page, Rule, Space, Steps, Text
from kiosk.words import Language, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"joined": 46, "homes": 144}
FEWEST = 5
LESS_BURGLARY = 26  # percent, as the national scheme reports it
FULL, EMPTY = "█", "░"
MARGIN = 1


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the poster."""
    return Page(
        (
            *head(say.say(msg("We look out for each other"))),
            *_figure(int(card["joined"]), int(card["homes"]), say, columns - 2 * MARGIN),
            Space(),
            Text(say.say(msg("Are you in?")), bold=True),
            Steps(
                (
                    say.say(msg("Go to the kiosk in the stairwell.")),
                    say.say(msg("Press 1. It takes two minutes and is free.")),
                    say.say(msg("You need no phone.")),
                )
            ),
            Rule(),
            Text(
                say.say(
                    msg(
                        "Burglary can fall by up to %(percent)s %% where neighbours keep an eye "
                        "on each other's homes.",
                        percent=LESS_BURGLARY,
                    )
                )
            ),
            *foot(say, say.say(msg("Hang it up where people meet."))),
        )
    )


def _figure(joined: int, homes: int, say: Language, room: int) -> tuple[Mark, ...]:
    if joined < FEWEST or homes < joined:
        return (Text(say.say(msg("The first homes are in.")), center=True),)
    full = max(1, min(room, round(room * joined / homes)))
    return (
        BigCode(say.say(msg("%(joined)s of %(homes)s", joined=joined, homes=homes))),
        Text(say.say(msg("homes are in")), center=True),
        Space(),
        Text(FULL * full + EMPTY * (room - full)),
    )
