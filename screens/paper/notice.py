"""A notice as a poster: a meeting, announced work, what the caretaker has to say to everybody.

Card: `text` what it says, by language code; `language` the code it was first written in; `work`
whether it is announced work, `story` whether it is a good story, which has no days on paper;
`first_day` and `last_day` ISO dates; `hours` "8–15", "19" or "". It says the same again in every
language that it was written in.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.printing.marks import Columns, Mark, Page, Rule, Space, Text, Title
from kiosk.words import Language, Message, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {
    "text": {
        "da": "Beboermøde i fælleshuset. Vi taler om cykler, grill og nye naboer. Kaffe og kage.",
        "en": "Residents' meeting in the common house. Bicycles, barbecue and new neighbours. "
        "Coffee and cake.",
    },
    "language": "da",
    "work": False,
    "first_day": "2026-11-26",
    "last_day": "2026-11-26",
    "hours": "19",
}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the poster."""
    first = say.code if say.code in card["text"] else card["language"]
    others = [text for code, text in card["text"].items() if code != first]
    days = () if card.get("story") else (Rule(), *_when(card, say), Rule())
    return Page(
        (
            *head(say.say(_title(card))),
            *days,
            Space(),
            Text(card["text"][first]),
            *(mark for text in others for mark in (Space(), Text(text))),
            *foot(say, say.say(msg("To the caretaker: hang it up in the stairwell."))),
        )
    )


def _title(card: Mapping[str, Any]) -> Message:
    if card.get("story"):
        return msg("Good news")
    return msg("Announced work") if card.get("work") else msg("Notice")


def _when(card: Mapping[str, Any], say: Language) -> tuple[Mark, ...]:
    first, last = (date.fromisoformat(card[key]) for key in ("first_day", "last_day"))
    hours = say.say(msg("at %(hours)s", hours=card["hours"])) if card.get("hours") else ""
    if first == last:
        return tuple(Title(text) for text in (say.date(first), hours) if text)
    rows = [(say.say(msg("from")), say.date(first)), (say.say(msg("to")), say.date(last))]
    if hours:
        rows.append((say.say(msg("each day")), hours))
    return (Columns(tuple(rows), bold=True),)
