"""Printers without a device: none at all, and one that remembers, for tests and benchmarks."""

from kiosk.printing.cards import PrinterState
from kiosk.printing.port import Outcome


class NoPrinter:
    """There is no printer: slips for everybody wait, a person's own go with their visit."""

    def state(self) -> PrinterState:
        """Say that nothing can be printed."""
        return PrinterState.OFFLINE

    def send(self, slip: bytes, number: int) -> Outcome:  # noqa: ARG002 - the port's signature
        """Print nothing."""
        return Outcome.NOTHING

    def close(self) -> None:
        """Let go of nothing."""


class MemoryPrinter:
    """Keeps what it was sent, and is as its owner says."""

    def __init__(self) -> None:
        self.slips: list[tuple[int, bytes]] = []
        self.is_now = PrinterState.READY
        self.ends = Outcome.DONE

    def state(self) -> PrinterState:
        """Say how it was set to be."""
        return self.is_now

    def send(self, slip: bytes, number: int) -> Outcome:
        """Keep the slip, unless it was set to fail."""
        if not self.is_now.prints:
            return Outcome.NOTHING
        if self.ends is not Outcome.NOTHING:
            self.slips.append((number, slip))
        return self.ends

    def close(self) -> None:
        """Keep everything."""
