"""Bringing a database's schema up to date, and refusing one that is newer than this program.

The usual start only compares one row with `HEAD`; alembic is loaded when there is something to do.
An upgrade is one transaction, made after a copy of the file was laid beside it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kiosk.store.engine import Store
from kiosk.store.faults import StoreFault
from kiosk.words import msg

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0019"  # a test holds this to alembic's own idea of the newest revision
MIGRATIONS = Path(__file__).parent / "migrations"


def revision(store: Store) -> str | None:
    """Return the revision of the database's schema, None where there is none yet."""
    with store.engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return found


def upgrade(store: Store) -> None:
    """Create the tables, or migrate those that an older program left.

    Raises:
        StoreFault: the database was written by a newer program; nothing is changed.
    """
    found = revision(store)
    if found == HEAD:
        return
    refuse_newer(found)
    if found is not None:
        _copy(store, found)
    _migrate(store)


def refuse_newer(found: str | None) -> None:
    """Refuse the schema of a newer program.

    Raises:
        StoreFault: this program does not know the revision `found`.
    """
    if found is not None and not _known(found):
        raise StoreFault(
            "database-newer",
            msg(
                "The data was written by a newer kiosk than this one. Nothing was changed. "
                "Install the newer version again."
            ),
        )


def config(connection: sa.Connection | None = None) -> "Config":
    """Return alembic's configuration for these migrations, without any file."""
    from alembic.config import Config  # noqa: PLC0415 - a start with nothing to migrate goes without

    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


def _known(name: str) -> bool:
    return any(MIGRATIONS.glob(f"versions/{name}_*.py"))


def _migrate(store: Store) -> None:
    from alembic import command  # noqa: PLC0415 - as above

    with store.engine.connect().execution_options(**store.writing) as connection:
        if store.is_sqlite:
            _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                command.upgrade(config(connection), "head")
                _check(connection)
        finally:
            if store.is_sqlite:
                _foreign_keys(connection, on=True)


def _foreign_keys(connection: sa.Connection, *, on: bool) -> None:
    """Switch SQLite's foreign keys, which it does outside a transaction only.

    A batch migration rebuilds tables; with foreign keys on, dropping the old one deletes children.
    """
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - a connection just opened has one
    driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _check(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError(f"the migration leaves {len(broken)} rows without their parents")


def _copy(store: Store, found: str) -> None:
    """Lay an encrypted copy of an SQLite file beside it, named for its revision."""
    if not store.is_sqlite:
        return
    driver = store.engine.raw_connection()
    try:
        cursor = driver.cursor()
        name = cursor.execute("PRAGMA database_list").fetchall()[0][2]
        target = Path(name).with_suffix(f".before-{found}")
        target.unlink(missing_ok=True)
        cursor.execute("VACUUM INTO ?", (str(target),))
    finally:
        driver.close()
