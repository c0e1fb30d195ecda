"""What is counted, when, and that nobody can be found in it."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from kiosk import account, alerts, figures, vacations
from kiosk.alerts import Done, Ending, Kind
from kiosk.figures import Figure, Hidden
from kiosk.house import Kiosk
from kiosk.vacations import Absence
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts import sending
from tests.kiosk.vacations.absences import log, pair
from tests.people import UPSTAIRS, move_in

TODAY = date(2026, 11, 23)
AUTUMN, WINTER = date(2026, 10, 1), date(2027, 1, 1)
ONE_DAY = timedelta(days=1)


def tallies(kiosk: Kiosk, but: Figure | None = Figure.SIGNED_UP) -> dict[tuple[str, date], int]:
    """Return every tally that is kept, but for those of one figure."""
    with kiosk.store.read() as db:
        rows = db.execute(sa.text("SELECT figure, quarter, number FROM figures_tally")).all()
    return {
        (figure, date.fromisoformat(str(quarter))): number
        for figure, quarter, number in rows
        if figure != but
    }


def sweep(kiosk: Kiosk) -> None:
    """Run the sweeps of vacations and alerts."""
    with kiosk.store.write() as db:
        vacations.sweep(db, kiosk)
        alerts.sweep(db, kiosk)


class TestSignUps:
    """Who signs up is counted, and stays counted whoever leaves."""

    def test_leaving_lowers_nothing(self, kiosk: Kiosk) -> None:
        """The figure does not tell that anybody left."""
        anna = move_in(kiosk, "Anna")
        move_in(kiosk, "Ole", UPSTAIRS)
        assert {("signed_up", AUTUMN): 2} == tallies(kiosk, None)
        account.leave(kiosk, anna.visit, sure=True)
        assert {("signed_up", AUTUMN): 2} == tallies(kiosk, None)

    def test_a_sign_up_that_fails_is_none(self, kiosk: Kiosk) -> None:
        """It is counted in the transaction that makes the neighbour, or not at all."""
        move_in(kiosk, "Anna")

        def count_and_fail() -> None:
            with kiosk.store.write() as db:
                figures.count(db, kiosk, Figure.SIGNED_UP, TODAY)
                raise KeyError

        with pytest.raises(KeyError):
            count_and_fail()
        assert {("signed_up", AUTUMN): 1} == tallies(kiosk, None)


class TestVacations:
    """A vacation is counted in the transaction that forgets it, by its quarter alone."""

    def test_it_is_counted_when_it_is_forgotten(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Not while it is kept; then by the quarter of the return."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole, away_from=TODAY, home_again=date(2026, 12, 31))
        clock.set(datetime(2027, 1, 7, 12, tzinfo=MONDAY.tzinfo))
        sweep(kiosk)
        assert {} == tallies(kiosk)
        clock.advance(ONE_DAY)
        sweep(kiosk)
        sweep(kiosk)
        assert {("vacations", AUTUMN): 1} == tallies(kiosk)

    def test_whoever_leaves_has_been_away(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Of somebody who leaves only what has ended is counted."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole, away_from=TODAY, home_again=TODAY + 2 * ONE_DAY)
        log(kiosk, anna, ole)
        clock.advance(3 * ONE_DAY)
        with kiosk.store.write() as db:
            account.forget(db, kiosk, anna.resident_id)
        assert {("vacations", AUTUMN): 1} == tallies(kiosk)

    def test_who_stays_at_home_was_not_away(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Cancelled before it began it is none; home early it is one; without an end none."""
        anna, ole = pair(kiosk)
        never = log(kiosk, anna, ole)
        early = log(kiosk, ole, anna, away_from=TODAY, home_again=TODAY + 20 * ONE_DAY)
        clock.set(clock.now() + 2 * ONE_DAY)
        vacations.cancel(kiosk, anna.visit, never.id)
        vacations.cancel(kiosk, ole.visit, early.id)
        clock.set(clock.now() + 9 * ONE_DAY)
        sweep(kiosk)
        assert {("vacations", AUTUMN): 1} == tallies(kiosk)
        open_end = clock.today("Europe/Copenhagen")
        log(kiosk, anna, ole, away_from=open_end, kind=Absence.OPEN, home_again=None)
        clock.set(clock.now() + 400 * ONE_DAY)
        sweep(kiosk)
        assert {("vacations", AUTUMN): 1} == tallies(kiosk)

    def test_what_is_forgotten_late_changes_no_closed_quarter(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """A kiosk that was switched off for months counts in the first quarter that is open."""
        anna, ole = pair(kiosk)
        log(kiosk, anna, ole, away_from=TODAY, home_again=TODAY + ONE_DAY)
        clock.set(datetime(2027, 5, 1, tzinfo=MONDAY.tzinfo))
        before = figures.closed(kiosk)
        sweep(kiosk)
        assert {("vacations", WINTER): 1} == tallies(kiosk)
        assert before == figures.closed(kiosk)


class TestAlerts:
    """How warnings ended that had gone out."""

    def test_each_ending_is_counted_when_the_alert_is_forgotten(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """By the quarter in which it ended, a month later."""
        anna = move_in(kiosk, "Anna")
        for number, ending in enumerate((Ending.RESOLVED, Ending.HARMLESS, Ending.HARMLESS)):
            sent = alerts.send(kiosk, anna.visit, sending.another(number))
            alerts.end(kiosk, anna.visit, sent.id, ending)
        alerts.send(kiosk, anna.visit, sending.another(4))
        clock.advance(14 * ONE_DAY)
        sweep(kiosk)
        assert {} == tallies(kiosk)
        clock.advance(16 * ONE_DAY)
        sweep(kiosk)
        counted = {("alerts_resolved", AUTUMN): 1, ("alerts_harmless", AUTUMN): 2}
        assert counted == tallies(kiosk)
        clock.advance(14 * ONE_DAY)
        sweep(kiosk)
        assert counted | {("alerts_expired", AUTUMN): 1} == tallies(kiosk)

    def test_what_never_went_out_was_no_alert(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Neither what the caretaker did not let out, nor good news."""
        anna = move_in(kiosk, "Anna", confirmed=False)
        ole = move_in(kiosk, "Ole", UPSTAIRS)
        waiting = alerts.send(kiosk, anna.visit, sending.request())
        sending.withdraw(kiosk, waiting.id)
        good = sending.request(kind=Kind.GOOD, done=Done.GOOD_HELPED)
        alerts.end(kiosk, ole.visit, alerts.send(kiosk, ole.visit, good).id, Ending.RESOLVED)
        clock.advance(31 * ONE_DAY)
        sweep(kiosk)
        assert {} == tallies(kiosk)

    def test_every_ending_has_a_figure(self) -> None:
        """A new way to end comes with its figure."""
        assert {f"alerts_{ending}" for ending in Ending} == set(figures.ENDINGS)


class TestTold:
    """What whoever leads the scheme is told."""

    def test_only_closed_quarters(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Nothing of the quarter that runs, or that was over a moment ago."""
        for number in range(6):
            move_in(kiosk, f"Nabo {number}")
        assert () == figures.closed(kiosk)
        clock.set(datetime(2027, 2, 11, 12, tzinfo=MONDAY.tzinfo))
        assert () == figures.closed(kiosk)
        clock.advance(ONE_DAY)
        (quarter,) = figures.closed(kiosk)
        assert ("2026-Q4", 6) == (quarter.name, quarter.cells[Figure.SIGNED_UP])
        others = {cell for figure, cell in quarter.cells.items() if figure != Figure.SIGNED_UP}
        assert {Hidden.FEWER, Hidden.NOT_ENTERED} == others

    def test_a_tally_points_at_nobody(self, kiosk: Kiosk) -> None:
        """The table has no column but what, when and how many, and no key into another."""
        with kiosk.store.read() as db:
            seen = sa.inspect(db.connection())
            columns = {column["name"] for column in seen.get_columns("figures_tally")}
            assert {"figure", "quarter", "number"} == columns
            assert [] == seen.get_foreign_keys("figures_tally")
