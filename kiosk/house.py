"""The kiosk as its actions see it: settings and ports, and nothing global.

Built once by `kiosk.boot.open_kiosk`; tests build one with a database of their own and a clock
they can turn.
"""

from dataclasses import dataclass

from kiosk.chance import Chance
from kiosk.clock import Clock
from kiosk.settings import Settings
from kiosk.store import Store


@dataclass(frozen=True, slots=True)
class Kiosk:
    """Everything an action may reach.

    Args:
        settings: what the caretaker has set.
        store: the database.
        clock: where time comes from.
        chance: where randomness comes from.
        pepper: 32 secret bytes that key the hashes of PINs and codes; kept apart from the data.
    """

    settings: Settings
    store: Store
    clock: Clock
    chance: Chance
    pepper: bytes
