"""A printer on a serial line, an RS-232 port or a USB adapter: slow, and rarely answering."""

import contextlib
import errno
import fcntl
import os
import select
import struct
import termios
import time

from kiosk.printing.printers import device

LOOK_S = 0.01  # how often the line is asked whether its last byte has left
SPEEDS = {
    1200: termios.B1200,
    2400: termios.B2400,
    4800: termios.B4800,
    9600: termios.B9600,
    19_200: termios.B19200,
    38_400: termios.B38400,
    57_600: termios.B57600,
    115_200: termios.B115200,
}


class SerialLine:
    """A terminal line of the kernel's, of eight bits and no parity."""

    hears = True

    def __init__(self, path: str, baud: int, flow: str = "none") -> None:
        self._path, self._baud, self._flow = path, baud, flow
        self._handle = -1

    def open(self, seconds: float) -> None:  # noqa: ARG002 - opening a line does not wait
        """Set the line up, alone: one that another program has locked is not there for us."""
        if self._handle >= 0:
            return
        flags = os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(self._path, flags)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            speed = SPEEDS[self._baud]
            rtscts, xon = self._flow == "rtscts", self._flow == "xonxoff"
            device.as_bytes(handle, speed, rtscts=rtscts, xon=xon)
        except (OSError, termios.error) as fault:
            os.close(handle)
            raise OSError(errno.ENOTTY, str(fault)) from fault
        self._handle = handle

    def write(self, data: bytes, seconds: float) -> int:
        """Hand over what the line takes."""
        return device.write(self._handle, data, seconds)

    def drained(self, seconds: float) -> bool:
        """Wait until the last byte has left; the kernel's own way to wait has no deadline."""
        ends = time.monotonic() + seconds + self._unsent() * 10 / self._baud
        while self._unsent():
            if time.monotonic() >= ends:
                return False
            select.select([], [], [], LOOK_S)
        return True

    def _unsent(self) -> int:
        left: int = struct.unpack("i", fcntl.ioctl(self._handle, termios.TIOCOUTQ, bytes(4)))[0]
        return left

    def read(self, seconds: float) -> bytes:
        """Return what the printer said."""
        return device.read(self._handle, seconds)

    def port_status(self) -> None:
        """Return None: a serial port knows nothing of printers."""

    def close(self) -> None:
        """Let go of the line; what never left is thrown away, or closing would wait for it."""
        if self._handle >= 0:
            with contextlib.suppress(OSError, termios.error):
                if self._unsent():
                    termios.tcflush(self._handle, termios.TCOFLUSH)
            os.close(self._handle)
            self._handle = -1
