"""What a migration must keep: the rows that are there, and the rule that no id is used twice."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command

from kiosk import rooms
from kiosk.store import Store, open_store
from kiosk.store.schema import config, upgrade
from tests.conftest import KEY

FIRST = "0001"
A_NEIGHBOUR = (
    "INSERT INTO resident (id, door_id, name, level, language, mobile_confirmed, email_confirmed,"
    " alert_channels, in_person_only, terms_version, terms_at, registered_at, last_seen)"
    " VALUES (:id, 1, :name, 'paper', 'da', 0, 0, 'kiosk', 0, '1', :at, :at, '2026-11-23')"
)
AN_ESTATE = (
    "INSERT INTO estate_zone (id, name) VALUES (1, 'A')",
    "INSERT INTO estate_stairwell (id, key, street, number, zone_id) VALUES (1, 'a', 'A', '1', 1)",
    (
        "INSERT INTO estate_door (id, stairwell_id, floor, door, withdrawn)"
        " VALUES (1, 1, 'st', 'tv', 0)"
    ),
)
BETWEEN_THEM = (
    "INSERT INTO trust_tie (id, owner_id, other_id, doubted) VALUES (7, 1, 2, 0), (8, 2, 1, 0)",
    (
        "INSERT INTO trust_invitation (id, inviter_id, door_id, code, key, slip_id, slip_number,"
        " lapses_at, fulfilled) VALUES (5, 1, 1, 'C', 'k', 0, 0, '2026-12-23', 0)"
    ),
    (
        "INSERT INTO vacation (id, owner_id, key, era, away_from, until, kind, whole_home,"
        " tasks, note) VALUES (9, 1, 'k', 0, '2026-12-24', '2027-01-03', 'dates', 1, '[]', 'Hej')"
    ),
    (
        "INSERT INTO vacation_audience (vacation_id, tie_id, until, seen)"
        " VALUES (9, 7, '2027-01-03', 1)"
    ),
)


def test_neighbours_and_vacations_of_the_first_release_are_kept(tmp_path: Path) -> None:
    """Ties, an invitation, a vacation and who sees it are there; who is there has signed up."""
    store = open_store(f"sqlite:///{tmp_path / 'old.db'}", KEY)
    with store.engine.connect().execution_options(**store.writing) as db, db.begin():
        command.upgrade(config(db), FIRST)
        for statement in AN_ESTATE:
            db.execute(sa.text(statement))
        for number, name in ((1, "Anna"), (2, "Ole")):
            db.execute(sa.text(A_NEIGHBOUR), {"id": number, "name": name, "at": "2026-11-23"})
        for statement in BETWEEN_THEM:
            db.execute(sa.text(statement))
    upgrade(store)
    with store.read() as upgraded:
        kept = [
            tuple(upgraded.connection().execute(sa.text(query)).one())
            for query in (
                "SELECT count(*), max(id), sum(unsure), sum(may_report) FROM trust_tie",
                "SELECT id, door_id, contact, letter_due FROM trust_invitation",
                "SELECT id, note, over, thanked, reported_by FROM vacation",
                "SELECT vacation_id, tie_id, seen, changed FROM vacation_audience",
                "SELECT figure, quarter, number FROM figures_tally",
            )
        ]
    store.close()
    assert [
        (2, 8, 0, 0),
        (5, 1, None, 0),
        (9, "Hej", 0, 0, None),
        (9, 7, 1, 0),
        ("signed_up", "2026-10-01", 2),
    ] == kept


def test_no_table_forgets_that_its_ids_are_used_once(sqlite_store: Store) -> None:
    """A table that SQLite copied to change it still never gives an id away again."""
    wanted = {
        table.name
        for table in rooms.metadata.sorted_tables
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    with sqlite_store.read() as db:
        found = sa.text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        assert wanted <= set(db.connection().execute(found).scalars())
    assert wanted
