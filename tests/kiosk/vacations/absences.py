"""What tests of vacations do again and again."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from kiosk import estate, vacations
from kiosk.house import Kiosk
from kiosk.residents.tables import ResidentRow
from kiosk.trust.tables import TieRow
from kiosk.vacations import Absence, Home, LogVacation, Task, Vacation
from kiosk.vacations.tables import AudienceRow, ClaimRow, VacationRow
from tests.kiosk.trust.neighbours import TH, TV, befriend, new_key
from tests.people import Person, move_in

AWAY, BACK = date(2026, 12, 24), date(2027, 1, 3)
ONE_WEEK = timedelta(days=7)


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


def grow(kiosk: Kiosk, person: Person, today: date, *, ties: int, old: int) -> None:
    """Give somebody ties, each away soon with a task taken, and old vacations of their own."""
    with kiosk.store.write() as db:
        model = db.exec(select(ResidentRow).where(ResidentRow.id == person.resident_id)).one()
        answers = model.model_dump(exclude={"id", "name", "mobile"})
        others = [ResidentRow(**answers, name=f"Nabo {at}") for at in range(ties)]
        doors = [door.id for door in estate.doors(kiosk, 2)]
        for at, other in enumerate(others):
            other.door_id = doors[at % len(doors)]
        db.add_all(others)
        db.flush()
        theirs = [TieRow(owner_id=other.id or 0, other_id=person.resident_id) for other in others]
        mine = [TieRow(owner_id=person.resident_id, other_id=other.id or 0) for other in others]
        db.add_all([*theirs, *mine])
        away = [_away(other.id or 0, today + ONE_WEEK, "soon") for other in others]
        past = [
            _away(person.resident_id, today - (at + 2) * ONE_WEEK, f"old-{at}") for at in range(old)
        ]
        own = _away(person.resident_id, today + ONE_WEEK, "own")
        db.add_all([*away, *past, own])
        db.flush()
        shared = [(row, tie) for row, tie in zip(away, theirs, strict=True)]
        shared += [(own, tie) for tie in mine]
        db.add_all(
            AudienceRow(vacation_id=row.id or 0, tie_id=tie.id or 0, until=row.until)
            for row, tie in shared
        )
        db.flush()
        db.add_all(
            ClaimRow(vacation_id=row.id or 0, task=Task.DOORMAT.value, tie_id=tie.id or 0)
            for row, tie in zip(away, theirs, strict=True)
        )


def _away(owner_id: int, first: date, key: str) -> VacationRow:
    return VacationRow(
        owner_id=owner_id,
        key=key,
        era=0,
        away_from=first,
        until=first + timedelta(days=6),
        kind=Absence.DATES.value,
        whole_home=True,
        tasks='["doormat"]',
        note="",
    )
