"""Whether a kiosk runs on a server's database, on this machine or any other.

On a file the processes of a home tell each other by a lock (`kiosk.commands.running`); those that
share a server may have homes of their own, so the server itself is asked.
"""

import time

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from kiosk.refusals import Refusal
from kiosk.store import Store
from kiosk.words import msg

HANGS_UP_S = 3.0  # a kiosk that was just stopped may take this long
_LOOK_AGAIN_S = 0.1
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def nobody_on(store: Store) -> None:
    """See that nobody but ourselves is connected to a server's database.

    Raises:
        Refusal: somebody is.
    """
    if store.is_sqlite:
        return
    store.engine.dispose()
    alone = sa.create_engine(store.engine.url, poolclass=NullPool)
    until = time.monotonic() + HANGS_UP_S
    with alone.connect() as db:
        while db.exec_driver_sql(_OTHERS).scalar_one():
            if time.monotonic() > until:
                raise runs()
            db.rollback()
            time.sleep(_LOOK_AGAIN_S)


def runs() -> Refusal:
    """Return what to say while a kiosk runs on the database."""
    return Refusal(
        "kiosk-runs",
        msg(
            "The kiosk runs, so nothing was changed. Stop it on every machine that shares the "
            "data, and try again."
        ),
    )
