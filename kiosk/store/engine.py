"""Opening the database, and the two ways into it.

`write()` is the only place in the house that commits. On SQLite it begins IMMEDIATE, on PostgreSQL
it takes one advisory lock, so that on both there is one writer at a time and a decision made on
what was read still holds when it is written (measured: without it 150 of 200 updates were lost
without an error).
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import sqlalchemy as sa
import sqlcipher3.dbapi2
from sqlalchemy import event
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from kiosk.store.faults import NOT_READ, NOT_SAVED, StoreFault, plainly_told
from kiosk.words import msg

OLDEST_SQLITE = (3, 51, 3)  # older WAL code can corrupt a file that two connections write
BUSY_MS = 10_000
WRITER_LOCK = 0x6E61626F  # "nabo": the advisory lock that makes PostgreSQL's writers take turns

_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


FOUND = "found once"
THEN = "once it is on the disk"


class _Own(threading.local):
    """What each thread has for itself: whether it reads steadily, and the moment that it reads."""

    steady = False
    moment: Session | None = None


class Store:
    """One open database. Threads may share it; each transaction has a connection of its own.

    Args:
        engine: how it is reached.
        file: where it lies; `None` for one that a server keeps.
    """

    def __init__(self, engine: sa.Engine, file: Path | None = None) -> None:
        self.engine = engine
        self.file = file
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._turn = threading.Lock()
        self._own = _Own()
        # Read committed, so that what is read after the lock was had is what its last holder wrote.
        self.writing: dict[str, Any] = {"writes": True}
        if not self.is_sqlite:
            self.writing["isolation_level"] = "READ COMMITTED"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open one consistent view of the rows. Nothing that is changed in it is kept.

        Raises:
            StoreFault: the database does not answer.
        """
        with plainly_told(("not-read", NOT_READ)):
            if self._own.steady:
                yield from self._read_steadily()
                return
            with Session(self.engine, autoflush=False) as db:
                try:
                    yield db
                finally:
                    db.rollback()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Let all that this thread reads within the block be read at one and the same moment.

        For a page that asks several actions: what they tell agrees, and what they find `once` is
        not looked for again. After a write, or a read that failed, another moment begins.
        """
        self._own.steady = True
        try:
            yield
        finally:
            self._own.steady = False
            self._end_moment()

    def _read_steadily(self) -> Iterator[Session]:
        if self._own.moment is None:
            self._own.moment = Session(self.engine, autoflush=False, info={FOUND: {}})
        try:
            yield self._own.moment
        except BaseException:
            self._end_moment()
            raise

    def _end_moment(self) -> None:
        if (moment := self._own.moment) is not None:
            self._own.moment = None
            moment.close()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that alone may write; commit on a clean end, roll back on any raise.

        When the block has ended without an exception, what it wrote is on the disk.

        Raises:
            StoreFault: the disk is full, or the database does not answer.
        """
        with plainly_told(("not-saved", NOT_SAVED)), self._turn, Session(self.engine) as db:
            self._end_moment()
            with db.begin():
                db.connection(execution_options=self.writing)
                yield db
            for act in db.info.get(THEN, ()):
                act()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def then(db: Session, act: Callable[[], None]) -> None:
    """Have something done once the caller's transaction is on the disk; never if it rolls back.

    The next writer of this process waits for it. What it raises undoes nothing any more.
    """
    db.info.setdefault(THEN, []).append(act)


def once(db: Session, key: Hashable, find: Callable[[], T]) -> T:
    """Return what `find` returns; within one moment of `Store.steady` it is called once a key."""
    found = db.info.get(FOUND)
    if found is None:
        return find()
    if key not in found:
        found[key] = find()
    kept: T = found[key]
    return kept


def once_each(
    db: Session, kind: str, keys: Iterable[K], find: Callable[[set[K]], Mapping[K, T]]
) -> dict[K, T]:
    """Return what `find` has for the keys; within one moment it is asked for none of them twice.

    Args:
        db: the view that is read.
        kind: what the keys stand for; they may mean something else elsewhere.
        keys: of what is wanted.
        find: returns what there is of so many keys, in one look.
    """
    wanted = set(keys)
    found = db.info.get(FOUND)
    if found is None:
        return dict(find(wanted))
    known: dict[K, T] = found.setdefault(kind, {})
    if unknown := wanted - known.keys():
        known.update(find(unknown))
    return {key: known[key] for key in wanted & known.keys()}


def open_store(url: str, key: bytes | None = None) -> Store:
    """Open the database at `url`.

    Args:
        url: `sqlite:///PATH` (through SQLCipher) or a PostgreSQL URL.
        key: 32 raw bytes for SQLCipher; PostgreSQL takes none.

    Raises:
        StoreFault: it cannot be reached, the key is not its key, or the library is too old.
    """
    file = sqlite_path(url) if url.startswith("sqlite:") else None
    engine = _sqlite(file, key) if file else _postgresql(url)
    try:
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
    except sa.exc.DBAPIError as fault:
        engine.dispose()
        raise _cannot_open(url, fault) from fault
    return Store(engine, file)


def sqlite_path(url: str) -> Path:
    """Return the file that a `sqlite:///` URL names."""
    return Path(url.removeprefix("sqlite:///"))


def _sqlite(path: Path, key: bytes | None) -> sa.Engine:
    if sqlcipher3.dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise StoreFault(
            "sqlite-too-old",
            msg(
                "SQLite %(version)s is too old to be safe here. "
                "Install the kiosk's packages again.",
                version=sqlcipher3.dbapi2.sqlite_version,
            ),
        )
    if key is None:
        raise StoreFault(
            "key-missing",
            msg("The database is encrypted and its key is not here. Put the key file back."),
        )

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = sa.create_engine(
        "sqlite://", creator=connect, module=sqlcipher3.dbapi2, poolclass=QueuePool, pool_size=8
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: str) -> sa.Engine:
    scheme, _, rest = url.partition("://")
    driver = "postgresql+psycopg" if scheme in {"postgres", "postgresql"} else scheme
    engine = sa.create_engine(
        f"{driver}://{rest}",
        pool_size=8,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        connect_args={"connect_timeout": 5},
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


def _cannot_open(url: str, fault: Exception) -> StoreFault:
    if not url.startswith("sqlite:"):
        return StoreFault(
            "database-unreachable",
            msg(
                "The database on %(host)s does not answer. "
                "Check that it runs and that the address is right.",
                host=urlsplit(url).hostname or "localhost",
            ),
        )
    path = str(sqlite_path(url))
    if "not a database" in str(fault):
        return StoreFault(
            "database-wrong-key",
            msg(
                "%(path)s cannot be read with this key, or is damaged. Nothing was changed. "
                "Put the right key back, or restore a backup.",
                path=path,
            ),
        )
    return StoreFault(
        "database-unopenable",
        msg(
            "%(path)s cannot be opened. Check that the disk is there and not full, "
            "and that this user may write to it.",
            path=path,
        ),
    )
