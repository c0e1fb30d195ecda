"""`kiosk recovery`: a new recovery code, for the day when the machine and its key are gone.

It goes to paper. Where there is no printer it can be shown once, to be written down.
"""

from argparse import ArgumentParser

from kiosk import caretaker, recovery_code
from kiosk.commands.call import DONE, Call
from kiosk.commands.checks import prints
from kiosk.commands.opening import opened
from kiosk.keys import read_keys
from kiosk.refusals import Refusal
from kiosk.words import N_, msg


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk recovery`."""
    parser.add_argument("--show", action="store_true")


def run(call: Call) -> int:
    """Make a code, and tell where it is and what it opens."""
    with opened(call) as kiosk:
        if not call.args.show and not prints(kiosk.settings.printer.url):
            raise Refusal(
                "recovery-no-printer",
                msg(
                    "There is no printer, so no code was made. To see it here and write it down: "
                    "kiosk recovery --show"
                ),
            )
        keys = read_keys(kiosk.settings)
        if call.args.show:
            code = caretaker.tell_recovery_code(kiosk, keys)
            shown = " ".join(recovery_code.groups(code))
            call.say(msg("The recovery code: %(code)s", code=shown))
            call.say(N_("Write it down now; it is shown this once."))
        else:
            caretaker.print_recovery_code(kiosk, keys)
            call.say(N_("The slip with the recovery code waits for the printer."))
    call.say(N_("Keep it in a safe place, apart from the kiosk and from the backups."))
    call.say(N_("It opens every backup from now on. Earlier ones open with the code before it."))
    return DONE
