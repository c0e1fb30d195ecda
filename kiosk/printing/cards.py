"""What the spool tells others: a slip's number, how far it is, and how the printer is."""

from dataclasses import dataclass
from enum import StrEnum


class PrinterState(StrEnum):
    """How a printer is, as far as it says. Returned, never raised."""

    READY = "ready"
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    OFFLINE = "offline"
    UNKNOWN = "unknown"  # it does not answer, which many a printer that prints does not


class Step(StrEnum):
    """How far a slip is."""

    QUEUED = "queued"
    SENDING = "sending"
    DONE = "done"
    UNCERTAIN = "uncertain"  # begun, and nobody knows whether it came out
    FAILED = "failed"  # it cannot be printed as it is
    DROPPED = "dropped"  # its visit was over before it had begun


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that was put in the queue.

    Args:
        id: what the spool knows it by.
        number: what people may be told, and what a reprint keeps.
    """

    id: int
    number: int


@dataclass(frozen=True, slots=True)
class SlipState:
    """How far a slip is, and how the printer is."""

    number: int
    step: Step
    printer: PrinterState
