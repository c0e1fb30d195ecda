"""The spool prints everything once, in order, and nothing of anybody who has left."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import printing
from kiosk.house import Kiosk
from kiosk.printing import PrinterState, Spool, Step, escpos_bytes, layout, places
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.settings import PrinterSettings
from tests.conftest import FakeClock
from tests.kiosk.printing.slips import Died, DyingPrinter, cards, printed, put, render, step


class LiarPrinter(MemoryPrinter):
    """Breaks the port's promise."""

    def send(self, slip: bytes, number: int) -> Outcome:  # noqa: ARG002 - the port's signature
        """Raise where it should answer."""
        raise RuntimeError


@dataclass(frozen=True)
class Here:
    """A visit, as far as printing sees it."""

    id: int


def test_slips_come_out_in_order_and_are_forgotten(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """Each slip is printed once, first come first served, and what it said is wiped."""
    slips = [put(kiosk, "one", 7), put(kiosk, "two"), put(kiosk, "three", 8)]
    while spool.work_once():
        pass
    assert printed(printer) == [b"one", b"two", b"three"]
    assert [step(kiosk, slip) for slip in slips] == [Step.DONE] * 3
    assert cards(kiosk) == ["", "", ""]
    assert [number for number, _ in printer.slips] == [slip.number for slip in slips]


def test_nothing_to_do_is_told(spool: Spool) -> None:
    """An empty queue leaves the printer alone."""
    assert spool.work_once() is False


def test_what_is_not_saved_is_not_printed(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """A slip of a transaction that rolled back never existed."""

    def undone() -> None:
        with kiosk.store.write() as db:
            printing.queue(db, kiosk, "note", {"says": "no"}, "da", None)
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    assert spool.work_once() is False
    assert printer.slips == []


def test_paper_refilled_after_a_visit_brings_out_nothing_personal(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter, clock: FakeClock
) -> None:
    """What waited for paper when its visit ended is dropped; what is for everybody still comes."""
    own, poster = put(kiosk, "secret", 7), put(kiosk, "poster")
    printer.is_now = PrinterState.NO_PAPER
    assert spool.work_once() is False
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, 7)
    assert "secret" not in "".join(cards(kiosk))
    printer.is_now = PrinterState.READY
    clock.advance(timedelta(seconds=2))
    while spool.work_once():
        pass
    assert printed(printer) == [b"poster"]
    assert (step(kiosk, own), step(kiosk, poster)) == (Step.DROPPED, Step.DONE)


def test_a_visit_that_nobody_ended_keeps_no_slip_waiting(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter, clock: FakeClock
) -> None:
    """After a lobby that died, a personal slip does not come out a quarter of an hour later."""
    own, poster = put(kiosk, "secret", 7), put(kiosk, "poster")
    clock.advance(timedelta(minutes=16))
    while spool.work_once():
        pass
    assert printed(printer) == [b"poster"]
    assert step(kiosk, own) is Step.DROPPED
    assert cards(kiosk) == ["", ""]
    assert step(kiosk, poster) is Step.DONE


def test_death_in_mid_print_is_uncertain_and_never_printed_again(
    kiosk: Kiosk, printer: MemoryPrinter
) -> None:
    """A slip that was in the printer when the machine died is uncertain; the next one comes."""
    lost, after = put(kiosk, "lost", 7), put(kiosk, "after")
    dying = DyingPrinter()
    with pytest.raises(Died):
        Spool(kiosk, dying, render).work_once()
    assert step(kiosk, lost) is Step.SENDING
    next_office = Spool(kiosk, printer, render)
    next_office.recover()
    while next_office.work_once():
        pass
    assert printed(printer) == [b"after"]
    assert (step(kiosk, lost), step(kiosk, after)) == (Step.UNCERTAIN, Step.DONE)
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, 7)
    assert cards(kiosk) == ["", ""]


def test_a_visit_that_ends_in_mid_print_leaves_nothing(
    kiosk: Kiosk, printer: MemoryPrinter
) -> None:
    """What is being sent when its visit ends is forgotten as well, however the sending ends."""
    slip = put(kiosk, "secret", 7)
    with pytest.raises(Died):
        Spool(kiosk, DyingPrinter(), render).work_once()
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, 7)
    Spool(kiosk, printer, render).recover()
    assert step(kiosk, slip) is Step.UNCERTAIN
    assert cards(kiosk) == [""]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.DONE, Step.DONE),
        (Outcome.PARTLY, Step.UNCERTAIN),
        (Outcome.NOTHING, Step.QUEUED),
    ],
)
def test_what_the_printer_did_is_what_the_slip_is(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter, outcome: Outcome, expected: Step
) -> None:
    """Half a slip is uncertain, none at all waits in its place."""
    slip = put(kiosk, "text", 7)
    printer.ends = outcome
    assert spool.work_once() is (outcome is not Outcome.NOTHING)
    assert step(kiosk, slip) is expected


def test_a_printer_that_breaks_its_promise_may_have_printed(kiosk: Kiosk) -> None:
    """A printer that raises leaves its slip uncertain, and the office alive."""
    slip = put(kiosk, "text", 7)
    assert Spool(kiosk, LiarPrinter(), render).work_once() is True
    assert step(kiosk, slip) is Step.UNCERTAIN


def test_a_slip_that_cannot_be_drawn_stops_no_other(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """A card that lacks something fails alone, and is forgotten."""
    with kiosk.store.write() as db:
        bad = printing.queue(db, kiosk, "note", {"other": "?"}, "da", None)
    good = put(kiosk, "good")
    while spool.work_once():
        pass
    assert printed(printer) == [b"good"]
    assert (step(kiosk, bad), step(kiosk, good)) == (Step.FAILED, Step.DONE)
    assert cards(kiosk) == ["", ""]


def test_the_lobby_hears_how_the_printer_is(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter, clock: FakeClock
) -> None:
    """While a slip waits, its state says why."""
    slip = put(kiosk, "text", 7)
    before = printing.state(kiosk, slip.id)
    printer.is_now = PrinterState.NO_PAPER
    spool.work_once()
    waits = printing.state(kiosk, slip.id)
    printer.is_now = PrinterState.READY
    assert spool.work_once() is False  # it is left alone for a moment
    clock.advance(timedelta(seconds=2))
    spool.work_once()
    after = printing.state(kiosk, slip.id)
    assert before is not None
    assert waits is not None
    assert after is not None
    assert before.printer is PrinterState.UNKNOWN
    assert waits.printer is PrinterState.NO_PAPER
    assert after.printer is PrinterState.READY
    assert printing.state(kiosk, slip.id + 1) is None


def test_only_its_owner_sees_a_slip_on_the_screen(kiosk: Kiosk) -> None:
    """A slip is shown to its own visit while that lasts, and to nobody else."""
    slip, poster = put(kiosk, "secret", 7), put(kiosk, "poster")
    assert printing.look(kiosk, Here(7), slip.id, render) == (" note secret", "")
    assert printing.look(kiosk, Here(8), slip.id, render) == ()
    assert printing.look(kiosk, None, slip.id, render) == ()
    assert printing.look(kiosk, None, poster.id, render) == (" note poster", "")
    assert printing.look(kiosk, None, poster.id + 1, render) == ()
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, 7)
    assert printing.look(kiosk, Here(7), slip.id, render) == ()


def test_old_slips_are_swept_and_waiting_ones_are_not(
    kiosk: Kiosk, spool: Spool, clock: FakeClock
) -> None:
    """A month later only what still waits is left."""
    done = put(kiosk, "done")
    spool.work_once()
    waits = put(kiosk, "waits")
    clock.advance(timedelta(days=31))
    spool.tidy()
    assert printing.state(kiosk, done.id) is None
    assert step(kiosk, waits) is Step.QUEUED


def test_what_is_sent_is_what_was_laid_out(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """The bytes are those of the page, for the paper and profile of the settings."""
    put(kiosk, "text")
    spool.work_once()
    page = render("note", {"says": "text"}, "da", 42)
    assert printer.slips[0][1] == escpos_bytes.to_bytes(layout.layout(page, 42), 42)


class Reentrant(MemoryPrinter):
    """Lets another office try while it prints."""

    def __init__(self, other: Spool) -> None:
        super().__init__()
        self._other = other
        self.others: list[bool] = []

    def send(self, slip: bytes, number: int) -> Outcome:
        """Print, and write down whether the other one did something meanwhile."""
        self._other.recover()
        self.others.append(self._other.work_once())
        return super().send(slip, number)


def test_one_writes_to_a_printer_at_a_time(kiosk: Kiosk, printer: MemoryPrinter) -> None:
    """While one office prints, another prints nothing, and takes no slip for lost."""
    slips = [put(kiosk, "one", 7), put(kiosk, "two")]
    other = Spool(kiosk, printer, render)
    first = Reentrant(other)
    assert Spool(kiosk, first, render).work_once() is True
    assert first.others == [False]
    assert step(kiosk, slips[0]) is Step.DONE
    assert other.work_once() is True
    assert [len(first.slips), len(printer.slips)] == [1, 1]


def test_each_kiosk_prints_its_own(kiosk: Kiosk, printer: MemoryPrinter, tmp_path: Path) -> None:
    """Of two homes on one database, each has a queue, and a shared printer one writer."""
    (tmp_path / "other").mkdir()
    (tmp_path / "id").write_text("this", "ascii")
    (tmp_path / "other" / "id").write_text("other", "ascii")
    shared = PrinterSettings("tcp://printer")
    here = replace(kiosk, settings=replace(kiosk.settings, printer=shared))
    there = replace(here, settings=replace(here.settings, home=tmp_path / "other"))
    put(here, "here", 7)
    put(there, "there", 8)
    spool = Spool(there, printer, render)
    while spool.work_once():
        pass
    assert printed(printer) == [b"there"]
    assert places.printer(here.settings) == places.printer(there.settings)
    assert places.place(here.settings) != places.place(there.settings)


def test_a_slow_office_settles_nothing_that_is_not_its_own(kiosk: Kiosk) -> None:
    """A slip that was taken for lost and is being printed again stays with whoever prints it."""
    slip = put(kiosk, "text", 7)
    spool = Spool(kiosk, MemoryPrinter(), render)
    row = spool._claim()
    assert row is not None
    spool._find_lost()
    assert step(kiosk, slip) is Step.UNCERTAIN
    spool._settle(row, Step.DONE)
    assert step(kiosk, slip) is Step.UNCERTAIN


def test_a_slip_that_is_being_sent_may_be_out(kiosk: Kiosk, printer: MemoryPrinter) -> None:
    """Whoever prints again before anybody knows that the office died gets a copy too."""
    slip = put(kiosk, "torn", 7, subject=5)
    with pytest.raises(Died):
        Spool(kiosk, DyingPrinter(), render).work_once()
    again = put(kiosk, "whole", 7, subject=5)
    Spool(kiosk, printer, render).work_once()
    assert again.number == slip.number
    assert b"COPY" in printer.slips[0][1]


def test_the_caretaker_sees_numbers_and_states(
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """Of each slip its number and how far it is, newest first; nothing of whose or which it is."""
    done = put(kiosk, "one", 7)
    spool.work_once()
    printer.ends = Outcome.PARTLY
    torn = put(kiosk, "two", 7)
    spool.work_once()
    waits = put(kiosk, "three")
    with kiosk.store.read() as db:
        found = printing.newest(db)
    assert [(each.number, each.step) for each in found] == [
        (waits.number, Step.QUEUED),
        (torn.number, Step.UNCERTAIN),
        (done.number, Step.DONE),
    ]
    assert {each.kind for each in found} == {""}


def test_what_a_home_queues_before_it_has_a_name_comes_out(
    kiosk: Kiosk, printer: MemoryPrinter
) -> None:
    """A slip of the first set-up is printed by the office that starts after it."""
    put(kiosk, "first")
    (kiosk.settings.home / "id").write_text("home", "ascii")
    assert Spool(kiosk, printer, render).work_once() is True
    assert printed(printer) == [b"first"]
