"""Putting slips in the queue, and following them; the office prints them.

A slip is written in the transaction of the action that it belongs to, so saving never waits for
paper, and what was not saved is not printed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk.house import Kiosk
from kiosk.printing.cards import PrinterState, Slip, SlipState, Step
from kiosk.printing.tables import PrinterRow, SlipRow

Json: TypeAlias = str | int | bool | Sequence["Json"] | Mapping[str, "Json"] | None
PRINTER = "printer"  # the one printer of this release, by its row's name


class VisitId(Protocol):
    """A visit, as far as this room needs to know: it lies below the room of visits."""

    @property
    def id(self) -> int:
        """The visit's row."""
        ...


def queue(  # noqa: PLR0917 - one call is one row
    db: Session,
    kiosk: Kiosk,
    kind: str,
    card: Mapping[str, Json],
    language: str,
    visit_id: int | None = None,
) -> Slip:
    """Put a slip in the queue, inside the caller's transaction.

    Args:
        db: the caller's transaction.
        kiosk: for the time.
        kind: a module of `screens.paper`.
        card: what it says, as that module describes it.
        language: the code of the language it is read in.
        visit_id: whose visit it belongs to: it is dropped when that ends before it has begun.
            None for slips for everybody and the caretaker's own, which wait for the printer.
    """
    row = SlipRow(
        kind=kind,
        card=json.dumps(card, ensure_ascii=False),
        language=language,
        visit_id=visit_id,
        state=Step.QUEUED.value,
        queued_at=kiosk.clock.now(),
    )
    db.add(row)
    db.flush()
    slip_id = row.id or 0
    row.number = slip_id
    db.add(row)
    db.flush()
    return Slip(slip_id, slip_id)


def drop_for_visit(db: Session, visit_id: int) -> None:
    """End a visit's slips: what has not begun is dropped, and what they say is forgotten."""
    of_visit = col(SlipRow.visit_id) == visit_id
    db.execute(
        sa.update(SlipRow)
        .where(of_visit, col(SlipRow.state) == Step.QUEUED.value)
        .values(state=Step.DROPPED.value)
    )
    db.execute(
        sa.update(SlipRow).where(of_visit, col(SlipRow.state) != Step.SENDING.value).values(card="")
    )
    db.execute(sa.update(SlipRow).where(of_visit).values(visit_over=True))


def state(kiosk: Kiosk, slip_id: int) -> SlipState | None:
    """Return how far a slip is; None where there is no such slip. Says nothing of what it says."""
    with kiosk.store.read() as db:
        row = db.get(SlipRow, slip_id)
        return SlipState(row.number, Step(row.state), printer_state(db)) if row else None


def printer_state(db: Session) -> PrinterState:
    """Return what the printer last said of itself."""
    row = db.get(PrinterRow, PRINTER)
    return PrinterState(row.state) if row else PrinterState.UNKNOWN
