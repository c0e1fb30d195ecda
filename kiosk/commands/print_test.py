"""`kiosk print-test`: one slip with everything on it, and what the printer answered."""

from argparse import ArgumentParser
from dataclasses import replace

from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.printing import PrinterState
from kiosk.printing.port import Outcome
from kiosk.printing.printers import open_printer
from kiosk.refusals import Refusal
from kiosk.words import N_, msg

TEST_NUMBER = 0  # of no slip in any queue

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
    Outcome.DONE: N_("The test slip was sent."),
    Outcome.NOTHING: N_("Nothing could be sent to the printer."),
    Outcome.PARTLY: N_("The printer stopped in the middle of the slip. See what it lacks."),
}


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk print-test`."""
    parser.add_argument("--printer", metavar="URL")
    parser.add_argument("--slip", metavar="KIND")


def run(call: Call) -> int:
    """Print a test slip, or any other with made-up data, on the home's printer or another one."""
    from kiosk.printing import escpos_bytes, layout  # noqa: PLC0415 - they load the formatter
    from screens import paper  # noqa: PLC0415 - only the command line may open screens

    settings = call.settings()
    if call.args.printer:
        other = settings.printer._replace(url=call.args.printer)
        settings = replace(settings, printer=other)
    kind = call.args.slip or "test"
    if kind not in paper.SLIPS:
        kinds = ", ".join(sorted(paper.SLIPS))
        raise Refusal(
            "slip-unknown",
            msg("There is no slip “%(kind)s”. There are: %(kinds)s", kind=kind, kinds=kinds),
        )
    columns = settings.printer.columns
    card = {**paper.example(kind), **({"printer": settings.printer.url} if kind == "test" else {})}
    page = paper.render(kind, card, settings.estate.language, columns)
    data = escpos_bytes.to_bytes(layout.layout(page, columns), columns, settings.printer.profile)
    printer = open_printer(settings)
    state = printer.state()
    call.say(ANSWERS[state])
    outcome = Outcome.NOTHING
    if state.prints:
        outcome = printer.send(data, TEST_NUMBER)
        call.say(OUTCOMES[outcome])
    printer.close()
    return DONE if outcome is Outcome.DONE else NOT_DONE
