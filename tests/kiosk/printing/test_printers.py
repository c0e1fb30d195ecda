"""One contract for every printer: answers instead of exceptions, by a deadline, and the truth."""

import contextlib
import os
import pty
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk.printing import PrinterState, escpos_bytes
from kiosk.printing.layout import CutLine, Line
from kiosk.printing.port import Outcome, Printer
from kiosk.printing.printers import (
    FilePrinter,
    MemoryPrinter,
    NetworkPrinter,
    NoPrinter,
    PreviewPrinter,
    open_printer,
    status,
)
from kiosk.refusals import Refusal
from kiosk.settings import PrinterSettings, Settings
from tests.kiosk.printing import fakes
from tests.kiosk.printing.fakes import Device

SLIP = escpos_bytes.to_bytes((Line("Kære nabo"), CutLine()), 42)
LONG_SLIP = escpos_bytes.to_bytes((Line("hej " * 10),) * 20_000, 42)
DEADLINE_S = 5.0


@dataclass(frozen=True)
class Rig:
    """A printer with what came out of it, where that can be known."""

    printer: Printer
    paper: Callable[[], bytes] | None
    prints: bool = True


@contextlib.contextmanager
def network(device: Device) -> Iterator[Rig]:
    """A printer on the network, with short deadlines."""
    host = "::1" if device.family is socket.AF_INET6 else "127.0.0.1"
    with device.running():
        printer = NetworkPrinter(host, device.port, connect_s=1, write_s=1, answer_s=0.2)
        yield Rig(printer, lambda: bytes(device.paper))
        printer.close()


@contextlib.contextmanager
def remembering(folder: Path) -> Iterator[Rig]:  # noqa: ARG001 - each rig is given a folder
    """A printer in memory."""
    memory = MemoryPrinter()
    yield Rig(memory, lambda: b"".join(slip for _, slip in memory.slips))


@contextlib.contextmanager
def nobody_there(folder: Path) -> Iterator[Rig]:  # noqa: ARG001 - each rig is given a folder
    """An address where nothing listens any more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    yield Rig(NetworkPrinter("127.0.0.1", port, connect_s=1), lambda: b"", prints=False)


def same(found: Rig) -> contextlib.AbstractContextManager[Rig]:
    """A printer that needs nothing around it."""
    return contextlib.nullcontext(found)


KINDS: dict[str, Callable[[Path], contextlib.AbstractContextManager[Rig]]] = {
    "none": lambda _: same(Rig(NoPrinter(), lambda: b"", prints=False)),
    "memory": remembering,
    "file": lambda home: same(Rig(FilePrinter(str(home / "lp0")), (home / "lp0").read_bytes)),
    "gone file": lambda home: same(
        Rig(FilePrinter(str(home / "no" / "lp0")), lambda: b"", prints=False)
    ),
    "preview": lambda home: same(Rig(PreviewPrinter(home / "slips", 42), None)),
    "preview without files": lambda _: same(Rig(PreviewPrinter(None, 42), None)),
    "network": lambda _: network(Device(fakes.READY)),
    "network on IPv6": lambda _: network(Device(fakes.READY, family=socket.AF_INET6)),
    "mute network": lambda _: network(Device()),
    "babbling network": lambda _: network(Device(fakes.READY, babble=b"\xff\x00hello\x80")),
    "nobody there": nobody_there,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_printer_keeps_the_contract(kind: str, tmp_path: Path) -> None:
    """It says how it is, prints all or nothing of each slip in order, and can be closed twice."""
    started = time.monotonic()
    with KINDS[kind](tmp_path) as found:
        well = found.printer.state() in {PrinterState.READY, PrinterState.UNKNOWN}
        outcomes = [found.printer.send(SLIP, 1), found.printer.send(SLIP, 2)]
        found.printer.close()
        found.printer.close()
        again = found.printer.state()
    assert well is found.prints
    assert outcomes == [Outcome.DONE if found.prints else Outcome.NOTHING] * 2
    assert isinstance(again, PrinterState)
    if found.paper is not None:
        assert found.paper() == (SLIP * 2 if found.prints else b"")
    assert time.monotonic() - started < DEADLINE_S


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (fakes.READY, PrinterState.READY),
        (fakes.NO_PAPER, PrinterState.NO_PAPER),
        (fakes.COVER_OPEN, PrinterState.COVER_OPEN),
        (fakes.BROKEN, PrinterState.OFFLINE),
        ({1: 0x1A, 2: 0x32}, PrinterState.NO_PAPER),
        ({}, PrinterState.UNKNOWN),
        ({1: 0xFF, 4: 0xFF}, PrinterState.UNKNOWN),
    ],
)
def test_a_printer_is_what_it_says(answers: dict[int, int], expected: PrinterState) -> None:
    """Status bytes become one of the states; silence and nonsense are unknown."""
    with network(Device(answers)) as found:
        assert found.printer.state() is expected
        found.printer.close()


def test_every_status_byte_is_understood() -> None:
    """Whatever a printer answers, some state comes of it."""
    for first in filter(status.is_status, range(256)):
        for second in filter(status.is_status, range(256)):
            told = {status.ASK_PRINTER: first, status.ASK_PAPER: second}
            assert isinstance(status.ask(told.get), PrinterState)


def test_a_line_that_drops_in_mid_slip_is_partly() -> None:
    """A printer that goes away after it took some of a slip may have printed that."""
    with network(Device(fakes.READY, dies_after=2000)) as found:
        assert found.printer.send(LONG_SLIP, 1) is Outcome.PARTLY


def test_paper_that_runs_out_in_mid_slip_is_partly() -> None:
    """A slip is done only if the printer is still well after it."""
    device = Device(fakes.READY)
    with network(device) as found:
        assert found.printer.state() is PrinterState.READY
        device.answers = fakes.NO_PAPER
        assert found.printer.send(SLIP, 1) is Outcome.PARTLY


def test_a_device_that_takes_nothing_more_is_left_at_its_deadline() -> None:
    """A full buffer behind a file ends the slip in time, and says that some of it went."""
    ours, theirs = pty.openpty()
    try:
        printer = FilePrinter(os.ttyname(theirs), write_s=0.2)
        assert printer.state() is PrinterState.UNKNOWN
        assert printer.send(LONG_SLIP, 1) is Outcome.PARTLY
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_device_that_is_unplugged_does_not_become_a_file() -> None:
    """Nothing is created below /dev, where a missing printer would silently eat every slip."""
    path = Path("/dev/nabokiosk-no-such-printer")
    assert FilePrinter(str(path)).send(SLIP, 1) is Outcome.NOTHING
    assert not path.exists()


def test_a_preview_draws_only_where_it_may(tmp_path: Path) -> None:
    """A demo home gets a picture and a text of each slip; a real home gets no file at all."""
    demo = Settings(home=tmp_path / "demo", demo=True, printer=PrinterSettings("preview:"))
    real = replace(demo, home=tmp_path / "real", demo=False)
    for settings in (demo, real):
        settings.home.mkdir()
        assert open_printer(settings).send(SLIP, 12) is Outcome.DONE
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    assert files == [Path("demo/slips/0012.png"), Path("demo/slips/0012.txt")]
    assert (demo.home / "slips" / "0012.txt").read_text("utf-8") == "Kære nabo\n"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("none:", NoPrinter),
        ("memory:", MemoryPrinter),
        ("preview:", PreviewPrinter),
        ("file:/dev/usb/lp0", FilePrinter),
        ("file:///dev/usb/lp0", FilePrinter),
        ("tcp://printer.local", NetworkPrinter),
        ("tcp://10.0.0.7:9100", NetworkPrinter),
        ("tcp://[fe80::1]:9100", NetworkPrinter),
    ],
)
def test_an_address_names_its_printer(url: str, kind: type, tmp_path: Path) -> None:
    """Each scheme has its printer."""
    settings = Settings(home=tmp_path, printer=PrinterSettings(url))
    assert isinstance(open_printer(settings), kind)


@pytest.mark.parametrize(
    "url", ["", "file:", "tcp:", "tcp://", "tcp://a:b", "tcp://a:0", "tcp://a:99999", "lpt1"]
)
def test_a_strange_address_is_told(url: str, tmp_path: Path) -> None:
    """What is no printer's address gets a sentence."""
    with pytest.raises(Refusal) as told:
        open_printer(Settings(home=tmp_path, printer=PrinterSettings(url)))
    assert told.value.code == "printing-address-strange"
