"""What a new PIN ends, by whichever way it came.

Whoever once knew the old PIN, an ex-partner say, may have prepared for the day it is changed. So
every way in that needs no new PIN ends with the old one: visits, wherever they are; phones that
remember their owner, and the messages to them; codes that carry a log-in to another device; links
to calendars; every other new PIN under way, also one that is asked for and not judged yet, and the
caretaker's word for one. And a mobile or an e-mail that was changed within the week is confirmed
anew, because whoever put it in would get the next new PIN by it.

What lives on opens nothing without the new PIN: number and pass; and whose it is cannot be told:
a mobile that was confirmed long ago, a code that lies in the letterbox of everybody behind a door.
"""

from sqlmodel import Session

from kiosk import calendars, visits
from kiosk.account import channels, under_way
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.visits import Visit
from kiosk.words import Message


def let_work(
    db: Session,
    kiosk: Kiosk,
    resident: Resident,
    pin_hash: str,
    said: Message,
    *,
    here: Visit | None = None,
) -> None:
    """Let a new PIN work, end whatever the old one may have opened, and write to their channels.

    Args:
        db: the caller's transaction.
        kiosk: the kiosk.
        resident: whose PIN.
        pin_hash: made by `visits.hash_pin` before this transaction began.
        said: what every confirmed channel is told, also one that is doubted from now on.
        here: the visit of whoever knew the old PIN; it goes on, with the phone that it is on.
    """
    visits.set_pin(db, resident.id, pin_hash)
    if here is None:
        visits.end_all_of(db, kiosk, resident.id)
    else:
        visits.end_others(db, kiosk, here)
    calendars.revoke_all(db, resident.id)
    under_way.drop_all(db, kiosk, resident)
    channels.tell(db, kiosk, resident, said)
    channels.doubt_changed(db, kiosk, resident.id)
