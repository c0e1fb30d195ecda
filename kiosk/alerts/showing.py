"""From a row to what its reader may see of it: the one place where cards of alerts are made."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from kiosk import estate
from kiosk.alerts import rules
from kiosk.alerts.cards import Alert, Doing
from kiosk.alerts.kinds import Done, Ending, Kind, Measure, Origin, Place, Police, Reach, Status
from kiosk.alerts.tables import AlertMeasure, AlertReached, AlertRow
from kiosk.house import Kiosk
from kiosk.notices import Notice
from kiosk.residents import Resident
from kiosk.store import Prepared, given
from kiosk.words import Message

_REACHED = Prepared(
    select(AlertReached).where(
        col(AlertReached.alert_id) == given("alert_id"),
        col(AlertReached.resident_id) == given("resident_id"),
    )
)
_MEASURES = Prepared(
    select(AlertMeasure)
    .where(col(AlertMeasure.alert_id) == given("alert_id"))
    .order_by(col(AlertMeasure.at), col(AlertMeasure.measure))
)


def reaches(db: Session, row: AlertRow, resident: Resident) -> bool:
    """Return whether an alert is for somebody who lives where `resident` does."""
    match Reach(row.reach):
        case Reach.STAIRWELL:
            return resident.door.stairwell_id == row.stairwell_id
        case Reach.ZONE:
            theirs = estate.zone_of(db, resident.door.stairwell_id)
            return theirs == estate.zone_of(db, row.stairwell_id)
        case Reach.ESTATE:
            return True


def was_reached(db: Session, row: AlertRow, resident_id: int) -> bool:
    """Return whether an alert reached somebody when it went out."""
    return _REACHED.first(db, alert_id=row.id, resident_id=resident_id) is not None


def is_near(db: Session, row: AlertRow, zone_id: int) -> bool:
    """Return whether an alert says of itself that it comes from a zone.

    One that hides in the whole estate is near nobody, or the order of a list would tell where it
    comes from.
    """
    hidden = Origin(row.origin) is Origin.ESTATE
    return not hidden and estate.zone_of(db, row.stairwell_id).id == zone_id


def line(row: AlertRow) -> Message:
    """Return the line of an alert that everybody may read."""
    return rules.line(
        Done(row.done),
        Place(row.place),
        Message.from_json(row.sender),
        Police(row.police),
        Ending(row.ending) if row.ending else None,
    )


def card(
    db: Session,
    kiosk: Kiosk,
    row: AlertRow,
    *,
    described: bool = False,
    reader: int | None = None,
    near: bool = False,
    works: tuple[Notice, ...] = (),
) -> Alert:
    """Return an alert as a reader may see it.

    Args:
        db: the caller's transaction.
        kiosk: the kiosk.
        row: the alert.
        described: whether they may read what its sender typed.
        reader: who they are, where that is known.
        near: whether it comes from near by.
        works: announced work by which they may explain it.
    """
    status, told = Status(row.status), Police(row.police)
    late = status is Status.ENDED and told is Police.NOT_YET  # nobody need ring any more
    mine = reader is not None and row.sender_id == reader
    return Alert(
        id=row.id or 0,
        kind=Kind(row.kind),
        done=Done(row.done),
        line=line(row),
        sender=Message.from_json(row.sender),
        origin=Origin(row.origin),
        place=Place(row.place),
        day=row.day,
        clock=row.clock,
        at=row.sent_at,
        police=None if late else rules.police_note(told, row.police_at),
        police_know=told is Police.TOLD,
        reach=Reach(row.reach),
        status=status,
        ending=Ending(row.ending) if row.ending else None,
        mine=mine,
        more=bool(row.text),
        description=(row.text or None) if described else None,
        waits=waits(kiosk) if status is Status.WAITING else None,
        doing=_doing(db, kiosk, row),
        because=Message.from_json(row.because) if row.because else None,
        ended_at=row.ended_at,
        expires_at=row.expires_at,
        near=near,
        works=works,
        may_reopen=mine and may_reopen(kiosk, row),
    )


def may_reopen(kiosk: Kiosk, row: AlertRow) -> bool:
    """Return whether a sender may still say that it was not the announced work."""
    return row.ending == Ending.WORK.value and row.expires_at > kiosk.clock.now()


def waits(kiosk: Kiosk) -> Message:
    """Return until when an alert waits that was not let out yet."""
    return rules.waits(local_now(kiosk), kiosk.settings.estate.office_hours)


def local_now(kiosk: Kiosk) -> datetime:
    """Return the local time."""
    return local(kiosk, kiosk.clock.now())


def local(kiosk: Kiosk, at: datetime) -> datetime:
    """Return an instant as local time."""
    return at.astimezone(ZoneInfo(estate.timezone(kiosk)))


def _doing(db: Session, kiosk: Kiosk, row: AlertRow) -> tuple[Doing, ...]:
    rows = _MEASURES.all(db, alert_id=row.id)
    return tuple(Doing(Measure(each.measure).label, local(kiosk, each.at)) for each in rows)
