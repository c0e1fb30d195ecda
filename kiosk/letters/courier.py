"""The courier: takes waiting letters to their carriers, one after the other, none twice.

A letter is marked *sending* on the disk before it is handed over. One that is found so after a
crash may have gone, and is not sent again. One that could not go is put off, and the others go on.
One that is of use for a while only, and is held up for longer, is dropped: nobody gets a code that
is dead, and nobody need look at it.
Each kind of carrier may have a courier of its own, so that none waits for another's network.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from kiosk.house import Kiosk
from kiosk.letters import rules
from kiosk.letters.actions import LetterState
from kiosk.letters.channels import Carrier, Later, Letter, Undeliverable, Unwanted
from kiosk.letters.tables import LetterRow
from kiosk.text import NOTE_LIMIT, clean
from kiosk.words import Message, language

KEPT = timedelta(days=30)
LONGEST_WAIT = timedelta(seconds=rules.LONGEST_WAIT_S)


class Courier:
    """The outbox's one worker for the channels that it has carriers for."""

    def __init__(self, kiosk: Kiosk, carriers: Mapping[str, Carrier]) -> None:
        self._kiosk = kiosk
        self._carriers = carriers

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
        letter = self._claim() if self._carriers else None
        if letter is None:
            return False
        try:
            self._carriers[letter.channel].carry(letter)
        except Unwanted:
            self._drop(letter.id)
        except Undeliverable:
            self._settle(letter.id, LetterState.FAILED)
        except OSError as fault:
            self._put_off(letter.id, fault.seconds if isinstance(fault, Later) else 0.0)
        else:
            self._settle(letter.id, LetterState.SENT)
        return True

    def tidy(self) -> None:
        """Delete what was written a month ago and has left the outbox. Only by a trusted clock.

        With it goes what is of no use any more, also where nothing carries it.
        """
        with self._kiosk.store.write() as db:
            db.execute(sa.delete(LetterRow).where(*_is_useless(self._kiosk.clock.now())))
            db.execute(
                sa.delete(LetterRow).where(
                    col(LetterRow.state) != LetterState.WAITING.value,
                    col(LetterRow.queued_at) < self._kiosk.clock.now() - KEPT,
                )
            )

    def _claim(self) -> Letter | None:
        now = self._kiosk.clock.now()
        again_at = col(LetterRow.again_at)
        can_go = (
            col(LetterRow.state) == LetterState.WAITING.value,
            col(LetterRow.channel).in_(self._carriers),
            again_at.is_(None)
            | (again_at <= now)
            | (again_at > now + LONGEST_WAIT),  # the clock was turned back
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
            return Letter(row.id or 0, row.channel, row.address, clean(text, NOTE_LIMIT))

    def _put_off(self, letter_id: int, asked_s: float) -> None:
        """Let a letter wait for its next try, or give it up where its news are old."""
        now = self._kiosk.clock.now()
        with self._kiosk.store.write() as db:
            row = db.get(LetterRow, letter_id)
            if row is None:  # its reader has left meanwhile
                return
            row.tries += 1
            row.again_at = now + timedelta(seconds=rules.wait_s(row.tries, asked_s))
            if rules.is_stale(row.channel, now - row.queued_at):
                _empty(row, LetterState.FAILED)
            else:
                row.state = LetterState.WAITING.value
            db.add(row)

    def _settle(self, letter_id: int, state: LetterState) -> None:
        with self._kiosk.store.write() as db:
            if row := db.get(LetterRow, letter_id):
                _empty(row, state)
                db.add(row)

    def _drop(self, letter_id: int) -> None:
        with self._kiosk.store.write() as db:
            db.execute(sa.delete(LetterRow).where(col(LetterRow.id) == letter_id))


def _is_useless(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what is true of letters that wait and are not worth sending any more."""
    waits = col(LetterRow.state) == LetterState.WAITING.value
    return waits, col(LetterRow.useful_until) <= now


def _empty(row: LetterRow, state: LetterState) -> None:
    """Have a letter leave the outbox: where it went and what it said is forgotten."""
    row.state, row.address, row.text = state.value, "", ""
