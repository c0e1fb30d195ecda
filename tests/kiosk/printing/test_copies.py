"""A slip that went wrong comes once more to whom it belongs, and says that it is a copy."""

import pytest
from sqlmodel import select

from kiosk import printing
from kiosk.house import Kiosk
from kiosk.printing import Spool, Step
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.printing.tables import SlipRow
from tests.kiosk.printing.slips import (
    Died,
    DyingPrinter,
    begin,
    cards,
    end,
    lost,
    put,
    render,
    step,
)


def test_a_slip_that_may_be_out_is_a_copy_the_second_time(
    kiosk: Kiosk, printer: MemoryPrinter
) -> None:
    """Printed in its owner's next visit it keeps its number, says so and is settled."""
    begin(kiosk, 7, owner=3)
    slip = put(kiosk, "torn", 7, subject=5)
    with pytest.raises(Died):
        Spool(kiosk, DyingPrinter(), render).work_once()
    end(kiosk, 7)
    spool = Spool(kiosk, printer, render)
    spool.recover()
    begin(kiosk, 8, owner=3)
    assert lost(kiosk, 3) == [(slip.number, True)]
    again = put(kiosk, "whole", 8, subject=5)
    assert again.id != slip.id
    assert again.number == slip.number
    assert lost(kiosk, 3) == []
    assert spool.work_once() is True
    (number, data), *_ = printer.slips
    assert number == slip.number
    assert f"COPY {slip.number}".encode() in data


@pytest.mark.parametrize(("visit_id", "owner", "subject"), [(8, 4, 5), (8, 3, 6), (9, None, 5)])
def test_another_slip_is_no_copy(
    kiosk: Kiosk, printer: MemoryPrinter, visit_id: int, owner: int | None, subject: int
) -> None:
    """Somebody else's, one about something else, and one of a visit of nobody known are new."""
    begin(kiosk, 7, owner=3)
    slip = put(kiosk, "torn", 7, subject=5)
    with pytest.raises(Died):
        Spool(kiosk, DyingPrinter(), render).work_once()
    end(kiosk, 7)
    spool = Spool(kiosk, printer, render)
    spool.recover()
    if owner is not None:
        begin(kiosk, visit_id, owner)
    other = put(kiosk, "other", visit_id, subject)
    assert other.number != slip.number
    assert spool.work_once() is True
    assert b"COPY" not in printer.slips[0][1]
    assert lost(kiosk, 3) == [(slip.number, True)]


def test_a_slip_that_never_began_is_no_copy(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """What was dropped with its visit is told, and is itself when it is printed after all."""
    begin(kiosk, 7, owner=3)
    slip = put(kiosk, "late", 7)
    end(kiosk, 7)
    begin(kiosk, 8, owner=3)
    assert lost(kiosk, 3) == [(slip.number, False)]
    assert put(kiosk, "late", 8).number == slip.number
    spool.work_once()
    assert b"COPY" not in printer.slips[0][1]
    assert lost(kiosk, 3) == []


def test_a_copy_of_a_copy_is_one_too(kiosk: Kiosk, spool: Spool, printer: MemoryPrinter) -> None:
    """However often it goes wrong, the number stays and every later one is marked."""
    begin(kiosk, 7, owner=3)
    printer.ends = Outcome.PARTLY
    numbers = set()
    for _ in range(3):
        numbers.add(put(kiosk, "torn", 7).number)
        assert spool.work_once() is True
    end(kiosk, 7)
    begin(kiosk, 8, owner=3)
    put(kiosk, "dropped", 8)
    end(kiosk, 8)
    begin(kiosk, 9, owner=3)
    printer.ends = Outcome.DONE
    numbers.add(put(kiosk, "whole", 9).number)
    spool.work_once()
    assert len(numbers) == 1
    assert [b"COPY" in data for _, data in printer.slips] == [False, True, True, True]


def test_whoever_answered_is_asked_no_more(kiosk: Kiosk) -> None:
    """An answer settles one's own slip, and nobody else's."""
    begin(kiosk, 7, owner=3)
    slip = put(kiosk, "late", 7)
    end(kiosk, 7)
    for owner in (4, 3):
        with kiosk.store.write() as db:
            printing.answered(db, owner, slip.id)
        assert lost(kiosk, 3) == ([(slip.number, False)] if owner == 4 else [])


def test_whose_a_slip_was_is_forgotten_with_them(kiosk: Kiosk) -> None:
    """Who has left is in no row of the spool."""
    begin(kiosk, 7, owner=3)
    put(kiosk, "late", 7, subject=5)
    end(kiosk, 7)
    with kiosk.store.write() as db:
        printing.forget(db, 3)
    assert lost(kiosk, 3) == []
    with kiosk.store.read() as db:
        assert [(row.owner, row.subject) for row in db.exec(select(SlipRow))] == [(None, 0)]


def test_a_slip_for_everybody_comes_once_more_marked(kiosk: Kiosk, printer: MemoryPrinter) -> None:
    """Nobody is there to be asked about a poster: it comes again as a copy, and not for ever."""
    poster = put(kiosk, "poster")
    with pytest.raises(Died):
        Spool(kiosk, DyingPrinter(), render).work_once()
    spool = Spool(kiosk, printer, render)
    printer.ends = Outcome.PARTLY
    while spool.work_once():
        pass
    assert [number for number, _ in printer.slips] == [poster.number]
    assert b"COPY" in printer.slips[0][1]
    assert step(kiosk, poster) is Step.UNCERTAIN
    assert cards(kiosk) == [""]
