"""Reading alerts: the line for everybody, the description for those it reaches.

Who may read a description is decided when it is read: a proven address that the alert reaches, or
having written it.
"""

from sqlmodel import Session, col, select

from kiosk import estate, visits
from kiosk.alerts import rules
from kiosk.alerts.cards import Alert
from kiosk.alerts.kinds import Done, Ending, Kind, Place, Police, Reach, Status
from kiosk.alerts.tables import AlertReached, AlertRow
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.visits import Visit
from kiosk.words import Message, msg

MOST_NEWEST = 20  # more than any lobby has room for
MOST_READ = 50


def newest(kiosk: Kiosk) -> tuple[Alert, ...]:
    """Return the alerts that everybody may read now, the newest first, at most twenty."""
    with kiosk.store.read() as db:
        return tuple(card(row) for row in _shown(db, kiosk, MOST_NEWEST) if not _withdrawn(row))


def read(kiosk: Kiosk, visit: Visit) -> tuple[Alert, ...]:
    """Return the alerts as the visitor may read them, the newest first, at most fifty.

    Their own waiting ones are among them, and for three days those that were withdrawn after
    they had reached them.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        mine_waiting = db.exec(
            select(AlertRow)
            .where(AlertRow.status == Status.WAITING.value, AlertRow.sender_id == me.id)
            .order_by(col(AlertRow.sent_at).desc())
        ).all()
        rows = (*mine_waiting, *_shown(db, kiosk, MOST_READ))
        return tuple(
            card(row, described=_may_read(db, row, me), reader=me.id)
            for row in rows
            if not _withdrawn(row) or _was_reached(db, row, me)
        )


def running(db: Session) -> tuple[Alert, ...]:
    """Return every alert that is out, with its description, for the caretaker to judge."""
    return _all(db, Status.OPEN)


def waiting(db: Session) -> tuple[Alert, ...]:
    """Return every alert that waits for the caretaker, with its description."""
    return _all(db, Status.WAITING)


def about(db: Session, resident_id: int) -> tuple[tuple[Message, str | Message], ...]:
    """Return what is held of a resident's alerts, for "my data": label and value."""
    rows = db.exec(
        select(AlertRow)
        .where(AlertRow.sender_id == resident_id)
        .order_by(col(AlertRow.sent_at).desc())
    )
    held: list[tuple[Message, str | Message]] = []
    for row in rows:
        held.append((msg("Alert of %(day)s", day=row.day), line(row)))
        if row.text:
            held.append((msg("You wrote"), row.text))
    return tuple(held)


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


def line(row: AlertRow) -> Message:
    """Return the line of an alert that everybody may read."""
    return rules.line(
        Done(row.done),
        Place(row.place),
        Message.from_json(row.sender),
        Police(row.police),
        Ending(row.ending) if row.ending else None,
    )


def card(row: AlertRow, *, described: bool = False, reader: int | None = None) -> Alert:
    """Return an alert as a reader may see it.

    Args:
        row: the alert.
        described: whether they may read what its sender typed.
        reader: who they are, where that is known.
    """
    status = Status(row.status)
    return Alert(
        id=row.id or 0,
        kind=Kind(row.kind),
        line=line(row),
        sender=Message.from_json(row.sender),
        place=Place(row.place),
        day=row.day,
        clock=row.clock,
        at=row.sent_at,
        police=rules.police_note(Police(row.police), row.police_at),
        reach=Reach(row.reach),
        status=status,
        ending=Ending(row.ending) if row.ending else None,
        mine=reader is not None and row.sender_id == reader,
        more=bool(row.text),
        description=(row.text or None) if described else None,
        waits=rules.WAITS if status is Status.WAITING else None,
    )


def _shown(db: Session, kiosk: Kiosk, most: int) -> tuple[AlertRow, ...]:
    """Return what is out or ended less than three days ago, the newest first."""
    now = kiosk.clock.now()
    is_out = (col(AlertRow.status) == Status.OPEN.value) & (col(AlertRow.expires_at) > now)
    just_ended = col(AlertRow.ended_at) > now - rules.ENDED_SHOWN
    newest_first = col(AlertRow.sent_at).desc(), col(AlertRow.id).desc()
    rows = select(AlertRow).where(is_out | just_ended).order_by(*newest_first).limit(most)
    return tuple(db.exec(rows))


def _all(db: Session, status: Status) -> tuple[Alert, ...]:
    of_status = select(AlertRow).where(AlertRow.status == status.value)
    rows = db.exec(of_status.order_by(col(AlertRow.sent_at), col(AlertRow.id)))
    return tuple(card(row, described=True) for row in rows)


def _withdrawn(row: AlertRow) -> bool:
    return row.ending == Ending.WITHDRAWN.value


def _was_reached(db: Session, row: AlertRow, reader: Resident) -> bool:
    return db.get(AlertReached, (row.id, reader.id)) is not None


def _may_read(db: Session, row: AlertRow, reader: Resident) -> bool:
    if _withdrawn(row):
        return False
    return row.sender_id == reader.id or (reader.address_confirmed and reaches(db, row, reader))
