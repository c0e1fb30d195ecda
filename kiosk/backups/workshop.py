"""A folder to work in, for one backup or restore at a time; what a killed one left is cleared."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.refusals import Refusal
from kiosk.words import msg

NAME = "backup.work"


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """Open an empty folder on the disk of `beside`, for as long as the block lasts.

    Raises:
        Refusal: another backup or restore is under way.
    """
    folder = beside / NAME
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        _take(handle)
        _clear(folder)
        try:
            yield folder
        finally:
            _clear(folder)
            folder.rmdir()
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        raise Refusal(
            "backup-busy",
            msg("Another backup or restore is under way here. Wait until it is done."),
        ) from taken


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
