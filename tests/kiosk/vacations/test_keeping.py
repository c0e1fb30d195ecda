"""How long vacations are kept, and the attacks on what is kept."""

from datetime import date, timedelta

from kiosk import trust, vacations, visits
from kiosk.house import Kiosk
from kiosk.vacations import Absence
from kiosk.words import msg
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import TH, TV, befriend, reset_pin, tie_with
from tests.kiosk.vacations.absences import AWAY, BACK, log, pair, request, seen_by
from tests.people import move_in
from tests.told import refused

TODAY = date(2026, 11, 23)


class TestKeeping:
    """Vacations are gone a week after the return, and with their owner."""

    def test_sweeps_a_week_after_the_return(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """On the seventh day it is still kept, on the eighth it is not."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole, away_from=TODAY, home_again=TODAY + timedelta(days=1))
        clock.set(clock.now() + timedelta(days=8))
        with kiosk.store.write() as db:
            assert vacations.sweep(db, kiosk) == 0
        clock.set(clock.now() + timedelta(days=1))
        with kiosk.store.write() as db:
            assert vacations.sweep(db, kiosk) == 1
            assert () == vacations.about(db, kiosk, anna.resident_id)

    def test_sweeps_what_has_no_end_after_a_year(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """An absence that nobody ended is not kept for ever."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole, away_from=TODAY, kind=Absence.OPEN, home_again=None)
        clock.set(clock.now() + timedelta(days=373))
        with kiosk.store.write() as db:
            assert vacations.sweep(db, kiosk) == 0
        clock.set(clock.now() + timedelta(days=1))
        with kiosk.store.write() as db:
            assert vacations.sweep(db, kiosk) == 1

    def test_leaves_the_lists_when_it_is_over(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """On the day of return it is still shown; the day after it is not, though kept."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole, away_from=TODAY, home_again=TODAY + timedelta(days=1))
        clock.set(clock.now() + timedelta(days=1))
        assert [("Anna", TODAY)] == seen_by(kiosk, ole)
        clock.set(clock.now() + timedelta(days=1))
        assert ([], ()) == (seen_by(kiosk, ole), vacations.mine(kiosk, anna.visit))

    def test_tells_the_owner_what_is_held(self, kiosk: Kiosk) -> None:
        """My data names the dates."""
        anna, ole = pair(kiosk)
        first = log(kiosk, anna, ole)
        last = log(kiosk, anna, ole, away_from=BACK, kind=Absence.OPEN, home_again=None)
        with kiosk.store.read() as db:
            found = vacations.about(db, kiosk, anna.resident_id)
        assert ((msg("Vacation"), first.when), (msg("Vacation"), last.when)) == found

    def test_ends_with_leaving(self, kiosk: Kiosk) -> None:
        """Whoever leaves takes their vacations along."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole)
        with kiosk.store.write() as db:
            vacations.forget(db, kiosk, anna.resident_id)
        assert [] == seen_by(kiosk, ole)


class TestAttacks:
    """The rows of threats.md about dates."""

    def test_a_new_tie_sees_nothing_earlier(self, kiosk: Kiosk) -> None:
        """Ended and made again, the tie does not bring back what was shared before."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        with kiosk.store.read() as db:
            tie = trust.ties(db, ole.resident_id)[0]
        trust.end(kiosk, ole.visit, tie.id)
        assert [] == seen_by(kiosk, ole)

        befriend(kiosk, anna, ole)

        assert [] == seen_by(kiosk, ole)
        vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=True)
        assert [("Anna", AWAY)] == seen_by(kiosk, ole)

    def test_a_flatmate_with_the_letterbox_key_sees_no_date(self, kiosk: Kiosk) -> None:
        """After a reset: not mine, not those of others, not by an overlap, not in my data."""
        anna, ole = pair(kiosk)
        mine = log(kiosk, anna, ole)
        log(kiosk, ole, anna)
        reset_pin(kiosk, anna)

        assert () == vacations.mine(kiosk, anna.visit)
        assert [] == seen_by(kiosk, anna)
        assert () == vacations.draft(kiosk, anna.visit).audience
        with kiosk.store.read() as db:
            assert () == vacations.about(db, kiosk, anna.resident_id)
        refused("vacation-gone", lambda: vacations.print_card(kiosk, anna.visit, mine.id))
        refused("vacation-gone", lambda: vacations.change(kiosk, anna.visit, mine.id, request()))
        log(kiosk, anna)
        assert len(vacations.mine(kiosk, anna.visit)) == 1

    def test_all_is_back_when_the_neighbours_have_vouched(self, kiosk: Kiosk) -> None:
        """Nobody has to save anything anew."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole)
        log(kiosk, ole, anna, away_from=BACK, home_again=BACK + timedelta(days=1))
        reset_pin(kiosk, anna)
        assert [] == seen_by(kiosk, ole)
        with kiosk.store.read() as db:
            tie = trust.ties(db, ole.resident_id)[0]
        trust.still_them(kiosk, ole.visit, tie.id)

        assert [("Anna", AWAY)] == seen_by(kiosk, ole)
        assert [("Ole", BACK)] == seen_by(kiosk, anna)
        assert len(vacations.mine(kiosk, anna.visit)) == 1

    def test_a_restored_kiosk_shows_no_date_to_anybody(self, kiosk: Kiosk) -> None:
        """Cancelled, switched off, left, ended: none of it is undone by an old copy."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        with kiosk.store.write() as db:
            trust.restored(db)
            vacations.restored(db)
        assert [] == seen_by(kiosk, ole)
        for me, other in ((anna, ole), (ole, anna)):
            trust.still_them(kiosk, me.visit, tie_with(kiosk, me, other).id)
        assert [] == seen_by(kiosk, ole)
        vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=True)
        assert [("Anna", AWAY)] == seen_by(kiosk, ole)

    def test_a_cohabitant_sees_nothing(self, kiosk: Kiosk) -> None:
        """Whoever lives with the owner or with the helper is shown no vacation."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole)
        for door in (TV, TH):
            flatmate = move_in(kiosk, "Flatmate", door)
            assert [] == seen_by(kiosk, flatmate)
            assert () == vacations.mine(kiosk, flatmate.visit)

    def test_an_ended_visit_does_nothing(self, kiosk: Kiosk) -> None:
        """Every action refuses a visit that is over."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        visits.end(kiosk, anna.visit)
        for action in (
            lambda: vacations.draft(kiosk, anna.visit),
            lambda: log(kiosk, anna),
            lambda: vacations.mine(kiosk, anna.visit),
            lambda: vacations.change(kiosk, anna.visit, saved.id, request()),
            lambda: vacations.cancel(kiosk, anna.visit, saved.id),
            lambda: vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=False),
            lambda: vacations.print_card(kiosk, anna.visit, saved.id),
            lambda: vacations.to_look_after(kiosk, anna.visit),
            lambda: vacations.count_to_look_after(kiosk, anna.visit),
        ):
            refused("visit-over", action)
