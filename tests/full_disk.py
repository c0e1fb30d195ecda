"""A disk without room, or that takes nothing at all, as SQLite sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from kiosk import board
from kiosk.store import Store


class FullDisk:
    """A database that may not grow by one page, until there is room again."""

    def __init__(self, store: Store) -> None:
        with store.read() as db:
            pages = db.connection().exec_driver_sql("PRAGMA page_count").scalar()
        self._pages = int(pages or 0)
        self._store = store
        event.listen(store.engine, "connect", self._tell)
        store.engine.dispose()

    def make_room(self) -> None:
        """Let it grow."""
        self._pages = 1_000_000
        self._store.engine.dispose()

    def _tell(self, connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {self._pages}")


@contextmanager
def read_only(store: Store) -> Iterator[None]:
    """Let nothing be written, as where the system has mounted a failing disk for reading alone."""

    def tell(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only = 1")

    event.listen(store.engine, "connect", tell)
    store.engine.dispose()
    yield
    event.remove(store.engine, "connect", tell)
    store.engine.dispose()


def count(store: Store) -> int:
    """Return the counter that tests write."""
    with store.read() as db:
        return int(board.facts(db).get("count", "0"))


def write_much(store: Store) -> None:
    """Add one to the counter, and more than a page of something else with it."""
    with store.write() as db:
        board.fact(db, "count", str(int(board.facts(db).get("count", "0")) + 1))
        board.fact(db, "much", "x" * 100_000)
