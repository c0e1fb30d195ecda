"""Asking about lost slips, and printing them again."""

from collections.abc import Callable, Mapping

from kiosk import account, printing, stickers, trust, vacations, visits
from kiosk.house import Kiosk
from kiosk.printing import Lost, Slip
from kiosk.refusals import Refusal
from kiosk.visits import Visit
from kiosk.words import msg

_AGAIN: Mapping[str, Callable[[Kiosk, Visit, Lost], Slip]] = {
    "digest": lambda kiosk, visit, _: account.print_news(kiosk, visit),
    "my_data": lambda kiosk, visit, _: account.print_my_data(kiosk, visit),
    "welcome": lambda kiosk, visit, _: account.new_pass(kiosk, visit),
    "invitation": lambda kiosk, visit, lost: (
        trust.invite_again(kiosk, visit, lost.subject, f"again-{lost.id}").slip
    ),
    "receipt": lambda kiosk, visit, lost: vacations.print_receipt(kiosk, visit, lost.subject),
    "stickers": lambda kiosk, visit, _: stickers.print_slip(kiosk, visit),
    "tasks": lambda kiosk, visit, _: vacations.print_tasks(kiosk, visit),
    "vacation_card": lambda kiosk, visit, lost: vacations.print_card(kiosk, visit, lost.subject),
}


def to_ask(kiosk: Kiosk, visit: Visit) -> tuple[Lost, ...]:
    """Return the visitor's slips that may be on paper or never were, those that can be made anew.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        return tuple(each for each in printing.lost(db, me.id) if each.kind in _AGAIN)


def settle(kiosk: Kiosk, visit: Visit, slip_id: int) -> None:
    """Write down that the visitor has the slip, or does without: it is not asked about again.

    Raises:
        Refusal: the visit is over, or it is not their slip.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        _of(printing.lost(db, me.id), slip_id)
        printing.answered(db, me.id, slip_id)


def print_again(kiosk: Kiosk, visit: Visit, slip_id: int) -> Slip:
    """Print a lost slip again, as it would be written today; a pass gets a new code.

    Returns:
        The slip, with the number of the lost one, marked as a copy where that may be on paper.

    Raises:
        Refusal: the visit is over, it is not their slip, or there is nothing any more to print.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        lost = _of(printing.lost(db, me.id), slip_id)
    return _AGAIN[lost.kind](kiosk, visit, lost)


def _of(lost: tuple[Lost, ...], slip_id: int) -> Lost:
    for each in lost:
        if each.id == slip_id and each.kind in _AGAIN:
            return each
    raise Refusal("slip-settled", msg("This slip is settled already."))
