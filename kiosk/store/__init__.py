"""The database: how it is opened, and the only commit in the house."""

from kiosk.store.engine import Store, once, once_each, open_store, then
from kiosk.store.faults import StoreFault
from kiosk.store.prepared import Prepared, PreparedForEach, given

__all__ = [
    "Prepared",
    "PreparedForEach",
    "Store",
    "StoreFault",
    "given",
    "once",
    "once_each",
    "open_store",
    "then",
]
