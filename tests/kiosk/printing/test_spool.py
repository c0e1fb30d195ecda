"""The spool prints everything once, in order, and nothing of anybody who has left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from kiosk import printing
from kiosk.house import Kiosk
from kiosk.printing import PrinterState, Slip, Spool, Step, escpos_bytes, layout
from kiosk.printing.marks import Cut, Page, Text
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.printing.tables import SlipRow
from tests.conftest import FakeClock


class Died(BaseException):
    """The machine went down: nothing after this runs."""


class DyingPrinter(MemoryPrinter):
    """Takes the machine down with it in the middle of a slip."""

    def send(self, slip: bytes, number: int) -> Outcome:
        """Print half of the slip, and no more ever."""
        self.slips.append((number, slip[: len(slip) // 2]))
        raise Died


class LiarPrinter(MemoryPrinter):
    """Breaks the port's promise."""

    def send(self, slip: bytes, number: int) -> Outcome:  # noqa: ARG002 - the port's signature
        """Raise where it should answer."""
        raise RuntimeError


@dataclass(frozen=True)
class Here:
    """A visit, as far as printing sees it."""

    id: int


def render(kind: str, card: Mapping[str, Any], _language: str, _columns: int) -> Page:
    """Draw a slip that says what it was given."""
    return Page((Text(f"{kind} {card['says']}"), Cut()))


def put(kiosk: Kiosk, says: str, visit_id: int | None = None) -> Slip:
    """Queue a slip in a transaction of its own."""
    with kiosk.store.write() as db:
        return printing.queue(db, kiosk, "note", {"says": says}, "da", visit_id)


def step(kiosk: Kiosk, slip: Slip) -> Step:
    """Return how far a slip is."""
    found = printing.state(kiosk, slip.id)
    assert found is not None
    return found.step


def printed(printer: MemoryPrinter) -> list[bytes]:
    """Return what each slip on paper says."""
    return [slip.split(b"note ")[1].split(b"\n")[0] for _, slip in printer.slips]


def cards(kiosk: Kiosk) -> list[str]:
    """Return what the rows still know of what slips say."""
    with kiosk.store.read() as db:
        return [row.card for row in db.exec(select(SlipRow).order_by(SlipRow.id))]  # type: ignore[arg-type]


@pytest.fixture
def printer() -> MemoryPrinter:
    """A printer that remembers."""
    return MemoryPrinter()


@pytest.fixture
def spool(kiosk: Kiosk, printer: MemoryPrinter) -> Spool:
    """A spool on either kind of database."""
    return Spool(kiosk, printer, render)


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
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """What waited for paper when its visit ended is dropped; what is for everybody still comes."""
    own, poster = put(kiosk, "secret", 7), put(kiosk, "poster")
    printer.is_now = PrinterState.NO_PAPER
    assert spool.work_once() is False
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, 7)
    assert "secret" not in "".join(cards(kiosk))
    printer.is_now = PrinterState.READY
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
    slip = put(kiosk, "text")
    printer.ends = outcome
    assert spool.work_once() is (outcome is not Outcome.NOTHING)
    assert step(kiosk, slip) is expected


def test_a_printer_that_breaks_its_promise_may_have_printed(kiosk: Kiosk) -> None:
    """A printer that raises leaves its slip uncertain, and the office alive."""
    slip = put(kiosk, "text")
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
    kiosk: Kiosk, spool: Spool, printer: MemoryPrinter
) -> None:
    """While a slip waits, its state says why, in a sentence that says what to do."""
    slip = put(kiosk, "text", 7)
    before = printing.state(kiosk, slip.id)
    printer.is_now = PrinterState.NO_PAPER
    spool.work_once()
    waits = printing.state(kiosk, slip.id)
    printer.is_now = PrinterState.READY
    spool.work_once()
    after = printing.state(kiosk, slip.id)
    assert before is not None
    assert waits is not None
    assert after is not None
    assert before.printer is PrinterState.UNKNOWN
    assert waits.printer is PrinterState.NO_PAPER
    assert after.printer is PrinterState.READY
    assert printing.advice(before).msgid == "Your slip comes in a moment."
    assert printing.advice(waits).msgid.startswith("The printer has no paper.")
    assert printing.advice(after).msgid == "Take your slip with you."
    assert printing.state(kiosk, slip.id + 1) is None


def test_only_its_owner_sees_a_slip_on_the_screen(kiosk: Kiosk) -> None:
    """A slip is shown to its own visit while that lasts, and to nobody else."""
    slip, poster = put(kiosk, "secret", 7), put(kiosk, "poster")
    assert printing.look(kiosk, Here(7), slip.id, render) == (" note secret",)
    assert printing.look(kiosk, Here(8), slip.id, render) == ()
    assert printing.look(kiosk, None, slip.id, render) == ()
    assert printing.look(kiosk, None, poster.id, render) == (" note poster",)
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
