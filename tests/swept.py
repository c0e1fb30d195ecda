"""One PostgreSQL database for all the tests of a process, which each of them finds empty.

Making a database takes longer than most tests have to say to it. So it is swept: whoever hangs on
to it is sent away, and tables that hold anything are emptied. One that a test has left with other
tables, or that does not let itself be swept, is made anew.
"""

from contextlib import suppress

import psycopg

NAME = "kiosk_test"
_SHAPE = """
SELECT md5(string_agg(concat(attrelid::regclass, attname, atttypid), ',' ORDER BY attrelid, attnum))
    || (SELECT version_num FROM alembic_version)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace
"""
_FULL = """
SELECT string_agg(quote_ident(relname), ', ') FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
"""
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


class SweptDatabase:
    """A database on a server of which `kiosk_template` is the model.

    Args:
        server: the server's address.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        base, _, query = server.partition("?")
        self._url = f"{base.rpartition('/')[0]}/{NAME}" + (f"?{query}" if query else "")
        self._shape = ""

    def empty(self) -> str:
        """Return the address of the database, as empty as its model."""
        with suppress(psycopg.Error):
            if self._shape and self._sweep():
                return self._url
        with psycopg.connect(self._server, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {NAME} TEMPLATE kiosk_template STRATEGY FILE_COPY")
        with psycopg.connect(self._url) as db:
            self._shape = _told(db, _SHAPE)
        return self._url

    def _sweep(self) -> bool:
        """Empty it; return whether it has the tables that it should have."""
        with psycopg.connect(self._server, autocommit=True) as admin:
            admin.execute(_OTHERS, (NAME,))
        with psycopg.connect(self._url, options="-c lock_timeout=2000") as db:
            if full := _told(db, _FULL):
                db.execute(f"TRUNCATE {full} RESTART IDENTITY")
            return self._shape == _told(db, _SHAPE)


def _told(db: psycopg.Connection, question: str) -> str:
    row = db.execute(question).fetchone()
    return str(row[0] or "") if row else ""
