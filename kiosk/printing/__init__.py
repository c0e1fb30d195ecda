"""Everything on paper: what slips are made of, the queue they wait in, the printers they go to.

This face is what other rooms use: a slip is a row, put in the queue in the caller's transaction.
What a slip looks like is decided in `screens.paper`; the office prints (`kiosk.office`). Nothing
here knows of visits, residents or any other room, and importing it loads no printer library.
"""

from kiosk.printing.actions import Json, drop_for_visit, printer_state, queue, state
from kiosk.printing.cards import PrinterState, Slip, SlipState, Step

__all__ = [
    "Json",
    "PrinterState",
    "Slip",
    "SlipState",
    "Step",
    "drop_for_visit",
    "printer_state",
    "queue",
    "state",
]
