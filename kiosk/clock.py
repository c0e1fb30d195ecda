"""Time as a port: instants are UTC, people mean local dates, and waits are monotonic."""

import time
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the kiosk gets its time from."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...

    def today(self, timezone: str) -> date:
        """Return the date on a wall clock in `timezone`, an IANA name."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow, for waits that a wrong clock must not shorten."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self, timezone: str) -> date:
        """Return the date on a wall clock in `timezone`."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not before the first paint

        return datetime.now(ZoneInfo(timezone)).date()

    def monotonic(self) -> float:
        """Return seconds since some fixed moment."""
        return time.monotonic()
