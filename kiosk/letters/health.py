"""How the outbox is, channel by channel, for whoever minds the kiosk: how many, and never whose.

A caretaker who names somebody, or has them invited, could see by one letter more or less whether
they take part. So fewer than five letters are none, and a channel is only wrong for five and more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk.letters.actions import LetterState, troubles
from kiosk.letters.cards import Channel, Fault
from kiosk.letters.tables import LetterRow

LATELY = timedelta(days=7)
FEW = 5


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """How one channel is.

    Args:
        channel: which.
        waiting: how many letters wait; 0 for fewer than five.
        oldest: since when the oldest of them does; None where none waits.
        failed: how many of the last week failed for good, or may have; 0 for fewer than five.
        failing: whether none has gone since the last few failed.
        fault: what was found wrong with the channel; None where nothing was.
    """

    channel: Channel
    waiting: int
    oldest: datetime | None
    failed: int
    failing: bool
    fault: Fault | None = None


def outbox(db: Session, now: datetime) -> tuple[ChannelHealth, ...]:
    """Return how each channel is. What is of no use any more does not wait."""
    useful = col(LetterRow.useful_until)
    waits = (
        sa.select(col(LetterRow.channel), sa.func.count(), sa.func.min(col(LetterRow.queued_at)))
        .where(_is(LetterState.WAITING), useful.is_(None) | (useful > now))
        .group_by(col(LetterRow.channel))
    )
    waiting = {channel: (count, oldest) for channel, count, oldest in db.execute(waits)}
    faults = {trouble.channel: trouble.fault for trouble in troubles(db)}
    found = []
    for channel in get_args(Channel):
        count, oldest = waiting.get(channel, (0, None))
        failed = _failed(db, channel, now)
        failing = failed >= FEW and _failed(db, channel, now, since=_last(db, channel)) >= FEW
        many = count >= FEW
        found.append(
            ChannelHealth(
                channel,
                count if many else 0,
                oldest if many else None,
                failed if failed >= FEW else 0,
                failing,
                faults.get(channel) if many else None,
            )
        )
    return tuple(found)


def _is(state: LetterState) -> sa.ColumnElement[bool]:
    return col(LetterRow.state) == state.value


def _failed(db: Session, channel: Channel, now: datetime, since: int = 0) -> int:
    """Return how many letters of the last week failed for good, of those after number `since`."""
    failed = sa.select(sa.func.count()).where(
        _is(LetterState.FAILED) | _is(LetterState.UNSURE),
        col(LetterRow.channel) == channel,
        col(LetterRow.queued_at) > now - LATELY,
        col(LetterRow.id) > since,
    )
    return int(db.execute(failed).scalar_one())


def _last(db: Session, channel: Channel) -> int:
    """Return the number of the newest letter that went; 0 where none did."""
    sent = sa.select(col(LetterRow.id)).where(
        _is(LetterState.SENT), col(LetterRow.channel) == channel
    )
    return db.execute(sent.order_by(col(LetterRow.id).desc()).limit(1)).scalar() or 0
