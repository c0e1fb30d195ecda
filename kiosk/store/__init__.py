"""The database: how it is opened, and the only commit in the house."""

from kiosk.store.engine import Store, once, once_each, open_store, then
from kiosk.store.faults import StoreFault

__all__ = ["Store", "StoreFault", "once", "once_each", "open_store", "then"]
