"""What a resident sees of their trusted neighbours, and of who wants to become one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, residents, visits
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.trust import ties as bonds
from kiosk.trust.cards import Asked, Circle, Invitation, Waiting
from kiosk.trust.inviting import for_me
from kiosk.trust.rules import Said
from kiosk.trust.tables import AnswerRow, InvitationRow
from kiosk.visits import Visit

ROWS_A_LIST = 50  # more than anybody reads; a door can be invited by many


def circle(kiosk: Kiosk, visit: Visit) -> Circle:
    """Return everything about me and my trusted neighbours."""
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        now = kiosk.clock.now()
        return Circle(
            ties=bonds.ties(db, me.id),
            asked=_asked(db, me, now),
            waiting=_waiting(db, me, now),
            sent=_sent(db, kiosk, me, now),
            paused=bonds.paused(db, me.id),
            asleep=bonds.any_hidden(db, me.id),
        )


def _local_day(kiosk: Kiosk, instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(estate.timezone(kiosk))).date()


def _asked(db: Session, me: Resident, now: datetime) -> tuple[Asked, ...]:
    found = db.exec(
        select(AnswerRow)
        .join(InvitationRow, col(AnswerRow.invitation_id) == col(InvitationRow.id))
        .where(
            InvitationRow.inviter_id == me.id,
            InvitationRow.lapses_at > now,
            AnswerRow.said == Said.YES.value,
        )
        .order_by(col(AnswerRow.id))
        .limit(ROWS_A_LIST)
    ).all()
    people = residents.by_id(db, {row.resident_id for row in found})
    tied = bonds.tied_with(db, me.id)
    once = {row.resident_id: row.id or 0 for row in reversed(found)}  # invited by door and number
    who = ((once[other], people[other]) for other in reversed(once) if other in people)
    return tuple(
        Asked(answer_id, other.name, _door_from(me, other))
        for answer_id, other in who
        if not other.frozen and other.id not in tied
    )


def _door_from(me: Resident, other: Resident) -> str:
    if other.door.stairwell_id == me.door.stairwell_id:
        return estate.short_door(other.door)
    return other.door.address


def _waiting(db: Session, me: Resident, now: datetime) -> tuple[Waiting, ...]:
    mine = sa.and_(
        col(AnswerRow.invitation_id) == col(InvitationRow.id), col(AnswerRow.resident_id) == me.id
    )
    found = db.exec(
        select(InvitationRow, AnswerRow)
        .outerjoin(AnswerRow, mine)
        .where(for_me(me), InvitationRow.lapses_at > now, InvitationRow.inviter_id != me.id)
        .order_by(col(InvitationRow.lapses_at), col(InvitationRow.id))
        .limit(ROWS_A_LIST)
    ).all()
    said = {Said.YES.value, Said.NO.value}  # to the same neighbour's other invitation, too
    heard = {row.inviter_id for row, answer in found if answer and answer.said in said}
    once = {
        row.inviter_id: row.id or 0
        for row, answer in reversed(found)
        if answer is None and row.inviter_id not in heard
    }
    people = residents.by_id(db, once)
    tied = bonds.tied_with(db, me.id)
    who = ((once[inviter], people[inviter]) for inviter in reversed(once) if inviter in people)
    return tuple(
        Waiting(invitation_id, inviter.name)
        for invitation_id, inviter in who
        if not inviter.frozen and inviter.id not in tied and inviter.door.id != me.door.id
    )


def _sent(db: Session, kiosk: Kiosk, me: Resident, now: datetime) -> tuple[Invitation, ...]:
    found = db.exec(
        select(InvitationRow)
        .where(
            InvitationRow.inviter_id == me.id,
            InvitationRow.lapses_at > now,
            col(InvitationRow.fulfilled).is_(False),
        )
        .order_by(col(InvitationRow.lapses_at))
        .limit(ROWS_A_LIST)
    ).all()
    named = bonds.targets(db, found)
    return tuple(
        Invitation(row.id or 0, to, _local_day(kiosk, row.lapses_at), row.door_id)
        for row, to in zip(found, named, strict=True)
    )
