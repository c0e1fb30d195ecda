"""The two ways into the database keep their promises on both kinds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from kiosk import board
from kiosk.store import Store, StoreFault, once, once_each, open_store, then
from tests.full_disk import FullDisk, count, write_much

Way = Callable[[], AbstractContextManager[Session]]


def add_one(store: Store) -> None:
    """Read, decide, write: the classic lost update."""
    with store.write() as db:
        board.fact(db, "count", str(int(board.facts(db).get("count", "0")) + 1))


def test_a_clean_end_commits(store: Store) -> None:
    """What a transaction wrote is there after it."""
    add_one(store)
    assert count(store) == 1


def test_a_raise_rolls_back(store: Store) -> None:
    """Nothing of a transaction that raised is kept."""

    def begin_and_fail() -> None:
        with store.write() as db:
            board.fact(db, "count", "7")
            raise KeyError

    with pytest.raises(KeyError):
        begin_and_fail()
    assert count(store) == 0


def test_what_follows_a_commit_follows_it(store: Store) -> None:
    """It is done when what was written is there for others, and never after a rollback."""
    seen: list[str] = []

    def look() -> None:
        with store.read() as db:
            seen.append(board.facts(db)["estate"])

    with store.write() as db:
        board.fact(db, "estate", "Lærkevej")
        then(db, look)
        assert [] == seen
    assert ["Lærkevej"] == seen

    def write_and_fail() -> None:
        with store.write() as db:
            then(db, look)
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    assert ["Lærkevej"] == seen


def test_a_read_keeps_nothing(store: Store) -> None:
    """A change made in a read is gone after it."""
    with store.read() as db:
        board.fact(db, "count", "7")
    assert count(store) == 0


def test_steady_reads_are_of_one_moment(store: Store) -> None:
    """What another writes meanwhile is not seen before the block is over."""
    with store.steady():
        before = count(store)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(add_one, store).result()
        assert (0, 0) == (before, count(store))
    assert 1 == count(store)


def test_a_write_begins_another_moment(store: Store) -> None:
    """What was written in the block is seen by the reads after it."""
    with store.steady():
        for expected in (0, 1, 2):
            assert expected == count(store)
            add_one(store)


def test_what_is_found_once_is_found_in_one_moment_only(store: Store) -> None:
    """A look is repeated after a write, for another key, and outside a steady block."""
    found: list[str] = []

    def look(key: str) -> None:
        with store.read() as db:
            once(db, key, lambda: found.append(key))

    with store.steady():
        for key in ("a", "a", "b"):
            look(key)
        add_one(store)
        look("a")
    look("a")
    look("a")
    assert ["a", "b", "a", "a", "a"] == found


def test_each_is_looked_for_once_in_one_moment(store: Store) -> None:
    """Only what is not known yet is asked for, and again in another moment, or for another kind."""
    asked: list[set[int]] = []

    def look(*keys: int, kind: str = "doors") -> dict[int, str]:
        def find(wanted: set[int]) -> dict[int, str]:
            asked.append(wanted)
            return {key: kind for key in wanted if key < 9}

        with store.read() as db:
            return once_each(db, kind, keys, find)

    with store.steady():
        assert {1: "doors", 2: "doors"} == look(1, 2, 9)
        assert {2: "doors", 3: "doors"} == look(2, 3)
        assert {2: "doors"} == look(2)
        assert {2: "flats"} == look(2, kind="flats")
        add_one(store)
        look(2)
    look(2)
    look(2)
    assert [{1, 2, 9}, {3}, {2}, {2}, {2}, {2}] == asked


def test_a_read_that_failed_ends_the_moment(store: Store) -> None:
    """After a fault the next read is as good as any."""

    def fail() -> None:
        with store.read() as db:
            db.execute(sa.text("SELECT nothing FROM nowhere"))

    with store.steady():
        assert 0 == count(store)
        with pytest.raises((sa.exc.DBAPIError, StoreFault)):
            fail()
        assert 0 == count(store)


def test_a_steady_block_that_failed_is_over(store: Store) -> None:
    """Whoever reads after it reads what is there then."""

    def fail() -> None:
        with store.steady():
            count(store)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(add_one, store).result()
    assert 1 == count(store)


def test_no_update_is_lost(store: Store) -> None:
    """Four threads that read, decide and write lose none of their 100 updates."""
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(add_one, store) for _ in range(100)]:
            done.result()
    assert count(store) == 100


def test_two_stores_take_turns(sqlite_store: Store, tmp_path: Path) -> None:
    """Two processes' connections to one file lose no update either."""
    other = open_store(f"sqlite:///{tmp_path / 'kiosk.db'}", bytes(range(32)))
    with ThreadPoolExecutor(4) as pool:
        stores = [sqlite_store, other] * 25
        for done in [pool.submit(add_one, store) for store in stores]:
            done.result()
    other.close()
    assert count(sqlite_store) == 50


def test_power_cut_pragmas(sqlite_store: Store) -> None:
    """SQLite runs with the settings that lost nothing in measured power cuts."""
    with sqlite_store.read() as db:
        answers = [
            str(db.connection().exec_driver_sql(f"PRAGMA {name}").scalar())
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        ]
    assert answers == ["wal", "2", "1", "1"]


def test_a_full_disk_is_told_and_keeps_nothing(sqlite_store: Store) -> None:
    """What has no room is not saved, is said so, and the next one is, once there is room."""
    add_one(sqlite_store)
    disk = FullDisk(sqlite_store)
    with pytest.raises(StoreFault) as told:
        write_much(sqlite_store)
    assert told.value.code == "disk-full"
    assert count(sqlite_store) == 1
    disk.make_room()
    write_much(sqlite_store)
    assert count(sqlite_store) == 2


def lose(store: Store, way: Way) -> None:
    """Have the server end the connection in the middle of a transaction."""
    with way() as db:
        board.fact(db, "count", "7")
        own = db.scalar(sa.text("SELECT pg_backend_pid()"))
        with store.engine.connect() as other:
            other.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
        db.execute(sa.text("SELECT 1"))


def test_a_lost_connection_is_told(postgres_store: Store) -> None:
    """A server that goes away in the middle is a sentence, for whoever writes or reads."""
    for way, code in ((postgres_store.write, "not-saved"), (postgres_store.read, "not-read")):
        with pytest.raises(StoreFault) as told:
            lose(postgres_store, way)
        assert told.value.code == code
    assert count(postgres_store) == 0


def test_a_wrong_key_is_told_and_changes_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    """Another key gets a sentence, and the file stays as it was."""
    add_one(sqlite_store)
    sqlite_store.close()
    before = (tmp_path / "kiosk.db").read_bytes()
    with pytest.raises(StoreFault) as told:
        open_store(f"sqlite:///{tmp_path / 'kiosk.db'}", bytes(32))
    assert told.value.code == "database-wrong-key"
    assert (tmp_path / "kiosk.db").read_bytes() == before


def test_no_key_is_told() -> None:
    """Without a key nothing is opened."""
    with pytest.raises(StoreFault) as told:
        open_store("sqlite:///nowhere.db", None)
    assert told.value.code == "key-missing"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A database that cannot be opened is a sentence, not a traceback."""
    with pytest.raises(StoreFault) as told:
        open_store(f"sqlite:///{tmp_path / 'no' / 'kiosk.db'}", bytes(32))
    assert told.value.code == "database-unopenable"


def test_a_server_that_does_not_answer_is_told() -> None:
    """PostgreSQL that is not there is a sentence too."""
    with pytest.raises(StoreFault) as told:
        open_store("postgresql://127.0.0.1:1/kiosk")
    assert told.value.code == "database-unreachable"


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library whose WAL can corrupt a file opens none: "sqlite-too-old"."""
    monkeypatch.setattr("kiosk.store.engine.OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StoreFault) as told:
        open_store("sqlite:///nowhere.db", bytes(32))
    assert told.value.code == "sqlite-too-old"
