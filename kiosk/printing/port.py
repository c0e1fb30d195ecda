"""The port that every printer stands behind: three methods, and answers instead of exceptions."""

from enum import StrEnum
from typing import Protocol

from kiosk.printing.cards import PrinterState


class Outcome(StrEnum):
    """What became of a slip that was handed to a printer."""

    DONE = "done"  # the printer has all of it
    NOTHING = "nothing"  # it has none of it: send it again later
    PARTLY = "partly"  # some of it may be on paper


class Printer(Protocol):
    """Something that slips come out of. No method raises, and each ends by a deadline."""

    def state(self) -> PrinterState:
        """Say how the printer is. One that does not answer is `UNKNOWN`, not ready."""
        ...

    def send(self, slip: bytes, number: int) -> Outcome:
        """Print a slip.

        Args:
            slip: ESC/POS.
            number: what people know the slip by, for printers that keep slips apart.
        """
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...
