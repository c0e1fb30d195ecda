"""Making a backup, while lobby and office go on: one consistent view, there whole or not at all."""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from kiosk import board, caretaker, machine
from kiosk.backups import container, rows
from kiosk.backups.workshop import workshop
from kiosk.house import Kiosk
from kiosk.keys import Keys
from kiosk.refusals import Refusal
from kiosk.settings import FILE_NAME
from kiosk.store import open_store
from kiosk.store.schema import upgrade
from kiosk.words import msg

BEFORE = "before-restore.backup"  # in the home: what a restore replaced
KEPT_BEFORE = timedelta(days=7)  # as long as whoever moves out is kept
_MANIFEST = "backup_manifest"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made.

    Args:
        file: where it is.
        size: in bytes.
    """

    file: Path
    size: int


def make(
    kiosk: Kiosk,
    keys: Keys,
    file: Path,
    *,
    replace: bool = False,
    begin: Callable[[], object] = lambda: None,
    sure: Callable[[], object] = lambda: None,
) -> Made:
    """Make a backup, and remember when.

    Args:
        kiosk: what is copied.
        keys: of its home.
        file: where the backup goes.
        replace: whether a backup that is there already gives way.
        begin: called before anything is written there; may raise.
        sure: called when it is there, and before it is noted as made; may raise.

    Raises:
        Refusal: there is something there already, or another backup is under way.
        OSError: the place cannot be written to.
    """
    target = file.parent.resolve() / file.name  # a link of that name is not followed
    _check_place(target, replace=replace)
    with workshop(kiosk.settings.home) as folder:
        begin()
        write(kiosk, keys, target, folder)
    sure()
    machine.note_backup(kiosk.settings, kiosk.clock.now(), target)
    return Made(target, target.stat().st_size)


def write(kiosk: Kiosk, keys: Keys, target: Path, folder: Path) -> None:
    """Write a backup over whatever is at `target`, with a folder to work in."""
    body = folder / "copy.db"
    settings_file = kiosk.settings.file or kiosk.settings.home / FILE_NAME
    with closing(open_store(f"sqlite:///{body}", keys.database)) as copy:
        upgrade(copy)
        with kiosk.store.read() as db, copy.engine.connect() as into, into.begin():
            rows.copy(db.connection(), into)
            into.exec_driver_sql(f"CREATE TABLE {_MANIFEST} (name TEXT PRIMARY KEY, value TEXT)")
            told = {
                "made_at": kiosk.clock.now().astimezone(UTC).isoformat(),
                "estate": board.facts(db).get("estate", ""),
                "settings": settings_file.read_text("utf-8") if settings_file.exists() else "",
            }
            for item in told.items():
                into.exec_driver_sql(f"INSERT INTO {_MANIFEST} VALUES (?, ?)", item)  # noqa: S608 - our own name
            newest = caretaker.newest_recovery(db)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)  # whatever it is: a stick may come from anybody
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            container.pack(body, out, keys, *((newest.wrapped,) if newest else ()))
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    with suppress(OSError):  # some sticks keep no order of names, and cannot be told to
        container.sync(target.parent)


def manifest(db: sa.Connection) -> dict[str, str]:
    """Return what a backup says of itself: `made_at`, `estate`, and the text of its `settings`."""
    found = db.exec_driver_sql(f"SELECT name, value FROM {_MANIFEST}").all()  # noqa: S608 - our own name
    return {str(name): str(value) for name, value in found}


def take_manifest(db: sa.Connection) -> dict[str, str]:
    """Return what a backup says of itself, and take it out of its database."""
    told = manifest(db)
    db.exec_driver_sql(f"DROP TABLE {_MANIFEST}")
    return told


def tidy(kiosk: Kiosk) -> None:
    """Delete what a restore replaced a week ago. Only by a trusted clock."""
    old = kiosk.settings.home / BEFORE
    with suppress(FileNotFoundError):
        written = datetime.fromtimestamp(old.stat().st_mtime, UTC)
        if written <= kiosk.clock.now() - KEPT_BEFORE:
            old.unlink()


def _check_place(target: Path, *, replace: bool) -> None:
    if not os.path.lexists(target):
        return
    if target.is_symlink() or not target.is_file() or not container.is_backup(target):
        raise Refusal(
            "backup-place-taken",
            msg(
                "%(file)s is there already and is no backup, so it was not touched. "
                "Name another file.",
                file=str(target),
            ),
        )
    if not replace:
        raise Refusal(
            "backup-there",
            msg(
                "%(file)s is there already and was not touched. Name another file, or say "
                "--replace if the new backup may take its place.",
                file=str(target),
            ),
        )
