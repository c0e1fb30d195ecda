"""`kiosk letterbox`: slips with letterbox codes, printed by the office and never shown here."""

from argparse import ArgumentParser

from kiosk import account, estate
from kiosk.commands.call import DONE, Call
from kiosk.commands.opening import opened
from kiosk.words import many


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk letterbox`."""
    parser.add_argument("doors", metavar="DOOR", nargs="+")


def run(call: Call) -> int:
    """Queue a slip for each door; none at all if one of the doors is not here."""
    with opened(call) as kiosk:
        doors = [estate.find_door(kiosk, text) for text in call.args.doors]
        count = account.letterbox(kiosk, [door.id for door in doors])
    call.say(
        many(
            "One slip waits for the printer. Drop it in the letterbox that it names.",
            "%(n)s slips wait for the printer. Drop each in the letterbox that it names.",
            count,
        )
    )
    return DONE
