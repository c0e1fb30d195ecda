"""Which queue a kiosk prints from, which printer that is, and whose turn at it.

Several kiosks may share one PostgreSQL. Each prints its own queue, on its own printer; a printer on
the network may be shared by them, and a home may by mistake have two offices. So whoever prints
takes a turn at the printer first, and has it until the slip is settled. A turn ends with the
process, by any kind of death.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from kiosk.settings import Settings
from kiosk.store import Store

ANYBODYS = ""
ID_FILE = "id"  # of a home, as `kiosk.keys` makes it
LOCK_FILE = "printer.lock"
LOCKS = 0x6E616270  # "nabp": the class of PostgreSQL's advisory locks that are printers


@lru_cache(maxsize=8)
def _home_id(home: Path) -> str:
    return (home / ID_FILE).read_text("ascii").strip()


def place(settings: Settings) -> str:
    """Return the name of this kiosk's queue: its home's own, wherever its printer is plugged in.

    A home that is being set up has no name yet; what it queues is anybody's.
    """
    try:
        return _home_id(settings.home)
    except OSError:  # which is not remembered, so that it is asked again
        return ANYBODYS


def printer(settings: Settings) -> str:
    """Return the name of this kiosk's printer: one on the network is the same from every kiosk."""
    url = settings.printer.url
    return url if url.startswith("tcp:") else f"{place(settings)} {url}"


@contextmanager
def turn(store: Store, settings: Settings) -> Iterator[bool]:
    """Take a turn at the printer, and yield whether it was had: nobody waits for one here."""
    taken = _by_file(settings.home) if store.is_sqlite else _by_server(store, printer(settings))
    with taken as had:
        yield had


@contextmanager
def _by_file(home: Path) -> Iterator[bool]:
    handle = os.open(home / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


@contextmanager
def _by_server(store: Store, name: str) -> Iterator[bool]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big", signed=True)
    key = {"room": LOCKS, "name": number}
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        had = bool(connection.scalar(sa.text("SELECT pg_try_advisory_lock(:room, :name)"), key))
        try:
            yield had
        finally:
            if had:
                connection.execute(sa.text("SELECT pg_advisory_unlock(:room, :name)"), key)
