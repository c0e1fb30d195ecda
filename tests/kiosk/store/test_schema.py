"""The schema is what the rooms say it is, on both databases, and never goes backwards."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from kiosk import board, rooms
from kiosk.store import Store, StoreFault, open_store
from kiosk.store.schema import HEAD, config, revision, upgrade
from tests.conftest import KEY


def test_the_migrations_make_what_the_rooms_declare(store: Store) -> None:
    """A table or column that was changed has its migration."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, rooms.metadata) == []


def test_head_is_the_newest_revision() -> None:
    """The start compares with alembic's own newest revision."""
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


def test_upgrading_again_changes_nothing(store: Store) -> None:
    """A start with an up-to-date database leaves it as it is."""
    with store.write() as db:
        board.fact(db, "estate", "Lærkevej")
    upgrade(store)
    assert revision(store) == HEAD
    with store.read() as db:
        assert board.facts(db)["estate"] == "Lærkevej"


def test_a_newer_schema_is_refused(store: Store) -> None:
    """An old program leaves a newer one's data alone."""
    with store.write() as db:
        db.connection().execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreFault) as told:
        upgrade(store)
    assert told.value.code == "database-newer"
    assert revision(store) == "9999"


def test_a_migration_that_dies_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All tables come or none does."""
    store = open_store(f"sqlite:///{tmp_path / 'new.db'}", KEY)
    monkeypatch.setattr("kiosk.store.schema._check", _die)
    with pytest.raises(OSError, match="no space"):
        upgrade(store)
    assert sa.inspect(store.engine).get_table_names() == []
    monkeypatch.undo()
    upgrade(store)
    assert revision(store) == HEAD
    store.close()


def _die(_: sa.Connection) -> None:
    raise OSError("no space left on device")


def test_no_plain_text_of_a_resident_is_on_the_disk(sqlite_store: Store, tmp_path: Path) -> None:
    """What is written can be found in no file of the home without the key."""
    with sqlite_store.write() as db:
        board.fact(db, "estate", "CanaryCanaryCanary")
    found = [path for path in tmp_path.iterdir() if b"CanaryCanary" in path.read_bytes()]
    assert (tmp_path / "kiosk.db-wal").stat().st_size > 0
    assert found == []


def test_an_upgrade_lays_an_encrypted_copy_aside(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is migrated, the file as it was lies beside it, under the same key."""
    with sqlite_store.write() as db:
        board.fact(db, "estate", "CanaryCanaryCanary")
    monkeypatch.setattr("kiosk.store.schema.HEAD", "the next one")
    monkeypatch.setattr("kiosk.store.schema._migrate", lambda _: None)
    upgrade(sqlite_store)
    copy = tmp_path / f"kiosk.before-{HEAD}"
    assert b"CanaryCanary" not in copy.read_bytes()
    other = open_store(f"sqlite:///{copy}", KEY)
    with other.read() as db:
        assert board.facts(db)["estate"] == "CanaryCanaryCanary"
    other.close()


def test_alerts_and_notices_of_the_first_release_are_kept(tmp_path: Path) -> None:
    """What was out stays out, what waited waits, and the board's lines have their new names."""
    store = open_store(f"sqlite:///{tmp_path / 'old.db'}", KEY)
    with store.engine.connect().execution_options(**store.writing) as connection:
        with connection.begin():
            command.upgrade(config(connection), "0001")
        alert = (
            "INSERT INTO alert (id, form_key, stairwell_id, sender, kind, done, place, day, reach,"
            " police, text, status, sent_at, expires_at) VALUES (?, 'k', 1, '{}', ?, 'd', 'p',"
            " '2026-11-23', 'estate', 'told', '', ?, '2026-11-23', '2026-12-07')"
        )
        line = (
            "INSERT INTO board_line (topic, ref, text, day, until, at)"
            " VALUES (?, ?, '{}', '2026-11-23', '2026-12-07', '2026-11-23')"
        )
        with connection.begin():
            for number, kind, status in (
                (1, "theft", "open"),
                (2, "good", "open"),
                (3, "odd", "waiting"),
            ):
                connection.exec_driver_sql(alert, (number, kind, status))
            for topic, ref in (("alert", "1"), ("alert", "2"), ("notice", "1")):
                connection.exec_driver_sql(line, (topic, ref))
    upgrade(store)
    with store.engine.connect() as connection:
        alerts = connection.exec_driver_sql(
            "SELECT id, origin, out_at IS NOT NULL, not_work FROM alert ORDER BY id"
        ).fetchall()
        lines = connection.exec_driver_sql("SELECT topic, ref FROM board_line").fetchall()
    store.close()
    assert [(1, "estate", 1, 0), (2, "estate", 1, 0), (3, "estate", 0, 0)] == alerts
    assert [("alert", "1"), ("good", "2"), ("notice", "notice-1")] == sorted(lines)
