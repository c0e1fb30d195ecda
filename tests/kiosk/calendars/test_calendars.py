"""Calendars hold bare days, for those who may have them, and nothing once they may not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk import account, calendars, residents, trust, vacations
from kiosk.calendars import Kind
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.vacations import Absence, LogVacation
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.trust import neighbours
from tests.people import Person, move_in

AWAY = LogVacation(
    away_from=date(2026, 12, 20),
    home_again=date(2026, 12, 29),
    kind=Absence.DATES,
    whole_home=True,
    tasks=frozenset(),
    note="",
    audience=frozenset(),
    key="away",
)


@pytest.fixture
def pair(kiosk: Kiosk) -> tuple[Person, Person]:
    """Bente trusts Carl, and shares a vacation with him."""
    bente, carl = move_in(kiosk), move_in(kiosk, "Carl", "Lærkevej 4, 1. tv")
    neighbours.befriend(kiosk, bente, carl)
    vacations.log(kiosk, bente.visit, replace(AWAY, audience=frozenset({carl.resident_id})))
    return bente, carl


def days(kiosk: Kiosk, code: str) -> list[tuple[date, date]]:
    """Return the days that a link shows."""
    found = calendars.feed(kiosk, code)
    assert found is not None
    return [(entry.first, entry.after) for entry in found.entries]


DAYS = [(date(2026, 12, 20), date(2026, 12, 30))]


def allow(kiosk: Kiosk, bente: Person, on: bool = True) -> int:
    """Let Bente's only trusted neighbour have her days."""
    (one,) = calendars.permissions(kiosk, bente.visit)
    calendars.allow(kiosk, bente.visit, one.tie_id, on)
    return one.tie_id


def test_my_own_days(kiosk: Kiosk, pair: tuple[Person, Person]) -> None:
    """My own feed shows my days and no word."""
    assert DAYS == days(kiosk, calendars.make_link(kiosk, pair[0].visit, Kind.OWN))


def test_a_helper_sees_days_only_where_the_owner_allows(
    kiosk: Kiosk, pair: tuple[Person, Person]
) -> None:
    """Sharing a vacation is one thing; a copy in a calendar is another."""
    bente, carl = pair
    code = calendars.make_link(kiosk, carl.visit, Kind.HELPING)
    assert [] == days(kiosk, code)
    allow(kiosk, bente)
    assert DAYS == days(kiosk, code)
    allow(kiosk, bente, on=False)
    assert [] == days(kiosk, code)


def test_an_absence_without_an_end_goes_on(kiosk: Kiosk, clock: FakeClock) -> None:
    """It shows a week from its first day or from today, and a week again the next day."""
    bente = move_in(kiosk)
    vacations.log(kiosk, bente.visit, replace(AWAY, home_again=None, kind=Absence.OPEN))
    code = calendars.make_link(kiosk, bente.visit, Kind.OWN)
    assert [(date(2026, 12, 20), date(2026, 12, 27))] == days(kiosk, code)
    clock.advance(timedelta(days=30))
    assert [(date(2026, 12, 20), date(2026, 12, 30))] == days(kiosk, code)
    clock.advance(timedelta(days=1))
    assert [(date(2026, 12, 20), date(2026, 12, 31))] == days(kiosk, code)


def test_looking_is_not_having_seen(kiosk: Kiosk, pair: tuple[Person, Person]) -> None:
    """A calendar that fetches by itself does not tell the owner that anybody looked."""
    bente, carl = pair
    allow(kiosk, bente)
    assert DAYS == days(kiosk, calendars.make_link(kiosk, carl.visit, Kind.HELPING))
    (vacation,) = vacations.mine(kiosk, bente.visit)
    assert [False] == [each.seen for each in vacation.audience]


@pytest.mark.parametrize("end", ["tie", "switch", "owner leaves", "helper frozen", "new tie"])
def test_the_feed_is_empty_the_moment_it_ends(
    kiosk: Kiosk, pair: tuple[Person, Person], end: str
) -> None:
    """Tie, switch or person gone: the very next reading shows nothing."""
    bente, carl = pair
    tie_id = allow(kiosk, bente)
    code = calendars.make_link(kiosk, carl.visit, Kind.HELPING)
    assert DAYS == days(kiosk, code)
    (vacation,) = vacations.mine(kiosk, bente.visit)
    match end:
        case "tie":
            trust.end(kiosk, bente.visit, tie_id)
        case "switch":
            vacations.switch(kiosk, bente.visit, vacation.id, carl.resident_id, on=False)
        case "owner leaves":
            account.leave(kiosk, bente.visit, sure=True)
        case "helper frozen":
            with kiosk.store.write() as db:
                residents.freeze(db, carl.resident_id, kiosk.clock.now())
        case "new tie":
            trust.end(kiosk, bente.visit, tie_id)
            neighbours.befriend(kiosk, bente, carl)
            vacations.switch(kiosk, bente.visit, vacation.id, carl.resident_id, on=True)
    found = calendars.feed(kiosk, code)
    assert found is None or found.entries == ()


def test_a_link_is_revoked_and_replaced(kiosk: Kiosk, pair: tuple[Person, Person]) -> None:
    """An old link leads nowhere, and a guessed one neither."""
    bente = pair[0]
    old = calendars.make_link(kiosk, bente.visit, Kind.OWN)
    new = calendars.make_link(kiosk, bente.visit, Kind.OWN)
    assert calendars.feed(kiosk, old) is None
    assert DAYS == days(kiosk, new)
    assert calendars.links(kiosk, bente.visit).own
    assert {"own": MONDAY.date()} == calendars.links(kiosk, bente.visit).made_on
    calendars.revoke_link(kiosk, bente.visit, Kind.OWN)
    assert calendars.feed(kiosk, new) is None
    assert calendars.feed(kiosk, "7" * 26) is None
    assert not calendars.links(kiosk, bente.visit).own


def test_nobody_allows_for_somebody_else(kiosk: Kiosk, pair: tuple[Person, Person]) -> None:
    """A helper cannot allow themselves."""
    bente, carl = pair
    (one,) = calendars.permissions(kiosk, bente.visit)
    with pytest.raises(Refusal) as told:
        calendars.allow(kiosk, carl.visit, one.tie_id, on=True)
    assert "calendar-not-neighbour" == told.value.code


def test_leaving_takes_the_links_along(kiosk: Kiosk, pair: tuple[Person, Person]) -> None:
    """Whoever has left has no calendar."""
    code = calendars.make_link(kiosk, pair[0].visit, Kind.OWN)
    account.leave(kiosk, pair[0].visit, sure=True)
    assert calendars.feed(kiosk, code) is None
