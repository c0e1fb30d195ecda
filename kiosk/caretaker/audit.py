"""The log of what caretakers did: each entry vouches for all before it.

An entry carries a hash over itself and the entry before, keyed with the home's pepper, which is not
in the database. Whoever can write the database but has not the pepper cannot change, insert or take
out an entry without `verify` finding the place; a sealed row holds both ends. That all of it was
set back to an earlier hour is told by `kiosk.caretaker.witness`, apart from the database.

Nothing here mends what somebody has harmed: a seal that was broken is not made anew by the next
entry, and what does not hold is not swept away as old. Rows are read as they lie there, because one
that was tampered with may hold anything.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import visits
from kiosk.caretaker import witness
from kiosk.caretaker.cards import Act, AuditEntry, Flaw, Harm
from kiosk.caretaker.tables import AuditEnds, AuditRow, Caretaker
from kiosk.caretaker.witness import Noted
from kiosk.house import Kiosk
from kiosk.store import then

KEPT = timedelta(days=180)  # threats.md, "Retention": the security log
COMMAND_LINE = 0
_ONLY = 1


class _Row(NamedTuple):
    """One row; an instant that cannot be read as one is None."""

    number: int
    at: datetime | None
    caretaker_id: int
    act: str
    which: int | None
    chain: str


def write(db: Session, kiosk: Kiosk, caretaker_id: int, act: Act, which: int | None = None) -> None:
    """Add an entry, inside the transaction of what it tells of, and note it when that is done."""
    entry = write_in_copy(db, kiosk, caretaker_id, act, which)
    then(db, lambda: witness.note(kiosk, entry))


def write_in_copy(
    db: Session, kiosk: Kiosk, caretaker_id: int, act: Act, which: int | None = None
) -> Noted:
    """Add an entry that is not noted, because nobody knows yet whether the copy will be used."""
    ends = db.get(AuditEnds, _ONLY)
    sealed = ends is None or ends.seal == _seal(kiosk, ends)
    ends = ends or AuditEnds(id=_ONLY)
    newest = db.execute(sa.select(sa.func.max(col(AuditRow.number)))).scalar()
    number, at = max(ends.last, newest or 0) + 1, kiosk.clock.now()
    row = _Row(number, at, caretaker_id, act.value, which, "")
    chain = _link(kiosk, row, ends.last_chain)
    db.add(AuditRow(**row._replace(chain=chain)._asdict()))
    ends.last, ends.last_chain = number, chain
    _keep(db, kiosk, ends, sealed=sealed)
    return Noted(number, at, chain)


def entries(kiosk: Kiosk, most: int | None = None) -> tuple[AuditEntry, ...]:
    """Return the entries, the newest first; at most so many, if that is said."""
    with kiosk.store.read() as db:
        numbers = {one.id or 0: one.number for one in db.exec(select(Caretaker))}
        newest_first = _SELECT.order_by(col(AuditRow.number).desc()).limit(most)
        return tuple(_entry(row, numbers) for row in _rows(db, newest_first))


def verify(kiosk: Kiosk) -> Flaw | None:
    """Return the first entry that was changed or taken out, and which of it; None for a whole log.

    Raises:
        OSError: what was noted apart from the database cannot be read.
    """
    notes = witness.noted(kiosk)  # first: what was noted by now is in the database by now
    with kiosk.store.read() as db:
        ends = db.get(AuditEnds, _ONLY) or AuditEnds(id=_ONLY)
        sealed = ends.seal == _seal(kiosk, ends)
        number, chain, restored = ends.before, ends.before_chain, datetime.min.replace(tzinfo=UTC)
        chains: dict[int, str] = {}
        for row in _rows(db, _SELECT.order_by(col(AuditRow.number))):
            number += 1
            if row.number > number:
                return Flaw(number, Harm.MISSING)
            if row.number < number or row.chain != _link(kiosk, row, chain):
                return Flaw(row.number, Harm.ALTERED)
            chains[number] = chain = row.chain
            if row.act == Act.RESTORED.value and row.at:
                restored = row.at
        if sealed and number < ends.last:
            return Flaw(number + 1, Harm.MISSING)
        swept = ends.before if sealed else 0
        for entry in sorted(notes):
            gone = entry.number <= swept or entry.at <= restored
            if not gone and chains.get(entry.number) != entry.chain:
                known = entry.number in chains
                return Flaw(entry.number, Harm.ALTERED if known else Harm.MISSING)
        if sealed and (number, chain) == (ends.last, ends.last_chain):
            return None
        return None if _is_new(db, ends, number) else Flaw(number + 1, Harm.ENDS)


def is_ours(db: Session, kiosk: Kiosk) -> bool:
    """Return whether the log was sealed with this kiosk's pepper; an empty one never was."""
    ends = db.get(AuditEnds, _ONLY)
    return ends is not None and ends.seal == _seal(kiosk, ends)


def sweep(db: Session, kiosk: Kiosk) -> int:
    """Delete entries that are 180 days old, and return how many; the rest still verifies."""
    ends = db.get(AuditEnds, _ONLY)
    if ends is None or ends.seal != _seal(kiosk, ends):
        return 0
    until = kiosk.clock.now() - KEPT
    then(db, lambda: witness.forget(kiosk, until))
    old = _SELECT.where(col(AuditRow.at) <= until).order_by(col(AuditRow.number))
    before = ends.before
    for row in list(_rows(db, old)):
        # What was tampered with stays; and a clock that was wrong once: stop where it was.
        if row.number != ends.before + 1 or row.chain != _link(kiosk, row, ends.before_chain):
            break
        ends.before, ends.before_chain = row.number, row.chain
        db.execute(sa.delete(AuditRow).where(col(AuditRow.number) == row.number))
    if ends.before > before:
        _keep(db, kiosk, ends, sealed=True)
    return ends.before - before


def _is_new(db: Session, ends: AuditEnds, number: int) -> bool:
    """Return whether nothing was ever written, as there is nobody who could have done anything."""
    untouched = not (ends.seal or ends.last or number)
    return untouched and db.exec(select(Caretaker.id)).first() is None


_SELECT = sa.select(
    col(AuditRow.number),
    sa.type_coerce(col(AuditRow.at), sa.String),  # as it lies there, whatever that is
    col(AuditRow.caretaker_id),
    col(AuditRow.act),
    col(AuditRow.which),
    col(AuditRow.chain),
)


def _rows(db: Session, found: sa.Select[*tuple[Any, ...]]) -> Iterator[_Row]:
    for row in db.execute(found):
        number, at, *rest = row
        yield _Row(number, _instant(at), *rest)


def _instant(lies: object) -> datetime | None:
    """Return an instant; SQLite keeps it as text, in UTC."""
    with suppress(ValueError):
        at = lies if isinstance(lies, datetime) else datetime.fromisoformat(str(lies))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _entry(row: _Row, numbers: dict[int, str]) -> AuditEntry:
    act = Act(row.act) if row.act in set(Act) else None
    which = row.which if isinstance(row.which, int) else None
    about = numbers.get(which or 0, "") if act in {Act.APPOINTED, Act.DISMISSED} else ""
    by = numbers.get(row.caretaker_id, "")
    return AuditEntry(row.number, row.at, row.caretaker_id, act, which, by, about)


def _keep(db: Session, kiosk: Kiosk, ends: AuditEnds, *, sealed: bool) -> None:
    """Keep the ends, sealed anew only if they were sealed before: what is broken stays so."""
    if sealed:
        ends.seal = _seal(kiosk, ends)
    db.add(ends)
    db.flush()


def _link(kiosk: Kiosk, row: _Row, before: str) -> str:
    at = row.at.astimezone(UTC).isoformat() if row.at else ""
    said = f"{before}|{row.number}|{at}|{row.caretaker_id}|{row.act}|{row.which}"
    return visits.hashing.keyed(kiosk, "audit", said)


def _seal(kiosk: Kiosk, ends: AuditEnds) -> str:
    said = f"{ends.before}|{ends.before_chain}|{ends.last}|{ends.last_chain}"
    return visits.hashing.keyed(kiosk, "audit-ends", said)
