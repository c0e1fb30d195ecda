"""Everything on paper: what slips are made of, the queue they wait in, the printers they go to.

This face is what other rooms use: a slip is a row, put in the queue in the caller's transaction.
What a slip looks like is decided in `screens.paper`; the office prints (`kiosk.office`). Nothing
here knows of visits, residents or any other room, and importing it loads no printer library.
"""

from kiosk.printing.actions import (
    Json,
    answered,
    answered_for_all,
    begin_visit,
    drop_for_visit,
    forget,
    keep_from,
    lost,
    lost_for_all,
    newest,
    printer_here,
    printer_state,
    queue,
    restored,
    state,
    waiting,
)
from kiosk.printing.cards import Lost, PrinterState, Slip, SlipState, Step
from kiosk.printing.showing import look
from kiosk.printing.spool import Render, Spool

__all__ = [
    "Json",
    "Lost",
    "PrinterState",
    "Render",
    "Slip",
    "SlipState",
    "Spool",
    "Step",
    "answered",
    "answered_for_all",
    "begin_visit",
    "drop_for_visit",
    "forget",
    "keep_from",
    "look",
    "lost",
    "lost_for_all",
    "newest",
    "printer_here",
    "printer_state",
    "queue",
    "restored",
    "state",
    "waiting",
]
