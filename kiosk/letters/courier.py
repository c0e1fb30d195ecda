"""The courier: takes waiting letters to their carriers, one after the other, none twice.

A letter is marked *sending* on the disk before it is handed over. One that is found so after a
crash may have gone, and is not sent again. One that could not go is put off, and the others go on.
One that is of use for a while only, and is held up for longer, is dropped: nobody gets a code that
is dead, and nobody need look at it.
Where nothing goes by a channel at all, that channel is left alone for up to a minute, and the
caretaker can see why. No letter is the worse for it: they go as soon as the channel does.
Each channel may have a courier of its own, so that none waits for another's network.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.house import Kiosk
from kiosk.letters import rules
from kiosk.letters.actions import LetterState
from kiosk.letters.cards import Fault, Letter
from kiosk.letters.channels import Carrier
from kiosk.letters.outcomes import Closed, Later, Undeliverable, Unsure, Unwanted
from kiosk.letters.tables import ClosedChannel, LetterRow
from kiosk.text import NOTE_LIMIT, clean
from kiosk.words import Message, language

KEPT = timedelta(days=30)
LONGEST_WAIT = timedelta(seconds=rules.LONGEST_WAIT_S)
MAY_BE_ABOUT_ONE = frozenset({Fault.SENDER, Fault.STRANGE})  # a letter that they do not like
BY_HAND = frozenset({Fault.KEY, Fault.CREDIT})


class Courier:
    """The outbox's one worker for the channels that it has carriers for."""

    def __init__(self, kiosk: Kiosk, carriers: Mapping[str, Carrier]) -> None:
        self._kiosk = kiosk
        self._carriers = carriers
        self._closed: dict[str, _Rest] = {}
        self._owed: Callable[[], None] | None = None  # what became of a letter, and is not saved

    def recover(self) -> None:
        """See to what an office that died has left."""
        with self._kiosk.store.write() as db:
            left = sa.update(LetterRow).where(
                col(LetterRow.state) == LetterState.SENDING.value,
                col(LetterRow.channel).in_(self._carriers),
            )
            db.execute(left.values(state=LetterState.UNSURE.value, address="", text=""))

    def work_once(self) -> bool:
        """Try the letter that waits longest; return whether there was one."""
        self._pay()
        letter = self._claim()
        if letter is None:
            for carrier in self._carriers.values():
                carrier.rest()
            return False
        try:
            self._carriers[letter.channel].carry(letter)
        except Unwanted:
            self._owed = partial(self._drop, letter.id)
        except Undeliverable:
            self._owed = partial(self._settle, letter, LetterState.FAILED)
        except Unsure:
            self._owed = partial(self._settle, letter, LetterState.UNSURE)
        except Closed as closed:
            self._owed = partial(self._close, letter, closed)
        except OSError as fault:
            asked_s = fault.seconds if isinstance(fault, Later) else 0.0
            self._owed = partial(self._put_off, letter, asked_s)
        except Exception:  # a fault of ours: nobody knows how far this one came, and others wait
            self._owed = partial(self._settle, letter, LetterState.UNSURE)
            self._rest(letter.channel, Closed(Fault.STRANGE))
            raise
        else:
            self._owed = partial(self._settle, letter, LetterState.SENT)
        self._pay()
        return True

    def _pay(self) -> None:
        """Save what became of a letter; while that cannot be done no other is begun."""
        if self._owed is not None:
            self._owed()
            self._owed = None

    def _open(self) -> list[str]:
        """Return the channels that are not left alone just now."""
        now = self._kiosk.clock.monotonic()
        return [each for each in self._carriers if self._closed.get(each, _OPEN).until <= now]

    def _claim(self) -> Letter | None:
        now, channels = self._kiosk.clock.now(), self._open()
        if not channels:
            return None
        again_at = col(LetterRow.again_at)
        can_go = (
            col(LetterRow.state) == LetterState.WAITING.value,
            col(LetterRow.channel).in_(channels),
            again_at.is_(None)
            | (again_at <= now)
            | (again_at > now + LONGEST_WAIT),  # the clock was turned back
            sa.or_(*(_is_news(channel, now) for channel in channels)),
        )
        oldest = select(LetterRow).where(*can_go).order_by(col(LetterRow.id)).limit(1)
        with self._kiosk.store.read() as db:
            if db.exec(oldest).first() is None:
                return None
        with self._kiosk.store.write() as db:
            db.execute(sa.delete(LetterRow).where(*_is_useless(now)))
            row = db.exec(oldest).first()
            if row is None:
                return None
            row.state = LetterState.SENDING.value
            db.add(row)
            text = language(row.language).say(Message.from_json(row.text))
            said = clean(text, NOTE_LIMIT)
            return Letter(row.id or 0, row.channel, row.address, said, row.language)

    def _close(self, letter: Letter, closed: Closed) -> None:
        """Leave a channel alone; its letters wait, this one a little behind the others."""
        seconds = self._rest(letter.channel, closed)
        now = self._kiosk.clock.now()
        with self._kiosk.store.write() as db:
            if row := db.get(LetterRow, letter.id):
                if closed.fault in MAY_BE_ABOUT_ONE:
                    row.tries += 1
                    seconds = max(seconds, rules.wait_s(row.tries))
                row.again_at = now + timedelta(seconds=2 * seconds)
                _wait_or_fail(row, now)
                db.add(row)
            _tell(db, letter.channel, closed.fault, now)

    def _rest(self, channel: str, closed: Closed) -> float:
        """Leave a channel alone; return for how many seconds."""
        times = self._closed.get(channel, _OPEN).times + 1
        seconds = rules.rest_s(times, closed.seconds)
        if closed.fault in BY_HAND:
            seconds = max(seconds, rules.MENDED_BY_HAND_S)
        self._closed[channel] = _Rest(times, self._kiosk.clock.monotonic() + seconds)
        return seconds

    def _put_off(self, letter: Letter, asked_s: float) -> None:
        """Let a letter wait for its next try, or give it up where its news are old."""
        now = self._kiosk.clock.now()
        with self._kiosk.store.write() as db:
            _tell(db, letter.channel, None, now)
            row = db.get(LetterRow, letter.id)
            if row is None:  # its reader has left meanwhile
                return
            row.tries += 1
            row.again_at = now + timedelta(seconds=rules.wait_s(row.tries, asked_s))
            _wait_or_fail(row, now)
            db.add(row)

    def _settle(self, letter: Letter, state: LetterState) -> None:
        """Let a letter be done with. One that was taken, or never can be, shows an open channel."""
        opens = state is not LetterState.UNSURE
        if opens:
            self._closed.pop(letter.channel, None)
        with self._kiosk.store.write() as db:
            if row := db.get(LetterRow, letter.id):
                _empty(row, state)
                db.add(row)
            if opens:
                _tell(db, letter.channel, None, self._kiosk.clock.now())

    def _drop(self, letter_id: int) -> None:
        with self._kiosk.store.write() as db:
            db.execute(sa.delete(LetterRow).where(col(LetterRow.id) == letter_id))


def tidy(kiosk: Kiosk) -> None:
    """Delete what was written a month ago and has left the outbox. Only by a trusted clock.

    With it goes what is of no use or no news any more, also where nothing carries it.
    """
    now = kiosk.clock.now()
    with kiosk.store.write() as db:
        db.execute(sa.delete(LetterRow).where(*_is_useless(now)))
        waits = col(LetterRow.state) == LetterState.WAITING.value
        for channel in rules.LIVES:
            old = sa.and_(col(LetterRow.channel) == channel, sa.not_(_is_news(channel, now)))
            db.execute(sa.delete(LetterRow).where(waits, old))
        db.execute(
            sa.delete(LetterRow).where(
                col(LetterRow.state) != LetterState.WAITING.value,
                col(LetterRow.queued_at) < now - KEPT,
            )
        )


class _Rest(NamedTuple):
    """How often a channel was found closed in a row, and until when it is left alone."""

    times: int
    until: float


_OPEN = _Rest(0, 0.0)


def _tell(db: Session, channel: str, fault: Fault | None, now: datetime) -> None:
    """Keep what is wrong with a channel for the caretaker, and since when."""
    row = db.get(ClosedChannel, channel)
    if fault is None:
        if row is not None:
            db.delete(row)
        return
    row = row or ClosedChannel(channel=channel, fault=fault.value, since=now)
    row.fault = fault.value
    db.add(row)


def _wait_or_fail(row: LetterRow, now: datetime) -> None:
    if rules.is_stale(row.channel, now - row.queued_at, row.tries):
        _empty(row, LetterState.FAILED)
    else:
        row.state = LetterState.WAITING.value


def _is_news(channel: str, now: datetime) -> sa.ColumnElement[bool]:
    """Return what is true of a channel's letters that are not too old: a home may get it late."""
    young = col(LetterRow.queued_at) >= now - rules.LIVES[channel]
    return sa.and_(col(LetterRow.channel) == channel, young)


def _is_useless(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what is true of letters that wait and are not worth sending any more."""
    waits = col(LetterRow.state) == LetterState.WAITING.value
    return waits, col(LetterRow.useful_until) <= now


def _empty(row: LetterRow, state: LetterState) -> None:
    """Have a letter leave the outbox: where it went and what it said is forgotten."""
    row.state, row.address, row.text = state.value, "", ""
