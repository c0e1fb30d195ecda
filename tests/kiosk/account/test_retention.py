"""What is old goes, and nothing goes by a clock that may be wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, select

from kiosk import account, residents, vacations
from kiosk.account import rules
from kiosk.account.tables import AskedToStay, ChannelCode, LetterboxCode, Tries
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, AWAY, Person, letters

MOBILE = "+4520123456"


def live(kiosk: Kiosk, clock: FakeClock, days: int) -> None:
    """Let days pass as a kiosk lives them, with a sweep in each."""
    for _ in range(days):
        clock.advance(timedelta(days=1))
        assert account.sweep_old(kiosk)


def count(kiosk: Kiosk, table: type[SQLModel]) -> int:
    """Return how many rows a table has."""
    with kiosk.store.read() as db:
        return len(db.exec(select(table)).all())


def gone(kiosk: Kiosk, person: Person) -> bool:
    """Return whether somebody has been deleted."""
    try:
        people.resident(kiosk, person)
    except Refusal as refusal:
        return refusal.code == "resident-gone"
    return False


def test_codes_and_counts_are_swept(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Letterbox codes go after 30 days, letter codes and counts after a day."""
    people.letterbox_code(kiosk, ANNA)
    account.send_code(kiosk, anna.visit, "mobile")
    assert account.sweep_old(kiosk)
    assert (1, 1) == (count(kiosk, LetterboxCode), count(kiosk, ChannelCode))
    live(kiosk, clock, 1)
    assert (1, 0, 0) == tuple(count(kiosk, table) for table in (LetterboxCode, ChannelCode, Tries))
    live(kiosk, clock, 29)
    assert 0 == count(kiosk, LetterboxCode)


def test_the_other_rooms_are_swept(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """A vacation is gone a week after the return."""
    away = kiosk.clock.today("Europe/Copenhagen")
    request = replace(AWAY, away_from=away, home_again=away + timedelta(days=1))
    vacations.log(kiosk, anna.visit, request)
    table = next(t for t in SQLModel.metadata.sorted_tables if t.name.startswith("vacation"))
    assert account.sweep_old(kiosk)
    live(kiosk, clock, 10)
    with kiosk.store.read() as db:
        assert [] == db.execute(table.select()).all()


@pytest.mark.parametrize(
    "jump",
    [timedelta(hours=26), timedelta(days=4000), -timedelta(seconds=1), -timedelta(days=20000)],
)
def test_a_clock_that_jumped_deletes_nothing(
    kiosk: Kiosk, anna: Person, clock: FakeClock, jump: timedelta
) -> None:
    """After a jump a day of running must pass without another."""
    people.letterbox_code(kiosk, ANNA)
    assert account.sweep_old(kiosk), anna
    clock.set(clock.now() + jump)
    for _ in range(23):
        assert not account.sweep_old(kiosk)
        clock.advance(timedelta(hours=1))
    assert not account.sweep_old(kiosk)
    assert 1 == count(kiosk, LetterboxCode)
    clock.advance(timedelta(hours=1))
    assert account.sweep_old(kiosk)


def test_two_jumps_wait_for_the_later(kiosk: Kiosk, clock: FakeClock) -> None:
    """A clock that is put right again is watched from then on."""
    assert account.sweep_old(kiosk)
    for jump in (timedelta(days=4000), -timedelta(days=4000)):
        clock.set(clock.now() + jump)
        assert not account.sweep_old(kiosk)
        clock.advance(timedelta(hours=23))
    assert not account.sweep_old(kiosk)
    clock.advance(timedelta(hours=1))
    assert account.sweep_old(kiosk)


def test_summer_time_is_no_jump(kiosk: Kiosk, clock: FakeClock) -> None:
    """A sweep a day, up to 25 hours apart, always sweeps."""
    assert account.sweep_old(kiosk)
    clock.advance(rules.CLOCK_JUMP)
    assert account.sweep_old(kiosk)


def test_the_frozen_go_after_a_week(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Whoever was swept out is deleted seven days later, and not sooner."""
    account.sweep_old(kiosk)
    with kiosk.store.write() as db:
        residents.freeze(db, anna.id, clock.now())
    live(kiosk, clock, 7)
    assert not gone(kiosk, anna)
    live(kiosk, clock, 1)
    assert gone(kiosk, anna)


def unseen(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Let two years pass in which Anna is not seen, and her phone is written to."""
    people.confirm_channel(kiosk, anna, "mobile")
    assert account.sweep_old(kiosk)
    clock.advance(rules.UNSEEN_LIFE + timedelta(days=1))
    assert not account.sweep_old(kiosk)  # two years at a step look like a wrong clock
    live(kiosk, clock, 1)
    assert "not seen you" in letters(kiosk, MOBILE)[-1].msgid


def test_who_is_not_seen_is_asked_and_goes(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """After 24 months people are asked once, and deleted 30 days later."""
    unseen(kiosk, anna, clock)
    told = len(letters(kiosk, MOBILE))
    live(kiosk, clock, 29)
    assert told == len(letters(kiosk, MOBILE))
    assert not gone(kiosk, anna)
    live(kiosk, clock, 2)
    assert gone(kiosk, anna)


def test_who_comes_back_stays(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Logging in is the answer."""
    unseen(kiosk, anna, clock)
    assert people.log_in(kiosk, anna)
    live(kiosk, clock, 40)
    assert not gone(kiosk, anna)
    assert 0 == count(kiosk, AskedToStay)
