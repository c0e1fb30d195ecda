"""Sending an alert, and looking at it first: the sender's side."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, notices, residents, visits
from kiosk.alerts import life, rules, showing
from kiosk.alerts.cards import Alert, AlertForm, AlertPreview, SendAlert
from kiosk.alerts.kinds import Kind, Police, Reach, Status
from kiosk.alerts.tables import AlertRow
from kiosk.house import Kiosk
from kiosk.notices import Notice
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
        # Where the whole estate is one zone, both would reach the same people under two names.
        same = estate.is_one_zone(db)
        offered = [reach for reach in Reach if not (same and reach is Reach.ZONE)]
        return AlertForm(
            confirmed=me.address_confirmed,
            sender=rules.sender(_home(db, me)),
            reaches={reach: _reach_name(db, me, reach) for reach in offered},
            reach=Reach.ESTATE if same else Reach.ZONE,
            police=Police.NOT_YET,
            now=showing.local_now(kiosk),
            waits=_waits(kiosk, me),
        )


def preview(kiosk: Kiosk, visit: Visit, request: SendAlert) -> AlertPreview:
    """Return an alert as it will be read, and announced work that may explain it.

    Raises:
        Refusal: the visit is over, or the alert cannot be sent like this; see `rules.checked`.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        good = rules.checked(request, showing.local_now(kiosk))
        sender = rules.sender(_home(db, me))
        return AlertPreview(
            line=rules.line(good.done, good.place, sender, good.police, None),
            day=rules.local_day(good.happened),
            clock=rules.local_clock(good.happened),
            police=rules.police_note(good.police, good.police_at),
            reaches=_reach_name(db, me, good.reach),
            text=good.text,
            matching_work=_work(db, kiosk, me, good),
            waits=_waits(kiosk, me),
        )


def send(kiosk: Kiosk, visit: Visit, request: SendAlert) -> Alert:
    """Send an alert; from somebody whose address is not proven it waits for the caretaker.

    The same key again returns the alert that was sent with it.

    Raises:
        Refusal: the visit is over, the alert cannot be sent like this (see `rules.checked`), its
            sender has sent the same one already, or enough for one day.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if sent := _sent_with(db, me, request.key):
            return showing.card(db, kiosk, sent, described=True, reader=me.id)
        good = rules.checked(request, showing.local_now(kiosk))
        _check_not_again(db, kiosk, me, good)
        rules.check_limit(_sent_today(db, kiosk, me), me.address_confirmed)
        row = _row(kiosk, me, good, _home(db, me))
        db.add(row)
        db.flush()
        if me.address_confirmed:
            life.go_out(db, kiosk, row)
        return showing.card(db, kiosk, row, described=True, reader=me.id)


def _row(kiosk: Kiosk, me: Resident, good: SendAlert, home: rules.Home) -> AlertRow:
    now = kiosk.clock.now()
    return AlertRow(
        sender_id=me.id,
        form_key=good.key,
        stairwell_id=me.door.stairwell_id,
        sender=rules.sender(home).to_json(),
        origin=rules.origin(home).value,
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


def _check_not_again(db: Session, kiosk: Kiosk, me: Resident, good: SendAlert) -> None:
    same = select(AlertRow.id).where(
        AlertRow.sender_id == me.id,
        AlertRow.done == good.done.value,
        AlertRow.place == good.place.value,
        AlertRow.day == rules.local_day(good.happened),
        AlertRow.status != Status.ENDED.value,
        col(AlertRow.sent_at) > kiosk.clock.now() - rules.AGAIN,
    )
    if db.exec(same).first() is not None:
        raise Refusal(
            "alert-sent-already",
            msg("You have sent this alert already. Find it under “Read alerts and notices”."),
        )


def _sent_today(db: Session, kiosk: Kiosk, me: Resident) -> int:
    mine = sa.select(sa.func.count()).where(
        col(AlertRow.sender_id) == me.id, col(AlertRow.sent_at) > kiosk.clock.now() - rules.DAY
    )
    return int(db.execute(mine).scalar_one())


def _home(db: Session, me: Resident) -> rules.Home:
    zone = estate.zone_of(db, me.door.stairwell_id)
    in_zone = {stairwell.id for stairwell in estate.stairwells_of_zone(db, zone.id)}
    return rules.Home(
        estate=estate.name(db),
        stairwell=me.door.stairwell_name,
        in_stairwell=residents.count_in_stairwells(db, {me.door.stairwell_id}),
        zone=zone.name,
        in_zone=residents.count_in_stairwells(db, in_zone),
    )


def _work(db: Session, kiosk: Kiosk, me: Resident, good: SendAlert) -> tuple[Notice, ...]:
    """Return the announced work of that hour; nobody asks whether good news was the fitters."""
    if good.kind is Kind.GOOD:
        return ()
    day, clock = rules.local_day(good.happened), rules.local_clock(good.happened)
    return notices.matching_work(db, kiosk, frozenset({me.door.stairwell_id}), day, clock)


def _reach_name(db: Session, me: Resident, reach: Reach) -> Message:
    match reach:
        case Reach.STAIRWELL:
            return msg("This stairwell: %(name)s", name=me.door.stairwell_name)
        case Reach.ZONE:
            zone = estate.zone_of(db, me.door.stairwell_id)
            return msg("The stairwells near by: %(name)s", name=zone.name)
        case Reach.ESTATE:
            return msg("Everybody here: %(name)s", name=estate.name(db))


def _waits(kiosk: Kiosk, me: Resident) -> Message | None:
    return None if me.address_confirmed else showing.waits(kiosk)
