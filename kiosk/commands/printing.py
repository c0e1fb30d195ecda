"""A slip that a command prints itself, at once and past the queue, and what the printer answers."""

import time
from collections.abc import Mapping
from typing import Any

from kiosk.commands.call import Call
from kiosk.house import Kiosk
from kiosk.printing import PrinterState, places
from kiosk.printing.port import Outcome
from kiosk.printing.printers import open_printer
from kiosk.settings import Settings
from kiosk.words import N_

NO_NUMBER = 0  # of no slip in any queue
TURN_S = 10.0  # a slip is printed in less, unless something is wrong
LOOK_AGAIN_S = 0.1

ANSWERS = {
    PrinterState.READY: N_("The printer is ready."),
    PrinterState.PAPER_LOW: N_("The printer is ready, but its paper is running low."),
    PrinterState.UNKNOWN: N_("The printer does not say how it is. Many do not; look at the paper."),
    PrinterState.NO_PAPER: N_("The printer has no paper. Put a new roll in and try again."),
    PrinterState.COVER_OPEN: N_("The printer's cover is open. Close it and try again."),
    PrinterState.CUTTER: N_(
        "The printer's knife is stuck. Switch the printer off, take out the paper that is caught, "
        "and switch it on again."
    ),
    PrinterState.FAULT: N_(
        "The printer says that something is wrong. Switch it off and on again. "
        "If that does not help, it needs repair."
    ),
    PrinterState.OFFLINE: N_(
        "The printer does not answer. See that it is switched on, that its cable is in, "
        "and that its address is right."
    ),
}
OUTCOMES = {
    Outcome.NOTHING: N_("Nothing could be sent to the printer."),
    Outcome.PARTLY: N_("The printer stopped in the middle of the slip. See what it lacks."),
}


def print_in_turn(call: Call, kiosk: Kiosk, kind: str, card: Mapping[str, Any]) -> bool:
    """Take a turn at the home's printer, print a slip, and say what stood in the way.

    Returns:
        Whether the printer has the whole slip.
    """
    until = time.monotonic() + TURN_S
    while True:
        with places.turn(kiosk.store, kiosk.settings) as had:
            if had:
                return print_now(call, kiosk.settings, kind, card) is Outcome.DONE
        if time.monotonic() > until:
            call.say(N_("The printer is busy with other slips."))
            return False
        time.sleep(LOOK_AGAIN_S)


def print_now(call: Call, settings: Settings, kind: str, card: Mapping[str, Any]) -> Outcome:
    """Print a slip on the printer that the settings name; say how it is, and what it left undone.

    Args:
        call: whom to tell.
        settings: they name the printer, its paper and the language.
        kind: a slip of `screens.paper`.
        card: what it says.
    """
    from kiosk.printing import escpos_bytes, layout  # noqa: PLC0415 - they load the formatter
    from screens import paper  # noqa: PLC0415 - only the command line may open screens

    columns = settings.printer.columns
    page = paper.render(kind, card, settings.estate.language, columns)
    data = escpos_bytes.to_bytes(layout.layout(page, columns), columns, settings.printer.profile)
    printer = open_printer(settings)
    try:
        state = printer.state()
        call.say(ANSWERS[state])
        if not state.prints:
            return Outcome.NOTHING
        outcome = printer.send(data, NO_NUMBER)
    finally:
        printer.close()
    if outcome in OUTCOMES:
        call.say(OUTCOMES[outcome])
    return outcome
