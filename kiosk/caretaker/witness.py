"""What every entry of the log was, noted apart from the database.

The chain shows an entry that was changed or taken out, and the sealed row where the log begins and
ends. Neither can show that both were set back together to how they stood an hour ago: all of that
was true once, and bears the right marks. So each entry is noted in a file of the home as well, once
it is on the disk: its number, instant and chain, keyed with the home's pepper, and nothing of what
was done. A log that lacks a noted entry was cut off.

What that holds against: whoever can write the database and not the home, such as the keeper of a
database server. Whoever can write the home too, but has not the key file, can set back both at
once, as anybody can who puts an old picture of the whole disk in its place; nothing in a home can
tell that of itself, only a number that was written down elsewhere. And whoever has the key file can
write any log.

A note is no promise: one that is missing, torn by a power cut or not ours is as if it had never
been made, so a full disk never keeps a caretaker from their work. After a restore the log is the
copy's, which it says itself: an entry noted before that need not be there.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kiosk import visits
from kiosk.house import Kiosk

FILE = "log-witness"
_PARTS = 4


class Noted(NamedTuple):
    """One entry as it was noted."""

    number: int
    at: datetime
    chain: str


def note(kiosk: Kiosk, entry: Noted) -> None:
    """Note an entry that is on the disk."""
    line = _line(kiosk, entry)
    with suppress(OSError), _path(kiosk).open("ab") as file:
        file.write(f"\n{line}\n".encode())  # on a line of its own, whatever a power cut left


def noted(kiosk: Kiosk) -> tuple[Noted, ...]:
    """Return the entries that were noted.

    Raises:
        OSError: the file is there and cannot be read.
    """
    try:
        content = _path(kiosk).read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(_read(kiosk, content.decode("ascii", "replace")))


def forget(kiosk: Kiosk, until: datetime) -> None:
    """Forget the entries up to an instant. What another process notes meanwhile may be lost."""
    with suppress(OSError):
        notes = noted(kiosk)
        kept = [entry for entry in notes if entry.at > until]
        if len(kept) < len(notes):
            part = _path(kiosk).with_name(f"{FILE}.new")
            part.write_text("".join(f"{_line(kiosk, entry)}\n" for entry in kept), "ascii")
            part.replace(_path(kiosk))


def _path(kiosk: Kiosk) -> Path:
    return kiosk.settings.home / FILE


def _line(kiosk: Kiosk, entry: Noted) -> str:
    said = f"{entry.number} {entry.at.astimezone(UTC).isoformat()} {entry.chain}"
    return f"{said} {visits.hashing.keyed(kiosk, 'log-witness', said)}"


def _read(kiosk: Kiosk, text: str) -> Iterator[Noted]:
    for line in text.splitlines():
        parts = line.split()
        if len(parts) != _PARTS:
            continue
        with suppress(ValueError):
            entry = Noted(int(parts[0]), datetime.fromisoformat(parts[1]), parts[2])
            if line == _line(kiosk, entry):
                yield entry
