"""The courier: takes waiting letters to their carriers, one after the other, none twice.

A letter is marked *sending* on the disk before it is handed over. One that is found so after a
crash may have gone, and is not sent again.
"""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from kiosk.house import Kiosk
from kiosk.letters.actions import LetterState
from kiosk.letters.channels import Carrier, Letter
from kiosk.letters.tables import LetterRow
from kiosk.text import NOTE_LIMIT, clean
from kiosk.words import Message, language

KEPT = timedelta(days=30)


class Courier:
    """The outbox's one worker."""

    def __init__(self, kiosk: Kiosk, carriers: Mapping[str, Carrier]) -> None:
        self._kiosk = kiosk
        self._carriers = carriers

    def recover(self) -> None:
        """See to what an office that died has left."""
        with self._kiosk.store.write() as db:
            left = sa.update(LetterRow).where(col(LetterRow.state) == LetterState.SENDING.value)
            db.execute(left.values(state=LetterState.UNSURE.value, address="", text=""))

    def work_once(self) -> bool:
        """Carry the letter that waits longest; return whether one went."""
        letter = self._claim() if self._carriers else None
        if letter is None:
            return False
        try:
            self._carriers[letter.channel].carry(letter)
        except OSError:
            self._settle(letter.id, LetterState.WAITING)
            return False
        self._settle(letter.id, LetterState.SENT)
        return True

    def tidy(self) -> None:
        """Delete what was written a month ago and has left the outbox. Only by a trusted clock."""
        with self._kiosk.store.write() as db:
            db.execute(
                sa.delete(LetterRow).where(
                    col(LetterRow.state) != LetterState.WAITING.value,
                    col(LetterRow.queued_at) < self._kiosk.clock.now() - KEPT,
                )
            )

    def _claim(self) -> Letter | None:
        can_go = (
            col(LetterRow.state) == LetterState.WAITING.value,
            col(LetterRow.channel).in_(self._carriers),
        )
        oldest = select(LetterRow).where(*can_go).order_by(col(LetterRow.id)).limit(1)
        with self._kiosk.store.read() as db:
            if db.exec(oldest).first() is None:
                return None
        with self._kiosk.store.write() as db:
            row = db.exec(oldest).first()
            if row is None:
                return None
            row.state = LetterState.SENDING.value
            db.add(row)
            text = language(row.language).say(Message.from_json(row.text))
            return Letter(row.id or 0, row.channel, row.address, clean(text, NOTE_LIMIT))

    def _settle(self, letter_id: int, state: LetterState) -> None:
        with self._kiosk.store.write() as db:
            row = db.get(LetterRow, letter_id)
            if row is None:  # its reader has left meanwhile
                return
            row.state = state.value
            if state is not LetterState.WAITING:
                row.address = row.text = ""
            db.add(row)
