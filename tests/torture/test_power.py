"""The disk that loses its power keeps what was synced, and may lose or tear the rest."""

import random
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.keys import make_keys
from kiosk.settings import DatabaseSettings, load
from kiosk.store import open_store
from tests.bench.homes import Home
from tests.torture.power import Confirmed, Cut, Disk, Synced, Written, _recovered, read_trace

DATABASE = Path("/home/kiosk/kiosk.db")
LOG = "kiosk.db-wal"


def stands(disk: Disk, tries: int = 200) -> set[bytes | None]:
    """Return every way in which the log may stand after a cut."""
    dice = random.Random(1)
    found = (disk.after_a_cut(dice).get(LOG) for _ in range(tries))
    return {None if content is None else bytes(content) for content in found}


def test_what_was_synced_stays() -> None:
    """Nothing that came before a sync is ever missing."""
    disk = Disk({LOG: bytearray()})
    for event in (Written(LOG, 0, b"ab"), Written(LOG, 4, b"c"), Synced(LOG)):
        disk.take(event)
    assert {b"ab\0\0c"} == stands(disk)


def test_what_was_not_synced_may_be_there_or_not_or_torn() -> None:
    """Each write by itself: a later one may be there without an earlier one, or half of one."""
    disk = Disk({LOG: bytearray()})
    first, second = b"1" * 1024, b"2" * 512
    disk.take(Written(LOG, 0, first))
    disk.take(Written(LOG, 1024, second))
    expected = {
        b"",
        first,
        first[:512],
        bytes(1024) + second,
        first + second,
        first[:512] + bytes(512) + second,
    }
    assert expected <= stands(disk)
    assert b"" == bytes(disk.files[LOG])


def test_files_are_cut_and_deleted() -> None:
    """A file that was made shorter, longer or deleted is so once that is synced."""
    disk = Disk({LOG: bytearray(b"abcdef")})
    for event, expected in ((Cut(LOG, 2), b"ab"), (Cut(LOG, 4), b"ab\0\0"), (Cut(LOG, None), None)):
        disk.take(event)
        disk.take(Synced(LOG))
        assert {expected} == stands(disk, 5)


def test_a_trace_is_read() -> None:
    """Writes, syncs and confirmations in their order; other files are none of our business."""
    lines = [
        r'pwrite64(5</home/kiosk/kiosk.db-wal>, "\x61\x62", 2, 32) = 2',
        r'pwrite64(6</home/kiosk/other>, "\x61", 1, 0) = 1',
        "fdatasync(5</home/kiosk/kiosk.db-wal>) = 0",
        r'write(1</dev/null>, "\x37\x0a", 2) = 2',
        "ftruncate(4</home/kiosk/kiosk.db>, 8192) = 0",
        "+++ exited with 0 +++",
    ]
    expected = [Written(LOG, 32, b"ab"), Synced(LOG), Confirmed(7), Cut("kiosk.db", 8192)]
    assert expected == read_trace(lines, DATABASE)


def test_what_cannot_be_read_is_told() -> None:
    """A call on the database that nobody understands is never passed over."""
    with pytest.raises(ValueError, match="pwritev"):
        read_trace(["pwritev(5</home/kiosk/kiosk.db>, [{...}], 2, 0) = 2"], DATABASE)


@pytest.mark.parametrize("place", [20, 5000])
def test_a_damaged_page_is_counted(tmp_path: Path, place: int) -> None:
    """A database whose first page or a later one is damaged is told, and stops nothing."""
    folder, after = tmp_path / "home", tmp_path / "after"
    after.mkdir()
    database = DatabaseSettings(key_file=str(tmp_path / "key"))
    settings = replace(load(folder), database=database)
    keys = make_keys(settings)
    path = folder / "kiosk.db"
    store = open_store(f"sqlite:///{path}", keys.database)
    with closing(store), store.engine.begin() as db:
        db.exec_driver_sql("CREATE TABLE resident (name TEXT)")
        db.exec_driver_sql("INSERT INTO resident VALUES ('Anna')")
    whole, home = bytearray(path.read_bytes()), Home(folder, settings, "", "")
    assert Counter(["Anna"]) == _recovered(home, after, {path.name: whole})
    whole[place] ^= 1
    assert _recovered(home, after, {path.name: whole}) is None
