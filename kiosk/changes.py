"""Whether a database's file was written, told without opening it.

Lobby and office meet only in the database, and look into it several times a second or minute. An
encrypted file costs milliseconds to open and an ORM's question two; a look at the files half a
hundredth. So both ask here first whether there is anything new to read.
"""

import time
from collections.abc import Callable
from pathlib import Path


class Changes:
    """Tells when another look at a database is due.

    Args:
        path: of the SQLite database in WAL mode; `None` for one that a server keeps, where a look
            is always due.
        every_s: seconds after which one is due though nothing was written, since time alone may
            have changed what a look finds; and the longest that a write can go unseen which falls
            into the same tick of the disk's clock as a look.
        seconds: a clock that only ever grows.
    """

    def __init__(
        self, path: Path | None, every_s: float, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._files = (path, path.with_name(f"{path.name}-wal")) if path else ()
        self._every_s = every_s
        self._seconds = seconds
        self._stood: tuple[object, ...] = ()
        self._until = float("-inf")

    def due(self) -> bool:
        """Return whether to look now, and take it that whoever asked does.

        To be asked before a look, so that what is written meanwhile is seen by the next.
        """
        stands = tuple(map(_stamp, self._files))
        now = self._seconds()
        if stands and stands == self._stood and now < self._until:
            return False
        self._stood, self._until = stands, now + self._every_s
        return True


def _stamp(path: Path) -> object:
    """Return what changes whenever a file is written, replaced or removed."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
