"""What a copy of the kiosk may still open once it is put back: as little as can be known of it.

Whatever was blocked, revoked or used up since the copy was made is whole again in it. So visits,
phones and tickets end, and of passes and PINs those hold that the replaced database holds too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk.house import Kiosk
from kiosk.visits import stopwatch
from kiosk.visits.tables import (
    Credential,
    OnPhoneRow,
    PassRow,
    PhoneRow,
    RegistrationRow,
    StopwatchRow,
    TicketRow,
    VisitRow,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a database knows of who may come in.

    Args:
        people: neighbour number and PIN's hash, by resident.
        passes: those that open something: the code's hash, whose it is, and since when.
    """

    people: Mapping[int, tuple[str, str]]
    passes: tuple[tuple[str, int, datetime], ...]

    def number(self, resident_id: int) -> str | None:
        """Return somebody's neighbour number; None where they are not there."""
        found = self.people.get(resident_id)
        return found[0] if found else None


def known(db: Session) -> Known:
    """Return what this database knows of who may come in. For a restore alone."""
    rows = db.execute(
        sa.select(col(Credential.resident_id), col(Credential.number), col(Credential.pin_hash))
    ).all()
    passes = db.execute(
        sa.select(col(PassRow.code_hash), col(PassRow.resident_id), col(PassRow.issued_at))
    ).all()
    return Known(
        {resident_id: (number, pin_hash) for resident_id, number, pin_hash in rows},
        tuple((code_hash, resident_id, at) for code_hash, resident_id, at in passes),
    )


def restored(db: Session, kiosk: Kiosk, now: Known | None) -> None:
    """Close what a copy of the kiosk would open again.

    Waits and counts of wrong tries stay as they were in the copy, and no time passes for them.

    Args:
        db: the copy.
        kiosk: for its clocks.
        now: what the database that is replaced knows; None where nobody can read it.
    """
    here = known(db).people
    for table in (OnPhoneRow, RegistrationRow, VisitRow, PhoneRow, TicketRow, PassRow):
        db.execute(sa.delete(table))
    if now is not None:
        same = {who for who, (number, _) in here.items() if now.number(who) == number}
        for resident_id in same:
            theirs = sa.update(Credential).where(col(Credential.resident_id) == resident_id)
            db.execute(theirs.values(pin_hash=now.people[resident_id][1]))
        for code_hash, resident_id, at in now.passes:
            if resident_id in same:
                db.add(PassRow(code_hash=code_hash, resident_id=resident_id, issued_at=at))
    total = row.total if (row := db.get(StopwatchRow, stopwatch.ONLY)) else 0.0
    wall, ticks = kiosk.clock.now(), kiosk.clock.monotonic()
    db.merge(StopwatchRow(id=stopwatch.ONLY, total=total, monotonic=ticks, wall=wall))
    db.flush()
