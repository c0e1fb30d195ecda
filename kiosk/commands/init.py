"""`kiosk init`: a home of its own for a new kiosk, all of it or nothing.

Everything that was said is checked before anything is written, and the settings file is written
last: where it is, a kiosk stands. If something fails on the way, what was made is taken away again.
Then the recovery code is printed, at once; a printer that cannot does not undo the set-up.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

from kiosk import boot, caretaker, estate
from kiosk.commands import recovery
from kiosk.commands.answers import Answers, gather
from kiosk.commands.call import DONE, Call
from kiosk.commands.checks import prints
from kiosk.commands.home import all_or_nothing
from kiosk.commands.opening import opened
from kiosk.house import Kiosk
from kiosk.keys import ID_FILE, key_path, make_keys, read_keys, write_new
from kiosk.refusals import Refusal
from kiosk.settings import FILE_NAME, load
from kiosk.words import N_, language, many, msg

CARETAKER = N_("Caretaker")


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk init`."""
    parser.add_argument("--estate", metavar="NAME")
    parser.add_argument("--register", metavar="FILE.csv", type=Path)
    parser.add_argument("--doors", metavar="TEXT")
    parser.add_argument("--good-lines", action="store_true")
    parser.add_argument("--caretaker-pin-file", metavar="FILE", type=Path)
    parser.add_argument("--printer", metavar="URL")
    parser.add_argument("--phone-url", metavar="URL")


def run(call: Call) -> int:
    """Set the home up."""
    for path in {call.settings_path, call.home / FILE_NAME}:
        if path.exists():
            raise Refusal(
                "home-taken",
                msg(
                    "%(path)s is there already, so nothing was changed. "
                    "To begin another kiosk, name another folder with --home.",
                    path=str(path),
                ),
            )
    settings = load(call.home)
    answers = gather(call)
    with all_or_nothing(call.settings_path, settings):
        keys = make_keys(settings)
        if {path.name for path in settings.home.iterdir()} == {ID_FILE}:
            settings.home.chmod(0o700)  # a folder made for the kiosk; a shared one is not ours
        kiosk = boot.open_kiosk(settings, keys)
        try:
            number = _furnish(kiosk, answers)
        finally:
            kiosk.store.close()
        write_new(call.settings_path, _toml(answers))
    _tell(call, answers, number, key_path(settings))
    _have_recovery_code(call, answers)
    call.say(N_("Start it with: kiosk"))
    return DONE


def _furnish(kiosk: Kiosk, answers: Answers) -> str:
    """Write the estate down, and return the caretaker's number, "" without one."""
    estate.set_up(kiosk, answers.name)
    estate.import_doors(kiosk, answers.rows, only_good=True)
    if not answers.pin:
        return ""
    name = language(kiosk.settings.estate.language).say(CARETAKER)
    return caretaker.appoint(kiosk, name, answers.pin)


def _tell(call: Call, answers: Answers, number: str, key: Path) -> None:
    call.say(
        many(
            "%(estate)s is set up in %(home)s, with one door.",
            "%(estate)s is set up in %(home)s, with %(n)s doors.",
            answers.doors,
            estate=answers.name,
            home=str(call.home),
        )
    )
    call.say(msg("The key to its data is %(path)s. Keep a copy of it elsewhere.", path=str(key)))
    if number:
        call.say(msg("The caretaker logs in with number %(number)s.", number=number))
    else:
        call.say(N_("There is no caretaker yet. Appoint one with: kiosk caretaker --appoint NAME"))


def _have_recovery_code(call: Call, answers: Answers) -> None:
    """Print the first recovery code, or say how to get one: the kiosk stands either way."""
    if not prints(answers.printer):
        call.say(N_("Make a recovery code, too, for the day the machine is gone: kiosk recovery"))
        return
    with opened(call) as kiosk:
        if not recovery.on_paper(call, kiosk, read_keys(kiosk.settings)):
            call.say(
                N_(
                    "So there is no recovery code yet. If some of a slip came out, throw it away. "
                    "When the printer is well, make one with: kiosk recovery"
                )
            )


def _toml(answers: Answers) -> str:
    """Return the settings as TOML, whose strings are written as JSON's are."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    parts = [f"[estate]\nname = {quoted(answers.name)}\n"]
    if answers.printer:
        parts.append(f"[printer]\nurl = {quoted(answers.printer)}\n")
    if answers.phone:
        parts.append(f"[phone]\npublic_url = {quoted(answers.phone)}\n")
    return "\n".join(parts)
