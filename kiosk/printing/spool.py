"""The spool: takes queued slips to the printer, one after the other.

queued → sending → done | uncertain | failed | dropped. A slip is marked *sending* and that is on
the disk before its first byte leaves, so after a crash nobody has to guess which slip may be on
paper: what is found sending by whoever has the printer's turn next is *uncertain*. A person's own
is then asked about in their next visit; one for everybody is printed once more, marked as a copy.
What a slip says is forgotten as soon as it is printed or dropped. Nobody's own slip outlives its
visit in the queue: paper that is refilled later must not bring it out for the next person.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlmodel import col, select

from kiosk.house import Kiosk
from kiosk.printing import layout, places
from kiosk.printing.actions import printer_state
from kiosk.printing.cards import PrinterState, Step
from kiosk.printing.marks import Page
from kiosk.printing.port import Outcome, Printer
from kiosk.printing.tables import PrinterRow, SlipRow

Render: TypeAlias = Callable[[str, Mapping[str, Any], str, int], Page]

OWN_SLIPS_WAIT = timedelta(minutes=15)  # a visit that nobody ended is over by then
KEPT = timedelta(days=30)  # numbers and states, for the caretaker's eye
LOOK_AGAIN_S = 2.0  # at a printer that is in trouble; it may be far away, and busy
STEPS = {Outcome.DONE: Step.DONE, Outcome.NOTHING: Step.QUEUED, Outcome.PARTLY: Step.UNCERTAIN}
FORGOTTEN = frozenset({Step.DONE, Step.DROPPED, Step.FAILED})

log = logging.getLogger(__name__)


class Spool:
    """One kiosk's queue on its printer. Several may serve it: they take turns."""

    def __init__(self, kiosk: Kiosk, printer: Printer, render: Render) -> None:
        self._kiosk = kiosk
        self._printer = printer
        self._render = render
        self._places = (places.place(kiosk.settings), places.ANYBODYS)
        self._name = places.printer(kiosk.settings)
        self._rests_until = 0.0

    def recover(self) -> None:
        """See to what an office that died has left, unless another one is printing."""
        with places.turn(self._kiosk.store, self._kiosk.settings) as had:
            if had:
                self._find_lost()

    def work_once(self) -> bool:
        """Print the slip that is next, if there is one, the printer can, and it is our turn.

        Returns:
            Whether a slip was taken further; if so there may be more to do at once.
        """
        if self._kiosk.clock.monotonic() < self._rests_until or not self._anything():
            return False
        with places.turn(self._kiosk.store, self._kiosk.settings) as had:
            return had and self._print_next()

    def _print_next(self) -> bool:
        self._find_lost()
        self._drop_stale()
        state = self._printer.state()
        self._note(state)
        if not state.prints:
            self._rest()
            return False
        row = self._claim()
        if row is None:
            self._printer.close()
            return False
        data = self._bytes(row)
        if data is None:
            self._printer.close()
            self._settle(row, Step.FAILED)
            return True
        outcome = self._send(row, data)
        if outcome is Outcome.NOTHING:
            self._note(PrinterState.OFFLINE)
            self._rest()
        self._settle(row, STEPS[outcome])
        return outcome is not Outcome.NOTHING

    def _rest(self) -> None:
        self._printer.close()
        self._rests_until = self._kiosk.clock.monotonic() + LOOK_AGAIN_S

    def _find_lost(self) -> None:
        """What is found being sent, while the turn is ours, is being sent by nobody any more."""
        lost = select(SlipRow).where(
            SlipRow.state == Step.SENDING.value, SlipRow.printer == self._name
        )
        with self._kiosk.store.read() as db:
            if db.exec(lost.limit(1)).first() is None:
                return
        with self._kiosk.store.write() as db:
            for row in db.exec(lost).all():
                _settle(row, Step.UNCERTAIN)
                db.add(row)

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
        waits = sa.and_(
            col(SlipRow.state) == Step.QUEUED.value, col(SlipRow.place).in_(self._places)
        )
        left = sa.and_(col(SlipRow.state) == Step.SENDING.value, col(SlipRow.printer) == self._name)
        with self._kiosk.store.read() as db:
            return (
                db.exec(select(SlipRow.id).where(sa.or_(waits, left)).limit(1)).first() is not None
            )

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
            queued = select(SlipRow).where(
                SlipRow.state == Step.QUEUED.value, col(SlipRow.place).in_(self._places)
            )
            row = db.exec(queued.order_by(col(SlipRow.id)).limit(1)).first()
            if row is None:
                return None
            row.state = Step.SENDING.value
            row.printer = self._name
            row.turn += 1
            db.add(row)
            db.flush()
            db.expunge(row)
            return row

    def _bytes(self, row: SlipRow) -> bytes | None:
        """Return the slip for the printer; None where it cannot be drawn, a fault of ours."""
        from kiosk.printing import escpos_bytes  # noqa: PLC0415 - the first slip loads the library

        settings = self._kiosk.settings.printer
        try:
            card = json.loads(row.card) | {"slip": row.number, "copy": row.copy_of}
            page = self._render(row.kind, card, row.language, settings.columns)
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
        """Write down what became of a slip, unless somebody else is sending it by now."""
        with self._kiosk.store.write() as db:
            found = db.get(SlipRow, row.id)
            if found is None or (found.state, found.turn) != (Step.SENDING.value, row.turn):
                return
            _settle(found, step)
            db.add(found)

    def _note(self, state: PrinterState) -> None:
        """Let the lobby know how the printer is; written only when that changes."""
        with self._kiosk.store.read() as db:
            if db.get(PrinterRow, self._name) and printer_state(db, self._name) is state:
                return
        with self._kiosk.store.write() as db:
            db.merge(PrinterRow(name=self._name, state=state.value, at=self._kiosk.clock.now()))


def _settle(row: SlipRow, step: Step) -> None:
    """Write into a row what became of its slip."""
    if step is Step.QUEUED and row.visit_over:
        step = Step.DROPPED
    if step is Step.UNCERTAIN and row.visit_id is None and not row.copy_of:
        step, row.copy_of = Step.QUEUED, True  # for everybody: nobody is there to be asked
    row.state = step.value
    if step in FORGOTTEN or row.visit_over or (step is Step.UNCERTAIN and row.copy_of):
        row.card = ""
