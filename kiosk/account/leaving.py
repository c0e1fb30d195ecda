"""Leaving: at once, whole, and without a word to anybody about why."""

from sqlmodel import Session

from kiosk import alerts, favours, letters, residents, trust, vacations, visits
from kiosk.account import waits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Visit
from kiosk.words import msg


def leave(kiosk: Kiosk, visit: Visit, sure: bool) -> None:
    """Delete the visitor and everything that is theirs; the visit ends with it.

    Trusted neighbours find that the tie is gone, and nothing else.

    Raises:
        Refusal: the visit is over, or they are not sure.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if not sure:
            raise Refusal(
                "leave-not-sure",
                msg("Say yes once more to leave. Then everything about you is deleted at once."),
                "sure",
            )
        forget(db, kiosk, me.id)


def forget(db: Session, kiosk: Kiosk, resident_id: int) -> None:
    """Delete a person from every room, from the top of the house down."""
    waits.forget(db, resident_id)
    alerts.forget(db, resident_id)
    favours.forget(db, resident_id)
    vacations.forget(db, kiosk, resident_id)
    trust.end_all(db, resident_id)
    visits.delete_credentials(db, kiosk, resident_id)
    letters.forget(db, resident_id)
    residents.delete(db, resident_id)
