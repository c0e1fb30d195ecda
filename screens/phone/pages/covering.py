"""Before an absence is saved its owner alone is told when all who are switched on are away too.

The form says what it has told, so that it stops nobody twice: whoever saves it all the same has
read it.
"""

from dataclasses import dataclass
from datetime import date

from kiosk import vacations
from kiosk.vacations import LogVacation, Onlooker, Vacation
from kiosk.words import Message
from screens.phone.ask import Ask

FIELD = "told"


@dataclass(frozen=True, slots=True)
class Told:
    """What the form tells; `noted` is what it brings back, the same in every language."""

    text: Message | str

    @property
    def noted(self) -> str:
        """The text as a form can carry it."""
        return self.text.to_json() if isinstance(self.text, Message) else self.text


def stops(
    ask: Ask,
    wanted: LogVacation,
    audience: tuple[Onlooker, ...],
    today: date,
    saved: Vacation | None = None,
) -> bool:
    """Return whether there is something to tell that the form has not told yet.

    Raises:
        Refusal: the dates cannot be, or the note holds what it must not.
    """
    began = saved.away_from if saved else None
    vacations.check_dates(wanted.away_from, wanted.home_again, wanted.kind, today, began)
    vacations.note(wanted.note)
    others = (each for each in vacations.mine(ask.kiosk, ask.visit) if each.id != _id(saved))
    if any(wanted.span.overlaps(each.span) for each in others):
        return False  # it is refused, and says why
    return told(wanted, saved, audience).noted not in {"", ask.form.one(FIELD)}


def told(
    wanted: LogVacation | None, saved: Vacation | None, audience: tuple[Onlooker, ...]
) -> Told:
    """Return what there is to tell of what is wanted, or else of what is saved already."""
    if wanted is not None:
        return Told(vacations.cover(wanted.span, audience, wanted.audience))
    if saved is not None:
        on = {each.resident_id for each in audience if each.on}
        return Told(vacations.cover(saved.span, audience, on))
    return Told("")


def _id(saved: Vacation | None) -> int:
    return saved.id if saved else 0
