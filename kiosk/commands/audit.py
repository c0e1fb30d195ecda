"""`kiosk audit`: the log of what caretakers did, and whether somebody has tampered with it.

The log is read by whoever the estate answers to, so it speaks the estate's language and time. It
tells caretakers by the number that `kiosk caretaker` lists, never by name.
"""

from argparse import ArgumentParser
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk import caretaker, estate
from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.commands.opening import opened
from kiosk.house import Kiosk
from kiosk.text import clean
from kiosk.words import N_, language, msg

WHAT_TO_DO = N_(
    "No caretaker can do that at the kiosk: somebody has written to its data. What stands before "
    "that entry still holds. Find out who can reach the machine and the database, and keep your "
    "backups: one from before that day has the log as it was."
)


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk audit`."""
    parser.add_argument("--verify", action="store_true")


def run(call: Call) -> int:
    """Print the log, newest last, or say whether it is whole."""
    with opened(call) as kiosk:
        if call.args.verify:
            return _verify(call, kiosk)
        tongue = language(kiosk.settings.estate.language)
        zone = ZoneInfo(estate.timezone(kiosk))
        entries = caretaker.audit.entries(kiosk)[::-1]
        told = [[clean(tongue.say(part)) for part in (each.who, each.what)] for each in entries]
        width = max((len(who) for who, _ in told), default=0)
        for entry, (who, what) in zip(entries, told, strict=True):
            call.say(f"{entry.number:>6}  {_local(entry.at, zone):16}  {who:{width}}  {what}")
    return DONE


def _verify(call: Call, kiosk: Kiosk) -> int:
    with kiosk.store.steady():
        flaw = caretaker.audit.verify(kiosk)
        entries = caretaker.audit.entries(kiosk)
    if flaw:
        call.complain(flaw.line)
        call.complain(WHAT_TO_DO)
        return NOT_DONE
    if entries:
        call.say(
            msg(
                "The log is whole, from entry %(first)s to entry %(last)s.",
                first=str(entries[-1].number),
                last=str(entries[0].number),
            )
        )
    else:
        call.say(N_("The log is whole. Nothing is written in it."))
    return DONE


def _local(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "?"
