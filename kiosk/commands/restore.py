"""`kiosk restore`: a backup in the place of the data, whole or not at all.

Where there is no kiosk yet, or its key is lost, the backup's recovery code brings both back.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from kiosk import backups, board, boot, caretaker
from kiosk.backups import Restored
from kiosk.commands.answers import recovery_keys
from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.commands.home import (
    all_or_nothing,
    check_home,
    database_file,
    stands,
)
from kiosk.commands.running import alone
from kiosk.keys import Keys, key_path, put_back, read_keys, write_new
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.store import StoreFault, schema
from kiosk.words import N_, many, msg

ASIDE = ".damaged"


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk restore`."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--bring-back", action="store_true")
    parser.add_argument("--code-file", metavar="F", type=Path)


def run(call: Call) -> int:
    """Restore a backup, and say what sleeps now and what is left to do."""
    settings = call.settings()
    if stands(settings) and not _key_is_lost(settings):
        with alone(settings.home):
            _tell(call, settings, _restored(call, settings, read_keys(settings)))
        return DONE
    if (keys := recovery_keys(call)) is None:  # nobody to ask: say what is missing
        check_home(settings)
        read_keys(settings)
        return NOT_DONE
    with _home_for_ourselves(call.home):
        settings, done = _recovered(call, keys)
    path = str(key_path(settings))
    call.say(msg("The key to the data is in %(path)s again.", path=path))
    if done is None:
        call.say(
            N_(
                "The data here is in order and was not touched. Do you want the backup all the "
                "same? Then restore once more."
            )
        )
    else:
        _tell(call, settings, done)
    return DONE


def _key_is_lost(settings: Settings) -> bool:
    """Return whether the key file is gone, or holds no key any more."""
    try:
        read_keys(settings)
    except Refusal as why:
        return why.code in {"key-file-missing", "key-file-damaged"}
    return False


@contextmanager
def _home_for_ourselves(home: Path) -> Iterator[None]:
    """Have a home for ourselves, a new one too; that is gone again if nothing came of it.

    Only whoever has it alone may look at what is there: what another restore has made stays.
    """
    is_new = not home.exists()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with alone(home):
        try:
            yield
        except BaseException:
            if is_new:
                with suppress(OSError):
                    home.rmdir()
            raise


def _recovered(call: Call, keys: Keys) -> tuple[Settings, Restored | None]:
    """Give a home its keys, where there is none its settings too, and the data if they are gone."""
    with all_or_nothing(call.settings_path, call.settings()):
        text = backups.settings_of(call.args.file, keys, call.home)
        if text and not call.settings_path.exists():
            write_new(call.settings_path, text)
        settings = call.settings()  # they may name another database and another key file
        with _damaged_key_aside(call, settings), all_or_nothing(call.settings_path, settings):
            whole = _data_stands(call, settings, keys)
            put_back(settings, keys)
            return settings, None if whole else _restored(call, settings, keys)


@contextmanager
def _damaged_key_aside(call: Call, settings: Settings) -> Iterator[None]:
    """Keep a key file that holds no key under another name; it is back if nothing came of it."""
    path = key_path(settings)
    if not (path.exists() and _key_is_lost(settings)):
        yield
        return
    aside = path.with_name(path.name + ASIDE)
    while aside.exists():
        aside = aside.with_name(aside.name + ASIDE)
    path.rename(aside)
    try:
        yield
    except BaseException:
        aside.rename(path)
        raise
    call.say(msg("The damaged key file is kept as %(path)s.", path=str(aside)))


def _restored(call: Call, settings: Settings, keys: Keys) -> Restored:
    return backups.restore(settings, keys, call.args.file, bring_back=call.args.bring_back)


def _data_stands(call: Call, settings: Settings, keys: Keys) -> bool:
    """Return whether there is data that is whole and these keys'.

    A file opens with its key alone; on a server anybody reads it, but the log is sealed.

    Raises:
        Refusal: there is some that is damaged, or another kiosk's.
    """
    file = database_file(settings)
    if file and not file.exists():
        return False
    try:
        store = boot.open_database(settings, keys)
        with closing(store):
            if schema.revision(store) is None:
                return False
            if file:
                ours = backups.is_whole(store)
            else:
                with store.read() as db:
                    if not board.facts(db).get("estate"):
                        return False  # tables, and nobody in them: an earlier try was cut short
                    kiosk = boot.assembled(settings, store, keys)
                    ours = caretaker.audit.is_ours(db, kiosk)
    except (StoreFault, sa.exc.DBAPIError) as fault:
        if file is None:  # a server that is away or refuses us says so itself
            raise
        raise _other_data(call, settings) from fault
    if not ours:
        raise _other_data(call, settings)
    return True


def _other_data(call: Call, settings: Settings) -> Refusal:
    if database_file(settings):
        text = msg(
            "The data in %(home)s is damaged, or another kiosk's. Nothing was changed. "
            "Restore in a new folder: kiosk restore %(file)s --home DIR",
            home=str(settings.home),
            file=str(call.args.file),
        )
    else:
        text = msg(
            "The data on the database server is another kiosk's, or somebody has tampered with "
            "it. Nothing was changed. Name another database: "
            "KIOSK_DATABASE_URL=sqlite:///kiosk.db kiosk restore %(file)s",
            file=str(call.args.file),
        )
    return Refusal("recovery-other-data", text)


def _tell(call: Call, settings: Settings, done: Restored) -> None:
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
