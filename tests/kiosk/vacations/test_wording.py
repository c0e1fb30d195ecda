"""Absences in words: people read which year is meant wherever it could be another."""

from datetime import date

import pytest

from kiosk import vacations
from kiosk.house import Kiosk
from kiosk.vacations import Absence, Span
from kiosk.words import language
from tests.conftest import FakeClock
from tests.kiosk.vacations.absences import AWAY, BACK, log, pair

TODAY = date(2026, 11, 23)
WHOLE_CHRISTMAS = "Thursday 24 December 2026 to Sunday 3 January 2027"


@pytest.mark.parametrize(
    ("first", "until", "kind", "expected"),
    [
        ("2026-12-24", "2026-12-27", "dates", "Thursday 24 December to Sunday 27 December"),
        ("2026-12-24", "2027-01-03", "dates", WHOLE_CHRISTMAS),
        ("2025-12-30", "2026-01-02", "dates", "Tuesday 30 December 2025 to Friday 2 January 2026"),
        ("2027-07-05", "2027-07-18", "dates", "Monday 5 July 2027 to Sunday 18 July 2027"),
        ("2026-12-01", None, "open", "from Tuesday 1 December, nobody knows for how long"),
        ("2027-01-04", None, "open", "from Monday 4 January 2027, nobody knows for how long"),
        ("2026-12-24", "2027-01-03", "on_and_off", f"now and then, {WHOLE_CHRISTMAS}"),
        ("2027-01-04", None, "on_and_off", "now and then from Monday 4 January 2027"),
    ],
)
def test_says_the_year_where_not_all_is_this_year(
    first: str, until: str | None, kind: str, expected: str
) -> None:
    """Dates of this year alone have none; across the new year both have theirs."""
    away = Span(date.fromisoformat(first), date.fromisoformat(until) if until else None)
    when = vacations.period(away, Absence(kind), TODAY)
    assert expected == language("en").say(when)


def test_owner_helper_and_data_read_the_same(kiosk: Kiosk, clock: FakeClock) -> None:
    """One wording for the owner, who helps, and all that is held about the owner."""
    anna, ole = pair(kiosk)
    saved = log(kiosk, anna, ole)
    (home,) = vacations.to_look_after(kiosk, ole.visit)
    with kiosk.store.read() as db:
        ((_, held),) = vacations.about(db, kiosk, anna.resident_id)
    said = vacations.period(Span(AWAY, BACK), Absence.DATES, clock.today("Europe/Copenhagen"))
    assert (said, said, said) == (saved.when, home.when, held)


def test_thanks_are_asked_for_only_where_somebody_helped(kiosk: Kiosk) -> None:
    """Whoever switched nobody on has nobody to thank."""
    anna, ole = pair(kiosk)
    alone, helped = (
        log(kiosk, anna),
        log(kiosk, anna, ole, away_from=BACK, home_again=date(2027, 1, 9)),
    )
    said = [each and language("en").say(each) for each in map(vacations.thanked, (alone, helped))]
    assert ["", "say thank you"] == said
