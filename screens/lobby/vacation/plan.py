"""A vacation as it is being filled in, over three screens; it is gone when its owner is."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from kiosk.handover import Form
from kiosk.vacations import Absence, Draft, LogVacation, Onlooker, Span, Task, Vacation
from kiosk.words import N_, Language, many

STEPS = (N_("When"), N_("Tasks"), N_("Who"))


@dataclass(slots=True)
class Plan:
    """What somebody has said so far.

    Args:
        vacation_id: the vacation that is changed; None for a new one.
        away: the first day as typed.
        home: the day of return as typed.
        away_from: the first day, once the first step has read it.
        home_again: the day of return, likewise; None where it is open.
    """

    vacation_id: int | None = None
    away: str = ""
    home: str = ""
    away_from: date = date.min
    home_again: date | None = None
    kind: Absence = Absence.DATES
    whole_home: bool = True
    tasks: frozenset[Task] = frozenset()
    note: str = ""
    audience: tuple[Onlooker, ...] = ()
    on: frozenset[int] = frozenset()
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def span(self) -> Span:
        """When the home stands empty, once the first step has read it."""
        return Span(self.away_from, self.home_again)

    @classmethod
    def new(cls, draft: Draft) -> "Plan":
        """Begin with what the kiosk offers."""
        return cls(
            tasks=draft.tasks,
            audience=draft.audience,
            on=frozenset(each.resident_id for each in draft.audience if each.on),
        )

    @classmethod
    def of(cls, vacation: Vacation) -> "Plan":
        """Begin with a vacation that is to be changed."""
        return cls(
            vacation_id=vacation.id,
            away=typed(vacation.away_from),
            home=typed(vacation.home_again) if vacation.home_again else "",
            kind=vacation.kind,
            whole_home=vacation.whole_home,
            tasks=frozenset(vacation.tasks),
            note=vacation.note,
            audience=vacation.audience,
            on=frozenset(each.resident_id for each in vacation.audience if each.on),
        )

    def request(self) -> LogVacation:
        """Return the vacation as the kiosk takes it; both dates were read before."""
        return LogVacation(
            away_from=self.away_from,
            home_again=self.home_again,
            kind=self.kind,
            whole_home=self.whole_home,
            tasks=self.tasks,
            note=self.note,
            audience=self.on,
            key=self.key,
        )


def fields(plan: Plan, away: date | None, home: date | None) -> Form:
    """Return a plan as the phone's form has it; dates are as typed where they cannot be read."""
    return {
        "away_from": (away.isoformat() if away else plan.away,),
        "home_again": (home.isoformat() if home else plan.home,),
        "kind": (plan.kind.value,),
        "whole_home": ("yes",) if plan.whole_home else (),
        "tasks": tuple(task.value for task in plan.tasks),
        "note": (plan.note,),
        "audience": tuple(map(str, sorted(plan.on))),
        "key": (plan.key,),
    }


def page(plan: Plan) -> str:
    """Return the phone's page for a plan."""
    return f"/vacations/{plan.vacation_id}/change" if plan.vacation_id else "/vacations/new"


def typed(day: date) -> str:
    """Return a date as it is typed and shown in a field: 24-12-2026."""
    return f"{day:%d-%m-%Y}"


def in_full(text: str) -> str:
    """Return a sentence with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def nights(away: date, home: date, language: Language) -> str:
    """Return how many nights that is."""
    return language.say(many("%(n)s night", "%(n)s nights", (home - away).days))
