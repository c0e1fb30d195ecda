"""Two absences of one's own that overlap: both as one."""

from dataclasses import dataclass
from datetime import date

from kiosk import vacations
from kiosk.vacations import Absence, LogVacation, Span, Vacation
from kiosk.words import Message, msg
from screens.phone.ask import Ask, Fields


@dataclass(frozen=True, slots=True)
class Both:
    """The absence that is there, with the nights of both; `label` is what is offered."""

    other: Vacation
    span: Span
    kind: Absence
    label: Message


def offer(ask: Ask, wanted: LogVacation, today: date) -> Both | None:
    """Return what both would be; None unless exactly one, of one's own saying, is in the way."""
    mine = vacations.mine(ask.kiosk, ask.visit)
    others = [each for each in mine if wanted.span.overlaps(each.span)]
    if len(others) != 1 or others[0].reported_by:
        return None
    (other,) = others
    span, kind = other.joined(wanted.span)
    when = vacations.period(span, kind, today)
    return Both(other, span, kind, msg("Make it one: %(when)s", when=when))


def fields(ask: Ask, both: Both) -> Fields:
    """Return the form of the one that is there, with the nights of both."""
    other = both.other
    return Fields(
        {
            "away_from": (both.span.first.isoformat(),),
            "home_again": (both.span.until.isoformat() if both.span.until else "",),
            "kind": (both.kind.value,),
            "whole_home": ("yes",) if other.whole_home else (),
            "tasks": tuple(task.value for task in other.tasks),
            "note": (other.note,),
            "audience": tuple(
                str(ask.veiled(each.resident_id, "person")) for each in other.audience if each.on
            ),
        }
    )
