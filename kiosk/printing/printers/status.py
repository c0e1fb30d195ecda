"""What a printer answers to DLE EOT, the question that it may answer at any moment.

A status byte has four fixed bits. A line that says anything else besides is babbling, and then no
byte of it is believed: a wrong "no paper" would keep slips waiting that could be printed, a wrong
"ready" would lose one. Silence and babble are `UNKNOWN`.
"""

from collections.abc import Callable

from kiosk.printing.cards import PrinterState

ASK_PRINTER, ASK_CAUSE, ASK_ERROR, ASK_PAPER = (b"\x10\x04" + bytes((n,)) for n in (1, 2, 3, 4))
FLOW = b"\x11\x13"  # XON and XOFF, which a printer may send at any moment
_FIXED, _FIXED_VALUE = 0x93, 0x12
_OFFLINE = 0x08
_COVER_OPEN, _PAPER_STOP, _ERROR = 0x04, 0x20, 0x40
_CUTTER = 0x08
_PAPER_END, _PAPER_NEAR_END = 0x60, 0x0C
_PORT_NO_PAPER, _PORT_SELECTED, _PORT_NO_ERROR = 0x20, 0x10, 0x08


def is_status(byte: int) -> bool:
    """Return whether a byte can be an answer at all."""
    return byte & _FIXED == _FIXED_VALUE


def answer(heard: bytes) -> int | None:
    """Return the one status byte in what a printer said; None where it said none, or more."""
    told = heard.translate(None, FLOW)
    return told[0] if len(told) == 1 and is_status(told[0]) else None


def ask(question: Callable[[bytes], int | None]) -> PrinterState:  # noqa: PLR0911 - one a state
    """Return how a printer is.

    Args:
        question: sends three bytes and returns the answer, None where there was none in time.
    """
    printer = question(ASK_PRINTER)
    if printer is None:
        return PrinterState.UNKNOWN
    paper = question(ASK_PAPER) or 0
    if not printer & _OFFLINE:
        if paper & _PAPER_END:
            return PrinterState.NO_PAPER
        return PrinterState.PAPER_LOW if paper & _PAPER_NEAR_END else PrinterState.READY
    cause = question(ASK_CAUSE) or 0
    if cause & _COVER_OPEN:  # first, because many take a lifted lid for missing paper too
        return PrinterState.COVER_OPEN
    if (paper & _PAPER_END) or (cause & _PAPER_STOP):
        return PrinterState.NO_PAPER
    if not cause & _ERROR:
        return PrinterState.OFFLINE
    error = question(ASK_ERROR) or 0
    return PrinterState.CUTTER if error & _CUTTER else PrinterState.FAULT


def of_port(byte: int) -> PrinterState:
    """Return how a printer is by the status byte of its port; printers that keep none say 0."""
    if byte & _PORT_NO_PAPER:
        return PrinterState.NO_PAPER
    well = byte & _PORT_SELECTED and byte & _PORT_NO_ERROR
    return PrinterState.READY if well else PrinterState.OFFLINE
