"""Check digits, waits and the stopwatch, by arithmetic alone."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.visits import rules

FIVE = st.text("0123456789", min_size=5, max_size=5)
MINUTE = timedelta(minutes=1)


def test_damm() -> None:
    """The check digit is the one of Damm's own example."""
    assert rules.check_digit("572") == "4"


@given(FIVE)
def test_a_dealt_number_reads_back(dealt: str) -> None:
    """A number with its check digit is read, however people put it into groups."""
    number = dealt + rules.check_digit(dealt)
    assert rules.read_number(number) == number
    assert rules.read_number(rules.shown(number)) == number
    assert rules.read_number(f" {number[:2]} {number[2:4]}.{number[4:]} ") == number


@given(FIVE, st.integers(0, 5), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found(dealt: str, at: int, other: str) -> None:
    """No number with a single wrong digit reads as a number."""
    number = dealt + rules.check_digit(dealt)
    mistyped = number[:at] + other + number[at + 1 :]
    assert (rules.read_number(mistyped) is None) == (mistyped != number)


@given(FIVE)
def test_each_swap_of_neighbours_is_found(dealt: str) -> None:
    """No number with two neighbouring digits swapped reads as a number."""
    number = dealt + rules.check_digit(dealt)
    for at, (left, right) in enumerate(pairwise(number)):
        swapped = number[:at] + right + left + number[at + 2 :]
        assert (rules.read_number(swapped) is None) == (left != right)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "٤٨٢٧١٣", "²²²²²²", "4827 1x"])
def test_what_is_no_number(typed: str) -> None:
    """Only six plain digits can be a neighbour number."""
    assert rules.read_number(typed) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("012345", True), ("12345", False), ("1234567", False), ("12 345", False), ("١٢٣٤٥٦", False)],
)
def test_pins_are_six_plain_digits(text: str, expected: bool) -> None:
    """A PIN is six plain digits."""
    assert rules.is_pin(text) is expected


def test_waits_double_with_each_lot_up_to_a_day() -> None:
    """Five in a row cost a quarter of an hour, each further five twice as long, at most a day."""
    waits = [rules.wait_after(in_a_row) / rules.MINUTE for in_a_row in range(46)]
    assert [wait for wait in waits if wait] == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert [at for at, wait in enumerate(waits) if wait] == list(range(5, 46, 5))
    assert rules.wait_after(10**9) == rules.DAY


def test_the_risk_that_the_caps_hold() -> None:
    """A year of spraying gets in with 2.2 % at most, and on one person with 0.01 %."""
    pins = 10**rules.PIN_DIGITS
    assert rules.A_DAY_AND_ESTATE * 365 / pins <= 0.022
    assert rules.OFF_IN_A_ROW / pins <= 0.0001


@pytest.mark.parametrize(
    ("before", "now", "wall", "expected"),
    [
        (1000.0, 1060.0, MINUTE, 160.0),
        (1000.0, 30.0, 10 * MINUTE, 130.0),  # the machine was started again half a minute ago
        (1000.0, 1060.0, timedelta(days=900), 160.0),  # somebody set the wall clock forward
        (1000.0, 1060.0, timedelta(days=-900), 100.0),  # or its battery is flat
        (1000.0, 9e9, 2 * MINUTE, 220.0),  # another machine wrote last
    ],
)
def test_the_stopwatch_never_runs_ahead(
    before: float, now: float, wall: timedelta, expected: float
) -> None:
    """The less of the two clocks counts, and a machine that was started again counts from then."""
    assert rules.advance(100.0, before, now, wall) == expected
