"""The spool: takes queued slips to the printer, one after the other.

queued → sending → done | uncertain | failed | dropped. A slip is marked *sending* and that is on
the disk before its first byte leaves, so after a crash nobody has to guess which slip may be on
paper: what is found sending at the start is *uncertain*, and is never printed again by itself.
What a slip says is forgotten as soon as it is printed or dropped. Nobody's own slip outlives its
visit in the queue: paper that is refilled later must not bring it out for the next person.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.house import Kiosk
from kiosk.printing import layout
from kiosk.printing.actions import PRINTER, printer_state
from kiosk.printing.cards import PrinterState, Step
from kiosk.printing.marks import Page
from kiosk.printing.port import Outcome, Printer
from kiosk.printing.tables import PrinterRow, SlipRow

Render: TypeAlias = Callable[[str, Mapping[str, Any], str, int], Page]

OWN_SLIPS_WAIT = timedelta(minutes=15)  # a visit that nobody ended is over by then
KEPT = timedelta(days=30)  # numbers and states, for the caretaker's eye
PRINTS = frozenset({PrinterState.READY, PrinterState.UNKNOWN})  # many that print never answer
STEPS = {Outcome.DONE: Step.DONE, Outcome.NOTHING: Step.QUEUED, Outcome.PARTLY: Step.UNCERTAIN}
FORGOTTEN = frozenset({Step.DONE, Step.DROPPED, Step.FAILED})

log = logging.getLogger(__name__)


class Spool:
    """One printer's queue. Only one spool may serve a printer."""

    def __init__(self, kiosk: Kiosk, printer: Printer, render: Render) -> None:
        self._kiosk = kiosk
        self._printer = printer
        self._render = render

    def recover(self) -> None:
        """See to what an office that died has left: a slip in the printer is uncertain now."""
        with self._kiosk.store.write() as db:
            db.execute(
                sa.update(SlipRow)
                .where(col(SlipRow.state) == Step.SENDING.value)
                .values(state=Step.UNCERTAIN.value)
            )
            db.execute(
                sa.update(SlipRow)
                .where(col(SlipRow.state) == Step.UNCERTAIN.value, col(SlipRow.visit_over))
                .values(card="")
            )

    def work_once(self) -> bool:
        """Print the slip that is next, if there is one and the printer can.

        Returns:
            Whether a slip was taken further; if so there may be more to do at once.
        """
        if not self._anything():
            return False
        self._drop_stale()
        state = self._printer.state()
        self._note(state)
        if state not in PRINTS:
            return False
        row = self._claim()
        if row is None:
            return False
        data = self._bytes(row)
        if data is None:
            self._settle(row, Step.FAILED)
            return True
        outcome = self._send(row, data)
        if outcome is Outcome.NOTHING:
            self._note(PrinterState.OFFLINE)
        self._settle(row, STEPS[outcome])
        return outcome is not Outcome.NOTHING

    def tidy(self) -> None:
        """Delete what was put in the queue a month ago and has left it. Only by a trusted clock."""
        with self._kiosk.store.write() as db:
            before = self._kiosk.clock.now() - KEPT
            db.execute(
                sa.delete(SlipRow).where(
                    col(SlipRow.state) != Step.QUEUED.value, col(SlipRow.queued_at) < before
                )
            )

    def _anything(self) -> bool:
        with self._kiosk.store.read() as db:
            queued = select(SlipRow.id).where(SlipRow.state == Step.QUEUED.value).limit(1)
            return db.exec(queued).first() is not None

    def _drop_stale(self) -> None:
        stale = (
            col(SlipRow.state) == Step.QUEUED.value,
            col(SlipRow.visit_id).is_not(None),
            col(SlipRow.queued_at) < self._kiosk.clock.now() - OWN_SLIPS_WAIT,
        )
        with self._kiosk.store.read() as db:
            if db.exec(select(SlipRow.id).where(*stale).limit(1)).first() is None:
                return
        with self._kiosk.store.write() as db:
            dropped = sa.update(SlipRow).where(*stale)
            db.execute(dropped.values(state=Step.DROPPED.value, card=""))

    def _claim(self) -> SlipRow | None:
        """Mark the next slip as being sent; from here on it may be on paper."""
        with self._kiosk.store.write() as db:
            queued = select(SlipRow).where(SlipRow.state == Step.QUEUED.value)
            row = db.exec(queued.order_by(col(SlipRow.id)).limit(1)).first()
            if row is None:
                return None
            row.state = Step.SENDING.value
            db.add(row)
            db.flush()
            db.expunge(row)
            return row

    def _bytes(self, row: SlipRow) -> bytes | None:
        """Return the slip for the printer; None where it cannot be drawn, a fault of ours."""
        from kiosk.printing import escpos_bytes  # noqa: PLC0415 - the first slip loads the library

        settings = self._kiosk.settings.printer
        try:
            page = self._render(row.kind, json.loads(row.card), row.language, settings.columns)
            lines = layout.layout(page, settings.columns)
            return escpos_bytes.to_bytes(lines, settings.columns, settings.profile)
        except Exception as fault:  # noqa: BLE001 - one bad slip must not stop the others
            log.error("slip %d cannot be drawn: %s", row.number, type(fault).__name__)  # noqa: TRY400 - a traceback could hold what the slip says
            return None

    def _send(self, row: SlipRow, data: bytes) -> Outcome:
        try:
            return self._printer.send(data, row.number)
        except Exception as fault:  # noqa: BLE001 - a printer that breaks its promise may have printed
            log.error("slip %d: the printer failed: %s", row.number, type(fault).__name__)  # noqa: TRY400 - as above
            return Outcome.PARTLY

    def _settle(self, row: SlipRow, step: Step) -> None:
        """Write down what became of a slip that was being sent."""
        with self._kiosk.store.write() as db:
            found = db.get(SlipRow, row.id)
            if found is None:
                return
            if step is Step.QUEUED and found.visit_over:
                step = Step.DROPPED
            found.state = step.value
            if step in FORGOTTEN or found.visit_over:
                found.card = ""
            db.add(found)

    def _note(self, state: PrinterState) -> None:
        """Let the lobby know how the printer is; written only when that changes."""
        with self._kiosk.store.read() as db:
            if _told(db, state):
                return
        with self._kiosk.store.write() as db:
            db.merge(PrinterRow(name=PRINTER, state=state.value, at=self._kiosk.clock.now()))


def _told(db: Session, state: PrinterState) -> bool:
    return db.get(PrinterRow, PRINTER) is not None and printer_state(db) is state
