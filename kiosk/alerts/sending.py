"""Sending an alert, looking at it first, and ending it: the sender's side."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, notices, residents, visits
from kiosk.alerts import life, reading, rules
from kiosk.alerts.cards import Alert, AlertForm, AlertPreview, SendAlert
from kiosk.alerts.kinds import Ending, Police, Reach, Status
from kiosk.alerts.tables import AlertRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.visits import Visit
from kiosk.words import Message, msg


def form(kiosk: Kiosk, visit: Visit) -> AlertForm:
    """Return what the form needs to know of the visitor.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        return AlertForm(
            confirmed=me.address_confirmed,
            sender=_sender(db, me),
            reaches={reach: _reach_name(db, me, reach) for reach in Reach},
            reach=Reach.ZONE,
            police=Police.NOT_YET,
            now=_local_now(kiosk),
            waits=_waits(me),
        )


def preview(kiosk: Kiosk, visit: Visit, request: SendAlert) -> AlertPreview:
    """Return an alert as it will be read, and announced work that may explain it.

    Raises:
        Refusal: the visit is over, or the alert cannot be sent like this; see `rules.checked`.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        good = rules.checked(request, _local_now(kiosk))
        day = rules.local_day(good.happened)
        return AlertPreview(
            line=rules.line(good.done, good.place, _sender(db, me), good.police, None),
            day=day,
            clock=rules.local_clock(good.happened),
            police=rules.police_note(good.police, good.police_at),
            reaches=_reach_name(db, me, good.reach),
            text=good.text,
            matching_work=notices.matching_work(db, kiosk, me.door.stairwell_id, day),
            waits=_waits(me),
        )


def send(kiosk: Kiosk, visit: Visit, request: SendAlert) -> Alert:
    """Send an alert; from somebody whose address is not proven it waits for the caretaker.

    The same key again returns the alert that was sent with it.

    Raises:
        Refusal: the visit is over, the alert cannot be sent like this (see `rules.checked`), or
            its sender has sent enough for one day.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if sent := _sent_with(db, me, request.key):
            return reading.card(sent, described=True, reader=me.id)
        good = rules.checked(request, _local_now(kiosk))
        rules.check_limit(_sent_today(db, kiosk, me), me.address_confirmed)
        row = _row(kiosk, me, good, _sender(db, me))
        db.add(row)
        db.flush()
        if me.address_confirmed:
            life.go_out(db, kiosk, row)
        return reading.card(row, described=True, reader=me.id)


def end(kiosk: Kiosk, visit: Visit, alert_id: int, ending: Ending) -> Alert:
    """End one's own alert; everyone whom it reached hears how it ended.

    Raises:
        Refusal: the visit is over, the alert is somebody else's or not there, it has ended
            already, or that is no ending of a sender's.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = db.get(AlertRow, alert_id)
        if row is None or row.sender_id != me.id:
            raise Refusal("alert-not-yours", msg("Only whoever sent this alert can end it."))
        if row.status == Status.ENDED.value:
            raise Refusal("alert-ended", msg("You have ended this alert already."))
        life.finish(db, kiosk, row, rules.senders_ending(ending))
        return reading.card(row, described=True, reader=me.id)


def _row(kiosk: Kiosk, me: Resident, good: SendAlert, sender: Message) -> AlertRow:
    now = kiosk.clock.now()
    return AlertRow(
        sender_id=me.id,
        form_key=good.key,
        stairwell_id=me.door.stairwell_id,
        sender=sender.to_json(),
        kind=good.kind.value,
        done=good.done.value,
        place=good.place.value,
        day=rules.local_day(good.happened),
        clock=rules.local_clock(good.happened),
        reach=good.reach.value,
        police=good.police.value,
        police_at=good.police_at,
        text=good.text,
        status=Status.WAITING.value,
        sent_at=now,
        expires_at=now + rules.EXPIRES,
    )


def _sent_with(db: Session, me: Resident, key: str) -> AlertRow | None:
    own = select(AlertRow).where(AlertRow.sender_id == me.id, AlertRow.form_key == key)
    return db.exec(own).first()


def _sent_today(db: Session, kiosk: Kiosk, me: Resident) -> int:
    mine = sa.select(sa.func.count()).where(
        col(AlertRow.sender_id) == me.id, col(AlertRow.sent_at) > kiosk.clock.now() - rules.DAY
    )
    return int(db.execute(mine).scalar_one())


def _sender(db: Session, me: Resident) -> Message:
    zone = estate.zone_of(db, me.door.stairwell_id)
    in_zone = {stairwell.id for stairwell in estate.stairwells_of_zone(db, zone.id)}
    return rules.sender(
        rules.Origin(
            estate=estate.name(db),
            stairwell=me.door.stairwell_name,
            in_stairwell=residents.count_in_stairwells(db, {me.door.stairwell_id}),
            zone=zone.name,
            in_zone=residents.count_in_stairwells(db, in_zone),
        )
    )


def _reach_name(db: Session, me: Resident, reach: Reach) -> Message:
    match reach:
        case Reach.STAIRWELL:
            return msg("This stairwell: %(name)s", name=me.door.stairwell_name)
        case Reach.ZONE:
            zone = estate.zone_of(db, me.door.stairwell_id)
            return msg("The stairwells near by: %(name)s", name=zone.name)
        case Reach.ESTATE:
            return msg("Everybody here: %(name)s", name=estate.name(db))


def _waits(me: Resident) -> Message | None:
    return None if me.address_confirmed else rules.WAITS


def _local_now(kiosk: Kiosk) -> datetime:
    return kiosk.clock.now().astimezone(ZoneInfo(estate.timezone(kiosk)))
