"""A printer that can be well, slow, mute, babbling, half-open, out of paper, or gone in mid-slip.

`Device` is what such a printer does with bytes; it can stand at the end of a network connection, a
serial line, a device node or a USB cable.
"""

import array
import contextlib
import os
import pty
import select
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.core
from usb.backend import IBackend

from kiosk.printing.printers import Deadlines, SerialLine, TalkingPrinter, TcpLine, UsbLine

READY = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
PAPER_LOW = {1: 0x12, 4: 0x1E}
NO_PAPER = {1: 0x1A, 2: 0x32, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 4: 0x12}
CUTTER = {1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}
BROKEN = {1: 0x1A, 2: 0x52, 3: 0x32, 4: 0x12}
ASLEEP = {1: 0x1A, 2: 0x12, 4: 0x12}
MUTE: dict[int, int] = {}

SHORT = Deadlines(connect=1, answer=0.2, stall=0.3, slip=3, settle=0.3)
LOOK_S = 0.02
SMALL = 64  # bytes that a small printer takes at a time


class GoneError(Exception):
    """The printer has been switched off."""


@dataclass
class Device:
    """What a printer does with the bytes it gets.

    Args:
        answers: what it says to each DLE EOT; nothing where it is mute.
        babble: bytes that it says before every answer.
        dies_after: how many bytes of slips it takes before it is gone.
        stops_after: how many it takes before it is out of paper: it then takes no more, says so
            if it says anything, and goes on with neither.
        deaf: whether it takes nothing at all, and says nothing, on an open line.
        slow: whether it takes a little at a time.
    """

    answers: dict[int, int] = field(default_factory=dict)
    babble: bytes = b""
    dies_after: int | None = None
    stops_after: int | None = None
    deaf: bool = False
    slow: bool = False
    paper: bytearray = field(default_factory=bytearray)
    pending: bytes = b""

    def takes(self) -> int:
        """Return how many bytes it would take now."""
        stopped = self.stops_after is not None and len(self.paper) >= self.stops_after
        if self.deaf or stopped:
            return 0
        return SMALL if self.slow else 4096

    def hear(self, data: bytes) -> bytes:
        """Take some bytes, and return what it says to them."""
        said = b""
        self.pending += data
        while (at := self.pending.find(b"\x10\x04")) >= 0 and len(self.pending) > at + 2:
            self.paper += self.pending[:at]
            number = self.pending[at + 2]
            self.pending = self.pending[at + 3 :]
            if number in self.answers:
                said += self.babble + bytes((self.answers[number],))
        keep = 2 if self.pending.endswith(b"\x10\x04") else int(self.pending.endswith(b"\x10"))
        cut = len(self.pending) - keep
        self.paper += self.pending[:cut]
        self.pending = self.pending[cut:]
        if self.dies_after is not None and len(self.paper) > self.dies_after:
            raise GoneError
        return said


@contextlib.contextmanager
def on_network(device: Device, host: str = "127.0.0.1") -> Iterator[TalkingPrinter]:
    """Put the device at the end of a network cable."""
    with listening(device, host) as port:
        printer = TalkingPrinter(TcpLine(host, port), SHORT)
        yield printer
        printer.close()


@contextlib.contextmanager
def listening(device: Device, host: str = "127.0.0.1") -> Iterator[int]:
    """Let the device listen on a port of this machine, and yield it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # as little as a printer has
        server.bind((host, 0))
        server.listen()
        with _thread(lambda stop: _serve(server, device, stop)):
            yield server.getsockname()[1]


def _serve(server: socket.socket, device: Device, stop: threading.Event) -> None:
    while not stop.is_set():
        if not select.select([server], [], [], LOOK_S)[0]:
            continue
        line, _ = server.accept()
        with line, contextlib.suppress(OSError):
            try:
                _talk(line.fileno(), device, stop, line.recv, line.sendall)
            except GoneError:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


@contextlib.contextmanager
def on_serial(device: Device) -> Iterator[TalkingPrinter]:
    """Put the device at the end of a serial line."""
    with _wired(device) as path:
        printer = TalkingPrinter(SerialLine(path, 115_200), SHORT)
        yield printer
        printer.close()


@contextlib.contextmanager
def _wired(device: Device) -> Iterator[str]:
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    path = os.ttyname(theirs)
    gone = threading.Event()

    def serve(stop: threading.Event) -> None:
        try:
            _talk(
                ours,
                device,
                stop,
                lambda most: os.read(ours, most),
                lambda said: os.write(ours, said),
            )
        except GoneError:
            gone.set()
            os.close(ours)
        except OSError:  # the other end was closed
            return

    try:
        with _thread(serve):
            yield path
    finally:
        os.close(theirs)
        if not gone.is_set():
            os.close(ours)


def _talk(
    handle: int,
    device: Device,
    stop: threading.Event,
    take: Callable[[int], bytes],
    say: Callable[[bytes], object],
) -> None:
    while not stop.is_set():
        most = device.takes()
        if not most:
            stop.wait(LOOK_S)
            continue
        if select.select([handle], [], [], LOOK_S)[0]:
            heard = take(most)
            if not heard:
                return
            if said := device.hear(heard):
                say(said)


@contextlib.contextmanager
def _thread(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Let something work beside a block, and stop it however the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextlib.contextmanager
def on_usb(device: Device, port_status: int | None = None) -> Iterator[TalkingPrinter]:
    """Put the device at the end of a USB cable, with the byte that its port keeps."""
    printer = TalkingPrinter(UsbLine(VENDOR, PRODUCT, UsbBus(device, port_status)), SHORT)
    yield printer
    printer.close()


VENDOR, PRODUCT = 0x04B8, 0x0E15


class UsbBus(IBackend):  # type: ignore[misc]
    """A bus with one printer on it, as PyUSB asks for one."""

    def __init__(self, device: Device, port_status: int | None = None) -> None:
        self._device, self._port_status = device, port_status
        self._said = b""
        self._gone = False
        self.driver = True

    def enumerate_devices(self) -> list[int]:
        """Return the one device."""
        return [] if self._gone else [1]

    def get_device_descriptor(self, dev: int) -> Any:
        """Say which printer it is."""
        return SimpleNamespace(
            **dict.fromkeys(_DEVICE_FIELDS, 0) | {"idVendor": VENDOR, "idProduct": PRODUCT},
            bLength=18,
            bDescriptorType=1,
            bNumConfigurations=1,
            bMaxPacketSize0=64,
            address=dev,
            bus=1,
            port_number=1,
            port_numbers=(1,),
            speed=3,
        )

    def get_configuration_descriptor(self, dev: int, config: int) -> Any:
        """Return the only configuration."""
        return _descriptor(
            9, 2, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0, bmAttributes=192,
            bMaxPower=1, wTotalLength=32,
        )  # fmt: skip

    def get_interface_descriptor(self, dev: int, intf: int, alt: int, config: int) -> Any:
        """Return the printer's interface, and none after it."""
        if intf or alt:
            raise IndexError
        return _descriptor(
            9, 4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: int, ep: int, intf: int, alt: int, config: int) -> Any:
        """Return the pipe to the printer, then the one from it."""
        return _descriptor(
            7, 5, bEndpointAddress=(0x01, 0x82)[ep], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0,
        )  # fmt: skip

    def open_device(self, dev: int) -> int:
        """Open it."""
        return dev

    def close_device(self, handle: int) -> None:
        """Close it."""

    def get_configuration(self, handle: int) -> int:
        """Say that it is set up."""
        return handle

    def claim_interface(self, handle: int, intf: int) -> None:
        """Claim it; the kernel's driver must have been sent away."""
        if self.driver:
            raise OSError(16, "busy")

    def release_interface(self, handle: int, intf: int) -> None:
        """Let it go."""

    def is_kernel_driver_active(self, handle: int, intf: int) -> bool:
        """Say whether the kernel still has it."""
        return self.driver

    def detach_kernel_driver(self, handle: int, intf: int) -> None:
        """Send the kernel's driver away."""
        self.driver = False

    def bulk_write(self, handle: int, ep: int, intf: int, data: Any, timeout: int) -> int:
        """Give the printer what it takes."""
        taken = bytes(data)[: self._device.takes()]
        if self._gone:
            raise usb.core.USBError("gone", -4, 19)
        if not taken:
            raise usb.core.USBTimeoutError("timed out", -7, 110)
        try:
            self._said += self._device.hear(taken)
        except GoneError:
            self._gone = True
        return len(taken)

    def bulk_read(self, handle: int, ep: int, intf: int, buff: Any, timeout: int) -> int:
        """Return what the printer has said."""
        if self._gone:
            raise usb.core.USBError("gone", -4, 19)
        if not self._said:
            raise usb.core.USBTimeoutError("timed out", -7, 110)
        told, self._said = self._said[: len(buff)], self._said[len(buff) :]
        buff[: len(told)] = array.array("B", told)
        return len(told)

    def ctrl_transfer(
        self,
        handle: int,
        kind: int,
        request: int,
        value: int,
        index: int,
        data: Any,
        timeout: int,
    ) -> int:
        """Answer the one question of the printer class."""
        if (kind, request) != (0xA1, 1) or self._port_status is None:
            raise OSError(32, "stalled")
        data[0] = self._port_status
        return 1


_DEVICE_FIELDS = (
    "bcdUSB", "bDeviceClass", "bDeviceSubClass", "bDeviceProtocol", "bcdDevice", "iManufacturer",
    "iProduct", "iSerialNumber",
)  # fmt: skip


def _descriptor(length: int, kind: int, **fields: int) -> Any:
    return SimpleNamespace(
        bLength=length, bDescriptorType=kind, extra_descriptors=array.array("B"), **fields
    )
