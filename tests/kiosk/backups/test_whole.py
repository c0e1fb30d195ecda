"""A backup holds every row and opens for its own home alone; damage is told before all else."""

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from kiosk import backups, board, caretaker, recovery_code, residents, rooms, visits
from kiosk.backups import container, making
from kiosk.backups.rows import copy as copy_rows
from kiosk.backups.workshop import workshop
from kiosk.house import Kiosk
from kiosk.keys import Keys
from kiosk.refusals import Refusal
from kiosk.store import Store, open_store
from kiosk.store.schema import HEAD, config, revision
from tests.conftest import KEY, PEPPER, FakeClock
from tests.kiosk.backups.homes import KEYS, Home, home_of
from tests.kiosk.trust.neighbours import TH
from tests.kiosk.vacations import absences
from tests.people import move_in
from tests.told import refused

CANARY = "Canarybente"
Harm = Callable[[bytes], bytes]


def rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    with store.read() as db:
        found = {
            table.name: [dict(row) for row in db.execute(sa.select(table)).mappings()]
            for table in rooms.metadata.sorted_tables
        }
    return {name: sorted(each, key=str) for name, each in found.items()}


def inside(file: Path, folder: Path) -> Store:
    """Open the database that is in a backup."""
    body = folder / "body.db"
    container.unpack(file, body, KEYS)
    return open_store(f"sqlite:///{body}", KEY)


def test_every_row_is_in_it(home: Home, tmp_path: Path) -> None:
    """What is in the database is in the backup, whichever the database is."""
    anna, ole = absences.pair(home.kiosk)
    absences.log(home.kiosk, anna, ole)
    caretaker.appoint(home.kiosk, "Poul", "731904")
    with closing(inside(home.backup(), tmp_path)) as copy:
        assert rows(home.kiosk.store) == rows(copy)
        assert revision(copy) == HEAD
    assert rows(home.kiosk.store)["vacation"] != []


def test_it_is_one_moment(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved while a backup is made is in it whole or not at all."""
    move_in(home.kiosk, "Anna")
    before = rows(home.kiosk.store)

    def move_in_meanwhile(source: sa.Connection, target: sa.Connection) -> None:
        source.execute(sa.text("SELECT count(*) FROM resident")).all()
        move_in(home.kiosk, "Ole")
        copy_rows(source, target)

    monkeypatch.setattr("kiosk.backups.rows.copy", move_in_meanwhile)
    file = home.backup()
    with closing(inside(file, tmp_path)) as copy:
        assert before == rows(copy)
    assert before != rows(home.kiosk.store)


def test_nothing_of_it_can_be_read_without_the_key(home: Home) -> None:
    """A found backup shows no name, and not the estate's either."""
    move_in(home.kiosk, CANARY)
    content = home.backup().read_bytes()
    with home.kiosk.store.read() as db:
        name = board.facts(db)["estate"]
    assert [] == [word for word in (CANARY, name) if word.encode() in content]


def test_it_is_for_its_owner_alone_and_leaves_nothing_behind(home: Home) -> None:
    """The file is readable by one user, and no half-made one stays."""
    file = home.backup()
    assert file.stat().st_mode & 0o077 == 0
    assert [file] == list(home.folder.iterdir())
    assert not (home.kiosk.settings.home / "backup.work").exists()


def test_what_is_there_already_stays(home: Home) -> None:
    """No file is replaced unasked, and asked for, only another backup is."""
    file = home.backup()
    before = file.read_bytes()
    refused("backup-there", lambda: backups.make(home.kiosk, KEYS, file))
    assert before == file.read_bytes()
    move_in(home.kiosk, "Anna")
    backups.make(home.kiosk, KEYS, file, replace=True)
    assert before != file.read_bytes()
    other = home.folder / "photo.jpg"
    other.write_bytes(b"a photo")
    for place in (other, home.folder):
        refused(
            "backup-place-taken",
            partial(backups.make, home.kiosk, KEYS, place, replace=True),
        )
    assert b"a photo" == other.read_bytes()


def test_one_at_a_time(home: Home) -> None:
    """While one is made another is refused, and what a killed one left is cleared away."""
    with workshop(home.kiosk.settings.home) as folder:
        refused("backup-busy", home.backup)
    folder.mkdir()
    (folder / "left").mkdir()
    (folder / "copy.db").write_bytes(b"half")
    assert home.backup().exists()
    assert not folder.exists()


def test_when_the_newest_was_made_is_known(home: Home) -> None:
    """The home remembers its newest backup, for the doctor."""
    assert backups.newest(home.kiosk.settings) is None
    file = home.backup()
    assert (home.clock.now(), str(file)) == backups.newest(home.kiosk.settings)


def cut(content: bytes) -> bytes:
    """Return the first half."""
    return content[: len(content) // 2]


def flip(at: float) -> Harm:
    """Return how one bit is turned, so far into a file."""

    def turned(content: bytes) -> bytes:
        place = int(at * (len(content) - 1))
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    return turned


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (cut, "backup-damaged"),
        (lambda content: content[:60], "backup-damaged"),
        (lambda content: content[:5], "backup-damaged"),
        (lambda content: content + b"\0", "backup-damaged"),
        (flip(0.0003), "backup-damaged"),
        (flip(0.5), "backup-damaged"),
        (flip(1), "backup-damaged"),
        (lambda _: b"", "backup-none"),
        (lambda _: b"SQLite format 3\0 and so on, for longer than a head", "backup-none"),
        (lambda content: content.replace(b"backup 2\n", b"backup 3\n", 1), "backup-newer"),
    ],
)
def test_what_is_damaged_is_refused(
    sqlite_kiosk: Kiosk, clock: FakeClock, tmp_path: Path, harm: Harm, code: str
) -> None:
    """A backup that is cut, turned, longer, newer or none is told, and nothing changes."""
    home = home_of(sqlite_kiosk, clock, tmp_path / "stick")
    file = home.backup()
    move_in(home.kiosk, "Anna")
    file.write_bytes(harm(file.read_bytes()))
    before = rows(home.kiosk.store)
    refused(code, lambda: home.restore(file))
    assert before == rows(home.kiosk.store)
    assert not (home.kiosk.settings.home / making.BEFORE).exists()


def test_every_byte_counts(sqlite_kiosk: Kiosk, clock: FakeClock, tmp_path: Path) -> None:
    """Whichever byte of its head is turned, a backup is refused."""
    file = home_of(sqlite_kiosk, clock, tmp_path / "stick").backup()
    content = file.read_bytes()
    for place in range(len(container.KIND) + 80 + recovery_code.WRAPPED_BYTES):
        file.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        with pytest.raises(Refusal) as told:
            container.unpack(file, tmp_path / f"{place}.db", KEYS)
        assert told.value.code.startswith("backup-")


@pytest.mark.parametrize("keys", [Keys(bytes(32), PEPPER), Keys(KEY, bytes(32))])
def test_another_homes_is_refused(home: Home, keys: Keys) -> None:
    """Another key, or a pepper that no PIN was hashed with, is told apart from damage."""
    file = home.backup()
    refused("backup-other-key", lambda: backups.restore(home.kiosk.settings, keys, file))


def test_a_forged_one_is_refused(home: Home, tmp_path: Path) -> None:
    """Whoever has not the key can make no backup that is taken for one."""
    file = home.backup()
    other = tmp_path / "forged"
    with other.open("wb") as out:
        container.pack(tmp_path / "stick" / "a.backup", out, Keys(bytes(32), bytes(32)))
    kind = len(container.KIND)
    forged, real = bytearray(other.read_bytes()), file.read_bytes()
    forged[kind + 32 : kind + 48] = real[kind + 32 : kind + 48]
    forged[kind : kind + 32] = hashlib.sha256(forged[kind + 32 :]).digest()
    file.write_bytes(bytes(forged))
    refused("backup-damaged", lambda: home.restore(file))


def test_a_newer_schema_is_refused(home: Home, tmp_path: Path) -> None:
    """What a newer program wrote is left alone: "database-newer"."""
    file = home.backup()
    newer(file, tmp_path)
    move_in(home.kiosk, "Anna")
    before = rows(home.kiosk.store)
    refused("database-newer", lambda: home.restore(file))
    assert before == rows(home.kiosk.store)


def newer(file: Path, folder: Path) -> None:
    """Have a backup say that a newer program wrote it."""
    with closing(inside(file, folder)) as copy, copy.write() as db:
        db.connection().execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with file.open("wb") as out:
        container.pack(folder / "body.db", out, KEYS)


def test_what_was_there_then_is_there_again(home: Home) -> None:
    """Neighbours and their vacations come back; what came later goes."""
    anna, ole = absences.pair(home.kiosk)
    absences.log(home.kiosk, anna, ole)
    file = home.backup()
    later = move_in(home.kiosk, "Erik", "Lærkevej 6, 1. tv")
    done = home.restore(file)
    kept = rows(home.kiosk.store)
    assert ["Anna", "Ole"] == sorted(row["name"] for row in kept["resident"])
    assert [anna.resident_id] == [row["owner_id"] for row in kept["vacation"]]
    assert (home.clock.now(), 0) == (done.made_at, done.left)
    assert later.resident_id not in {row["id"] for row in kept["resident"]}


def test_no_id_is_used_twice(home: Home) -> None:
    """Ids that were given out before the backup are not given out again after it."""
    gone = move_in(home.kiosk, "Anna")
    with home.kiosk.store.write() as db:
        visits.delete_credentials(db, home.kiosk, gone.resident_id)
        residents.delete(db, gone.resident_id)
    home.restore(home.backup())
    assert gone.resident_id < move_in(home.kiosk, "Ole").resident_id


def test_what_was_replaced_can_be_had_back(home: Home) -> None:
    """The database that was replaced is itself a backup for a week."""
    file = home.backup()
    move_in(home.kiosk, "Anna")
    done = home.restore(file)
    assert [] == rows(home.kiosk.store)["resident"]
    assert done.before is not None
    home.restore(done.before, bring_back=True)
    assert ["Anna"] == [row["name"] for row in rows(home.kiosk.store)["resident"]]
    written = done.before.stat().st_mtime
    late = FakeClock(home.clock.now().fromtimestamp(written, home.clock.now().tzinfo))
    backups.tidy(replace(home.kiosk, clock=late))
    assert done.before.exists()
    late.advance(timedelta(days=8))
    backups.tidy(replace(home.kiosk, clock=late))
    assert not done.before.exists()
    backups.tidy(replace(home.kiosk, clock=late))


def test_it_goes_from_one_database_to_the_other(
    postgres_store: Store, sqlite_kiosk: Kiosk, clock: FakeClock, tmp_path: Path
) -> None:
    """A backup of a file is restored on a server and the other way round, the log still whole."""
    first = home_of(sqlite_kiosk, clock, tmp_path / "stick")
    on_server = replace(sqlite_kiosk, store=postgres_store)
    second = home_of(on_server, clock, tmp_path / "other")
    anna, ole = absences.pair(first.kiosk)
    absences.log(first.kiosk, anna, ole)
    caretaker.appoint(first.kiosk, "Poul", "731904")
    second.restore(first.backup())
    assert caretaker.audit.verify(second.kiosk) is None
    there = rows(postgres_store)
    assert {"Anna", "Ole"} == {row["name"] for row in there["resident"]}
    file = second.backup("b.backup")
    first.restore(file)
    assert caretaker.audit.verify(first.kiosk) is None
    assert there["vacation"] == rows(first.kiosk.store)["vacation"]
    assert anna.resident_id < move_in(first.kiosk, "Erik", TH).resident_id


def test_a_file_that_cannot_be_read_is_kept_aside(
    sqlite_kiosk: Kiosk, clock: FakeClock, tmp_path: Path
) -> None:
    """A damaged database gives way to the backup, and is not thrown away."""
    home = home_of(sqlite_kiosk, clock, tmp_path / "stick")
    move_in(home.kiosk, "Anna")
    file = home.backup()
    home.kiosk.store.engine.dispose()
    database = tmp_path / "kiosk.db"
    database.write_bytes(b"not what it was" * 1000)
    (tmp_path / "kiosk.db-wal").write_bytes(b"nor this")
    done = home.restore(file)
    assert (None, tmp_path / "kiosk.db.damaged") == (done.before, done.aside)
    assert b"not what it was" * 1000 == (tmp_path / "kiosk.db.damaged").read_bytes()
    assert ["Anna"] == [row["name"] for row in rows(home.kiosk.store)["resident"]]
    assert done.left is None


def test_a_database_that_is_gone_comes_back(
    sqlite_kiosk: Kiosk, clock: FakeClock, tmp_path: Path
) -> None:
    """Where there is no database any more, the backup becomes it."""
    home = home_of(sqlite_kiosk, clock, tmp_path / "stick")
    move_in(home.kiosk, "Anna")
    file = home.backup()
    home.kiosk.store.engine.dispose()
    (tmp_path / "kiosk.db").unlink()
    (tmp_path / "kiosk.db-wal").write_bytes(b"left alone")
    done = home.restore(file)
    assert (None, None) == (done.before, done.aside)
    assert ["Anna"] == [row["name"] for row in rows(home.kiosk.store)["resident"]]
    assert (tmp_path / "kiosk.db").stat().st_mode & 0o077 == 0


def test_a_database_in_use_is_not_replaced(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """While anybody has the database open, nothing is touched."""
    monkeypatch.setattr("kiosk.backups.use.HANGS_UP_S", 0.0)
    file = home.backup()
    move_in(home.kiosk, "Anna")
    with home.kiosk.store.engine.connect() as other:
        other.execute(sa.text("SELECT 1"))
        refused(
            "kiosk-runs",
            lambda: backups.restore(home.kiosk.settings, KEYS, file, clock=home.clock),
        )
    assert ["Anna"] == [row["name"] for row in rows(home.kiosk.store)["resident"]]


def test_an_older_backup_is_brought_up_to_date(
    sqlite_kiosk: Kiosk, clock: FakeClock, tmp_path: Path
) -> None:
    """What an older program backed up is migrated before it takes its place."""
    home = home_of(sqlite_kiosk, clock, tmp_path / "stick")
    old = open_store(f"sqlite:///{tmp_path / 'old.db'}", KEY)
    with old.engine.connect().execution_options(**old.writing) as db, db.begin():
        command.upgrade(config(db), "0003")
        db.exec_driver_sql("CREATE TABLE backup_manifest (name TEXT PRIMARY KEY, value TEXT)")
        at = clock.now().isoformat()
        db.exec_driver_sql("INSERT INTO backup_manifest VALUES ('made_at', ?)", (at,))
        db.exec_driver_sql("INSERT INTO backup_manifest VALUES ('estate', 'Lærkevej')")
        db.exec_driver_sql("INSERT INTO board_fact (name, value) VALUES ('count', '7')")
    old.close()
    file = home.folder / "old.backup"
    with file.open("wb") as out:
        container.pack(tmp_path / "old.db", out, KEYS)
    home.restore(file)
    assert revision(home.kiosk.store) == HEAD
    with home.kiosk.store.read() as restored:
        assert board.facts(restored)["count"] == "7"
