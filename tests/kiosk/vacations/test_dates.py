"""Dates are read the way people write them, and refused with a sentence that helps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.refusals import Refusal
from kiosk.vacations import read_date
from kiosk.words import language

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2412", date(2026, 12, 24)),
        ("0301", date(2027, 1, 3)),
        ("2311", date(2026, 11, 23)),
        ("2211", date(2027, 11, 22)),
        ("241226", date(2026, 12, 24)),
        ("24122027", date(2027, 12, 24)),
        ("24/12", date(2026, 12, 24)),
        ("24-12", date(2026, 12, 24)),
        ("24.12", date(2026, 12, 24)),
        ("24.12.", date(2026, 12, 24)),
        ("24. 12.", date(2026, 12, 24)),
        ("24 12", date(2026, 12, 24)),
        ("3/1", date(2027, 1, 3)),
        ("24.12.2026", date(2026, 12, 24)),
        ("24/12-2026", date(2026, 12, 24)),
        ("24/12 2026", date(2026, 12, 24)),
        ("24.12.26", date(2026, 12, 24)),
        ("24–12", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        ("24. dec", date(2026, 12, 24)),
        ("24 dec", date(2026, 12, 24)),
        ("24. dec.", date(2026, 12, 24)),
        ("24dec", date(2026, 12, 24)),
        ("  24.  DECEMBER ", date(2026, 12, 24)),
        ("24. december 2027", date(2027, 12, 24)),
        ("24th of December", date(2026, 12, 24)),
        ("December 24", date(2026, 12, 24)),
        ("Dec. 24th, 2026", date(2026, 12, 24)),
        ("3. maj", date(2027, 5, 3)),
        ("3 May", date(2027, 5, 3)),
        ("1. okt", date(2027, 10, 1)),
        ("i dag", MONDAY),
        ("today", MONDAY),
        ("I morgen", date(2026, 11, 24)),
        ("imorgen", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 24)),
        ("i overmorgen", date(2026, 11, 25)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("på fredag", date(2026, 11, 27)),
        ("fredag", date(2026, 11, 27)),
        ("on Friday", date(2026, 11, 27)),
        ("fri", date(2026, 11, 27)),
        ("søndag", date(2026, 11, 29)),
        ("mandag", date(2026, 11, 30)),
        ("torsdag d. 24. december", date(2026, 12, 24)),
        ("Thursday 24 December", date(2026, 12, 24)),
        ("29/2", date(2028, 2, 29)),
        ("den 24. december", date(2026, 12, 24)),
        ("d. 24/12", date(2026, 12, 24)),
        ("d.24/12", date(2026, 12, 24)),
        ("24.", date(2026, 11, 24)),
        ("d. 23.", date(2026, 11, 23)),
        ("den 22.", date(2026, 12, 22)),
        ("the 31st", date(2026, 12, 31)),
        ("om tre dage", date(2026, 11, 26)),
        ("om 10 dage", date(2026, 12, 3)),
        ("om en uge", date(2026, 11, 30)),
        ("in two weeks", date(2026, 12, 7)),
        ("juleaften", date(2026, 12, 24)),
        ("New Year's Eve", date(2026, 12, 31)),
        ("nytårsdag", date(2027, 1, 1)),
        ("fre 27/11", date(2026, 11, 27)),
        ("3112", date(2026, 12, 31)),
        ("0101", date(2027, 1, 1)),
        ("2803", date(2027, 3, 28)),  # the clocks go forward that night
        ("25/10-2026", date(2026, 10, 25)),  # and back that night
    ],
)
def test_reads(text: str, expected: date) -> None:
    """Every form that people use comes out as the next such day."""
    assert expected == read_date(text, MONDAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date-missing"),
        ("   ", "date-missing"),
        ("30/2", "date-no-day"),
        ("30. februar", "date-no-day"),
        ("3102", "date-no-day"),
        ("3111", "date-no-day"),
        ("0012", "date-no-day"),
        ("29.2.2027", "date-no-day"),
        ("2413", "date-no-month"),
        ("1200", "date-no-month"),
        ("12/24", "date-no-month"),
        ("24. blåbær", "date-unclear"),
        ("jul", "date-unclear"),
        ("fredag 24/12", "date-other-weekday"),
        ("om lidt", "date-unclear"),
        ("om nul dage", "date-unclear"),
        ("den 32.", "date-unclear"),
        ("0.", "date-unclear"),
        ("112", "date-unclear"),
        ("24", "date-unclear"),
        ("på langtur", "date-unclear"),
        ("0000-01-01", "date-unclear"),
        ("9" * 5000, "date-unclear"),
    ],
)
def test_refuses_what_is_no_day(text: str, code: str) -> None:
    """What cannot be a day gets a sentence in both languages."""
    with pytest.raises(Refusal) as caught:
        read_date(text, MONDAY)
    assert code == caught.value.code
    assert all(language(each).say(caught.value.message) for each in ("da", "en"))


def test_looks_for_the_return_after_the_leaving() -> None:
    """A return without a year is the next one after the first day away."""
    assert date(2027, 12, 1) == read_date("1/12", MONDAY, after=date(2026, 12, 24))
    leaving = date(2026, 12, 24)  # a Thursday
    assert date(2027, 1, 3) == read_date("0301", MONDAY, after=leaving)
    assert date(2026, 12, 27) == read_date("søndag", MONDAY, after=leaving)
    assert date(2026, 12, 31) == read_date("torsdag", MONDAY, after=leaving)
    assert date(2027, 1, 3) == read_date("den 3.", MONDAY, after=leaving)
    assert date(2026, 11, 30) == read_date("om en uge", MONDAY, after=leaving)


@given(st.dates(date(2026, 1, 1), date(2096, 12, 31)), st.integers(0, 364))
def test_finds_every_day_of_the_coming_year(today: date, ahead: int) -> None:
    """Typed without its year, any day of the next 365 is found again."""
    wanted = today + timedelta(days=ahead)
    for text in (f"{wanted:%d%m}", f"{wanted.day}/{wanted.month}", f"{wanted.day}. {wanted:%b}"):
        found = read_date(text, today)
        assert found == wanted
    assert wanted == read_date(wanted.isoformat(), today)


@given(st.text(max_size=60))
def test_answers_anything_with_a_date_or_a_sentence(text: str) -> None:
    """Whatever is typed, nothing but a refusal is raised."""
    code = ""
    try:
        read_date(text, MONDAY)
    except Refusal as refusal:
        code = refusal.code
    known = {"date-missing", "date-unclear", "date-no-day", "date-no-month", "date-other-weekday"}
    assert code in {"", *known}
