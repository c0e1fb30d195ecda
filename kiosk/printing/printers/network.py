"""A printer on the network: raw TCP, usually port 9100, over IPv4 or IPv6, each step by a deadline.

One connection serves the question how it is and the slip that follows, because many a printer
talks to one at a time and needs a moment between two.
"""

import contextlib
import socket
import time

from kiosk.printing.cards import PrinterState
from kiosk.printing.port import Outcome
from kiosk.printing.printers import status

CONNECT_S, WRITE_S, ANSWER_S = 3.0, 10.0, 0.5
PIECE = 1024
MOST_BABBLE = 4096  # bytes that are no answer before we stop listening


class NetworkPrinter:
    """Speaks to a printer's raw port."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        connect_s: float = CONNECT_S,
        write_s: float = WRITE_S,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._address = (host, port)
        self._connect_s, self._write_s, self._answer_s = connect_s, write_s, answer_s
        self._line: socket.socket | None = None

    def state(self) -> PrinterState:
        """Ask the printer how it is."""
        self.close()
        try:
            self._line = socket.create_connection(self._address, self._connect_s)
            return status.ask(self._question)
        except OSError:
            self.close()
            return PrinterState.OFFLINE

    def send(self, slip: bytes, number: int) -> Outcome:  # noqa: ARG002 - the port's signature
        """Send the slip, and see that the printer is still well afterwards."""
        try:
            line = self._line or socket.create_connection(self._address, self._connect_s)
        except OSError:
            return Outcome.NOTHING
        self._line = line
        sent = 0
        try:
            line.settimeout(self._write_s)
            while sent < len(slip):
                sent += line.send(slip[sent : sent + PIECE])
            after = status.ask(self._question)
        except OSError:
            return Outcome.PARTLY if sent else Outcome.NOTHING
        finally:
            self.close()
        well = after in {PrinterState.READY, PrinterState.UNKNOWN}
        return Outcome.DONE if well else Outcome.PARTLY

    def close(self) -> None:
        """Hang up, so that others can print."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_WR)
            self._line.close()
            self._line = None

    def _question(self, question: bytes) -> int | None:
        """Ask, and wait for a byte that can be the answer. A dropped line is an OSError."""
        assert self._line is not None  # noqa: S101 - only asked on an open line
        self._line.settimeout(self._answer_s)
        self._line.sendall(question)
        ends, heard = time.monotonic() + self._answer_s, 0
        while (left := ends - time.monotonic()) > 0 and heard < MOST_BABBLE:
            self._line.settimeout(left)
            try:
                answer = self._line.recv(64)
            except TimeoutError:
                return None
            if not answer:
                raise ConnectionResetError
            heard += len(answer)
            for byte in answer:
                if status.is_status(byte):
                    return byte
        return None
