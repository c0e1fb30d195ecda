"""What this room is told, and what it hands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from kiosk.alerts.kinds import Done, Ending, Kind, Origin, Place, Police, Reach, Status
from kiosk.notices.cards import Notice
from kiosk.words import Message


@dataclass(frozen=True, slots=True)
class SendAlert:
    """An alert as its sender fills it in.

    Args:
        kind: what it is about.
        done: what was done; a deed of that kind.
        place: where.
        happened: when, in the estate's local time: a date where the time of day is not known.
        reach: how far it goes.
        police: whether the police know.
        key: made once for each form, so that sending twice sends once.
        police_at: the local time of day they were told; now where it is not said.
        text: what else was seen, for members only; at most 400 characters.
    """

    kind: Kind
    done: Done
    place: Place
    happened: date | datetime
    reach: Reach
    police: Police
    key: str
    police_at: time | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AlertForm:
    """What the form needs to know of its sender.

    Args:
        confirmed: whether their address is; otherwise the alert waits for the caretaker.
        sender: how others will see who sent it; never a name.
        reaches: how far it can go, each with what that is called here.
        reach: the one to offer first.
        police: the answer to offer first.
        now: local time, for `happened`.
        waits: what to tell a sender who is not confirmed.
    """

    confirmed: bool
    sender: Message
    reaches: Mapping[Reach, Message]
    reach: Reach
    police: Police
    now: datetime
    waits: Message | None


@dataclass(frozen=True, slots=True)
class AlertPreview:
    """An alert as it will be read, and what may explain it.

    Args:
        line: what everybody reads.
        day: the local date it happened.
        clock: the local time of day, where it is known.
        police: what it says of the police, if anything.
        reaches: whom it goes to.
        text: what only members read.
        matching_work: work announced for that day, which it may be.
        waits: what to tell a sender who is not confirmed.
    """

    line: Message
    day: date
    clock: time | None
    police: Message | None
    reaches: Message
    text: str
    matching_work: tuple[Notice, ...]
    waits: Message | None


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that is being done about an alert, and since when, in local time."""

    what: Message
    since: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as its reader may see it.

    Args:
        id: which one.
        kind: what it is about.
        done: what was done.
        line: what everybody may read: the deed, the place, where it comes from, how it ended.
        sender: where it comes from: a stairwell, a zone or the estate; never a name.
        origin: how exactly `sender` says it.
        place: where it happened.
        day: the local date it happened.
        clock: the local time of day, where it is known.
        at: the instant it was sent.
        police: what it says of the police, if anything.
        police_know: whether they have been told.
        reach: how far it goes.
        status: whether it waits, is open or has ended.
        ending: how it ended.
        mine: whether the reader sent it.
        more: whether there is a text for members.
        description: that text, for a reader who may see it.
        waits: what to tell its sender while it waits.
        doing: what is being done about it, the first first.
        because: the announced work that explained it, if that is how it ended.
        ended_at: the instant it ended.
        expires_at: the instant it ends by itself.
        near: whether it comes from near by: the reader's own zone, or this kiosk's.
        works: announced work by which the reader may explain it.
        may_reopen: whether the reader sent it and may say that it was not the announced work.
    """

    id: int
    kind: Kind
    done: Done
    line: Message
    sender: Message
    origin: Origin
    place: Place
    day: date
    clock: time | None
    at: datetime
    police: Message | None
    reach: Reach
    status: Status
    ending: Ending | None = None
    mine: bool = False
    more: bool = False
    description: str | None = None
    waits: Message | None = None
    doing: tuple[Doing, ...] = ()
    because: Message | None = None
    ended_at: datetime | None = None
    expires_at: datetime | None = None
    near: bool = False
    police_know: bool = False
    works: tuple[Notice, ...] = ()
    may_reopen: bool = False
