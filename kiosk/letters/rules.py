"""What decides about letters that could not go: no database, no clock."""

from collections.abc import Mapping
from datetime import timedelta

FIRST_WAIT_S = 5.0  # an alert should arrive within a minute, so the first tries are close
LONGEST_WAIT_S = 3600.0
LIVES: Mapping[str, timedelta] = {  # by channel; all others are tried until they go
    "push": timedelta(hours=24),  # "there is news" is no news the day after
}


def wait_s(tries: int, asked_s: float = 0.0) -> float:
    """Return the seconds until a letter is tried again.

    Args:
        tries: how often it was tried in vain; each time the wait doubles.
        asked_s: how long its carrier asks for at least.
    """
    doubled = FIRST_WAIT_S * 2.0 ** min(max(tries, 1) - 1, 16)
    return min(max(doubled, asked_s), LONGEST_WAIT_S)


def is_stale(channel: str, age: timedelta) -> bool:
    """Return whether a letter that still waits is no longer worth carrying."""
    return channel in LIVES and age > LIVES[channel]
