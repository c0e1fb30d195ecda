"""The power goes while the kiosk saves: what was confirmed is there, and the database is whole.

The writer runs once under strace, which notes each write to the database and its log, each sync,
and each number that was confirmed. From that the disk is made as it may stand after a cut at any
moment: what was synced is on it; of what was not, each write is there, is not, or is torn, in
whatever order the disk liked. Recovery then has to find every confirmed neighbour, once.
"""

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from kiosk.keys import read_keys
from kiosk.store import StoreFault, open_store
from tests.bench.figures import Row
from tests.bench.homes import Home
from tests.torture.writer import name_of

FIRST, SAVES = 1_000_000, 150  # neighbours of this part alone; meanwhile the log is taken in, too
CUTS_A_ROUND = 300
SECTOR = 512  # bytes; what a disk writes whole or not at all
LACKING = "there is no strace on this machine"
CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,unlink"
_LONGEST = 1 << 17  # bytes of one write, more than SQLite's largest page

_LINE = re.compile(
    r'^(?P<call>\w+)\((?:(?P<fd>\d+)<(?P<path>[^>]*)>|"(?P<gone>[^"]*)")'
    r'(?:, "(?P<data>(?:\\x[0-9a-f]{2})*)")?(?:, (?P<numbers>[\d, ]+))?\) += (?P<result>-?\d+)'
)


class Written(NamedTuple):
    """Bytes that went to a place in a file."""

    file: str
    at: int
    data: bytes


class Cut(NamedTuple):
    """A file that was made this long, or None for one that was deleted."""

    file: str
    size: int | None


class Synced(NamedTuple):
    """A file of which all that was written is on the disk."""

    file: str


class Confirmed(NamedTuple):
    """A neighbour that was said to be saved."""

    number: int


Event = Written | Cut | Synced | Confirmed


@dataclass
class Disk:
    """Files as they stand on a disk, and what has not reached it yet."""

    files: dict[str, bytearray]
    waiting: dict[str, list[Written | Cut]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Let one thing happen."""
        match event:
            case Written() | Cut():
                self.waiting.setdefault(event.file, []).append(event)
            case Synced(file):
                for each in self.waiting.pop(file, []):
                    _put(self.files, each)

    def after_a_cut(self, dice: random.Random) -> dict[str, bytearray]:
        """Return one way in which the files may stand when the power goes now."""
        files = {name: bytearray(content) for name, content in self.files.items()}
        for writes in self.waiting.values():
            kept = [each for each in writes if dice.random() < 0.5]
            for each in dice.sample(kept, len(kept)):
                _put(files, _torn(each, dice) if dice.random() < 0.3 else each)
        return files


def power_cuts(home: Home, rounds: int, seed: int) -> Iterator[Row]:
    """Yield how many confirmed saves were lost, and databases damaged, over so many cuts."""
    strace = shutil.which("strace")
    if strace is None:
        yield Row("", "power cuts while saving", None, "lost", 0, LACKING)
        return
    dice = random.Random(seed)
    database = home.folder / "kiosk.db"
    with tempfile.TemporaryDirectory(dir=home.folder.parent) as folder:
        disk = Disk(_read(database))
        events = _traced(strace, home, Path(folder) / "trace", database)
        moments = Counter(dice.choices(range(1, len(events) + 1), k=rounds * CUTS_A_ROUND))
        lost = doubled = damaged = 0
        confirmed: list[int] = []
        for moment, event in enumerate(events, start=1):
            disk.take(event)
            if isinstance(event, Confirmed):
                confirmed.append(event.number)
            for _ in range(moments[moment]):
                found = _recovered(home, Path(folder), disk.after_a_cut(dice))
                damaged += found is None
                found = found or Counter()
                lost += sum(name_of(number) not in found for number in confirmed)
                doubled += sum(times > 1 for name, times in found.items())
    syncs = sum(isinstance(event, Synced) for event in events)
    note = f"{rounds * CUTS_A_ROUND} cuts, {len(confirmed)} saves, {syncs} syncs"
    yield Row("", "power cuts while saving", lost, "lost", 0, note)
    yield Row("", "power cuts while saving", doubled, "doubled", 0)
    yield Row("", "power cuts while saving", damaged, "damaged", 0)


def read_trace(lines: Iterable[str], database: Path) -> list[Event]:
    """Return what a trace tells of a database's files, and of what was confirmed.

    Raises:
        ValueError: a call on one of them cannot be read.
    """
    return [event for line in lines if (event := _event(line, database)) is not None]


def _event(line: str, database: Path) -> Event | None:
    found = _LINE.match(line)
    if found is None:
        if str(database) in line:
            raise ValueError(line[:200])
        return None
    data = bytes.fromhex((found["data"] or "").replace("\\x", ""))
    if found["fd"] == "1" and found["call"] == "write":
        return Confirmed(int(data))
    path = Path(found["path"] or found["gone"] or "")
    if path.parent != database.parent or path.name not in _names(database):
        return None
    return _on_disk(found, path.name, data)


def _on_disk(found: re.Match[str], name: str, data: bytes) -> Event:
    numbers = [int(number) for number in (found["numbers"] or "0").split(",")]
    match found["call"]:
        case "pwrite64":
            return Written(name, numbers[-1], data[: int(found["result"])])
        case "ftruncate":
            return Cut(name, numbers[0])
        case "unlink":
            return Cut(name, None)
        case "fsync" | "fdatasync":
            return Synced(name)
    raise ValueError(found[0][:200])


def _names(database: Path) -> tuple[str, ...]:
    """Return the files that make a database; its index in memory dies with the power."""
    return database.name, f"{database.name}-wal", f"{database.name}-journal"


def _read(database: Path) -> dict[str, bytearray]:
    paths = [database.with_name(name) for name in _names(database)]
    return {path.name: bytearray(path.read_bytes()) for path in paths if path.exists()}


def _traced(strace: str, home: Home, trace: Path, database: Path) -> list[Event]:
    """Have the writer save under strace; return what reached the disk, and what was confirmed."""
    command = [strace, "-qq", "-y", "-xx", "-s", str(_LONGEST), "-o", str(trace)]
    command += ["-e", f"trace={CALLS}", sys.executable, "-m", "tests.torture.writer"]
    command += [str(home.folder), str(FIRST), str(SAVES)]
    subprocess.run(command, env=home.environ, stdout=subprocess.DEVNULL, check=True)
    with trace.open("r", encoding="ascii") as lines:
        return read_trace(map(_plain_paths, lines), database)


def _plain_paths(line: str) -> str:
    """Return a line whose paths can be read; with -xx they are written in hex as well."""
    return re.sub(r"<((?:\\x[0-9a-f]{2})+)>", lambda found: f"<{_text(found[1])}>", line)


def _text(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode("utf-8", "replace")


def _recovered(home: Home, folder: Path, files: dict[str, bytearray]) -> Counter[str] | None:
    """Open a database as after a cut; return who is in it, None where it is not whole."""
    for path in folder.glob("kiosk.db*"):
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        store = open_store(f"sqlite:///{folder / 'kiosk.db'}", read_keys(home.settings).database)
        with closing(store), store.engine.connect() as db:
            if db.exec_driver_sql("PRAGMA quick_check").scalars().all() != ["ok"]:
                return None
            return Counter(db.exec_driver_sql("SELECT name FROM resident").scalars())
    except (StoreFault, sa.exc.DBAPIError):  # the first page, or a later one
        return None


def _torn(event: Written | Cut, dice: random.Random) -> Written | Cut:
    """Return a write of which only some first sectors came through."""
    if isinstance(event, Cut):
        return event
    sectors = len(event.data) // SECTOR
    return event._replace(data=event.data[: SECTOR * dice.randint(0, sectors)])


def _put(files: dict[str, bytearray], event: Written | Cut) -> None:
    """Let one write be on the disk; between its end and the file's, there are zeros."""
    match event:
        case Cut(file, None):
            files.pop(file, None)
        case Cut(file, int(size)):
            content = files.setdefault(file, bytearray())
            del content[size:]
            content.extend(bytes(size - len(content)))
        case Written(file, at, data):
            content = files.setdefault(file, bytearray())
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(data)] = data
