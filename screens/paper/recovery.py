"""The recovery slip: with it and a backup the kiosk stands again on another machine.

Card: `code` to be typed then; `day` it was made, an ISO date. It names no estate and no person, so
that whoever finds it has no idea what it opens; the caretaker may write that on it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk import recovery_code
from kiosk.printing.marks import BigCode, HandLine, Page, Rule, Space, Steps, Text
from kiosk.words import Language, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"code": "7F3KM9QW2XTB4HRC8VNE5YJP6D", "day": "2026-11-23"}
GROUPS_A_LINE = 3


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    return Page(
        (
            *head(say.say(msg("Recovery code"))),
            Text(say.say(msg("Keep this slip in a safe place, away from the kiosk."))),
            Space(),
            *(BigCode(line) for line in _lines(card["code"])),
            Space(),
            Rule(),
            Text(say.say(msg("Has the machine broken down or been stolen?")), bold=True),
            Steps(
                (
                    say.say(msg("Install the kiosk on another machine.")),
                    say.say(msg("Put in the USB stick with the newest backup.")),
                    say.say(msg("Type “kiosk restore” and then the name of the backup.")),
                    say.say(msg("Type this code when you are asked for it.")),
                )
            ),
            Space(),
            Text(
                say.say(
                    msg(
                        "Keep it apart from the backups: whoever has both can read everything. "
                        "Is it lost? Print another: kiosk recovery"
                    )
                )
            ),
            Space(),
            Text(say.say(msg("Made on %(day)s", day=_day(card, say)))),
            HandLine(say.say(msg("Which kiosk"))),
            *foot(say, say.say(msg("Take the slip out of the printer now."))),
        )
    )


def _day(card: Mapping[str, Any], say: Language) -> str:
    """Return the day with its year: the slip is kept for many."""
    return say.date(date.fromisoformat(card["day"]), "long")


def _lines(code: str) -> tuple[str, ...]:
    groups = recovery_code.groups(code)
    return tuple(
        " ".join(groups[at : at + GROUPS_A_LINE]) for at in range(0, len(groups), GROUPS_A_LINE)
    )
