"""What the spool tells others: a slip's number, how far it is, and how the printer is."""

from dataclasses import dataclass
from enum import StrEnum


class PrinterState(StrEnum):
    """How a printer is, as far as it says. Returned, never raised."""

    READY = "ready"
    PAPER_LOW = "paper-low"  # it prints, and the roll is nearly used up
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    CUTTER = "cutter"  # the knife is stuck
    FAULT = "fault"  # it says that something else is wrong
    OFFLINE = "offline"  # nobody is there, or it takes nothing
    UNKNOWN = "unknown"  # it does not answer, which many a printer that prints does not

    @property
    def prints(self) -> bool:
        """Whether a slip may be sent to it."""
        return self in {PrinterState.READY, PrinterState.PAPER_LOW, PrinterState.UNKNOWN}


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
    """How far a slip is, and how the printer is.

    Args:
        number: what people may be told.
        step: how far it is.
        printer: how the printer is.
        kind: which slip it is.
        copy: whether one of the same number may be on paper already.
    """

    number: int
    step: Step
    printer: PrinterState
    kind: str = ""
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A slip that its owner has to be asked or told about; a caretaker, where it is everybody's.

    Args:
        id: what the spool knows it by.
        number: what it says of itself.
        kind: which slip it is.
        subject: what it was about, as the room that queued it counts; 0 where it is the only one.
        uncertain: it may have come out; if not, it was dropped before it had begun, or could not
            be printed as it was.
    """

    id: int
    number: int
    kind: str
    subject: int
    uncertain: bool
