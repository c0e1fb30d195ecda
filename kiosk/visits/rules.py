"""What decides about numbers, PINs and waits: no database, no clock.

The caps are those that hold the risk of a six-digit PIN: whoever sprays a whole estate, unhindered
for a year, gets in with a chance of 60 x 365 in a million, and on one person of 100 in a million.
"""

import re
from datetime import timedelta

MINUTE = 60.0
DAY = 24 * 60 * MINUTE

PIN_DIGITS = 6
NUMBER_DIGITS = 6  # five dealt, and the check digit

LOT = 5  # wrong tries until a wait
FIRST_WAIT = 15 * MINUTE  # doubles with each further lot
LONGEST_WAIT = DAY  # a stranger's typing costs nobody more than a day at a time
OFF_IN_A_ROW = 100
A_DAY_AND_PERSON = 10
A_DAY_AND_KIOSK = 15
A_DAY_AND_ESTATE = 60

CODE_BITS = 128
TICKET_LIFE = 2 * MINUTE
PHONES_A_PERSON = 5
PHONE_UNUSED_DAYS = 180

IDLE_LIMIT = 15 * MINUTE  # the screen ends visits sooner; this is for what outlives a screen

_DAMM = (  # Damm's table of order 10: finds each wrong digit and each swap of two neighbours
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)

_DIGITS = re.compile(r"[0-9]+")
_BETWEEN = re.compile(r"[\s.\-–/()]+")


def check_digit(digits: str) -> str:
    """Return Damm's check digit for some digits."""
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def shown(number: str) -> str:
    """Return a neighbour number as it is shown: "482-713"."""
    return f"{number[:3]}-{number[3:]}"


def read_number(typed: str) -> str | None:
    """Return the neighbour number that was typed, or None where it is none or mistyped."""
    number = compact(typed)
    if len(number) != NUMBER_DIGITS or not is_digits(number) or check_digit(number) != "0":
        return None
    return number


def is_pin(text: str) -> bool:
    """Return whether this is six digits."""
    return len(text) == PIN_DIGITS and is_digits(text)


def is_digits(text: str) -> bool:
    """Return whether this is plain digits and nothing else."""
    return _DIGITS.fullmatch(text) is not None


def compact(typed: str) -> str:
    """Return what was typed without what people put between digits."""
    return _BETWEEN.sub("", typed[:64])


def wait_after(in_a_row: int) -> float:
    """Return the seconds to wait after this many wrong tries in a row."""
    lots, rest = divmod(in_a_row, LOT)
    if rest or not lots:
        return 0.0
    return min(FIRST_WAIT * 2.0 ** min(lots - 1, 16), LONGEST_WAIT)


def advance(total: float, before: float, now: float, wall: timedelta) -> float:
    """Return the stopwatch's new total.

    Args:
        total: seconds it had counted.
        before: what the machine's monotonic clock said then.
        now: what it says now. It starts at 0 with the machine; then all of it has passed since.
        wall: what the wall clock says has passed since. The less of the two counts, so neither
            a wall clock that was set nor another machine's monotonic clock lets time fly.
    """
    ticks = now - before if now >= before else now
    return total + max(0.0, min(ticks, wall.total_seconds()))
