"""A printer on the network: raw TCP, usually port 9100, over IPv4 or IPv6, each step by a deadline.

One connection serves the question how it is and the slip that follows, because many a printer
talks to one at a time and needs a moment between two.
"""

import contextlib
import fcntl
import select
import socket
import struct
import threading
import time
from typing import Any, TypeAlias

UNSENT = 0x5411  # SIOCOUTQ in linux/sockios.h: bytes that the other end has not acknowledged
LOOK_S = 0.01  # how often that is looked at
GOODBYE_S = 0.3  # for the printer to hang up too; a reset would throw the end of a slip away

_Found: TypeAlias = tuple[int, int, int, str, tuple[Any, ...]]


class TcpLine:
    """A connection to a printer's raw port."""

    hears = True

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._socket: socket.socket | None = None

    def open(self, seconds: float) -> None:
        """Connect to the first of the host's addresses that answers."""
        if self._socket is not None:
            return
        ends = time.monotonic() + seconds
        fault: OSError = TimeoutError()
        for family, kind, protocol, _, address in _addresses(self._host, self._port, seconds):
            made = socket.socket(family, kind, protocol)
            made.settimeout(max(0.001, ends - time.monotonic()))
            try:
                made.connect(address)
            except OSError as refused:
                made.close()
                fault = refused
            else:
                made.setblocking(False)
                self._socket = made
                return
        raise fault

    def write(self, data: bytes, seconds: float) -> int:
        """Hand over what fits into the connection."""
        line = self._opened()
        _, writable, _ = select.select([], [line], [], seconds)
        return line.send(data) if writable else 0

    def drained(self, seconds: float) -> bool:
        """Wait until the printer's end has acknowledged every byte."""
        line, ends = self._opened(), time.monotonic() + seconds
        while struct.unpack("i", fcntl.ioctl(line, UNSENT, bytes(4)))[0]:
            if time.monotonic() >= ends:
                return False
            select.select([], [], [], LOOK_S)
        return True

    def read(self, seconds: float) -> bytes:
        """Return what came; a line that was dropped raises."""
        line = self._opened()
        readable, _, _ = select.select([line], [], [], seconds)
        if not readable:
            return b""
        if told := line.recv(256):
            return told
        raise ConnectionResetError

    def port_status(self) -> None:
        """Return None: the network knows nothing of printers."""

    def close(self) -> None:
        """Say goodbye, and hear the printer out, so that it gets the end of the slip."""
        line, self._socket = self._socket, None
        if line is None:
            return
        with line, contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_WR)
            ends = time.monotonic() + GOODBYE_S
            while (left := ends - time.monotonic()) > 0:
                readable, _, _ = select.select([line], [], [], left)
                if not readable or not line.recv(256):
                    return

    def _opened(self) -> socket.socket:
        if self._socket is None:
            raise ConnectionError
        return self._socket


def _addresses(host: str, port: int, seconds: float) -> list[_Found]:
    """Look a host up; the system's own look-up has no deadline that could be set."""
    found: list[_Found] = []

    def look() -> None:
        with contextlib.suppress(OSError):
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    return list(found)
