"""`kiosk recovery`: a new recovery code, for the day when the machine and its key are gone.

It goes to paper, and holds only when the printer has the whole slip: until then the code before it
does. Where there is no printer it can be shown once, to be written down.
"""

from argparse import ArgumentParser

from kiosk import caretaker, estate, recovery_code
from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.commands.checks import printer_url, prints
from kiosk.commands.opening import opened
from kiosk.commands.printing import print_in_turn
from kiosk.house import Kiosk
from kiosk.keys import Keys, read_keys
from kiosk.refusals import Refusal
from kiosk.words import N_, msg

KEEP = N_("Keep it in a safe place, apart from the kiosk and from the backups.")


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk recovery`."""
    parser.add_argument("--show", action="store_true")


def run(call: Call) -> int:
    """Make a code, and tell where it is and what it opens."""
    with opened(call) as kiosk:
        at, demo = kiosk.settings.printer.url, kiosk.settings.demo
        if not call.args.show and not prints(printer_url(at, demo=demo)):
            raise Refusal(
                "recovery-no-printer",
                msg(
                    "There is no printer, so no code was made. To see it here and write it down: "
                    "kiosk recovery --show"
                ),
            )
        keys = read_keys(kiosk.settings)
        if call.args.show:
            _show(call, kiosk, keys)
        elif not on_paper(call, kiosk, keys):
            call.say(
                N_(
                    "So there is no new recovery code; one from before goes on to hold. If some "
                    "of a slip came out, throw it away. Try again with: kiosk recovery"
                )
            )
            return NOT_DONE
    call.say(N_("It opens every backup from now on. Earlier ones open with the code before it."))
    return DONE


def on_paper(call: Call, kiosk: Kiosk, keys: Keys) -> bool:
    """Print a new code, and let it hold when the printer has the whole slip.

    Returns:
        Whether there is one; why not, has been said.
    """
    code, wrapped = recovery_code.deal(kiosk.chance, keys)
    today = kiosk.clock.today(estate.timezone(kiosk))
    card = {"code": code, "day": today.isoformat()}
    if not print_in_turn(call, kiosk, "recovery", card):
        return False
    try:
        caretaker.keep_recovery_code(kiosk, wrapped)
    except BaseException:
        call.complain(N_("The code on the slip does not hold. Throw the slip away."))
        raise
    call.say(
        N_(
            "The recovery code is on the slip. Look at it now: if it is not whole, print another "
            "with: kiosk recovery"
        )
    )
    call.say(KEEP)
    return True


def _show(call: Call, kiosk: Kiosk, keys: Keys) -> None:
    code, wrapped = recovery_code.deal(kiosk.chance, keys)
    caretaker.keep_recovery_code(kiosk, wrapped)
    shown = " ".join(recovery_code.groups(code))
    call.say(msg("The recovery code: %(code)s", code=shown))
    call.say(N_("Write it down now; it is shown this once."))
    call.say(KEEP)
