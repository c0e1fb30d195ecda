"""The vacation card: from hand to hand, to one neighbour, with dates and what to do.

Card: `kind` "dates", "open" or "on_and_off"; `away_from` and `home_again` ISO dates or null;
`tasks` the tasks by name. It says when somebody is away, so nothing on it may
say who or where: no name, no street, no door, no scheme's head that a database could be asked
about. Its owner signs it by hand.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.printing.marks import Columns, HandLine, Mark, Page, Space, Text, TickBox
from kiosk.vacations import Task
from kiosk.words import Language, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {
    "kind": "dates",
    "away_from": "2026-12-24",
    "home_again": "2027-01-03",
    "tasks": ["letterbox", "push_post", "doormat"],
}
LINES_WITHOUT_TASKS = 3  # to write on, where nothing was chosen


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the card."""
    return Page(
        (
            *head(say.say(msg("Dear neighbour"))),
            *_when(card, say),
            Space(),
            Text(say.say(msg("Would you keep an eye on things?"))),
            *(TickBox(say.say(Task(name).label)) for name in card["tasks"]),
            *(TickBox() for _ in range(1 if card["tasks"] else LINES_WITHOUT_TASKS)),
            Space(),
            Text(say.say(msg("Thank you, and say hello to those you meet on the stairs."))),
            Space(2),
            HandLine(say.say(msg("Kind regards"))),
            Space(),
            HandLine(say.say(msg("phone"))),
            *foot(
                say,
                say.say(msg("Take the card with you, and hand it over yourself.")),
            ),
        )
    )


def _when(card: Mapping[str, Any], say: Language) -> tuple[Mark, ...]:
    if card["kind"] == "on_and_off":
        return (Text(say.say(msg("I am away now and then."))),)
    rows = [
        (say.say(label), say.date(date.fromisoformat(card[key])))
        for key, label in (("away_from", msg("from")), ("home_again", msg("home again")))
        if card.get(key)
    ]
    unknown = () if card.get("home_again") else (Text(say.say(msg("I do not know for how long."))),)
    dates = (Columns(tuple(rows), bold=True),) if rows else ()
    return Text(say.say(msg("I am away"))), *dates, *unknown
