"""What is done to codes and new PINs of a copy of the kiosk, and how people hear of it."""

from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session

from kiosk import residents
from kiosk.account import channels
from kiosk.account import moving as moving_out
from kiosk.account.tables import (
    AskedToStay,
    Asking,
    ChannelCode,
    LetterboxCode,
    Reset,
    ResetRequest,
)
from kiosk.house import Kiosk
from kiosk.words import msg


def restored(db: Session, kiosk: Kiosk, day: date, moving: Mapping[int, datetime | None]) -> None:
    """Forget every code and new PIN of a copy of the kiosk, and write to everybody in it.

    A code was perhaps used since, a new PIN stopped, and whoever was asked whether they stay has
    perhaps answered. A mobile or an e-mail was perhaps given up, so none of them brings a new PIN
    for a while. Counts of tries stay as they were.

    Args:
        db: the copy.
        kiosk: for the time.
        day: when it was made.
        moving: who is known to be moving out, or not to be; see `moving.restored`.
    """
    for table in (LetterboxCode, ChannelCode, Reset, ResetRequest, Asking, AskedToStay):
        db.execute(sa.delete(table))
    db.flush()
    moving_out.restored(db, kiosk, moving)
    for resident in residents.everybody(db):
        channels.let_rest(db, kiosk, resident.id, "mobile", "email", changed=False)
        channels.tell(
            db,
            kiosk,
            resident,
            msg(
                "The neighbour kiosk was set back to how it was on %(day)s. Log in and see whether "
                "everything about you is right. If you got a new PIN since then, get another one.",
                day=day,
            ),
        )
