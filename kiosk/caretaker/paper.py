"""Paper for everybody: posters, welcome packs, and the slips of theirs that the printer tore.

Nobody but a caretaker is there to be asked about such a slip. Of people's own slips a caretaker
sees how many wait, and nothing else.
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlmodel import Session

from kiosk import alerts, board, notices, printing
from kiosk.caretaker import audit
from kiosk.caretaker.actions import print_letterbox_codes
from kiosk.caretaker.cards import Act, Desk, Shift
from kiosk.caretaker.shifts import on_duty
from kiosk.house import Kiosk
from kiosk.printing import Json, Lost, Step
from kiosk.refusals import Refusal
from kiosk.words import msg

LETTERBOX = "letterbox"  # the slip that is no poster: its code is never printed twice
WELCOME = "welcome"  # dealt in person, to whoever lost all; another comes with another number only


class Poster(StrEnum):
    """What can be printed for everybody; its value is the kind of its slip."""

    ALERT = "alert"
    NOTICE = "notice"
    BAROMETER = "barometer"
    WELCOME_PACK = "welcome_pack"
    TEST = "test"


def desk(kiosk: Kiosk, shift: Shift) -> Desk:
    """Return how the printer is, how many slips wait for it, and which have to be seen to.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        waiting = sum(slip.step is Step.QUEUED for slip in printing.newest(db))
        return Desk(printing.printer_here(db, kiosk), waiting, printing.lost_for_all(db))


def print_poster(kiosk: Kiosk, shift: Shift, poster: Poster, subject: int = 0) -> None:
    """Print a poster as it is true now, in the estate's language; it waits for the printer.

    Where one about the same may lie about, this one says that it is a copy.

    Args:
        kiosk: the kiosk.
        shift: the caretaker's.
        poster: what to print.
        subject: which alert or notice.

    Raises:
        Refusal: the shift is over, or the alert is not out or the notice not up.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        card = _card(db, kiosk, poster, subject)
        language = kiosk.settings.estate.language
        slip = printing.queue(db, kiosk, poster.value, card, language, subject=subject)
        audit.write(db, kiosk, who, Act.PRINTED, slip.number)


def print_again(kiosk: Kiosk, shift: Shift, slip_id: int) -> None:
    """Print again, from today's data, a slip for everybody that was torn.

    A poster keeps its number and says that it is a copy; a letterbox gets a code that is new.

    Raises:
        Refusal: the shift is over, the slip is settled already or a pass, or what it told of is
            over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        lost = _of(db, slip_id)
    if lost.kind == WELCOME:
        raise Refusal(
            "pass-never-again",
            msg("A pass is not printed twice. See their papers once more: they get another."),
        )
    if lost.kind == LETTERBOX:
        print_letterbox_codes(kiosk, shift, [lost.subject])
    else:
        print_poster(kiosk, shift, Poster(lost.kind), lost.subject)


def settle_slip(kiosk: Kiosk, shift: Shift, slip_id: int) -> None:
    """Write down that a slip for everybody came out, or is not needed any more.

    Raises:
        Refusal: the shift is over, or the slip is settled already or somebody's own.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        lost = _of(db, slip_id)
        printing.answered_for_all(db, lost.id)
        audit.write(db, kiosk, who, Act.SLIP_SETTLED, lost.number)


def _of(db: Session, slip_id: int) -> Lost:
    for lost in printing.lost_for_all(db):
        if lost.id == slip_id:
            return lost
    raise Refusal("poster-settled", msg("Somebody has seen to this slip already."))


def _card(db: Session, kiosk: Kiosk, poster: Poster, subject: int) -> Mapping[str, Json]:
    match poster:
        case Poster.ALERT:
            return alerts.poster(db, subject)
        case Poster.NOTICE:
            return notices.poster(db, kiosk, subject)
        case Poster.BAROMETER:
            return _figures(db)
        case Poster.WELCOME_PACK:
            return {"qr": kiosk.settings.phone.address, **_figures(db)}
        case Poster.TEST:
            return {"printer": kiosk.settings.printer.url}


def _figures(db: Session) -> Mapping[str, Json]:
    """Return the lobby's own figures, which move at night, so that no poster tells who is new."""
    facts = board.facts(db)
    return {name: int(facts.get(name, "0")) for name in ("joined", "homes")}
