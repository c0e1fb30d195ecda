"""`kiosk doctor`: everything that can be checked from outside, a line each.

Nothing is changed and nothing is made: a database that is gone is told, not replaced.
"""

import difflib
import locale
import stat
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
import sqlcipher3.dbapi2

from kiosk import backups, board, boot, caretaker, letters
from kiosk.commands import checks, memory, phone_pages, ways_out
from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.commands.findings import Finding, Verdict, ok
from kiosk.commands.home import check_database, check_home
from kiosk.commands.printing import ANSWERS
from kiosk.house import Kiosk
from kiosk.keys import is_credential, key_path, read_keys
from kiosk.machine import ENOUGH_DISK, FRESH_DAYS, MEGABYTE, OLD_DAYS, free_disk
from kiosk.printing import PrinterState, addresses
from kiosk.printing.printers import open_printer
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.store import schema
from kiosk.store.engine import OLDEST_SQLITE
from kiosk.words import dated, many, msg


def options(parser: ArgumentParser) -> None:
    """`kiosk doctor` has no options of its own."""


def run(call: Call) -> int:
    """Say how each thing stands; not done where one needs a hand."""
    findings = list(_examine(call))
    words = [call.language.say(finding.verdict) for finding in findings]
    width = max(map(len, words))
    for word, finding in zip(words, findings, strict=True):
        call.say(msg("%(word)s  %(text)s", word=word.ljust(width), text=finding.text))
    return NOT_DONE if any(found.verdict is Verdict.FAULT for found in findings) else DONE


def _examine(call: Call) -> Iterator[Finding]:
    try:
        settings = call.settings()
        boot.check_timezone(settings)
        check_home(settings)
    except Refusal as refusal:
        yield Finding(Verdict.FAULT, refusal.message)
        return
    yield ok(msg("Settings: %(path)s", path=str(call.settings_path)))
    checks_in_turn = (_home, _key, _database, _sqlite, _backup, _printer, _letters)
    last = (ways_out.examine, phone_pages.examine, _disk, memory.examine)
    for check in (*checks_in_turn, *last):
        yield from _told(check, settings)
    yield from _terminal()


def _told(check: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    """Yield what a check finds; what it raises because of a file or a device is a finding too."""
    try:
        yield from check(settings)
    except Refusal as refusal:
        yield Finding(Verdict.FAULT, refusal.message)
    except OSError as fault:
        why = msg("%(path)s: %(why)s", path=str(fault.filename), why=str(fault.strerror))
        yield Finding(Verdict.FAULT, why)


def _home(settings: Settings) -> Iterator[Finding]:
    path = str(settings.home)
    if _others_may(settings.home):
        yield Finding(
            Verdict.FAULT,
            msg("Other users may look into %(path)s. Close it with: chmod 700 %(path)s", path=path),
        )
    else:
        yield ok(msg("Home: %(path)s, closed to other users", path=path))


def _key(settings: Settings) -> Iterator[Finding]:
    read_keys(settings)
    path = key_path(settings)
    if is_credential(path):  # whoever may read it is systemd's to say, and it lies in memory
        yield ok(msg("Key: handed over by systemd, apart from the data"))
    elif _others_may(path):
        yield Finding(
            Verdict.FAULT,
            msg(
                "Other users may read the key %(path)s. Close it with: chmod 600 %(path)s",
                path=str(path),
            ),
        )
    elif path.resolve().is_relative_to(settings.home.resolve()):
        yield Finding(
            Verdict.FAULT,
            msg(
                "The key %(path)s lies beside the data: who takes one has both. "
                "Move it and name its place in [database] key_file.",
                path=str(path),
            ),
        )
    else:
        yield ok(msg("Key: %(path)s, apart from the data", path=str(path)))


def _database(settings: Settings) -> Iterator[Finding]:
    check_database(settings)
    keys = read_keys(settings)
    store = boot.open_database(settings, keys)
    try:
        yield from _inside(boot.assembled(settings, store, keys))
    except sa.exc.DBAPIError as fault:
        text = msg("The database cannot be read: %(why)s. Restore a backup.", why=str(fault.orig))
        yield Finding(Verdict.FAULT, text)
    finally:
        store.close()


def _inside(kiosk: Kiosk) -> Iterator[Finding]:
    store = kiosk.store
    schema.refuse_newer(schema.revision(store))
    with store.read() as db:
        answers = (
            db.execute(sa.text("PRAGMA quick_check")).scalars().all() if store.is_sqlite else ["ok"]
        )
        facts = board.facts(db)
        current = schema.revision(store) == schema.HEAD
        recovery = caretaker.newest_recovery(db) if current else None
        closed = letters.troubles(db) if current else ()
    if answers != ["ok"]:
        yield Finding(Verdict.FAULT, msg("The database is damaged. Restore a backup."))
        return
    if current:
        yield ok(msg("Database: opens and is whole"))
        yield _log(kiosk)
        yield _recovery(recovery)
        yield from ways_out.troubles(kiosk.settings, closed)
    else:
        text = msg("Database: opens and is whole; the next start brings it up to date")
        yield Finding(Verdict.NOTE, text)
    if homes := int(facts.get("homes", "0")):
        yield ok(msg("Estate: %(name)s, doors: %(homes)s", name=facts["estate"], homes=homes))
    else:
        yield Finding(
            Verdict.FAULT, msg("There are no doors. Take them in with: kiosk register FILE.csv")
        )


def _log(kiosk: Kiosk) -> Finding:
    if caretaker.audit.verify(kiosk):
        text = msg("The caretakers' log is not whole. See: kiosk audit --verify")
        return Finding(Verdict.FAULT, text)
    return ok(msg("The caretakers' log is whole"))


def _recovery(found: caretaker.Recovery | None) -> Finding:
    if found is None:
        text = msg("Recovery code: none yet. Make one with: kiosk recovery")
        return Finding(Verdict.NOTE, text)
    return ok(
        msg("Recovery code: made on %(day)s", day=dated(found.at.date(), datetime.now(UTC).date()))
    )


def _sqlite(settings: Settings) -> Iterator[Finding]:
    version = sqlcipher3.dbapi2.sqlite_version
    if settings.database.url.startswith("sqlite:"):
        fine = sqlcipher3.dbapi2.sqlite_version_info >= OLDEST_SQLITE
        text = (
            msg("SQLite: %(version)s, encrypted", version=version)
            if fine
            else msg("SQLite %(version)s is too old. Install the kiosk again.", version=version)
        )
        yield Finding(Verdict.OK if fine else Verdict.FAULT, text)


def _backup(settings: Settings) -> Iterator[Finding]:
    found = backups.newest(settings)
    if found is None:
        text = msg("Backup: none yet. Make one with: kiosk backup FILE")
        yield Finding(Verdict.NOTE, text)
        return
    at, file = found
    days = (datetime.now(UTC) - at).days
    if days < 1:
        yield ok(msg("Backup: made today, %(file)s", file=file))
        return
    text = many(
        "Backup: %(n)s day old, %(file)s", "Backup: %(n)s days old, %(file)s", days, file=file
    )
    fresh = Verdict.OK if days <= FRESH_DAYS else Verdict.NOTE
    yield Finding(fresh if days <= OLD_DAYS else Verdict.FAULT, text)


def _printer(settings: Settings) -> Iterator[Finding]:
    url = checks.printer_url(settings.printer.url, demo=settings.demo)
    match addresses.read(url):
        case addresses.Nowhere():
            yield Finding(Verdict.NOTE, msg("Printer: none, so slips wait"))
            return
        case addresses.Device(path) | addresses.Serial(path) if not Path(path).exists():
            text = msg("The printer %(path)s is not there. Is it plugged in?", path=path)
            yield Finding(Verdict.FAULT, text)
            return
        case _:
            yield ok(msg("Printer: %(url)s", url=url))
    yield from _model(settings)
    printer = open_printer(settings)
    state = printer.state()
    printer.close()
    quiet = state in {PrinterState.PAPER_LOW, PrinterState.UNKNOWN}
    verdict = Verdict.NOTE if quiet else Verdict.OK if state.prints else Verdict.FAULT
    yield Finding(verdict, msg(ANSWERS[state]))


def _model(settings: Settings) -> Iterator[Finding]:
    """See whether the printer's model is known, and its paper wide enough for the slips."""
    from kiosk.printing import escpos_bytes, layout  # noqa: PLC0415 - they load the formatter

    known, name = escpos_bytes.profiles(), settings.printer.profile
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.3) or ["default"]
        text = msg(
            "No printer is called “%(name)s”. Did you mean %(close)s? "
            "Until then slips are printed as for any printer.",
            name=name,
            close=close[0],
        )
        yield Finding(Verdict.FAULT, text)
    elif name != "default" and settings.printer.columns > known[name]:
        text = msg(
            "The printer has room for %(room)s characters, and [printer] columns is %(columns)s.",
            room=known[name],
            columns=settings.printer.columns,
        )
        yield Finding(Verdict.FAULT, text)
    if settings.printer.columns not in layout.WIDTHS:
        text = msg(
            "[printer] columns is %(columns)s. Slips are designed for 32, 42 and 48.",
            columns=settings.printer.columns,
        )
        yield Finding(Verdict.NOTE, text)


def _letters(_: Settings) -> Iterator[Finding]:
    from kiosk.printing import fonts  # noqa: PLC0415 - it loads Pillow

    if not fonts.joins():
        text = msg("Slips: Arabic letters are not joined. Install libfribidi0.")
        yield Finding(Verdict.NOTE, text)
    if fonts.fallback("ไ") is None:  # whoever has Thai has the other scripts of the set
        text = msg(
            "Slips: Latin, Greek, Cyrillic and Arabic letters can be printed. For all others "
            "install fonts-noto-core and fonts-noto-cjk, or fonts-unifont."
        )
        yield Finding(Verdict.NOTE, text)


def _disk(settings: Settings) -> Iterator[Finding]:
    free = free_disk(settings.home)
    megabytes = free // MEGABYTE
    if free < ENOUGH_DISK:
        yield Finding(
            Verdict.FAULT, msg("Disk: only %(free)s MB are free. Make room.", free=megabytes)
        )
    else:
        yield ok(msg("Disk: %(free)s MB free", free=megabytes))


def _terminal() -> Iterator[Finding]:
    coding = locale.getencoding()
    if coding.lower().replace("-", "") == "utf8":
        yield ok(msg("Terminal: UTF-8"))
    else:
        yield Finding(
            Verdict.NOTE,
            msg(
                "Terminal: %(coding)s cannot show every letter. Set LANG=da_DK.UTF-8", coding=coding
            ),
        )


def _others_may(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
