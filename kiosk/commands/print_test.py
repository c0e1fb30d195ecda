"""`kiosk print-test`: one slip with everything on it, and what the printer answered."""

from argparse import ArgumentParser
from dataclasses import replace

from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.commands.printing import print_now
from kiosk.printing.port import Outcome
from kiosk.refusals import Refusal
from kiosk.words import N_, msg


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk print-test`."""
    parser.add_argument("--printer", metavar="URL")
    parser.add_argument("--slip", metavar="KIND")


def run(call: Call) -> int:
    """Print a test slip, or any other with made-up data, on the home's printer or another one."""
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
    card = {**paper.example(kind), **({"printer": settings.printer.url} if kind == "test" else {})}
    outcome = print_now(call, settings, kind, card)
    if outcome is Outcome.DONE:
        call.say(N_("The test slip was sent."))
        return DONE
    return NOT_DONE
