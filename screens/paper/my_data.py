"""Everything held about somebody, for that person to take along.

Card: `sections`, each with a `heading` and `entries` of label and value, all Messages as JSON. The
account leaves vacations out of what goes on paper. A name stands on it, and so no day does: dates
are shortened to their year.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.printing.marks import Columns, Mark, Page, Rule, Text
from kiosk.words import Argument, Language, Message, msg
from screens.paper.parts import foot, head

EXAMPLE: Mapping[str, Any] = {
    "sections": [
        {
            "heading": msg("You").to_json(),
            "entries": [
                [msg("Name").to_json(), Message("Karen Lund Østergaard").to_json()],
                [msg("Address").to_json(), Message("Lærkevej 4, 2. th").to_json()],
                [
                    msg("With us since").to_json(),
                    Message("%(day)s", {"day": date(2025, 5, 3)}).to_json(),
                ],
            ],
        },
        {
            "heading": msg("How we reach you").to_json(),
            "entries": [[msg("Mobile").to_json(), Message("30 12 34 56").to_json()]],
        },
    ]
}


def page(card: Mapping[str, Any], say: Language, columns: int) -> Page:
    """Return the slip."""
    return Page(
        (
            *head(say.say(msg("What we hold about you"))),
            *(mark for section in card["sections"] for mark in _section(section, say)),
            Text(
                say.say(
                    msg(
                        "Dates are shown as years here. At the kiosk you see all of it, "
                        "correct it and delete it: %(choice)s",
                        choice=msg("My pass, PIN and data"),
                    )
                )
            ),
            *foot(say, say.say(msg("Your name is on this slip. Take it with you, and keep it."))),
        )
    )


def _section(section: Mapping[str, Any], say: Language) -> tuple[Mark, ...]:
    rows = tuple((_said(label, say), _said(value, say)) for label, value in section["entries"])
    return Text(_said(section["heading"], say), bold=True), Columns(rows), Rule()


def _said(text: str, say: Language) -> str:
    message = _without_days(Message.from_json(text))
    return say.say(message) if isinstance(message, Message) else str(message)


def _without_days(value: Argument) -> Argument:
    """Return a message whose dates are years."""
    match value:
        case Message():
            return value._replace(args={n: _without_days(arg) for n, arg in value.args.items()})
        case date():  # and an instant, which is one too
            return str(value.year)
        case _:
            return value
