"""The hole in the cover: told to the owner alone, from what helpers share with this owner alone."""

from datetime import date

import pytest

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Absence, Span, holes
from tests.kiosk.trust.neighbours import ONE_TV, befriend
from tests.kiosk.vacations.absences import log, pair
from tests.people import move_in

CHRISTMAS = Span(date(2026, 12, 20), date(2026, 12, 31))


def nights(first: int, until: int | None) -> Span:
    """Return nights of that December."""
    return Span(date(2026, 12, first), date(2026, 12, until) if until else None)


@pytest.mark.parametrize(
    ("busy", "expected"),
    [
        ([], []),
        ([[]], []),
        ([[nights(25, 28)]], [nights(25, 28)]),
        ([[nights(25, 28)], []], []),
        ([[nights(25, 28)], [nights(27, 30)]], [nights(27, 28)]),
        ([[nights(25, 28)], [nights(28, 30)]], []),
        ([[nights(1, 22), nights(29, None)]], [nights(20, 22), nights(29, 31)]),
        ([[nights(22, 24), nights(24, 26)]], [nights(22, 26)]),
        ([[nights(1, None)], [nights(22, 24), nights(26, 27)]], [nights(22, 24), nights(26, 27)]),
        ([[nights(1, 10)]], []),
    ],
)
def test_is_where_everybody_is_away(busy: list[list[Span]], expected: list[Span]) -> None:
    """The nights that all helpers have in common with the vacation, in order."""
    assert expected == list(holes(CHRISTMAS, busy))


def test_has_no_end_where_nobody_knows() -> None:
    """An open absence whose only helper leaves for good has a hole without an end."""
    away = Span(date(2026, 12, 20), None)
    assert (nights(24, None),) == holes(away, [[nights(24, None)]])


class TestAtTheKiosk:
    """From rows."""

    def test_uses_what_helpers_share_with_this_owner_alone(self, kiosk: Kiosk) -> None:
        """What Ole does not share with Anna is no hole of hers; what he does, is."""
        anna, ole = pair(kiosk)
        ida = move_in(kiosk, "Ida", ONE_TV)
        befriend(kiosk, ole, ida)
        away = {"away_from": date(2026, 12, 25), "home_again": date(2026, 12, 28)}
        saved = log(kiosk, ole, ida, **away)
        assert () == log(kiosk, anna, ole).holes

        vacations.switch(kiosk, ole.visit, saved.id, anna.resident_id, on=True)

        (mine,) = vacations.mine(kiosk, anna.visit)
        assert (nights(25, 28),) == mine.holes
        assert (nights(25, 28),) == mine.audience[0].busy
        assert (nights(25, 28),) == vacations.draft(kiosk, anna.visit).audience[0].busy
        assert not next(
            each.seen
            for each in vacations.mine(kiosk, ole.visit)[0].audience
            if each.name == "Anna"
        )

    def test_is_filled_by_another_helper(self, kiosk: Kiosk) -> None:
        """One who is at home is enough, if they are switched on and awake."""
        anna, ole = pair(kiosk)
        ida = move_in(kiosk, "Ida", ONE_TV)
        befriend(kiosk, anna, ida)
        log(kiosk, ole, anna, away_from=date(2026, 12, 25), home_again=date(2026, 12, 28))
        saved = log(kiosk, anna, ole, ida)
        assert () == saved.holes
        trust.pause(kiosk, ida.visit, on=True)
        assert (nights(25, 28),) == vacations.mine(kiosk, anna.visit)[0].holes
        trust.pause(kiosk, ida.visit, on=False)
        off = vacations.switch(kiosk, anna.visit, saved.id, ida.resident_id, on=False)
        assert (nights(25, 28),) == off.holes

    def test_is_not_known_to_whoever_takes_a_break(self, kiosk: Kiosk) -> None:
        """Anna sees no date of Ole's while she helps nobody, so she is told of no hole."""
        anna, ole = pair(kiosk)
        log(kiosk, ole, anna, away_from=date(2026, 12, 25), home_again=date(2026, 12, 28))
        log(kiosk, anna, ole)
        trust.pause(kiosk, anna.visit, on=True)
        assert () == vacations.mine(kiosk, anna.visit)[0].holes

    def test_is_none_where_somebody_is_away_now_and_then(self, kiosk: Kiosk) -> None:
        """Who comes home between shifts can still help."""
        anna, ole = pair(kiosk)
        log(kiosk, ole, anna, kind=Absence.ON_AND_OFF)
        assert () == log(kiosk, anna, ole).holes
