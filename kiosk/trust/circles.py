"""What a resident sees of their trusted neighbours, and of who wants to become one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, residents, visits
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.store import Prepared, given
from kiosk.trust import ties as bonds
from kiosk.trust.cards import Asked, Circle, Invitation, Waiting
from kiosk.trust.inviting import MEANT_FOR, shown_to
from kiosk.trust.rules import Said
from kiosk.trust.tables import AnswerRow, InvitationRow
from kiosk.visits import Visit

ROWS_A_LIST = 50  # more than anybody reads; a door can be invited by many

_YES_TO_ME = Prepared(
    select(AnswerRow)
    .join(InvitationRow, col(AnswerRow.invitation_id) == col(InvitationRow.id))
    .where(
        col(InvitationRow.inviter_id) == given("me"),
        col(InvitationRow.lapses_at) > given("now"),
        col(AnswerRow.said) == Said.YES.value,
    )
    .order_by(col(AnswerRow.id))
    .limit(ROWS_A_LIST)
)
_MY_ANSWER = sa.and_(
    col(AnswerRow.invitation_id) == col(InvitationRow.id), col(AnswerRow.resident_id) == given("me")
)
_TO_ME = Prepared(
    select(InvitationRow, AnswerRow)
    .outerjoin(AnswerRow, _MY_ANSWER)
    .where(
        MEANT_FOR,
        col(InvitationRow.lapses_at) > given("now"),
        col(InvitationRow.inviter_id) != given("me"),
    )
    .order_by(col(InvitationRow.lapses_at), col(InvitationRow.id))
    .limit(ROWS_A_LIST)
)
_FROM_ME = Prepared(
    select(InvitationRow)
    .where(
        col(InvitationRow.inviter_id) == given("me"),
        col(InvitationRow.lapses_at) > given("now"),
        col(InvitationRow.fulfilled).is_(False),
    )
    .order_by(col(InvitationRow.lapses_at))
    .limit(ROWS_A_LIST)
)


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
            in_doubt=bonds.in_doubt(db, me.id),
        )


def _local_day(kiosk: Kiosk, instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(estate.timezone(kiosk))).date()


def _asked(db: Session, me: Resident, now: datetime) -> tuple[Asked, ...]:
    found = _YES_TO_ME.all(db, me=me.id, now=now)
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
    if bonds.in_doubt(db, me.id):  # whoever holds the new PIN learns no name; a card has its code
        return ()
    found = _TO_ME.all(db, me=me.id, now=now, **shown_to(me))
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
    found = _FROM_ME.all(db, me=me.id, now=now)
    named = bonds.targets(db, found)
    return tuple(
        Invitation(row.id or 0, to, _local_day(kiosk, row.lapses_at), row.door_id)
        for row, to in zip(found, named, strict=True)
    )
