"""Whoever waits for news looks where something was written, and otherwise now and then."""

import os
from pathlib import Path

from kiosk import board
from kiosk.changes import Changes
from kiosk.store import Store, open_store
from tests.conftest import KEY

EVERY_S = 10.0


def write(store: Store, joined: int) -> None:
    """Write one row."""
    with store.write() as db:
        board.fact(db, "joined", str(joined))


def looks(changes: Changes, times: int = 2) -> list[bool]:
    """Return whether a look is due, asked so many times."""
    return [changes.due() for _ in range(times)]


def test_what_is_written_is_seen_at_the_next_look(sqlite_store: Store, tmp_path: Path) -> None:
    """The first look is due; then one for each time that somebody wrote, in whatever process."""
    changes = Changes(sqlite_store.file, EVERY_S, lambda: 0.0)
    assert [True, False, False] == looks(changes, 3)
    other = open_store(f"sqlite:///{tmp_path / 'kiosk.db'}", KEY)
    for joined, store in enumerate((sqlite_store, other, sqlite_store)):
        write(store, joined)
        assert [True, False] == looks(changes)
    other.close()


def test_a_look_is_due_after_a_while_though_nobody_writes(sqlite_store: Store) -> None:
    """What falls due by the clock alone is found, too."""
    passed = [0.0]
    changes = Changes(sqlite_store.file, EVERY_S, lambda: passed[-1])
    for seconds in (0.0, EVERY_S, 2 * EVERY_S):
        passed.append(seconds)
        assert [True, False] == looks(changes)
    passed.append(3 * EVERY_S - 1)
    assert [False, False] == looks(changes)


def test_another_file_in_its_place_is_seen(tmp_path: Path) -> None:
    """A file that comes, is replaced by one of the same age and size, or goes, is news."""
    path = tmp_path / "kiosk.db"
    changes = Changes(path, EVERY_S, lambda: 0.0)
    assert [True, False] == looks(changes)
    for name in ("first", "second"):
        (tmp_path / name).write_bytes(b"same")
        os.utime(tmp_path / name, ns=(1, 1))
    for name in ("first", "second"):
        (tmp_path / name).replace(path)
        assert [True, False] == looks(changes)
    path.unlink()
    assert [True, False] == looks(changes)


def test_where_a_server_keeps_it_a_look_is_always_due(postgres_store: Store) -> None:
    """Nothing there tells that somebody wrote."""
    assert [True, True] == looks(Changes(postgres_store.file, EVERY_S, lambda: 0.0))
