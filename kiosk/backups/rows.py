"""Every row of the kiosk, from one database to another of the same schema.

The ids that tables have given out go along, so that none is given out a second time.
"""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from kiosk import rooms

_AT_ONCE = 1000


def copy(source: sa.Connection, target: sa.Connection) -> None:
    """Copy every row into empty tables; the source is read in its one consistent view."""
    for table in rooms.metadata.sorted_tables:
        rows = source.execute(sa.select(table), execution_options={"yield_per": _AT_ONCE})
        for part in rows.mappings().partitions(_AT_ONCE):
            target.execute(table.insert(), [dict(row) for row in part])
    _give_out_after(target, last_ids(source))


def empty(target: sa.Connection) -> None:
    """Delete every row of every table."""
    for table in reversed(rooms.metadata.sorted_tables):
        target.execute(table.delete())


def last_ids(db: sa.Connection) -> Mapping[str, int]:
    """Return the last id that each table gave out, for tables that use none twice."""
    if db.dialect.name == "sqlite":
        rows = db.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
        kept = {table.name for table in _never_again()}
        return {name: int(last) for name, last in rows if name in kept}
    found = {}
    for table in _never_again():
        sequence = _sequence(db, table)
        last, used = db.exec_driver_sql(f"SELECT last_value, is_called FROM {sequence}").one()  # noqa: S608 - the server's own name for it
        found[table.name] = int(last) if used else 0
    return found


def _give_out_after(db: sa.Connection, last: Mapping[str, int]) -> None:
    if db.dialect.name == "sqlite":
        for name, number in last.items():
            db.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            db.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, number))
        return
    for table in rooms.metadata.sorted_tables:
        if sequence := _sequence(db, table):
            newest = db.execute(sa.select(sa.func.max(table.c["id"]))).scalar() or 0
            number = max(newest, last.get(table.name, 0))
            given = {"name": sequence, "number": max(number, 1), "used": number > 0}
            db.execute(sa.text("SELECT setval(:name, :number, :used)"), given)


def _never_again() -> Iterator[sa.Table]:
    for table in rooms.metadata.sorted_tables:
        if table.dialect_options["sqlite"]["autoincrement"]:
            yield table


def _sequence(db: sa.Connection, table: sa.Table) -> str | None:
    if "id" not in table.c:
        return None
    named = {"table": table.name}
    found: str | None = db.scalar(sa.text("SELECT pg_get_serial_sequence(:table, 'id')"), named)
    return found
