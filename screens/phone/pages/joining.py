"""Two absences of one's own that overlap: both as one."""

from dataclasses import dataclass
from datetime import date

from kiosk import vacations
from kiosk.vacations import Absence, LogVacation, Vacation
from kiosk.words import Message, msg
from screens.phone.ask import Ask, Fields


@dataclass(frozen=True, slots=True)
class Both:
    """The absence that is there, with the nights of both."""

    other: Vacation
    first: date
    last: date | None

    @property
    def label(self) -> Message:
        """What is offered."""
        if self.last is None:
            return msg("Make it one, from %(first)s", first=self.first)
        return msg("Make it one, %(first)s to %(last)s", first=self.first, last=self.last)


def offer(ask: Ask, wanted: LogVacation) -> Both | None:
    """Return what both would be; None unless exactly one, of one's own saying, is in the way."""
    mine = vacations.mine(ask.kiosk, ask.visit)
    others = [each for each in mine if wanted.span.overlaps(each.span)]
    if len(others) != 1 or others[0].reported_by:
        return None
    (other,) = others
    both = wanted.span.joined(other.span)
    return Both(other, both.first, both.until)


def fields(both: Both) -> Fields:
    """Return the form of the one that is there, with the nights of both."""
    other = both.other
    kind = other.kind
    if both.last is None and kind is Absence.DATES:
        kind = Absence.OPEN
    return Fields(
        {
            "away_from": (both.first.isoformat(),),
            "home_again": (both.last.isoformat() if both.last else "",),
            "kind": (kind.value,),
            "whole_home": ("yes",) if other.whole_home else (),
            "tasks": tuple(task.value for task in other.tasks),
            "note": (other.note,),
            "audience": tuple(str(each.resident_id) for each in other.audience if each.on),
        }
    )
