"""One contract for every printer: answers instead of exceptions, by a deadline, and the truth."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing import PrinterState, escpos_bytes
from kiosk.printing.layout import CutLine, Line
from kiosk.printing.port import Outcome, Printer
from kiosk.printing.printers import (
    DeviceLine,
    MemoryPrinter,
    NoPrinter,
    PreviewPrinter,
    SerialLine,
    TalkingPrinter,
    TcpLine,
    UsbLine,
    open_printer,
    status,
)
from kiosk.refusals import Refusal
from kiosk.settings import PrinterSettings, Settings
from tests.kiosk.printing import fakes
from tests.kiosk.printing.fakes import SHORT, Device

SLIP = escpos_bytes.to_bytes((Line("Kære nabo"), CutLine()), 42)
LONG_SLIP = escpos_bytes.to_bytes((Line("hej " * 10),) * 20_000, 42)
DEADLINE_S = 10.0


@dataclass(frozen=True)
class Rig:
    """A printer with what came out of it, where that can be known."""

    printer: Printer
    paper: Callable[[], bytes] | None
    prints: bool = True


@contextlib.contextmanager
def plugged(device: Device, cable: str) -> Iterator[Rig]:
    """A device at the end of a cable."""
    with CABLES[cable](device) as printer:
        yield Rig(printer, lambda: bytes(device.paper))


CABLES: dict[str, Callable[[Device], AbstractContextManager[TalkingPrinter]]] = {
    "IPv4": fakes.on_network,
    "IPv6": lambda device: fakes.on_network(device, "::1"),
    "serial": fakes.on_serial,
    "usb": fakes.on_usb,
}


@contextlib.contextmanager
def remembering() -> Iterator[Rig]:
    """A printer in memory."""
    memory = MemoryPrinter()
    yield Rig(memory, lambda: b"".join(slip for _, slip in memory.slips))


@contextlib.contextmanager
def nobody_there() -> Iterator[Rig]:
    """An address where nothing listens any more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    yield Rig(TalkingPrinter(TcpLine("127.0.0.1", port), SHORT), lambda: b"", prints=False)


@contextlib.contextmanager
def piped(folder: Path) -> Iterator[Rig]:
    """A device node that takes bytes and says nothing, as /dev/usb/lp0 of a cheap printer."""
    path = folder / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        printer = TalkingPrinter(DeviceLine(str(path)), SHORT)
        yield Rig(printer, lambda: os.read(reader, 1 << 16))
    finally:
        os.close(reader)


def same(
    printer: Printer, paper: Callable[[], bytes] | None = None, *, prints: bool = True
) -> AbstractContextManager[Rig]:
    """A printer that needs nothing around it."""
    return contextlib.nullcontext(Rig(printer, paper, prints))


def device_file(path: Path, *, prints: bool = True) -> AbstractContextManager[Rig]:
    """A printer behind a path."""
    printer = TalkingPrinter(DeviceLine(str(path)), SHORT)
    return same(printer, path.read_bytes if prints else lambda: b"", prints=prints)


def no_printer(line: SerialLine | UsbLine) -> AbstractContextManager[Rig]:
    """A cable without a printer."""
    return same(TalkingPrinter(line, SHORT), lambda: b"", prints=False)


def at_the_end_of(cable: str, device: Device) -> Callable[[Path], AbstractContextManager[Rig]]:
    """A printer like this one, with paper of its own."""
    return lambda _: plugged(replace(device, paper=bytearray()), cable)


KINDS: dict[str, Callable[[Path], AbstractContextManager[Rig]]] = {
    "none": lambda _: same(NoPrinter(), lambda: b"", prints=False),
    "memory": lambda _: remembering(),
    "preview": lambda home: same(PreviewPrinter(home / "slips", 42)),
    "preview without files": lambda _: same(PreviewPrinter(None, 42)),
    "file": lambda home: device_file(home / "lp0"),
    "gone file": lambda home: device_file(home / "no" / "lp0", prints=False),
    "device node": piped,
    "nobody on the network": lambda _: nobody_there(),
    "nobody on the line": lambda home: no_printer(SerialLine(str(home / "ttyUSB0"), 9600)),
    "nobody on USB": lambda _: no_printer(UsbLine(1, 2, fakes.UsbBus(Device()))),
}
KINDS |= {
    f"{manner} on {cable}": at_the_end_of(cable, device)
    for cable in CABLES
    for manner, device in {
        "well": Device(fakes.READY),
        "low on paper": Device(fakes.PAPER_LOW),
        "mute": Device(),
        "slow": Device(fakes.READY, slow=True),
        "babbling": Device(fakes.READY, babble=b"\xff\x00hello\x80"),
    }.items()
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_printer_keeps_the_contract(kind: str, tmp_path: Path) -> None:
    """It says how it is, prints all or nothing of each slip in order, and can be closed twice."""
    started = time.monotonic()
    with KINDS[kind](tmp_path) as found:
        well = found.printer.state().prints
        outcomes = [found.printer.send(SLIP, 1), found.printer.send(SLIP, 2)]
        found.printer.close()
        found.printer.close()
        again = found.printer.state()
        found.printer.close()
        paper = found.paper() if found.paper is not None else None
    assert well is found.prints
    assert outcomes == [Outcome.DONE if found.prints else Outcome.NOTHING] * 2
    assert isinstance(again, PrinterState)
    if paper is not None:
        assert paper == (SLIP * 2 if found.prints else b"")
    assert time.monotonic() - started < DEADLINE_S


@pytest.mark.parametrize("cable", CABLES)
@pytest.mark.parametrize("answers", [fakes.READY, fakes.MUTE], ids=["talking", "mute"])
def test_a_printer_that_goes_in_mid_slip_may_have_printed(
    answers: dict[int, int], cable: str
) -> None:
    """Switched off or unplugged after it took some of a slip: nobody knows what is on paper."""
    device = Device(answers, dies_after=2000)
    with plugged(device, cable) as found:
        assert found.printer.state().prints
        assert found.printer.send(LONG_SLIP, 1) is Outcome.PARTLY
        assert 2000 < len(device.paper) < len(LONG_SLIP)


@pytest.mark.parametrize("cable", CABLES)
@pytest.mark.parametrize("answers", [fakes.READY, fakes.MUTE], ids=["talking", "mute"])
def test_a_printer_that_stops_in_mid_slip_is_left_at_the_deadline(
    answers: dict[int, int], cable: str
) -> None:
    """Out of paper or half-open, it takes no more: some of the slip may be out."""
    device = Device(answers, stops_after=2000)
    started = time.monotonic()
    with plugged(device, cable) as found:
        assert found.printer.state().prints
        assert found.printer.send(LONG_SLIP, 1) is Outcome.PARTLY
    assert time.monotonic() - started < DEADLINE_S


@pytest.mark.parametrize("cable", CABLES)
def test_a_printer_that_falls_silent_is_not_believed(cable: str) -> None:
    """It said how it was before the slip and says nothing after it: that slip is uncertain."""
    device = Device(dict(fakes.READY))
    with plugged(device, cable) as found:
        assert found.printer.state() is PrinterState.READY
        device.answers.clear()
        assert found.printer.send(SLIP, 1) is Outcome.PARTLY


@pytest.mark.parametrize("cable", CABLES)
def test_paper_that_runs_out_in_mid_slip_is_told(cable: str) -> None:
    """A slip is done only if the printer is still well after it."""
    device = Device(fakes.READY)
    with plugged(device, cable) as found:
        assert found.printer.state() is PrinterState.READY
        device.answers = fakes.NO_PAPER
        assert found.printer.send(SLIP, 1) is Outcome.PARTLY
        assert found.printer.state() is PrinterState.NO_PAPER


@pytest.mark.parametrize("cable", CABLES)
def test_a_deaf_printer_is_left_alone(cable: str) -> None:
    """An open line on which nothing is taken and nothing said is unknown, and ends by itself."""
    with plugged(Device(deaf=True), cable) as found:
        assert found.printer.state() is PrinterState.UNKNOWN
        assert found.printer.send(LONG_SLIP, 1) in {Outcome.PARTLY, Outcome.NOTHING}


@pytest.mark.parametrize("cable", CABLES)
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (fakes.READY, PrinterState.READY),
        (fakes.PAPER_LOW, PrinterState.PAPER_LOW),
        (fakes.NO_PAPER, PrinterState.NO_PAPER),
        (fakes.COVER_OPEN, PrinterState.COVER_OPEN),
        (fakes.CUTTER, PrinterState.CUTTER),
        (fakes.BROKEN, PrinterState.FAULT),
        (fakes.ASLEEP, PrinterState.OFFLINE),
        ({1: 0x1A, 2: 0x32}, PrinterState.NO_PAPER),
        ({1: 0x12, 4: 0x7E}, PrinterState.NO_PAPER),
        ({}, PrinterState.UNKNOWN),
        ({1: 0xFF, 4: 0xFF}, PrinterState.UNKNOWN),
    ],
)
def test_a_printer_is_what_it_says(
    answers: dict[int, int], expected: PrinterState, cable: str
) -> None:
    """Status bytes become one of the states; silence and nonsense are unknown."""
    with plugged(Device(answers), cable) as found:
        assert found.printer.state() is expected


@given(st.binary(min_size=1, max_size=40))
def test_babble_is_no_answer(babble: bytes) -> None:
    """Whatever comes with an answer, it is believed only where it came alone."""
    noise = babble.translate(None, status.FLOW)
    told = status.answer(babble + b"\x12")
    assert told == (None if noise else 0x12)


@given(st.dictionaries(st.integers(1, 4), st.integers(0, 255)))
def test_every_status_byte_is_understood(answers: dict[int, int]) -> None:
    """Whatever a printer answers, some state comes of it."""
    assert isinstance(status.ask(lambda question: answers.get(question[2])), PrinterState)


@pytest.mark.parametrize(
    ("byte", "expected"),
    [
        (0x18, PrinterState.READY),
        (0x38, PrinterState.NO_PAPER),
        (0x08, PrinterState.OFFLINE),
        (0x00, PrinterState.UNKNOWN),
        (None, PrinterState.UNKNOWN),
    ],
)
def test_a_mute_printer_is_what_its_port_says(byte: int | None, expected: PrinterState) -> None:
    """The one byte that a USB printer's port keeps stands in for an answer; 0 says nothing."""
    with fakes.on_usb(Device(), byte) as printer:
        assert printer.state() is expected


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_what_lies_in_our_own_machine_is_not_printed(host: str) -> None:
    """A slip that the system took and the other end never acknowledged is not done."""
    device = Device(deaf=True)
    with fakes.on_network(device, host) as printer:
        assert printer.state() is PrinterState.UNKNOWN
        assert printer.send(LONG_SLIP[:60_000], 1) is Outcome.PARTLY


def test_a_host_is_tried_at_each_of_its_addresses() -> None:
    """A name that stands for IPv6 and IPv4 reaches a printer that has only the older one."""
    device = Device(fakes.READY)
    with fakes.listening(device) as port:
        printer = TalkingPrinter(TcpLine("localhost", port), SHORT)
        assert printer.send(SLIP, 1) is Outcome.DONE
    assert bytes(device.paper) == SLIP


def test_a_line_in_use_is_left_to_whoever_has_it() -> None:
    """Two programs never write to one serial printer: the second is told that nobody is there."""
    device = Device(fakes.READY)
    with fakes.on_serial(device) as first:
        assert first.state() is PrinterState.READY
        line = first._line
        assert isinstance(line, SerialLine)
        second = TalkingPrinter(SerialLine(line._path, 9600), SHORT)
        assert second.state() is PrinterState.OFFLINE
        assert second.send(SLIP, 2) is Outcome.NOTHING
        assert first.send(SLIP, 1) is Outcome.DONE
    assert bytes(device.paper) == SLIP


def test_a_terminal_line_carries_bytes_as_they_are() -> None:
    """A line feed stays one byte, and nothing is echoed, also where a device is a terminal."""
    device = Device(fakes.READY)
    with fakes.on_serial(device) as printer:
        line = printer._line
        assert isinstance(line, SerialLine)
        behind_a_file = TalkingPrinter(DeviceLine(line._path), SHORT)
        assert behind_a_file.state() is PrinterState.READY
        assert behind_a_file.send(SLIP, 1) is Outcome.DONE
    assert bytes(device.paper) == SLIP


def test_a_pipe_that_nobody_empties_ends_the_slip_in_time(tmp_path: Path) -> None:
    """A full buffer behind a file ends the slip by its deadline, and says that some of it went."""
    with piped(tmp_path) as found:
        assert found.printer.state() is PrinterState.UNKNOWN
        assert found.printer.send(LONG_SLIP, 1) is Outcome.PARTLY


def test_a_name_that_is_not_found_in_time_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's look-up may wait for long; the printer does not wait for it."""
    found = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [found.wait(DEADLINE_S)][:0])
    printer = TalkingPrinter(TcpLine("printer.example", 9100), replace(SHORT, connect=0.1))
    assert printer.state() is PrinterState.OFFLINE
    found.set()


def test_a_device_that_is_unplugged_does_not_become_a_file() -> None:
    """Nothing is created below /dev, where a missing printer would silently eat every slip."""
    path = Path("/dev/nabokiosk-no-such-printer")
    assert TalkingPrinter(DeviceLine(str(path))).send(SLIP, 1) is Outcome.NOTHING
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
        ("file:/dev/usb/lp0", DeviceLine),
        ("file:///dev/usb/lp0", DeviceLine),
        ("tcp://printer.local", TcpLine),
        ("tcp://10.0.0.7:9100", TcpLine),
        ("tcp://[fe80::1%eth0]:9100", TcpLine),
        ("serial:/dev/ttyUSB0", SerialLine),
        ("serial:/dev/ttyUSB0?baud=19200", SerialLine),
        ("serial:/dev/ttyS0?baud=9600&flow=rtscts", SerialLine),
        ("usb:04b8:0E15", UsbLine),
    ],
)
def test_an_address_names_its_printer(url: str, kind: type, tmp_path: Path) -> None:
    """Each scheme has its printer, or its line to one."""
    printer = open_printer(Settings(home=tmp_path, printer=PrinterSettings(url)))
    assert isinstance(printer._line if isinstance(printer, TalkingPrinter) else printer, kind)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "none",
        "file:",
        "file:/",
        "tcp:",
        "tcp://",
        "tcp://a:b",
        "tcp://a:0",
        "tcp://a:99999",
        "lpt1",
        "serial:",
        "serial:/dev/ttyUSB0?baud=12345",
        "serial:/dev/ttyUSB0?flow=maybe",
        "serial:/dev/ttyUSB0?parity=even",
        "usb:4b8:e15",
        "usb:04b8",
    ],
)
def test_a_strange_address_is_told(url: str, tmp_path: Path) -> None:
    """What is no printer's address gets a sentence."""
    with pytest.raises(Refusal) as told:
        open_printer(Settings(home=tmp_path, printer=PrinterSettings(url)))
    assert told.value.code == "printer-address-strange"
