"""What a kiosk can tell of its own machine: whether the office runs, free disk, the last backup.

None of it is in the database. The office is known by a lock on a file of the home, which dies with
it by any kind of death; that costs nobody a write, and the office of another home that shares the
database is never taken for this one's. Doctor and caretaker measure by the same limits.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from kiosk.settings import Settings

OFFICE_FILE = "office.lock"
BACKUP_FILE = "last-backup"
MEGABYTE = 1024 * 1024
ENOUGH_DISK = 200 * MEGABYTE  # a full database, its log and a backup
FRESH_DAYS, OLD_DAYS = 7, 30  # a backup each week; after a month it brings back too much


@contextmanager
def office_running(home: Path) -> Iterator[None]:
    """Be a home's office for as long as the block lasts; several by mistake do not wait."""
    handle = -1
    with suppress(OSError):  # a full disk, or one that knows no locks, must not stop the office
        handle = os.open(home / OFFICE_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_SH)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def is_office_running(home: Path) -> bool:
    """Return whether the home's office runs; yes also where that cannot be told."""
    try:
        handle = os.open(home / OFFICE_FILE, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def free_disk(place: Path) -> int:
    """Return how many bytes are free on the disk of a place."""
    return shutil.disk_usage(place).free


def note_backup(settings: Settings, at: datetime, file: Path) -> None:
    """Note when and where a backup of a home was made, whole or not at all."""
    part = settings.home / f"{BACKUP_FILE}.new"
    part.write_bytes(f"{at.astimezone(UTC).isoformat()}\n{file}\n".encode(errors="replace"))
    part.replace(settings.home / BACKUP_FILE)


def newest_backup(settings: Settings) -> tuple[datetime, str] | None:
    """Return when the newest backup of a home was made and where it went; None before the first."""
    try:
        at, _, file = (settings.home / BACKUP_FILE).read_text("utf-8").partition("\n")
        return datetime.fromisoformat(at), file.strip()
    except (OSError, ValueError):
        return None
