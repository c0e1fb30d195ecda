"""A printer behind a file: `/dev/usb/lp0`, a serial line that is set up, or an ordinary file.

Nothing is read from it, so a device is asked through the kernel how it is (the printer class of
USB tells paper and readiness in one byte), and a line that does not know is `UNKNOWN`.
"""

import fcntl
import os
import select
import stat
import time
from pathlib import Path

from kiosk.printing.cards import PrinterState
from kiosk.printing.port import Outcome

LPGETSTATUS = 0x060B  # linux/lp.h: the status byte of the parallel port, which usblp speaks too
NO_PAPER, SELECTED, NO_ERROR = 0x20, 0x10, 0x08
PIECE = 4096
WRITE_S = 10.0  # a printer that takes nothing for so long has stopped


class FilePrinter:
    """Writes slips to the end of a file or into a device."""

    def __init__(self, path: str, write_s: float = WRITE_S) -> None:
        self._path = Path(path)
        self._write_s = write_s

    def state(self) -> PrinterState:
        """Say how it is, as far as the kernel knows."""
        try:
            handle = self._open()
        except OSError:
            return PrinterState.OFFLINE
        try:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                return PrinterState.READY
            return _told(int.from_bytes(fcntl.ioctl(handle, LPGETSTATUS, bytes(4)), "little"))
        except OSError:
            return PrinterState.UNKNOWN
        finally:
            os.close(handle)

    def send(self, slip: bytes, number: int) -> Outcome:  # noqa: ARG002 - the port's signature
        """Write the slip."""
        try:
            handle = self._open()
        except OSError:
            return Outcome.NOTHING
        left = memoryview(slip)
        try:
            while left:
                _, writable, _ = select.select([], [handle], [], self._write_s)
                if not writable:
                    break
                left = left[_write(handle, left[:PIECE]) :]
        except OSError:
            pass
        finally:
            os.close(handle)
        if not left:
            return Outcome.DONE
        return Outcome.NOTHING if len(left) == len(slip) else Outcome.PARTLY

    def close(self) -> None:
        """Nothing is kept open between slips, so that a cable may be pulled."""

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        if not self._path.is_relative_to("/dev"):  # an unplugged device must not become a file
            flags |= os.O_CREAT
        return os.open(self._path, flags, 0o600)


def _write(handle: int, piece: memoryview) -> int:
    try:
        return os.write(handle, piece)
    except BlockingIOError:
        time.sleep(0.01)  # the line said that it had room, and thought again
        return 0


def _told(status: int) -> PrinterState:
    if status & NO_PAPER:
        return PrinterState.NO_PAPER
    return PrinterState.READY if status & SELECTED and status & NO_ERROR else PrinterState.OFFLINE
