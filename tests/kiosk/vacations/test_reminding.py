"""Helpers are reminded on four occasions, twice a day at most, of what they can see and no more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Absence, Span
from kiosk.vacations.reminding import NIGHT, Occasion, concerns, occasion
from kiosk.words import msg
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import ONE_TV, befriend, reset_pin, tie_with
from tests.kiosk.vacations.absences import AWAY, BACK, letters, log, pair, request
from tests.people import Person, move_in

DENMARK = ZoneInfo("Europe/Copenhagen")
EVE = AWAY - timedelta(days=1)
FOREVER = None

Remind = Callable[..., list[int]]


@pytest.fixture
def remind(kiosk: Kiosk, clock: FakeClock) -> Remind:
    """Let it be some time of some day; return who is written to then."""

    def at(day: date, hour: int, minute: int = 0) -> list[int]:
        before = len(letters(kiosk))
        clock.set(datetime(day.year, day.month, day.day, hour, minute, tzinfo=DENMARK))
        reminded = vacations.remind(kiosk)
        written = [who for who, _ in letters(kiosk)[before:]]
        assert reminded >= len(written)
        return written

    return at


@pytest.fixture
def away(kiosk: Kiosk) -> tuple[Person, Person]:
    """Anna, who is away from 24 December to 3 January, and Ole, who can see it."""
    anna, ole = pair(kiosk)
    log(kiosk, anna, ole)
    return anna, ole


@pytest.mark.usefixtures("away")
def test_on_four_occasions_and_no_other(remind: Remind) -> None:
    """The evening before, the first day, a week later and the day of return; each once."""
    days = [EVE + timedelta(days=n) for n in range(-7, 14)]
    told = [(day, hour) for day in days for hour in (7, 8, 12, 17, 21, 22) if remind(day, hour)]
    a_week_later = AWAY + timedelta(days=7)
    assert [(EVE, 17), (AWAY, 8), (a_week_later, 8), (BACK, 8)] == told


@pytest.mark.usefixtures("away")
def test_the_letter_says_nothing(kiosk: Kiosk, remind: Remind) -> None:
    """One sentence without name, door or day."""
    remind(EVE, 17)
    ((_, text),) = letters(kiosk)
    assert msg("You have a reminder from Nabohjælp. See it at the kiosk.").to_json() == text


@pytest.mark.parametrize(
    ("day", "hour", "reminded", "told"),
    [
        (EVE, 16, True, False),  # the evening comes
        (EVE, 17, False, False),  # it has come, and they are reminded in a moment
        (EVE, 18, True, True),
        (EVE, 23, True, False),  # the morning comes
        (AWAY, 7, True, False),
        (AWAY, 8, False, False),  # in a moment
        (AWAY, 10, True, True),
        (AWAY, 23, False, True),
    ],
)
def test_whoever_is_switched_on_late_is_told_at_once(
    kiosk: Kiosk,
    clock: FakeClock,
    remind: Remind,
    day: date,
    hour: int,
    reminded: bool,
    told: bool,
) -> None:
    """By saving, by the switch and by changing: where the reminder of the beginning is over."""
    if reminded:
        remind(day, hour)
    clock.set(datetime(day.year, day.month, day.day, hour, tzinfo=DENMARK))
    anna, ole = pair(kiosk)
    saved = log(kiosk, anna, ole)
    expected = [ole.resident_id] if told else []
    assert expected == [who for who, _ in letters(kiosk)]
    for on in (False, True):
        vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=on)
    assert 2 * expected == [who for who, _ in letters(kiosk)]
    for audience in ((), (ole,)):
        vacations.change(kiosk, anna.visit, saved.id, request(*audience))
    assert 3 * expected == [who for who, _ in letters(kiosk)]
    if not reminded and hour < NIGHT.hour:
        assert [ole.resident_id] == remind(day, hour, 1)


def test_nobody_is_flooded_by_a_switch(kiosk: Kiosk, remind: Remind) -> None:
    """Whoever plays with it writes to a helper a dozen times, and no more that day."""
    remind(AWAY, 10)
    anna, ole = pair(kiosk)
    saved = log(kiosk, anna, ole)
    for _ in range(20):
        for on in (False, True):
            vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=on)
    assert 12 == len(letters(kiosk))


@pytest.mark.usefixtures("away")
def test_a_clock_that_steps_back_reminds_nobody_twice(remind: Remind) -> None:
    """From just after five to just before."""
    assert 1 == len(remind(EVE, 17, 1))
    assert [] == remind(EVE, 16, 59)
    assert [] == remind(EVE, 17, 1)


def test_several_homes_are_one_letter(
    kiosk: Kiosk, away: tuple[Person, Person], remind: Remind
) -> None:
    """Whoever looks after two homes is written to once."""
    _, ole = away
    ida = move_in(kiosk, "Ida", ONE_TV)
    befriend(kiosk, ida, ole)
    log(kiosk, ida, ole)
    assert [ole.resident_id] == remind(EVE, 18)


def test_whoever_may_not_see_it_is_not_reminded(
    kiosk: Kiosk, away: tuple[Person, Person], remind: Remind
) -> None:
    """Not somebody who was never switched on, and nobody while the tie sleeps."""
    anna, ole = away
    ida = move_in(kiosk, "Ida", ONE_TV, mobile="20 11 22 33")
    befriend(kiosk, anna, ida)
    assert [ole.resident_id] == remind(EVE, 17)
    reset_pin(kiosk, anna)
    assert [] == remind(AWAY, 8)


def test_whoever_pauses_is_not_reminded(
    kiosk: Kiosk, away: tuple[Person, Person], remind: Remind
) -> None:
    """A helper on a break hears of it when it is over."""
    _, ole = away
    trust.pause(kiosk, ole.visit, on=True)
    assert [] == remind(EVE, 17)
    trust.pause(kiosk, ole.visit, on=False)
    assert [ole.resident_id] == remind(AWAY, 8)


def test_a_tie_that_ended_reminds_nobody(
    kiosk: Kiosk, away: tuple[Person, Person], remind: Remind
) -> None:
    """The permission went with it."""
    anna, ole = away
    trust.end(kiosk, anna.visit, tie_with(kiosk, anna, ole).id)
    assert [] == remind(EVE, 17)


def test_whoever_stays_at_home_is_no_reason(
    kiosk: Kiosk, away: tuple[Person, Person], remind: Remind
) -> None:
    """What was cancelled reminds nobody."""
    anna, _ = away
    (mine,) = vacations.mine(kiosk, anna.visit)
    vacations.cancel(kiosk, anna.visit, mine.id)
    assert [] == remind(EVE, 17)


def test_without_an_end_each_week(kiosk: Kiosk, remind: Remind) -> None:
    """Nobody knows for how long, so the weeks go on."""
    anna, ole = pair(kiosk)
    log(kiosk, anna, ole, home_again=FOREVER, kind=Absence.OPEN)
    told = [n for n in range(30) if remind(AWAY + timedelta(days=n), 9)]
    assert [0, 7, 14, 21, 28] == told


def test_a_kiosk_that_was_off_reminds_the_same_day(
    away: tuple[Person, Person], remind: Remind
) -> None:
    """In the evening for the morning, too; not in the night, nor the next day for the evening."""
    _, ole = away
    assert [] == remind(EVE, 23)
    assert [] == remind(AWAY, 3)
    assert [ole.resident_id] == remind(AWAY, 21)


def test_a_clock_that_was_ahead_silences_nobody(
    away: tuple[Person, Person], remind: Remind
) -> None:
    """After a day in 2036 the reminders of 2026 come all the same."""
    _, ole = away
    remind(date(2036, 1, 1), 9)
    assert [ole.resident_id] == remind(EVE, 17)


def test_what_is_begun_is_done_whole(
    away: tuple[Person, Person], remind: Remind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters and the note that they were written are saved together or not at all."""
    _, ole = away

    def torn(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("kiosk.vacations.rows.letters.queue", torn)
        with pytest.raises(OSError, match="full"):
            remind(EVE, 17)
    assert [ole.resident_id] == remind(EVE, 17, 1)


@pytest.mark.usefixtures("away")
def test_with_pages_out_there_the_letter_leads_to_them(kiosk: Kiosk, clock: FakeClock) -> None:
    """To the front page, which is everybody's."""
    pages = kiosk.settings.phone._replace(public_url="https://nabo.example.org/")
    there = replace(kiosk, settings=replace(kiosk.settings, phone=pages))
    clock.set(datetime(EVE.year, EVE.month, EVE.day, 17, tzinfo=DENMARK))
    assert 1 == vacations.remind(there)
    assert '{"url": "https://nabo.example.org"}' in letters(kiosk)[-1][1]


@given(
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    nights=st.none() | st.integers(1, 366),
    after=st.integers(-3, 400),
    evening=st.booleans(),
)
def test_nobody_is_reminded_outside_an_absence(
    first: date, nights: int | None, after: int, evening: bool
) -> None:
    """From the evening before to the day of return, never else."""
    until = None if nights is None else first + timedelta(days=nights)
    day = first + timedelta(days=after)
    told = concerns(Span(first, until), Occasion(day, evening))
    if told:
        assert first - timedelta(days=1) <= day
        assert until is None or day <= until
    elif not evening:
        assert day not in {first, until}


def test_the_night_is_nobodys_time() -> None:
    """From ten to eight no letter is written."""
    hours = [h for h in range(24) if occasion(datetime(2026, 3, 29, h, tzinfo=DENMARK))]
    assert list(range(8, 22)) == hours
