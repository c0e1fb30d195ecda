"""`kiosk caretaker`: who is one, somebody more, and somebody no more.

A caretaker cannot make another at the kiosk, nor be made one there: whoever does it holds the
machine. A PIN that was forgotten is replaced in the same way, by a new number and PIN.
"""

from argparse import ArgumentParser
from pathlib import Path

from kiosk import caretaker
from kiosk.commands.answers import caretakers_pin
from kiosk.commands.call import DONE, Call
from kiosk.commands.opening import opened
from kiosk.house import Kiosk
from kiosk.words import N_, msg

NOBODY = N_("Nobody is a caretaker here. Appoint one with: kiosk caretaker --appoint NAME")


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk caretaker`."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--appoint", metavar="NAME")
    one.add_argument("--dismiss", metavar="NUMBER")
    parser.add_argument("--pin-file", metavar="F", type=Path)


def run(call: Call) -> int:
    """Appoint or dismiss somebody, or tell who serves."""
    with opened(call) as kiosk:
        if call.args.appoint is not None:
            pin = caretakers_pin(call, call.args.pin_file)
            number = caretaker.appoint(kiosk, call.args.appoint, pin)
            call.say(msg("The caretaker logs in with number %(number)s.", number=number))
            return DONE
        if call.args.dismiss is not None:
            caretaker.dismiss(kiosk, call.args.dismiss)
            call.say(N_("That number opens nothing any more, and whoever used it is logged out."))
        _tell(call, kiosk)
    return DONE


def _tell(call: Call, kiosk: Kiosk) -> None:
    serving = caretaker.serving(kiosk)
    for each in serving:
        call.say(f"{each.number}  {each.name}")
    if not serving:
        call.say(NOBODY)
