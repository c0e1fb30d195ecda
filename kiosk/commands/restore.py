"""`kiosk restore`: a backup in the place of the data, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import backups
from kiosk.backups import Restored
from kiosk.commands.call import DONE, Call
from kiosk.commands.home import check_home
from kiosk.commands.running import alone
from kiosk.keys import read_keys
from kiosk.words import N_, many, msg


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk restore`."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--bring-back", action="store_true")


def run(call: Call) -> int:
    """Restore a backup, and say what sleeps now and what is left to do."""
    settings = call.settings()
    check_home(settings)
    with alone(settings.home):
        done = backups.restore(
            settings, read_keys(settings), call.args.file, bring_back=call.args.bring_back
        )
    at = done.made_at.astimezone(ZoneInfo(settings.estate.timezone))
    call.say(
        msg(
            "%(estate)s is as it was on %(day)s at %(time)s.",
            estate=done.estate,
            day=call.language.date(at.date(), "long"),
            time=at.time(),
        )
    )
    _tell_what_sleeps(call, done, require_pass=settings.lobby.require_pass)
    if done.before:
        call.say(
            msg(
                "What was replaced is in %(file)s for %(days)s days. To have it back: "
                "kiosk restore %(file)s",
                file=str(done.before),
                days=backups.KEPT_BEFORE.days,
            )
        )
    if done.aside:
        call.say(
            msg(
                "The database that was here cannot be read. It is kept as %(path)s. "
                "Delete it when nobody needs it.",
                path=str(done.aside),
            )
        )
    return DONE


def _tell_what_sleeps(call: Call, done: Restored, *, require_pass: bool) -> None:
    call.say(
        N_(
            "Everybody is logged out. Trusted neighbours and vacations sleep until people have "
            "looked at them, and alerts that were out wait for the caretaker."
        )
    )
    if done.known:
        call.say(N_("Passes and PINs that were valid a moment ago still are."))
    else:
        call.say(N_("All passes are blocked: people log in with their number and print new ones."))
        if require_pass:
            call.say(N_("Set [lobby] require_pass = false until they have, or nobody gets in."))
    if done.left:
        call.say(
            many(
                "One neighbour who had left since is gone again. "
                "If that was a mistake, restore with --bring-back.",
                "%(n)s neighbours who had left since are gone again. "
                "If that was a mistake, restore with --bring-back.",
                done.left,
            )
        )
    elif done.left is None:
        call.say(N_("Whoever has left since is back. Those who gave a mobile or e-mail are told."))
    names = ", ".join(f"{name} ({number})" for name, number in done.caretakers)
    if names:
        call.say(msg("These log in as caretakers: %(names)s", names=names))
    call.say(N_("Print new letterbox codes: the old ones are dead."))
