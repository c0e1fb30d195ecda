"""Where everything real is built, once: settings and keys become a `Kiosk`.

Importing this module loads the ORM and every room, which is why the lobby does it in a thread
behind its first paint.
"""

import ctypes
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk import memory, rooms
from kiosk.chance import SystemChance
from kiosk.clock import SystemClock
from kiosk.house import Kiosk
from kiosk.keys import Keys, read_keys
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.store import Store, open_store
from kiosk.store.engine import sqlite_path
from kiosk.store.schema import upgrade
from kiosk.words import msg

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3  # as <malloc.h> has them
_ARENAS = 2
_LARGE_BYTES = 1 << 20


def open_kiosk(settings: Settings, keys: Keys | None = None) -> Kiosk:
    """Open the home's database, bring its schema up to date, and return the kiosk.

    Raises:
        Refusal: a key is missing, the database cannot be opened or is newer than this program, or
            the estate's time zone is none.
    """
    _return_large_blocks()
    check_timezone(settings)
    found = keys or read_keys(settings)
    store = open_database(settings, found)
    try:
        upgrade(store)
    except BaseException:
        store.close()
        raise
    return assembled(settings, store, found)


def assembled(settings: Settings, store: Store, keys: Keys) -> Kiosk:
    """Return the kiosk of an open database, with everything else real."""
    return Kiosk(settings, store, SystemClock(), SystemChance(), keys.pepper)


def open_database(settings: Settings, keys: Keys) -> Store:
    """Open the home's database without touching its schema.

    Raises:
        StoreFault: it cannot be opened.
    """
    memory.write_no_core()
    if not settings.demo:  # a made-up estate has nothing to hide, and its memory is measured
        memory.close()
    return open_store(database_url(settings), keys.database)


def database_url(settings: Settings) -> str:
    """Return the database's URL with a relative file placed in the home."""
    url = settings.database.url
    if not url.startswith("sqlite:"):
        return url
    return f"sqlite:///{settings.home / sqlite_path(url)}"


def check_timezone(settings: Settings) -> None:
    """Raise a `Refusal` where the estate's time zone is none.

    Not where settings are read: looking zones up takes longer than the first paint may wait.
    """
    name = settings.estate.timezone
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError) as fault:
        raise Refusal(
            "setting-timezone-unknown",
            msg(
                "There is no time zone “%(name)s”. Write [estate] timezone like this: "
                "Europe/Copenhagen",
                name=name,
            ),
        ) from fault


def _return_large_blocks() -> None:
    """Have glibc give large blocks back to the system, as it does until it learns otherwise.

    Argon2 takes 19 MiB for a moment. After the first time glibc keeps such blocks, and one for
    each thread that ever hashed: that would be as much as the rest of the kiosk.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # other C libraries keep no such blocks
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_M_ARENA_MAX, _ARENAS)


def return_free_memory() -> None:
    """Give what is free in between back to the system; a few milliseconds."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # other C libraries give it back by themselves
        trim(0)


__all__ = [
    "assembled",
    "check_timezone",
    "database_url",
    "open_database",
    "open_kiosk",
    "return_free_memory",
    "rooms",
]
