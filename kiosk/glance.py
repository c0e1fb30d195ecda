"""The lobby at a glance: what the first paint needs, read without the ORM.

Loading SQLAlchemy and SQLModel takes as long as everything else before the first paint together.
So this one module opens the encrypted file with its raw key and reads the board's few rows by
hand-written SQL. On PostgreSQL the first paint shows the frame, and the lines follow.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kiosk.changes import Changes
from kiosk.words import Message

LINES_A_TOPIC = 20  # more than any screen has room for
MINUTE_S = 60.0  # after which a line may have ended though nobody has written anything


class Line(NamedTuple):
    """One line of the board."""

    ref: str
    text: Message
    when: Message | None
    day: date
    at: datetime


class Glance(NamedTuple):
    """What the lobby shows to everybody: what is on, what went well, and what to look out for."""

    facts: Mapping[str, str] = MappingProxyType({})
    notices: tuple[Line, ...] = ()
    good: tuple[Line, ...] = ()
    alerts: tuple[Line, ...] = ()

    @property
    def estate(self) -> str:
        """The estate's name, "" before it is known."""
        return self.facts.get("estate", "")

    @property
    def joined(self) -> int:
        """How many homes take part."""
        return int(self.facts.get("joined", "0"))

    @property
    def homes(self) -> int:
        """How many homes there are."""
        return int(self.facts.get("homes", "0"))

    @property
    def qr(self) -> tuple[str, ...]:
        """The rows of the lobby's QR code as "0" and "1", without a border; none where unknown."""
        rows = self.facts.get("qr", "")
        return tuple(rows.split()) if rows else ()


_FACTS = "SELECT name, value FROM board_fact"
_NOTICES = (
    "SELECT ref, text, happened, day, at FROM board_line"
    " WHERE topic = 'notice' AND until > ? ORDER BY day, at LIMIT ?"
)
_NEWEST = (
    "SELECT ref, text, happened, day, at FROM board_line"
    " WHERE topic = ? AND until > ? ORDER BY at DESC LIMIT ?"
)


def glance(path: Path, key: bytes) -> Glance:
    """Read the board from the encrypted file.

    Returns an empty `Glance` where the file is not there or cannot be read: the proper opening of
    the database, moments later, says what is wrong with it.
    """
    import sqlcipher3.dbapi2 as sqlcipher  # noqa: PLC0415 - a kiosk on PostgreSQL never loads it

    if not path.is_file():
        return Glance()
    try:
        connection = sqlcipher.connect(str(path), isolation_level=None, timeout=1.0)
    except sqlcipher.Error:
        return Glance()
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")

        def newest(topic: str) -> tuple[Line, ...]:
            return tuple(map(_line, connection.execute(_NEWEST, (topic, now, LINES_A_TOPIC))))

        return Glance(
            facts=dict(connection.execute(_FACTS)),
            notices=tuple(map(_line, connection.execute(_NOTICES, (now, LINES_A_TOPIC)))),
            good=newest("good"),
            alerts=newest("alert") + newest("ended"),
        )
    except (sqlcipher.Error, ValueError):
        return Glance()
    finally:
        connection.close()


class Onlooker:
    """Looks at the board whenever it is called, and reads it only where that may tell news.

    A stairwell is empty most of the day.

    Args:
        path: of the database's file.
        key: to it.
        seconds: a clock that only ever grows.
    """

    def __init__(
        self, path: Path, key: bytes, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = path
        self._key = key
        self._changes = Changes(path, MINUTE_S, seconds)
        self._seen = Glance()

    def __call__(self) -> Glance:
        """Return the board as it stands; a line may outlive its end by a minute."""
        if self._changes.due():
            self._seen = glance(self._path, self._key)
        return self._seen


def _line(row: tuple[str, str, str | None, str, str]) -> Line:
    ref, text, happened, day, at = row
    return Line(
        ref,
        Message.from_json(text),
        Message.from_json(happened) if happened else None,
        date.fromisoformat(day),
        datetime.fromisoformat(at).replace(tzinfo=UTC),
    )
