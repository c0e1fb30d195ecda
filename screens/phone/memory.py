"""What the office remembers between two pages, in memory alone and never for long.

After a restart it is gone, and nobody loses more than a sentence.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Generic, TypeVar

SEATS_KEPT = 1000
ADDRESSES_KEPT = 10_000
BURST = 20  # tries at once from one address
SECONDS_A_TRY = 3.0
ASKED_AT_ONCE = 5  # new PINs, from one address; a household's
SECONDS_AN_ASK = 60.0
CROWD_AT_ONCE = 200  # new PINs, from everywhere
SECONDS_A_CROWD = 10.0  # more come back than one address can spend; guesses stay 10^4 a day of 2^35

T = TypeVar("T")


class ASeats(Generic[T]):
    """One thing a seat, for a while: a sentence for the next page, a form that waits."""

    def __init__(
        self,
        seconds: float,
        most: int = SEATS_KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._turn = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, T]] = OrderedDict()

    def keep(self, seat: str, thing: T) -> None:
        """Keep something for a seat, instead of what was kept before."""
        with self._turn:
            self._drop_old()
            self._kept.pop(seat, None)
            self._kept[seat] = self._clock() + self._seconds, thing
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def look(self, seat: str) -> T | None:
        """Return what is kept for a seat."""
        with self._turn:
            self._drop_old()
            return self._kept[seat][1] if seat in self._kept else None

    def take(self, seat: str) -> T | None:
        """Return what is kept for a seat, and forget it."""
        with self._turn:
            self._drop_old()
            return self._kept.pop(seat, (0.0, None))[1]

    def _drop_old(self) -> None:
        """Forget what has been kept long enough; what was kept first stands first."""
        now = self._clock()
        while self._kept and next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)


class Rates:
    """How often something may be tried from one address: at once, and then one every few seconds.

    Codes that are somebody's are counted with their owner (`kiosk.visits.tries`) and never here, so
    whoever floods this from the house's own Wi-Fi keeps no neighbour out.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        burst: int = BURST,
        seconds: float = SECONDS_A_TRY,
    ) -> None:
        self._clock = clock
        self._burst = float(burst)
        self._seconds = seconds
        self._turn = threading.Lock()
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, address: str) -> bool:
        """Count one try; false where this address has none left for now."""
        name, now = _network(address), self._clock()
        with self._turn:
            left, at = self._spent.pop(name, (self._burst, now))
            left = min(self._burst, left + (now - at) / self._seconds)
            allowed = left >= 1
            self._spent[name] = (left - allowed, now)
            while len(self._spent) > ADDRESSES_KEPT:
                self._spent.popitem(last=False)
            return allowed


def asking_rates() -> Rates:
    """Return how often a new PIN may be asked for by number from one address."""
    return Rates(burst=ASKED_AT_ONCE, seconds=SECONDS_AN_ASK)


def crowd_rates() -> Rates:
    """Return how often it may be from all addresses together."""
    return Rates(burst=CROWD_AT_ONCE, seconds=SECONDS_A_CROWD)


def _network(address: str) -> str:
    """Return what is counted together: an IPv4 address, or the /64 that one IPv6 line has."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    bits = 64 if isinstance(ip, IPv6Address) else 32
    return str(ip_network((ip, bits), strict=False))
