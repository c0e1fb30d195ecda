"""An alert on paper: to hang up in the stairwell, or to take along for somebody.

Card: `what` was done and `place`, each a Message as JSON; `day` an ISO date and `clock` "11:30" or
null; `police` a Message as JSON, or null; `good` whether it is good news; `ended` how it ended, a
Message as JSON, or null. It names no street and no stairwell: it hangs where it is about, and no
slip says a place and a day together.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from kiosk.printing.marks import Columns, Mark, Page, Rule, Space, Text
from kiosk.words import Language, Message, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {
    "what": msg("Somebody tried to break in").to_json(),
    "place": msg("in the cellar").to_json(),
    "day": "2026-11-23",
    "clock": "11:30",
    "police": msg("The police have been told.").to_json(),
    "ended": None,
}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    ended = _said(card.get("ended"), say)
    what = _said(card["what"], say)
    rows = [
        (say.say(msg("Where")), _said(card["place"], say)),
        (say.say(msg("When")), _when(card, say)),
    ]
    if told := _said(card.get("police"), say):
        rows.append((say.say(msg("Police")), told))
    return Page(
        (
            *head(say.say(msg("This is over")) if ended else what),
            *((Text(f"{what}: {ended}", bold=True), Space()) if ended else ()),
            Columns(tuple(rows)),
            Rule(),
            *_advice(say, over=bool(ended or card.get("good"))),
            *foot(say, say.say(msg("More at the kiosk: Read alerts and notices."))),
        )
    )


def _advice(say: Language, *, over: bool) -> tuple[Mark, ...]:
    if over:
        return (Text(say.say(msg("Thank you for looking out for each other."))),)
    return (
        Text(say.say(msg("Keep your eyes open. Have you seen something? Call 114."))),
        Text(say.say(msg("Is there danger now? Call 112.")), bold=True),
    )


def _when(card: Mapping[str, Any], say: Language) -> str:
    day = say.date(date.fromisoformat(card["day"]))
    if not card.get("clock"):
        return day
    clock = say.time(time.fromisoformat(card["clock"]))
    return say.say(msg("%(day)s at %(clock)s", day=day, clock=clock))


def _said(text: str | None, say: Language) -> str:
    return say.say(Message.from_json(text)) if text else ""
