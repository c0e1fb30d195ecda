"""The log of what caretakers did: each entry vouches for all before it.

An entry carries a hash over itself and the entry before, keyed with the home's pepper, which is not
in the database. Whoever can write the database but has not the pepper cannot change, insert or take
out an entry without `verify` finding the place; a sealed row holds both ends.
"""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from kiosk import visits
from kiosk.caretaker.cards import Act, AuditEntry
from kiosk.caretaker.tables import AuditEnds, AuditRow
from kiosk.house import Kiosk

KEPT = timedelta(days=180)  # threats.md, "Retention": the security log
COMMAND_LINE = 0
_ONLY = 1


def write(db: Session, kiosk: Kiosk, caretaker_id: int, act: Act, which: int | None = None) -> None:
    """Add an entry, inside the transaction of what it tells of."""
    ends = _ends(db)
    row = AuditRow(
        number=ends.last + 1,
        at=kiosk.clock.now(),
        caretaker_id=caretaker_id,
        act=act.value,
        which=which,
        chain="",
    )
    row.chain = _link(kiosk, row, ends.last_chain)
    db.add(row)
    ends.last, ends.last_chain = row.number, row.chain
    _keep(db, kiosk, ends)


def entries(kiosk: Kiosk, most: int = 200) -> tuple[AuditEntry, ...]:
    """Return the latest entries, the newest first."""
    with kiosk.store.read() as db:
        newest_first = select(AuditRow).order_by(col(AuditRow.number).desc())
        return tuple(
            AuditEntry(row.number, row.at, row.caretaker_id, Act(row.act), row.which)
            for row in db.exec(newest_first.limit(most))
        )


def verify(kiosk: Kiosk) -> int | None:
    """Return the number of the first entry that is not as it was written; None for a whole log.

    A log whose beginning, end or seal was tampered with breaks where that shows.
    """
    with kiosk.store.read() as db:
        ends = _ends(db)
        if ends.last and ends.seal != _seal(kiosk, ends):
            return ends.before + 1
        number, chain = ends.before, ends.before_chain
        for row in db.exec(select(AuditRow).order_by(col(AuditRow.number))):
            number += 1
            if row.number != number or row.chain != _link(kiosk, row, chain):
                return number
            chain = row.chain
        return None if (number, chain) == (ends.last, ends.last_chain) else number + 1


def sweep(db: Session, kiosk: Kiosk) -> int:
    """Delete entries that are 180 days old, and return how many; the rest still verifies."""
    ends = _ends(db)
    oldest_first = select(AuditRow).order_by(col(AuditRow.number))
    old = oldest_first.where(col(AuditRow.at) <= kiosk.clock.now() - KEPT)
    rows = db.exec(old).all()
    gone = 0
    for row in rows:
        if row.number != ends.before + 1:  # a clock that was wrong once: stop where it was
            break
        ends.before, ends.before_chain = row.number, row.chain
        db.delete(row)
        gone += 1
    if gone:
        _keep(db, kiosk, ends)
    return gone


def _ends(db: Session) -> AuditEnds:
    return db.get(AuditEnds, _ONLY) or AuditEnds(id=_ONLY)


def _keep(db: Session, kiosk: Kiosk, ends: AuditEnds) -> None:
    ends.seal = _seal(kiosk, ends)
    db.add(ends)
    db.flush()


def _link(kiosk: Kiosk, row: AuditRow, before: str) -> str:
    at = _utc(row.at).isoformat()
    said = f"{before}|{row.number}|{at}|{row.caretaker_id}|{row.act}|{row.which}"
    return visits.hashing.keyed(kiosk, "audit", said)


def _seal(kiosk: Kiosk, ends: AuditEnds) -> str:
    said = f"{ends.before}|{ends.before_chain}|{ends.last}|{ends.last_chain}"
    return visits.hashing.keyed(kiosk, "audit-ends", said)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
