"""Bringing a database's schema up to date, and refusing one that is newer than this program."""

from kiosk import rooms
from kiosk.store.engine import Store


def upgrade(store: Store) -> None:
    """Create or migrate the tables."""
    rooms.metadata.create_all(store.engine)
