"""Burglaries as the caretaker enters them: until the quarter is told, and never one under five."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from kiosk import caretaker, figures
from kiosk.caretaker import Act, Shift
from kiosk.figures import Cell, Figure, Hidden
from kiosk.house import Kiosk
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.caretaker.duty import PIN, acts, on_duty
from tests.told import refused

SUMMER, AUTUMN, WINTER = date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)


@pytest.fixture
def shift(kiosk: Kiosk) -> Shift:
    """A caretaker on duty, on 23 November 2026."""
    return on_duty(kiosk)


def at(clock: FakeClock, year: int, month: int, day: int) -> None:
    """Let it be noon of a day."""
    clock.set(datetime(year, month, day, 12, tzinfo=MONDAY.tzinfo))


def enter(kiosk: Kiosk, day: date, number: int) -> None:
    """Enter a number, in a transaction of its own."""
    with kiosk.store.write() as db:
        figures.enter_burglaries(db, kiosk, day, number)


def entered(kiosk: Kiosk) -> dict[date, int | None]:
    """Return what can be changed now."""
    with kiosk.store.read() as db:
        return {each.first: each.burglaries for each in figures.open_quarters(db, kiosk)}


def told(kiosk: Kiosk) -> Mapping[str, Cell]:
    """Return the burglaries of every quarter that is told."""
    return {each.name: each.cells[Figure.BURGLARIES] for each in figures.closed(kiosk)}


def test_a_caretaker_enters_them(kiosk: Kiosk, shift: Shift) -> None:
    """By quarter, whichever of its days is named; the log says that it was done and no more."""
    assert {AUTUMN: None} == entered(kiosk)
    caretaker.enter_burglaries(kiosk, shift, date(2026, 11, 5), 7)
    (quarter,) = caretaker.burglaries(kiosk, shift)
    assert ("2026-Q4", date(2027, 2, 11), 7) == (quarter.name, quarter.until, quarter.burglaries)
    assert [Act.BURGLARIES_ENTERED] == acts(kiosk)
    newest = caretaker.audit.entries(kiosk)[0]
    assert (None, shift.caretaker_id) == (newest.which, newest.caretaker_id)


def test_a_mistake_is_mended(kiosk: Kiosk, shift: Shift, clock: FakeClock) -> None:
    """The last entry counts, down to none, until the day before the quarter is told."""
    for number in (70, 7, 0):
        caretaker.enter_burglaries(kiosk, shift, AUTUMN, number)
    assert {AUTUMN: 0} == entered(kiosk)
    at(clock, 2027, 2, 11)
    enter(kiosk, AUTUMN, 8)
    assert {AUTUMN: 8, WINTER: None} == entered(kiosk)
    at(clock, 2027, 2, 12)
    assert {WINTER: None} == entered(kiosk)
    assert {"2026-Q4": 8} == told(kiosk)


def test_what_is_told_never_changes(kiosk: Kiosk, shift: Shift, clock: FakeClock) -> None:
    """Neither an entry nor a missing one; nothing is written, in the log neither."""
    caretaker.enter_burglaries(kiosk, shift, AUTUMN, 6)
    before = acts(kiosk)
    at(clock, 2027, 2, 12)
    late = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Lis", PIN), PIN)
    assert isinstance(late, Shift)
    for day in (AUTUMN, SUMMER):
        refused("quarter-told", partial(caretaker.enter_burglaries, kiosk, late, day, 9))
    assert {"2026-Q4": 6} == told(kiosk)
    assert [*before, Act.APPOINTED, Act.LOGGED_IN] == acts(kiosk)


def test_what_has_not_begun_is_not_entered(kiosk: Kiosk, shift: Shift) -> None:
    """Nobody knows of next quarter's."""
    action = caretaker.enter_burglaries
    refused("quarter-not-begun", lambda: action(kiosk, shift, WINTER, 0))
    assert {AUTUMN: None} == entered(kiosk)


def test_what_cannot_be_is_refused(kiosk: Kiosk, shift: Shift) -> None:
    """And what stood there stays."""
    caretaker.enter_burglaries(kiosk, shift, AUTUMN, 999)
    for number in (1000, -1):
        refused(
            "burglaries-too-many",
            partial(caretaker.enter_burglaries, kiosk, shift, AUTUMN, number),
        )
    assert {AUTUMN: 999} == entered(kiosk)
    assert [Act.BURGLARIES_ENTERED] == acts(kiosk)


def test_none_is_not_the_same_as_not_entered(kiosk: Kiosk, clock: FakeClock) -> None:
    """None is a figure under five like any other; without an entry there is no figure."""
    enter(kiosk, AUTUMN, 0)
    at(clock, 2027, 5, 20)
    assert {"2026-Q4": Hidden.FEWER, "2027-Q1": Hidden.NOT_ENTERED} == told(kiosk)


def test_the_command_line_enters_them_too(kiosk: Kiosk) -> None:
    """It is in the log as whoever holds the machine."""
    caretaker.burglaries_told(kiosk, AUTUMN, 5)
    assert {AUTUMN: 5} == entered(kiosk)
    (entry,) = caretaker.audit.entries(kiosk)
    assert (Act.BURGLARIES_ENTERED, 0, None) == (entry.act, entry.caretaker_id, entry.which)


@pytest.mark.parametrize("seed", range(3))
def test_no_two_readings_give_a_number_away(kiosk: Kiosk, clock: FakeClock, seed: int) -> None:
    """Whoever reads every day sees quarters come, each once and for good, and none under five."""
    dice = random.Random(seed)
    wanted: dict[str, Cell] = {}
    last: Mapping[str, Cell] = {}
    for _ in range(500):
        clock.advance(timedelta(days=1))
        for first in list(entered(kiosk)):
            if dice.random() < 0.04:
                number = dice.choice([0, 1, 4, 5, 6])
                enter(kiosk, first, number)
                name = f"{first.year}-Q{(first.month + 2) // 3}"
                wanted[name] = number if number >= 5 else Hidden.FEWER
        now = told(kiosk)
        assert list(last.items()) == list(now.items())[: len(last)]
        assert len(now) <= len(last) + 1
        last = now
    assert {name: wanted.get(name, Hidden.NOT_ENTERED) for name in last} == last
    assert 5 <= len(last)
