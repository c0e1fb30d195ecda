"""Until when an alert waits is read from the office hours, and no holiday is promised."""

from datetime import date, datetime, time, timedelta

import pytest

from kiosk.alerts import office, rules
from kiosk.words import language

MONDAY = datetime.fromisoformat("2026-11-23T12:45")
WEEK = frozenset(range(5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mandag–fredag kl. 8–9", [(WEEK, time(8))]),
        ("Man. – fre. 8.30-12", [(WEEK, time(8, 30))]),
        ("Hverdage kl. 9.", [(WEEK, time(9))]),
        ("weekdays at 8:15", [(WEEK, time(8, 15))]),
        ("Monday to Thursday 10-12, Friday 9", [(frozenset(range(4)), time(10)), ({4}, time(9))]),
        ("mandag, onsdag og fredag kl. 10", [(frozenset({0, 2, 4}), time(10))]),
        ("tirsdag 16-18 og torsdag 8-9", [({1}, time(16)), ({3}, time(8))]),
        ("lør til man 7", [(frozenset({5, 6, 0}), time(7))]),
        ("dagligt 8-20", [(frozenset(range(7)), time(8))]),
    ],
)
def test_hours_are_read_as_people_write_them(
    text: str, expected: list[tuple[frozenset[int], time]]
) -> None:
    """In Danish and English, with spans, lists and several parts."""
    assert expected == [(each.days, each.opens) for each in office.read(text) or ()]


@pytest.mark.parametrize(
    "text", ["efter aftale", "mandag kl. 29", "mandag 8 i lige uger", "8-9", "kl. 8", "fredag"]
)
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    """Rather no day than a wrong one."""
    assert office.read(text) is None


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        ("", MONDAY, (date(2026, 11, 24), time(8))),
        ("tors. 15-17", MONDAY, (date(2026, 11, 26), time(15))),
        ("mandag 13-14", MONDAY, (date(2026, 11, 23), time(13))),
        ("mandag 12-14", MONDAY, (date(2026, 11, 30), time(12))),
        ("man 8-9, man 15-16", MONDAY, (date(2026, 11, 23), time(15))),
        ("", datetime.fromisoformat("2026-12-23T20:00"), (date(2026, 12, 28), time(8))),
        ("", datetime.fromisoformat("2027-03-24T09:00"), (date(2027, 3, 30), time(8))),
    ],
)
def test_the_next_time_is_told(hours: str, now: datetime, expected: tuple[date, time]) -> None:
    """From now on, over weekends, Christmas and Easter."""
    assert expected == office.opening(hours, now)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))],
)
def test_easter_is_when_the_calendar_says(year: int, expected: tuple[int, int]) -> None:
    """Known Easter Sundays, the latest possible among them."""
    assert date(year, *expected) == office.easter(year)


def test_the_holidays_of_a_year() -> None:
    """Those of the law, and three days on which offices are closed all the same."""
    days = (date(2026, 1, 1) + timedelta(days=each) for each in range(365))
    found = [f"{day:%d.%m}" for day in days if office.is_holiday(day)]
    assert found == [
        "01.01", "02.04", "03.04", "05.04", "06.04", "14.05", "24.05", "25.05", "05.06",
        "24.12", "25.12", "26.12", "31.12",
    ]  # fmt: skip


def test_hours_that_cannot_be_read_are_told_as_they_stand() -> None:
    """The sentence stays true whatever the caretaker has written."""
    told = language("en").say(rules.waits(MONDAY, "by appointment"))
    assert told == (
        "Waits until the caretaker has seen it, in office hours: by appointment. "
        "Is it urgent, call 114."
    )
    half_past = language("da").say(rules.waits(MONDAY, "tirsdag 8.30"))
    assert "tirsdag 24. november kl. 08.30" in half_past
