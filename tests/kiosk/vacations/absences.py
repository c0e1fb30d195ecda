"""What tests of vacations do again and again."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from kiosk import vacations
from kiosk.house import Kiosk
from kiosk.vacations import Absence, Home, LogVacation, Task, Vacation
from tests.kiosk.trust.neighbours import TH, TV, befriend, new_key
from tests.people import Person, move_in

AWAY, BACK = date(2026, 12, 24), date(2027, 1, 3)


def pair(kiosk: Kiosk) -> tuple[Person, Person]:
    """Return Anna and Ole, who trust each other."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH, mobile="20 30 40 50")
    befriend(kiosk, anna, ole)
    return anna, ole


def request(*audience: Person, **other: Any) -> LogVacation:
    """Return a Christmas holiday that these may see, but for what is named."""
    told = LogVacation(
        away_from=AWAY,
        home_again=BACK,
        kind=Absence.DATES,
        whole_home=True,
        tasks=frozenset({Task.DOORMAT, Task.LETTERBOX}),
        note="",
        audience=frozenset(person.resident_id for person in audience),
        key=new_key(),
    )
    return replace(told, **other)


def log(kiosk: Kiosk, owner: Person, *audience: Person, **other: Any) -> Vacation:
    """Save a vacation."""
    return vacations.log(kiosk, owner.visit, request(*audience, **other))


def seen_by(kiosk: Kiosk, helper: Person) -> list[tuple[str, date]]:
    """Return whose homes a helper is shown, and from when."""
    homes: tuple[Home, ...] = vacations.to_look_after(kiosk, helper.visit)
    assert len(homes) == vacations.count_to_look_after(kiosk, helper.visit)
    return [(home.owner_name, home.away_from) for home in homes]


def letters(kiosk: Kiosk) -> list[tuple[int, str]]:
    """Return the letters in the outbox: to whom, and what."""
    with kiosk.store.read() as db:
        rows = db.connection().execute(sa.text("SELECT resident_id, text FROM letters_letter"))
        return [(row[0], row[1]) for row in rows]
