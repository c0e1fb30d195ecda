"""The helper's own list: what they have taken on, to tick off.

Card: `homes`, a list for each home of the tasks by name. It has no name, no door and no date:
whoever finds it learns that somebody waters plants somewhere. The helper writes by hand what they
need to tell one home from the next.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.printing.marks import HandLine, Mark, Page, Space, Text, TickBox
from kiosk.vacations import KEY_HINT, Task
from kiosk.words import Language, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {"homes": [["letterbox", "doormat"], ["plants", "greet"]]}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the list."""
    homes = [[Task(name) for name in names] for names in card.get("homes", ())]
    key = any(task.needs_key for tasks in homes for task in tasks)
    return Page(
        (
            *head(say.say(msg("What I do"))),
            Text(say.say(msg("Thank you for keeping an eye on things."))),
            *(mark for tasks in homes for mark in _home(tasks, say)),
            *((Space(), Text(say.say(KEY_HINT))) if key else ()),
            *foot(
                say,
                say.say(
                    msg("Take the list with you. Write first names on it, no address and no date.")
                ),
            ),
        )
    )


def _home(tasks: Sequence[Task], say: Language) -> tuple[Mark, ...]:
    boxes = (TickBox(say.say(task.label)) for task in tasks)
    return Space(), HandLine(say.say(msg("for"))), *boxes
