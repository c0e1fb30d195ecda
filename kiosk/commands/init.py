"""`kiosk init`: a home of its own for a new kiosk, all of it or nothing.

Everything that was said is checked before anything is written, and the settings file is written
last: where it is, a kiosk stands. If something fails on the way, what was made is taken away again.
"""

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk import boot, caretaker, estate
from kiosk.commands.answers import Answers, gather
from kiosk.commands.call import DONE, Call
from kiosk.commands.home import database_file
from kiosk.house import Kiosk
from kiosk.keys import ID_FILE, key_path, make_keys
from kiosk.refusals import Refusal
from kiosk.settings import FILE_NAME, Settings, load
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
    with _all_or_nothing(call, settings):
        keys = make_keys(settings)
        if {path.name for path in settings.home.iterdir()} == {ID_FILE}:
            settings.home.chmod(0o700)  # a folder made for the kiosk; a shared one is not ours
        kiosk = boot.open_kiosk(settings, keys)
        try:
            number = _furnish(kiosk, answers)
        finally:
            kiosk.store.close()
        _write(call.settings_path, _toml(answers))
    _tell(call, answers, number, key_path(settings))
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
    call.say(N_("Start it with: kiosk"))


@contextmanager
def _all_or_nothing(call: Call, settings: Settings) -> Iterator[None]:
    """Take away what was made if not all of it could be; what was there before stays."""
    candidates = [call.settings_path, settings.home / ID_FILE]
    if path := database_file(settings):
        candidates += [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
    had_home, had_key = settings.home.exists(), key_path(settings).exists()
    new = [path for path in candidates if not path.exists()]
    try:
        yield
    except BaseException:
        if not had_key and (settings.home / ID_FILE).exists():
            key_path(settings).unlink(missing_ok=True)
        for path in new:
            path.unlink(missing_ok=True)
        if not had_home:
            with suppress(OSError):
                settings.home.rmdir()
        raise


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


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
