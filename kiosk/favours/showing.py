"""From a row to what its reader may see of it, and who may see it at all."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, residents
from kiosk.favours import rules
from kiosk.favours.cards import Answer, Favour, Kind, Reach, Reason, Standing, What
from kiosk.favours.tables import FavourAnswer, FavourRow
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.store import Prepared, given, once
from kiosk.words import Message, msg


def may_see(db: Session, kiosk: Kiosk, row: FavourRow, me: Resident) -> bool:
    """Return whether a neighbour may see a request or offer now.

    Their own they may, and one that was agreed with them; of the others those that reach them and
    are still open. What the caretaker took down nobody else sees.
    """
    if row.expires_at <= kiosk.clock.now() or not residents.is_active(db, row.poster_id):
        return False
    if row.poster_id == me.id:
        return True
    if row.removed:
        return False
    agreed = chosen(db, row)
    if agreed is not None:
        return agreed.resident_id == me.id
    if row.reach == Reach.STAIRWELL.value:
        return me.door.stairwell_id == row.stairwell_id
    mine, theirs = (estate.zone_of(db, each) for each in (me.door.stairwell_id, row.stairwell_id))
    return mine == theirs


def chosen(db: Session, row: FavourRow) -> FavourAnswer | None:
    """Return the answer that was said yes to."""
    return next((each for each in _answers_to(db, row) if each.chosen), None)


def card(db: Session, kiosk: Kiosk, row: FavourRow, me: Resident) -> Favour:
    """Return a request or offer as one who may see it sees it."""
    mine = row.poster_id == me.id
    answers = _answers_to(db, row)
    agreed = next((each for each in answers if each.chosen), None)
    kind, what = Kind(row.kind), What(row.what)
    return Favour(
        id=row.id or 0,
        kind=kind,
        what=what,
        line=rules.line(kind, what, Message.from_json(row.sender)),
        text=row.text,
        posted=_local(kiosk, row.posted_at),
        until=_local(kiosk, row.expires_at),
        mine=mine,
        answered=any(each.resident_id == me.id for each in answers),
        agreed=agreed is not None,
        answers=_answers(db, answers, me) if mine else (),
        meet=_meet(db, row) if agreed is not None and agreed.resident_id == me.id else None,
        removed=Reason(row.removed).label if row.removed else None,
    )


def standing(kiosk: Kiosk, row: FavourRow) -> Standing:
    """Return a request or offer as the caretaker sees it."""
    kind = Kind(row.kind)
    line = rules.line(kind, What(row.what), Message.from_json(row.sender))
    return Standing(row.id or 0, line, row.text, _local(kiosk, row.posted_at))


def forget_answers(db: Session, row: FavourRow) -> None:
    """Delete who has answered."""
    db.execute(sa.delete(FavourAnswer).where(col(FavourAnswer.favour_id) == row.id))
    db.flush()


def delete(db: Session, row: FavourRow) -> None:
    """Delete a request or offer with its answers."""
    forget_answers(db, row)
    db.delete(row)
    db.flush()


_ANSWERS_TO = Prepared(
    select(FavourAnswer)
    .where(col(FavourAnswer.favour_id) == given("favour_id"))
    .order_by(col(FavourAnswer.id))
)


def _answers_to(db: Session, row: FavourRow) -> list[FavourAnswer]:
    return once(db, ("favour answers", row.id), lambda: _ANSWERS_TO.all(db, favour_id=row.id))


def _answers(db: Session, rows: Sequence[FavourAnswer], me: Resident) -> tuple[Answer, ...]:
    found = []
    for row in rows:
        if residents.is_active(db, row.resident_id):
            who = residents.get(db, row.resident_id)
            same = who.door.stairwell_id == me.door.stairwell_id
            door = who.door.short if same and who.door.short else who.door.address
            found.append(Answer(row.id or 0, who.name, door, row.chosen))
    return tuple(found)


def _meet(db: Session, row: FavourRow) -> Message:
    poster = residents.get(db, row.poster_id)
    return msg("%(name)s, %(door)s", name=poster.name, door=poster.door.address)


def _local(kiosk: Kiosk, at: datetime) -> date:
    return at.astimezone(ZoneInfo(estate.timezone(kiosk))).date()
