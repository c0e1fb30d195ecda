"""`kiosk backup`: the whole kiosk in one encrypted file, while it goes on running."""

from argparse import ArgumentParser
from pathlib import Path

from kiosk import backups, caretaker
from kiosk.commands.call import DONE, Call
from kiosk.commands.opening import opened
from kiosk.keys import key_path, read_keys
from kiosk.words import N_, msg

KILOBYTE = 1024


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk backup`."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--replace", action="store_true")


def run(call: Call) -> int:
    """Make a backup; one that is there already gives way only where that is asked for."""
    with opened(call) as kiosk:
        keys = read_keys(kiosk.settings)
        made = backups.make(kiosk, keys, call.args.file, replace=call.args.replace)
        with kiosk.store.read() as db:
            has_code = caretaker.newest_recovery(db) is not None
        path, home = str(key_path(kiosk.settings)), kiosk.settings.home
    call.say(
        msg(
            "The backup is in %(file)s: %(size)s KB, encrypted.",
            file=str(made.file),
            size=-(-made.size // KILOBYTE),
        )
    )
    if made.file.parent.stat().st_dev == home.stat().st_dev:
        call.say(N_("It lies on the same disk as the data. Take it to another place."))
    if has_code:
        call.say(N_("The recovery code on your slip opens it. Keep the slip apart from it."))
    else:
        call.say(
            msg("It cannot be read without the key %(path)s. Keep a copy of that apart.", path=path)
        )
        call.say(N_("Or have a recovery code on paper instead: kiosk recovery"))
    return DONE
