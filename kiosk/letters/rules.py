"""What decides about letters that could not go: no database, no clock."""

from collections.abc import Mapping
from datetime import timedelta

FIRST_WAIT_S = 5.0  # an alert should arrive within a minute, so the first tries are close
LONGEST_WAIT_S = 3600.0
LONGEST_REST_S = 60.0  # of a channel: soon after the network is back, everything goes
MENDED_BY_HAND_S = 300.0  # wrong passwords that are tried without end close an account
MOST_TRIES = 24  # of one letter that a service turns away for a while: most of a day
LIVES: Mapping[str, timedelta] = {  # by channel: what is older was read at the kiosk, or is no news
    "sms": timedelta(days=3),
    "email": timedelta(days=3),
    "push": timedelta(hours=24),
}


def wait_s(tries: int, asked_s: float = 0.0) -> float:
    """Return the seconds until a letter is tried again.

    Args:
        tries: how often it was tried in vain; each time the wait doubles.
        asked_s: how long its carrier asks for at least.
    """
    doubled = FIRST_WAIT_S * 2.0 ** min(max(tries, 1) - 1, 16)
    return min(max(doubled, asked_s), LONGEST_WAIT_S)


def rest_s(times: int, asked_s: float = 0.0) -> float:
    """Return the seconds for which a channel is left alone that nothing goes by.

    Args:
        times: how often in a row it was found so.
        asked_s: how long its service asks for at least.
    """
    doubled = min(FIRST_WAIT_S * 2.0 ** min(max(times, 1) - 1, 16), LONGEST_REST_S)
    return min(max(doubled, asked_s), LONGEST_WAIT_S)


def is_stale(channel: str, age: timedelta, tries: int) -> bool:
    """Return whether a letter that still waits is no longer worth carrying."""
    return tries >= MOST_TRIES or age > LIVES[channel]
