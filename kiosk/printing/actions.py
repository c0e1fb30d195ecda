"""Putting slips in the queue, and following them; the office prints them.

A slip is written in the transaction of the action that it belongs to, so saving never waits for
paper, and what was not saved is not printed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.house import Kiosk
from kiosk.printing import places
from kiosk.printing.cards import Lost, PrinterState, Slip, SlipState, Step
from kiosk.printing.tables import AwayRow, OwnerRow, PrinterRow, SlipRow

Json: TypeAlias = str | int | bool | Sequence["Json"] | Mapping[str, "Json"] | None
UNSETTLED = (Step.UNCERTAIN.value, Step.DROPPED.value)  # what an owner is asked or told about
TORN = (Step.UNCERTAIN.value, Step.FAILED.value)  # of those for everybody, what a caretaker is


class VisitId(Protocol):
    """A visit, as far as this room needs to know: it lies below the room of visits."""

    @property
    def id(self) -> int:
        """The visit's row."""
        ...


def begin_visit(db: Session, visit_id: int, owner: int) -> None:
    """Remember whose visit this is, while it lasts: their slips are theirs in the next one too."""
    db.add(OwnerRow(visit_id=visit_id, owner=owner))
    db.flush()


def queue(  # noqa: PLR0917 - one call is one row
    db: Session,
    kiosk: Kiosk,
    kind: str,
    card: Mapping[str, Json],
    language: str,
    visit_id: int | None = None,
    subject: int = 0,
) -> Slip:
    """Put a slip in the queue, inside the caller's transaction.

    Where one of the same person, kind and subject may lie on paper already, or was lost, this is
    that slip again: it keeps its number, says that it is a copy where it may be one, and nobody is
    asked about the other any more. So no way to print a thing twice leaves the second unmarked.

    Args:
        db: the caller's transaction.
        kiosk: for the time, and for where it is printed.
        kind: a module of `screens.paper`.
        card: what it says, as that module describes it.
        language: the code of the language it is read in.
        visit_id: whose visit it belongs to: it is dropped when that ends before it has begun.
            None for slips for everybody and the caretaker's own, which wait for the printer.
        subject: what it is about, where somebody may have several of a kind: a row's id.
    """
    known = db.get(OwnerRow, visit_id) if visit_id is not None else None
    away = visit_id is not None and db.get(AwayRow, visit_id) is not None
    row = SlipRow(
        kind=kind,
        card="" if away else json.dumps(card, ensure_ascii=False),
        language=language,
        visit_id=visit_id,
        state=(Step.DROPPED if away else Step.QUEUED).value,
        queued_at=kiosk.clock.now(),
        subject=subject,
        owner=known.owner if known else None,
        place=places.place(kiosk.settings),
    )
    db.add(row)
    db.flush()
    slip_id = row.id or 0
    row.number = slip_id
    _instead_of(db, row)
    db.add(row)
    db.flush()
    return Slip(slip_id, row.number)


def _instead_of(db: Session, row: SlipRow) -> None:
    """Let a new slip stand for the ones of the same thing that came to nothing, or may have.

    Of somebody's own one that is being sent counts as well: its office may be dead, and nobody has
    noticed yet. One for everybody would be printed once more by itself then.
    """
    mine = col(SlipRow.visit_id) == row.visit_id
    if row.owner is not None:
        mine = sa.or_(mine, col(SlipRow.owner) == row.owner)
    open_ends = TORN if row.visit_id is None else (*UNSETTLED, Step.SENDING.value)
    same = select(SlipRow).where(
        mine,
        SlipRow.kind == row.kind,
        SlipRow.subject == row.subject,
        col(SlipRow.state).in_(open_ends),
        col(SlipRow.answered).is_(False),
        SlipRow.id != row.id,
    )
    for other in db.exec(same.order_by(col(SlipRow.id).desc())).all():
        row.number = other.number
        nowhere = other.state in {Step.DROPPED.value, Step.FAILED.value}
        row.copy_of = row.copy_of or other.copy_of or not nowhere
        other.answered = True
        db.add(other)


def keep_from(db: Session, visit_id: int) -> None:
    """Print no slip of a visit: its owner is on the phone, and the tray is open to everybody."""
    db.add(AwayRow(visit_id=visit_id))
    db.flush()


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
    db.execute(sa.delete(AwayRow).where(col(AwayRow.visit_id) == visit_id))
    db.execute(sa.delete(OwnerRow).where(col(OwnerRow.visit_id) == visit_id))


def lost(db: Session, owner: int) -> tuple[Lost, ...]:
    """Return the slips of somebody that they have to be asked or told about, oldest first."""
    theirs = select(SlipRow).where(
        SlipRow.owner == owner,
        col(SlipRow.state).in_(UNSETTLED),
        col(SlipRow.answered).is_(False),
    )
    return tuple(map(_lost, db.exec(theirs.order_by(col(SlipRow.id))).all()))


def waiting(db: Session) -> int:
    """Return how many slips wait for a printer, people's own among them."""
    queued = sa.select(sa.func.count()).where(col(SlipRow.state) == Step.QUEUED.value)
    return int(db.execute(queued).scalar_one())


def lost_for_all(db: Session) -> tuple[Lost, ...]:
    """Return the slips for everybody that a caretaker has to see to, oldest first.

    They are those of which two may have come out, the second marked, and those that could not be
    printed as they were.
    """
    torn = select(SlipRow).where(
        col(SlipRow.visit_id).is_(None),
        col(SlipRow.state).in_(TORN),
        col(SlipRow.answered).is_(False),
    )
    return tuple(map(_lost, db.exec(torn.order_by(col(SlipRow.id))).all()))


def answered_for_all(db: Session, slip_id: int) -> None:
    """Ask no caretaker any more about a slip for everybody; somebody's own stays as it is."""
    db.execute(
        sa.update(SlipRow)
        .where(col(SlipRow.id) == slip_id, col(SlipRow.visit_id).is_(None))
        .values(answered=True, card="")
    )


def answered(db: Session, owner: int, slip_id: int) -> None:
    """Ask somebody no more about one of their slips; another's stays as it is."""
    db.execute(
        sa.update(SlipRow)
        .where(col(SlipRow.id) == slip_id, col(SlipRow.owner) == owner)
        .values(answered=True, card="")
    )


def forget(db: Session, owner: int) -> None:
    """Forget whose slips they were: they have left."""
    db.execute(sa.update(SlipRow).where(col(SlipRow.owner) == owner).values(owner=None, subject=0))


def state(kiosk: Kiosk, slip_id: int) -> SlipState | None:
    """Return how far a slip is; None where there is no such slip. Says nothing of what it says."""
    with kiosk.store.read() as db:
        row = db.get(SlipRow, slip_id)
        if row is None:
            return None
        printer = printer_here(db, kiosk)
        return SlipState(row.number, Step(row.state), printer, row.kind, row.copy_of)


def newest(db: Session, most: int = 20) -> tuple[SlipState, ...]:
    """Return numbers and states of the newest slips, for the caretaker: not whose, not which."""
    rows = db.exec(select(SlipRow).order_by(col(SlipRow.id).desc()).limit(most)).all()
    return tuple(
        SlipState(row.number, Step(row.state), printer_state(db, row.printer), copy=row.copy_of)
        for row in rows
    )


def printer_here(db: Session, kiosk: Kiosk) -> PrinterState:
    """Return what this kiosk's own printer last said of itself."""
    return printer_state(db, places.printer(kiosk.settings))


def printer_state(db: Session, name: str = "") -> PrinterState:
    """Return what a printer last said of itself; without a name, whichever said something last."""
    if name:
        row = db.get(PrinterRow, name)
    else:
        row = db.exec(select(PrinterRow).order_by(col(PrinterRow.at).desc()).limit(1)).first()
    return PrinterState(row.state) if row else PrinterState.UNKNOWN


def restored(db: Session) -> None:
    """Print nothing that waited in a copy of the kiosk, and ask nobody about it.

    It may lie on paper since; codes on it are dead; and whose visit it was has left.
    """
    waited = col(SlipRow.state).in_((Step.QUEUED.value, Step.SENDING.value))
    db.execute(sa.update(SlipRow).where(waited).values(state=Step.DROPPED.value))
    db.execute(sa.update(SlipRow).values(card="", visit_over=True, answered=True))
    db.execute(sa.delete(AwayRow))
    db.execute(sa.delete(OwnerRow))
    db.flush()


def _lost(row: SlipRow) -> Lost:
    uncertain = row.state == Step.UNCERTAIN.value
    return Lost(row.id or 0, row.number, row.kind, row.subject, uncertain)
