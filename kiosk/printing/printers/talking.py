"""The printer at the other end of a line: the one place that decides what became of a slip.

A slip is *done* when the line took all of it, its last byte has left this machine, and a printer
that could say how it was before still says that it is well. A printer that never answers is
believed: most cheap ones never do.
"""

import time

from kiosk.printing.cards import PrinterState
from kiosk.printing.port import Outcome
from kiosk.printing.printers import status
from kiosk.printing.printers.line import Deadlines, Line

PIECE = 1024
LULL_S = 0.01  # after an answer; what comes sooner belongs to it
MOST_HEARD = 4096  # of babble, before we stop listening


class TalkingPrinter:
    """Prints over a line, and asks how the printer is."""

    def __init__(self, line: Line, deadlines: Deadlines | None = None) -> None:
        self._line = line
        self._by = deadlines or Deadlines()
        self._answers = False

    def state(self) -> PrinterState:
        """Ask the printer how it is; the line stays open for the slip that may follow."""
        try:
            self._line.open(self._by.connect)
            return self._ask(self._by.answer)
        except OSError:
            self.close()
            return PrinterState.OFFLINE

    def send(self, slip: bytes, number: int) -> Outcome:  # noqa: ARG002 - the port's signature
        """Send the slip, and see that the printer is still well afterwards."""
        sent = 0
        try:
            self._line.open(self._by.connect)
            sent = self._write(slip)
            whole = sent == len(slip) and self._line.drained(self._by.stall)
            if sent == 0:
                return Outcome.NOTHING
            return Outcome.DONE if whole and self._is_well() else Outcome.PARTLY
        except OSError:
            return Outcome.PARTLY if sent else Outcome.NOTHING
        finally:
            self.close()

    def close(self) -> None:
        """Hang up, so that others can print and a cable may be pulled."""
        self._answers = False
        self._line.close()

    def _write(self, slip: bytes) -> int:
        """Return how much of a slip the line took."""
        sent, ends = 0, time.monotonic() + self._by.slip
        while sent < len(slip) and (left := ends - time.monotonic()) > 0:
            try:
                taken = self._line.write(slip[sent : sent + PIECE], min(self._by.stall, left))
            except OSError:
                break  # the bytes that it took before are on their way all the same
            if not taken:
                break
            sent += taken
        return sent

    def _is_well(self) -> bool:
        if not self._answers:
            return True
        after = self._ask(self._by.settle)
        return after is not PrinterState.UNKNOWN and after.prints

    def _ask(self, seconds: float) -> PrinterState:
        state = PrinterState.UNKNOWN
        if self._line.hears:
            state = status.ask(lambda question: self._answer(question, seconds))
        if state is PrinterState.UNKNOWN and (byte := self._line.port_status()):
            self._answers = True
            return status.of_port(byte)
        return state

    def _answer(self, question: bytes, seconds: float) -> int | None:
        """Ask, and return the answer. A dropped line is an OSError."""
        self._hush()
        if self._line.write(question, seconds) != len(question):
            return None
        ends, heard = time.monotonic() + seconds, b""
        while (left := ends - time.monotonic()) > 0 and len(heard) < MOST_HEARD:
            if not (told := self._line.read(LULL_S if status.answer(heard) is not None else left)):
                break
            heard += told
        told_byte = status.answer(heard)
        self._answers = self._answers or told_byte is not None
        return told_byte

    def _hush(self) -> None:
        """Forget what the printer said before it was asked."""
        heard = 0
        while heard < MOST_HEARD and (told := self._line.read(0)):
            heard += len(told)
