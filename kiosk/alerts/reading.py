"""Reading alerts: the line for everybody, the description for those it reaches.

Who may read a description is decided when it is read: a proven address that the alert reaches, or
having written it. An alert that never went out is its sender's and the caretaker's alone, whatever
became of it.
"""

from sqlmodel import Session, col, select

from kiosk import estate, notices, visits
from kiosk.alerts import rules, showing
from kiosk.alerts.cards import Alert
from kiosk.alerts.kinds import Done, Ending, Origin, Status
from kiosk.alerts.tables import AlertReached, AlertRow
from kiosk.house import Kiosk
from kiosk.notices import Notice
from kiosk.residents import Resident
from kiosk.store import Prepared, given
from kiosk.visits import Visit
from kiosk.words import Message, msg

MOST_NEWEST = 20  # more than any lobby has room for
MOST_READ = 50

_IS_OUT = (col(AlertRow.status) == Status.OPEN.value) & (col(AlertRow.expires_at) > given("now"))
_JUST_ENDED = (col(AlertRow.ended_at) > given("ended_since")) & col(AlertRow.out_at).is_not(None)
_SHOWN = Prepared(
    select(AlertRow)
    .where(_IS_OUT | _JUST_ENDED)
    .order_by(col(AlertRow.sent_at).desc(), col(AlertRow.id).desc())
    .limit(MOST_READ)
)
_ENDED = Prepared(
    select(AlertRow)
    .join(AlertReached)
    .where(col(AlertReached.resident_id) == given("me"), col(AlertRow.ended_at) > given("since"))
    .order_by(col(AlertRow.ended_at).desc())
    .limit(MOST_READ)
)
_WAITING = Prepared(
    select(AlertRow).where(
        col(AlertRow.sender_id) == given("me"), col(AlertRow.status) == Status.WAITING.value
    )
)


def newest(kiosk: Kiosk) -> tuple[Alert, ...]:
    """Return the alerts that everybody may read now, the newest first, at most twenty.

    Near by is the zone of this kiosk's own stairwell.
    """
    with kiosk.store.read() as db:
        rows = [row for row in _shown(db, kiosk, MOST_NEWEST) if not _withdrawn(row)]
        zone_id = _own_zone(db, kiosk, rows)
        return tuple(
            showing.card(db, kiosk, row, near=showing.is_near(db, row, zone_id)) for row in rows
        )


def read(kiosk: Kiosk, visit: Visit) -> tuple[Alert, ...]:
    """Return the alerts as the visitor may read them, the newest first, at most fifty.

    Among them are their own waiting ones, and for fourteen days those that reached them and have
    ended, also the withdrawn: who has no telephone reads here how it ended.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        rows = {
            row.id: row
            for row in (*_waiting_of(db, me), *_shown(db, kiosk, MOST_READ), *_ended(db, kiosk, me))
        }
        seen = [
            row for row in rows.values() if not _withdrawn(row) or _hears_withdrawal(db, row, me)
        ]
        seen.sort(key=lambda row: (row.status == Status.WAITING.value, row.sent_at, row.id or 0))
        zone_id = estate.zone_of(db, me.door.stairwell_id).id
        return tuple(
            showing.card(
                db,
                kiosk,
                row,
                described=_may_read(db, row, me),
                reader=me.id,
                near=showing.is_near(db, row, zone_id),
                works=works(db, kiosk, row, me),
            )
            for row in reversed(seen[-MOST_READ:])
        )


def works(db: Session, kiosk: Kiosk, row: AlertRow, reader: Resident) -> tuple[Notice, ...]:
    """Return the announced work by which a reader may explain an alert that is out.

    They are one whom it reached and whose address is proven; the work is announced for the day, the
    hour and the place, no more exactly than the alert says it, or the work would tell in which
    stairwell a hidden sender lives; and the alert tells of nothing broken or gone.
    """
    if (
        row.status != Status.OPEN.value
        or row.not_work
        or not reader.address_confirmed
        or not rules.explainable(Done(row.done))
        or not showing.was_reached(db, row, reader.id)
    ):
        return ()
    return notices.matching_work(db, kiosk, _told_stairwells(db, row), row.day, row.clock)


def running(db: Session, kiosk: Kiosk) -> tuple[Alert, ...]:
    """Return every alert that is out, with its description, for the caretaker to judge."""
    return _all(db, kiosk, Status.OPEN)


def waiting(db: Session, kiosk: Kiosk) -> tuple[Alert, ...]:
    """Return every alert that waits for the caretaker, with its description."""
    return _all(db, kiosk, Status.WAITING)


def about(db: Session, resident_id: int) -> tuple[tuple[Message, str | Message], ...]:
    """Return what is held of a resident's alerts, for "my data": label and value."""
    rows = db.exec(
        select(AlertRow)
        .where(AlertRow.sender_id == resident_id)
        .order_by(col(AlertRow.sent_at).desc())
    )
    held: list[tuple[Message, str | Message]] = []
    for row in rows:
        held.append((msg("Alert of %(day)s", day=row.day), showing.line(row)))
        if row.text:
            held.append((msg("You wrote"), row.text))
    return tuple(held)


def _shown(db: Session, kiosk: Kiosk, most: int) -> tuple[AlertRow, ...]:
    """Return what is out, or was out and ended less than three days ago, the newest first."""
    now = kiosk.clock.now()
    return tuple(_SHOWN.all(db, now=now, ended_since=now - rules.ENDED_SHOWN)[:most])


def _ended(db: Session, kiosk: Kiosk, me: Resident) -> tuple[AlertRow, ...]:
    """Return what reached somebody and ended, as long as its ending is told to them."""
    since = kiosk.clock.now() - rules.ENDED_SHOWN_TO_REACHED
    return tuple(_ENDED.all(db, me=me.id, since=since))


def _waiting_of(db: Session, me: Resident) -> tuple[AlertRow, ...]:
    return tuple(_WAITING.all(db, me=me.id))


def _all(db: Session, kiosk: Kiosk, status: Status) -> tuple[Alert, ...]:
    of_status = select(AlertRow).where(AlertRow.status == status.value)
    rows = db.exec(of_status.order_by(col(AlertRow.sent_at), col(AlertRow.id)))
    return tuple(showing.card(db, kiosk, row, described=True) for row in rows)


def _own_zone(db: Session, kiosk: Kiosk, rows: list[AlertRow]) -> int:
    """Return the zone of this kiosk's own stairwell, if an alert comes from there; else 0."""
    own = kiosk.settings.lobby.stairwell.casefold()
    for zone_id in {estate.zone_of(db, row.stairwell_id).id for row in rows}:
        if own in {each.name.casefold() for each in estate.stairwells_of_zone(db, zone_id)}:
            return zone_id
    return 0


def _told_stairwells(db: Session, row: AlertRow) -> frozenset[int] | None:
    match Origin(row.origin):
        case Origin.STAIRWELL:
            return frozenset({row.stairwell_id})
        case Origin.ZONE:
            zone = estate.zone_of(db, row.stairwell_id)
            return frozenset(each.id for each in estate.stairwells_of_zone(db, zone.id))
        case Origin.ESTATE:
            return None


def _withdrawn(row: AlertRow) -> bool:
    return row.ending == Ending.WITHDRAWN.value


def _hears_withdrawal(db: Session, row: AlertRow, me: Resident) -> bool:
    return row.sender_id == me.id or showing.was_reached(db, row, me.id)


def _may_read(db: Session, row: AlertRow, reader: Resident) -> bool:
    if _withdrawn(row):
        return False
    mine = row.sender_id == reader.id
    return mine or (reader.address_confirmed and showing.reaches(db, row, reader))
