"""Restoring a backup: the new database is made ready beside the old one, then takes its place.

Killed at any moment this leaves the old database or the new one, whole: on SQLite the last step is
one rename, on PostgreSQL one transaction.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from kiosk import boot
from kiosk.backups import closing as closings
from kiosk.backups import container, making, rows
from kiosk.backups.use import nobody_on, runs
from kiosk.backups.workshop import workshop
from kiosk.chance import SystemChance
from kiosk.clock import Clock, SystemClock
from kiosk.house import Kiosk
from kiosk.keys import Keys
from kiosk.settings import Settings
from kiosk.store import Store, StoreFault, open_store
from kiosk.store.engine import sqlite_path
from kiosk.store.schema import upgrade

ASIDE = ".damaged"
_SIDES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was restored.

    Args:
        made_at: when it was made.
        estate: whose it is.
        known: whether the database that was replaced told what was ended since.
        left: how many have left since and are gone again; None where nobody can know.
        caretakers: who may log in as one, name and number.
        before: the backup of what was replaced; None where that could not be read.
        aside: where a database that cannot be read was put; None where there was none.
    """

    made_at: datetime
    estate: str
    known: bool
    left: int | None
    caretakers: tuple[tuple[str, str], ...]
    before: Path | None
    aside: Path | None


def restore(
    settings: Settings,
    keys: Keys,
    file: Path,
    *,
    bring_back: bool = False,
    clock: Clock | None = None,
) -> Restored:
    """Put a backup in the place of the home's database, while nothing runs in the home.

    Args:
        settings: of the home.
        keys: of the home.
        file: the backup.
        bring_back: keep who has left since it was made.
        clock: where time comes from, if not from the machine.

    Raises:
        Refusal: the backup is none, damaged, newer or another home's, or the database is in use;
            then nothing was touched.
        OSError: it cannot be read, or there is no room.
    """
    clock = clock or SystemClock()
    url = boot.database_url(settings)
    on_file = sqlite_path(url) if url.startswith("sqlite:") else None
    with workshop(on_file.parent if on_file else settings.home) as folder:
        body = folder / "new.db"
        container.unpack(file, body, keys)
        with closing(open_store(f"sqlite:///{body}", keys.database)) as copy:
            upgrade(copy)
            with copy.engine.connect() as first, first.begin():
                told = making.take_manifest(first)
            made_at = datetime.fromisoformat(told["made_at"])
            before, since = None, None
            with _replaced(settings, keys, clock, on_file) as old:
                if old is not None:
                    before = settings.home / making.BEFORE
                    since = closings.look(old.store)
                    making.write(old, keys, before, folder)
                new = Kiosk(settings, copy, clock, SystemChance(), keys.pepper)
                with copy.write() as db:
                    closed = closings.close(db, new, made_at, since, bring_back=bring_back)
                if on_file is None and old is not None:
                    _put_rows(old.store, copy)
        aside = _put_file(body, on_file, known=old is not None) if on_file else None
    return Restored(
        made_at, told["estate"], closed.known, closed.left, closed.caretakers, before, aside
    )


@contextmanager
def _replaced(
    settings: Settings, keys: Keys, clock: Clock, on_file: Path | None
) -> Iterator[Kiosk | None]:
    """Open the database that is to be replaced; None for a file that is gone or cannot be read.

    Raises:
        Refusal: it is a server's, and somebody uses it or it does not answer.
    """
    kiosk = _opened(settings, keys, on_file)
    if kiosk is None:
        yield None
        return
    with closing(kiosk.store):
        nobody_on(kiosk.store)
        readable = on_file is None or is_whole(kiosk.store)
        yield replace(kiosk, clock=clock) if readable else None


def _opened(settings: Settings, keys: Keys, on_file: Path | None) -> Kiosk | None:
    if on_file is None:
        return boot.open_kiosk(settings, keys)
    if not on_file.exists():
        return None
    try:
        return boot.open_kiosk(settings, keys)
    except (StoreFault, sa.exc.DBAPIError):
        return None


def is_whole(store: Store) -> bool:
    """Return whether a database file can be read from end to end."""
    try:
        with store.engine.connect() as db:
            return list(db.exec_driver_sql("PRAGMA quick_check").scalars()) == ["ok"]
    except sa.exc.DBAPIError:
        return False


def _put_rows(target: Store, copy: Store) -> None:
    """Let a server's rows be those of the copy, in one transaction."""
    with target.write() as db, copy.read() as source:
        into = db.connection()
        rows.empty(into)
        rows.copy(source.connection(), into)


def _put_file(body: Path, target: Path, *, known: bool) -> Path | None:
    """Let the copy take the place of the database file, in one step."""
    aside = None if known else _lay_aside(target)
    if target.with_name(f"{target.name}-wal").exists():  # somebody else has it open
        raise runs()
    container.sync(body)
    body.replace(target)
    container.sync(target.parent)
    return aside


def _lay_aside(target: Path) -> Path | None:
    """Keep a database that cannot be read, in case somebody else can; None where it is gone.

    Its journal goes with it: beside another database it would be taken for that one's.
    """
    aside = target.with_name(target.name + ASIDE)
    for end in _SIDES:
        path, kept = (each.with_name(each.name + end) for each in (target, aside))
        kept.unlink(missing_ok=True)
        if path.exists():
            os.link(path, kept)
    for end in _SIDES[1:]:
        with suppress(FileNotFoundError):
            target.with_name(target.name + end).unlink()
    return aside if aside.exists() else None
