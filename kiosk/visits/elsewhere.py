"""Where somebody is logged in: each place for themselves to see, and to log out of."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from kiosk import estate
from kiosk.house import Kiosk
from kiosk.visits import presence, rules, stopwatch
from kiosk.visits.cards import OpenVisit, Visit
from kiosk.visits.tables import OnPhoneRow, PhoneRow, VisitRow
from kiosk.words import Message, msg


def open_visits(
    db: Session, kiosk: Kiosk, resident_id: int, here: int | None = None
) -> tuple[OpenVisit, ...]:
    """Return somebody's visits that go on, the newest first; `here` is the one they ask in."""
    timezone = ZoneInfo(estate.timezone(kiosk))
    return tuple(
        OpenVisit(
            id=row.id or 0,
            on_phone=db.get(OnPhoneRow, row.id) is not None,
            phone=_phone(db, row),
            since=row.began_at.astimezone(timezone).time(),
            this=row.id == here,
        )
        for row in _lasting(db, kiosk, resident_id)
    )


def about_visits(
    db: Session, kiosk: Kiosk, resident_id: int
) -> tuple[tuple[Message, Message], ...]:
    """Return where a resident is logged in, for "my data": label and value."""
    return tuple(
        (each.place, msg("since %(time)s", time=each.since))
        for each in open_visits(db, kiosk, resident_id)
    )


def end_one(kiosk: Kiosk, visit: Visit, visit_id: int) -> None:
    """End another visit of the visitor's; one that is over already, or not theirs, is left alone.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = presence.present(db, kiosk, visit)
        if visit_id in {row.id for row in _lasting(db, kiosk, me.id)} - {visit.id}:
            presence.end_row(db, kiosk, visit_id)


def end_elsewhere(kiosk: Kiosk, visit: Visit) -> None:
    """End every other visit of the visitor's; phones that remember them do so still.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = presence.present(db, kiosk, visit)
        for row in _lasting(db, kiosk, me.id):
            if row.id != visit.id:
                presence.end_row(db, kiosk, row.id or 0)


def _lasting(db: Session, kiosk: Kiosk, resident_id: int) -> Sequence[VisitRow]:
    """Return somebody's visits that have neither ended nor fallen idle."""
    own = select(VisitRow).where(
        VisitRow.resident_id == resident_id,
        col(VisitRow.ended_at).is_(None),
        col(VisitRow.used) >= stopwatch.read(db, kiosk) - rules.IDLE_LIMIT,
    )
    return db.exec(own.order_by(col(VisitRow.id).desc())).all()


def _phone(db: Session, row: VisitRow) -> str:
    there = db.get(OnPhoneRow, row.id)
    enrolled = db.get(PhoneRow, there.phone_id) if there and there.phone_id else None
    return enrolled.label if enrolled else ""
