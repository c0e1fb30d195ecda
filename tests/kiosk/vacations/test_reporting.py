"""A helper says for somebody that they are away: only who is named, and only to the named."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Report
from kiosk.words import Message
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import ONE_TV, befriend, new_key, reset_pin, tie_with
from tests.kiosk.vacations.absences import AWAY, BACK, letters, log, pair, request, seen_by
from tests.people import Person, move_in
from tests.told import refused

TODAY = date(2026, 11, 23)


@pytest.fixture
def named(kiosk: Kiosk) -> tuple[Person, Person, Person]:
    """Anna, who has named Ole; Ida, who trusts Anna too and is not named."""
    anna, ole = pair(kiosk)
    ida = move_in(kiosk, "Ida", ONE_TV, mobile="20 11 22 33")
    befriend(kiosk, anna, ida)
    trust.let_report(kiosk, anna.visit, tie_with(kiosk, anna, ole).id, on=True)
    return anna, ole, ida


def report(owner: Person, until: date | None = None, **other: Any) -> Report:
    """Return that somebody is away from today on."""
    told = Report(owner.resident_id, TODAY, until, whole_home=True, key=new_key())
    return replace(told, **other)


class TestReporting:
    """Said by a named helper."""

    def test_is_seen_by_the_named_alone(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """Ole looks after the home, Ida learns nothing, and Anna sees who said it."""
        anna, ole, ida = named
        assert [anna.resident_id] == [
            each.owner_id for each in vacations.named_by(kiosk, ole.visit)
        ]
        home = vacations.report(kiosk, ole.visit, report(anna))

        assert (None, True) == (home.home_again, home.reported_by_me)
        assert [("Anna", TODAY)] == seen_by(kiosk, ole)
        assert [] == seen_by(kiosk, ida)
        (mine,) = vacations.mine(kiosk, anna.visit)
        assert "Ole" == mine.reported_by
        assert {"Ida": False, "Ole": True} == {each.name: each.on for each in mine.audience}
        assert ole.resident_id not in [who for who, _ in letters(kiosk)]

    def test_reaches_everybody_who_is_named(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """Two who are named see what either says, and are written to."""
        anna, ole, ida = named
        trust.let_report(kiosk, anna.visit, tie_with(kiosk, anna, ida).id, on=True)
        vacations.report(kiosk, ole.visit, report(anna))
        assert [("Anna", TODAY)] == seen_by(kiosk, ida)
        assert not vacations.to_look_after(kiosk, ida.visit)[0].reported_by_me
        assert [ida.resident_id] == [who for who, _ in letters(kiosk)]

    def test_is_refused_to_whoever_is_not_named(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """Not named, not any more, asleep, a stranger: one and the same sentence."""
        anna, ole, ida = named
        eve = move_in(kiosk, "Eve", "Lærkevej 6, st. tv")

        def told(who: Person) -> Message:
            return refused(
                "report-not-named", lambda: vacations.report(kiosk, who.visit, report(anna))
            )

        heard = [told(who) for who in (ida, eve, anna)]
        reset_pin(kiosk, anna)
        heard.append(told(ole))
        trust.still_them(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        trust.let_report(kiosk, anna.visit, tie_with(kiosk, anna, ole).id, on=False)
        heard.append(told(ole))
        assert [heard[0]] * 5 == heard
        assert () == vacations.named_by(kiosk, ole.visit)

    def test_never_tells_what_else_the_owner_has_saved(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """A vacation that Ole does not see does not show in what he may say."""
        anna, ole, _ = named
        log(kiosk, anna, away_from=TODAY, home_again=BACK)
        vacations.report(kiosk, ole.visit, report(anna, AWAY))
        assert [("Anna", TODAY)] == seen_by(kiosk, ole)
        assert 2 == len(vacations.mine(kiosk, anna.visit))

    def test_twice_with_one_key_is_one(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """Pressing twice says it once; a fourth time in other words is refused."""
        anna, ole, _ = named
        first = report(anna)
        one = vacations.report(kiosk, ole.visit, first)
        assert one.vacation_id == vacations.report(kiosk, ole.visit, first).vacation_id
        for _again in range(2):
            vacations.report(kiosk, ole.visit, report(anna))
        refused("report-too-many", lambda: vacations.report(kiosk, ole.visit, report(anna)))

    def test_refuses_dates_that_cannot_be(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """The same sentences as for one's own vacation."""
        anna, ole, _ = named
        past = report(anna, away_from=TODAY - timedelta(days=1))
        refused("vacation-past", lambda: vacations.report(kiosk, ole.visit, past))
        refused(
            "vacation-no-night", lambda: vacations.report(kiosk, ole.visit, report(anna, TODAY))
        )
        assert () == vacations.mine(kiosk, anna.visit)


class TestTakingBack:
    """Home again, or a mistake."""

    def test_ends_it_for_everybody(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """Nobody looks after the home any more, and the owner is written to."""
        anna, ole, _ = named
        home = vacations.report(kiosk, ole.visit, report(anna))
        clock.set(clock.now() + timedelta(days=3))
        vacations.take_back(kiosk, ole.visit, home.vacation_id)
        assert ([], ()) == (seen_by(kiosk, ole), vacations.mine(kiosk, anna.visit))
        refused("home-gone", lambda: vacations.take_back(kiosk, ole.visit, home.vacation_id))

    def test_is_for_who_said_it_while_it_is_theirs(
        self, kiosk: Kiosk, named: tuple[Person, Person, Person]
    ) -> None:
        """Not for an owner's own vacation, nor for a report that the owner has changed."""
        anna, ole, _ = named
        own = log(kiosk, anna, ole)
        refused("home-gone", lambda: vacations.take_back(kiosk, ole.visit, own.id))
        home = vacations.report(kiosk, ole.visit, report(anna, AWAY))
        mine = vacations.change(
            kiosk, anna.visit, home.vacation_id, request(ole, away_from=TODAY, home_again=AWAY)
        )
        assert mine.reported_by is None
        refused("home-gone", lambda: vacations.take_back(kiosk, ole.visit, home.vacation_id))


def test_naming_is_ones_own(kiosk: Kiosk, named: tuple[Person, Person, Person]) -> None:
    """Ole cannot name himself for Ida, nor switch Anna's naming of him for another."""
    anna, ole, ida = named
    foreign = tie_with(kiosk, anna, ida).id
    refused("tie-gone", lambda: trust.let_report(kiosk, ole.visit, foreign, on=True))
    assert not tie_with(kiosk, ole, anna).may_report
    assert tie_with(kiosk, anna, ole).may_report
