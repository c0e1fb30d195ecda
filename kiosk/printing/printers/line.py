"""A line to a printer: open, write, read, close, each by a deadline. Every cable is one."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a printer may take for what, in seconds.

    Args:
        connect: to be there.
        answer: to say how it is.
        stall: to take the next few bytes; a printer that is out of paper takes none.
        slip: to take a whole slip, however slow the line is.
        settle: to say, after a slip, that it is well, if it said so before.
    """

    connect: float = 3.0
    answer: float = 0.5
    stall: float = 10.0
    slip: float = 180.0
    settle: float = 10.0


class Line(Protocol):
    """A way to a printer. A line that fails raises `OSError`, and nothing else."""

    @property
    def hears(self) -> bool:
        """Whether the printer could answer over this line, once it is open."""
        ...

    def open(self, seconds: float) -> None:
        """Connect; an open line stays as it is."""
        ...

    def write(self, data: bytes, seconds: float) -> int:
        """Hand over some of `data`, and return how many bytes were taken: 0 if none in time."""
        ...

    def drained(self, seconds: float) -> bool:
        """Return whether all that was handed over has reached the other end in time."""
        ...

    def read(self, seconds: float) -> bytes:
        """Return what the printer said; b"" where it said nothing in time."""
        ...

    def port_status(self) -> int | None:
        """Return the status byte that the port itself keeps; None where it keeps none."""
        ...

    def close(self) -> None:
        """Hang up; closing twice is no fault."""
        ...
