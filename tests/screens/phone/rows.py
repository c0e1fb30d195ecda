"""What the database holds, to prove that a request changed nothing."""

from typing import Any

import sqlalchemy as sa

from kiosk import rooms
from kiosk.house import Kiosk


def everything(kiosk: Kiosk) -> dict[str, list[Any]]:
    """Return every row but when visits were last used."""
    with kiosk.store.read() as db:
        return {
            table.name: list(db.execute(sa.select(table)).all())
            for table in rooms.metadata.sorted_tables
            if table.name not in {"visits_stopwatch", "visits_visit"}
        }
