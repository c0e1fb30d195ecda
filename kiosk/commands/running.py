"""Whether a kiosk runs in a home: its processes hold a lock on the folder, and die with it.

Lobby, office and the commands that open the database share it; restoring wants it alone.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.refusals import Refusal
from kiosk.words import msg


@contextmanager
def running(home: Path) -> Iterator[None]:
    """Run in a home for as long as the block lasts.

    Raises:
        Refusal: a backup is being restored there.
    """
    handle = os.open(home, os.O_RDONLY)
    try:
        with suppress(OSError):  # a disk that knows no locks must not stop the kiosk
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                raise Refusal(
                    "home-restoring",
                    msg("A backup is being restored here. Start again when it is done."),
                ) from taken
        yield
    finally:
        os.close(handle)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Have a home for ourselves for as long as the block lasts.

    Raises:
        Refusal: lobby, office or another command runs in it.
    """
    handle = os.open(home, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Refusal(
                "home-runs",
                msg("The kiosk runs, so nothing was changed. Stop it, and try again."),
            ) from taken
        yield
    finally:
        os.close(handle)
