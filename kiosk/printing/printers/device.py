"""A printer behind a file: `/dev/usb/lp0`, a pipe, or an ordinary file that slips are added to.

A device is opened for reading too where it can be, so that it may say how it is; else the kernel
is asked, which keeps one status byte for each printer on USB.
"""

import contextlib
import errno
import fcntl
import os
import select
import stat
import termios
from pathlib import Path

LPGETSTATUS = 0x060B  # linux/lp.h: the status byte of the parallel port, which usblp speaks too
FILE_MODE = 0o600
WELL = 0x18  # selected, no error: what a printer's port says when all is well


class DeviceLine:
    """A file or a device node."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._handle = -1
        self.hears = False

    def open(self, seconds: float) -> None:  # noqa: ARG002 - opening a file does not wait
        """Open the file, alone: a device that another program has locked is not there for us."""
        if self._handle >= 0:
            return
        handle, hears = self._opened()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.isatty(handle):
                as_bytes(handle)
        except (OSError, termios.error) as fault:
            os.close(handle)
            raise OSError(errno.EBUSY, str(fault)) from fault
        self._handle, self.hears = handle, hears

    def _opened(self) -> tuple[int, bool]:
        flags = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        if not self._path.is_relative_to("/dev"):  # an unplugged device must not become a file
            flags |= os.O_CREAT
        if self._path.is_char_device():
            with contextlib.suppress(OSError):  # many may be written to and not read
                return os.open(self._path, flags | os.O_RDWR), True
        return os.open(self._path, flags | os.O_WRONLY | os.O_APPEND, FILE_MODE), False

    def write(self, data: bytes, seconds: float) -> int:
        """Write what the device takes."""
        return write(self._handle, data, seconds)

    def drained(self, seconds: float) -> bool:  # noqa: ARG002 - the kernel has it
        """Return True: what a file or pipe took is where it belongs."""
        return True

    def read(self, seconds: float) -> bytes:
        """Return what the device said."""
        return read(self._handle, seconds) if self.hears else b""

    def port_status(self) -> int | None:
        """Ask the kernel; an ordinary file is always well."""
        if stat.S_ISREG(os.fstat(self._handle).st_mode):
            return WELL
        try:
            return fcntl.ioctl(self._handle, LPGETSTATUS, bytes(4))[0]
        except OSError:
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def write(handle: int, data: bytes, seconds: float) -> int:
    """Write what a handle takes within so many seconds."""
    _, writable, _ = select.select([], [handle], [], seconds)
    if not writable:
        return 0
    try:
        return os.write(handle, data)
    except BlockingIOError:  # it said that it had room, and thought again
        select.select([], [], [], min(seconds, 0.05))
        return 0


def read(handle: int, seconds: float) -> bytes:
    """Read what a handle has within so many seconds."""
    readable, _, _ = select.select([handle], [], [], seconds)
    if not readable:
        return b""
    try:
        told = os.read(handle, 256)
    except BlockingIOError:
        return b""
    if not told:
        raise OSError(errno.EIO, "hung up")
    return told


def as_bytes(
    handle: int, speed: int | None = None, *, rtscts: bool = False, xon: bool = False
) -> None:
    """Make a terminal line carry bytes as they are, eight bits, no parity, one stop bit.

    Args:
        handle: the line.
        speed: one of termios' constants; None leaves it.
        rtscts: whether the printer holds us up by a wire.
        xon: … or by XOFF and XON.

    Raises:
        termios.error: it is no such line.
    """
    inputs, outputs, control, _, was_in, was_out, special = termios.tcgetattr(handle)
    inputs = (termios.IXON if xon else 0) | termios.IGNBRK | termios.IGNPAR
    outputs = 0
    control &= ~(termios.CSIZE | termios.PARENB | termios.CSTOPB | termios.CRTSCTS)
    control |= termios.CS8 | termios.CREAD | termios.CLOCAL
    control |= termios.CRTSCTS if rtscts else 0
    rates = (speed or was_in, speed or was_out)
    termios.tcsetattr(handle, termios.TCSANOW, [inputs, outputs, control, 0, *rates, special])
