"""What a printer answers to DLE EOT, the question that it may answer at any moment.

A status byte has four fixed bits, so whatever else comes over the line is not taken for one.
"""

from collections.abc import Callable

from kiosk.printing.cards import PrinterState

ASK_PRINTER, ASK_CAUSE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
_FIXED, _FIXED_VALUE = 0x93, 0x12
_OFFLINE = 0x08
_COVER_OPEN, _PAPER_STOP = 0x04, 0x20
_PAPER_END = 0x60


def is_status(byte: int) -> bool:
    """Return whether a byte can be an answer at all."""
    return byte & _FIXED == _FIXED_VALUE


def ask(question: Callable[[bytes], int | None]) -> PrinterState:
    """Return how a printer is.

    Args:
        question: sends three bytes and returns the answer, None where there was none in time.
    """
    printer = question(ASK_PRINTER)
    if printer is None:
        return PrinterState.UNKNOWN
    paper = question(ASK_PAPER)
    if paper is not None and paper & _PAPER_END:
        return PrinterState.NO_PAPER
    if not printer & _OFFLINE:
        return PrinterState.READY
    cause = question(ASK_CAUSE) or 0
    if cause & _COVER_OPEN:
        return PrinterState.COVER_OPEN
    return PrinterState.NO_PAPER if cause & _PAPER_STOP else PrinterState.OFFLINE
