"""When a visit is over because nobody is there: a pure rule, asked once a second."""

from dataclasses import dataclass
from typing import Literal

READING_FACTOR = 3  # where people read, they get three times as long: 180 s instead of 60


@dataclass(frozen=True, slots=True)
class Stay:
    """Carry on."""

    state: Literal["stay"] = "stay"


@dataclass(frozen=True, slots=True)
class Warn:
    """Ask whether somebody is there; `seconds` are left."""

    seconds: int
    state: Literal["warn"] = "warn"


@dataclass(frozen=True, slots=True)
class Over:
    """Nobody is."""

    state: Literal["over"] = "over"


Verdict = Stay | Warn | Over


def verdict(
    now: float,
    last_touch: float,
    *,
    holding: bool,
    reading: bool,
    idle_seconds: float,
    warn_seconds: float,
) -> Verdict:
    """Say what to do with a visit.

    Args:
        now: this moment, in monotonic seconds.
        last_touch: the last key or click, likewise.
        holding: something that was asked for is under way; nobody is thrown out meanwhile.
        reading: this screen is for reading.
        idle_seconds: how long nobody may touch a key, as set by the caretaker.
        warn_seconds: how long the count-down is after that.
    """
    if holding:
        return Stay()
    allowed = idle_seconds * (READING_FACTOR if reading else 1)
    left = last_touch + allowed + warn_seconds - now
    if left <= 0:
        return Over()
    if left <= warn_seconds:
        return Warn(max(1, round(left)))
    return Stay()
