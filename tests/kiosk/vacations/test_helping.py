"""Helpers take tasks, give them back and do them; the owner sees who, others that it is taken."""

import json
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Duty, Fresh, JobState, Task
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import ONE_TV, befriend, reset_pin, tie_with
from tests.kiosk.vacations.absences import AWAY, BACK, letters, log, pair, request, seen_by
from tests.people import Person, move_in
from tests.told import refused

TASKS = frozenset({Task.LETTERBOX, Task.DOORMAT})


@pytest.fixture
def three(kiosk: Kiosk) -> tuple[Person, Person, Person]:
    """Anna, who is away, and Ole and Ida, who both see it."""
    anna, ole = pair(kiosk)
    ida = move_in(kiosk, "Ida", ONE_TV)
    befriend(kiosk, anna, ida)
    return anna, ole, ida


def states(kiosk: Kiosk, helper: Person) -> list[JobState]:
    """Return how the tasks of the only home stand for a helper."""
    (home,) = vacations.to_look_after(kiosk, helper.visit)
    return [job.state for job in home.jobs]


def duties(kiosk: Kiosk, owner: Person) -> list[tuple[Task, str | None, bool]]:
    """Return how they stand for the owner."""
    (mine,) = vacations.mine(kiosk, owner.visit)
    return [(duty.task, duty.taken_by, duty.done) for duty in mine.duties]


class TestTasks:
    """One task, one helper."""

    def test_taken_is_shown_to_each_as_they_may_know(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """The taker sees theirs, the owner the name, the other helper that it is taken."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        taken = vacations.take(kiosk, ole.visit, saved.id, Task.LETTERBOX)

        assert [JobState.MINE, JobState.FREE] == [job.state for job in taken.jobs]
        assert [JobState.MINE, JobState.FREE] == states(kiosk, ole)
        assert [JobState.TAKEN, JobState.FREE] == states(kiosk, ida)
        assert [(Task.LETTERBOX, "Ole", False), (Task.DOORMAT, None, False)] == duties(kiosk, anna)

    def test_can_be_taken_twice_by_the_same(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """Pressing twice is taking once."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        once = vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        assert once == vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)

    def test_taken_is_not_to_be_had(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """The second helper is told that somebody has it, and not who."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        told = refused(
            "task-taken", lambda: vacations.take(kiosk, ida.visit, saved.id, Task.DOORMAT)
        )
        assert not told.args

    def test_given_back_is_free_for_another(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """What Ole gives back, Ida can take."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        vacations.give_back(kiosk, ole.visit, saved.id, Task.DOORMAT)
        assert [JobState.FREE, JobState.FREE] == states(kiosk, ida)
        vacations.take(kiosk, ida.visit, saved.id, Task.DOORMAT)
        assert [(Task.LETTERBOX, None, False), (Task.DOORMAT, "Ida", False)] == duties(kiosk, anna)

    def test_done_is_told_to_the_owner_and_can_be_undone(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """Other helpers see no more than that it is taken."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        vacations.do(kiosk, ole.visit, saved.id, Task.DOORMAT, done=True)
        assert [JobState.FREE, JobState.DONE] == states(kiosk, ole)
        assert [JobState.FREE, JobState.TAKEN] == states(kiosk, ida)
        assert (Task.DOORMAT, "Ole", True) == duties(kiosk, anna)[1]
        vacations.do(kiosk, ole.visit, saved.id, Task.DOORMAT, done=False)
        assert (Task.DOORMAT, "Ole", False) == duties(kiosk, anna)[1]

    @pytest.mark.parametrize("how", ["switched off", "ended", "break"])
    def test_of_whoever_sees_nothing_any_more_are_free(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], how: str
    ) -> None:
        """A helper who was switched off, left the tie or takes a break holds nothing."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        if how == "switched off":
            vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=False)
        elif how == "ended":
            trust.end(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        else:
            trust.pause(kiosk, ole.visit, on=True)

        assert (Task.DOORMAT, None, False) == duties(kiosk, anna)[1]
        assert [JobState.FREE, JobState.FREE] == states(kiosk, ida)
        vacations.take(kiosk, ida.visit, saved.id, Task.DOORMAT)
        assert (Task.DOORMAT, "Ida", False) == duties(kiosk, anna)[1]
        if how == "break":
            trust.pause(kiosk, ole.visit, on=False)
            assert [JobState.FREE, JobState.TAKEN] == states(kiosk, ole)

    def test_stay_with_their_helper_when_the_dates_change(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """Longer is still Ole's; what is not asked for any more is nobody's."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        vacations.take(kiosk, ole.visit, saved.id, Task.LETTERBOX)
        longer = request(
            ole, ida, home_again=BACK + timedelta(days=3), tasks=frozenset({Task.DOORMAT})
        )
        changed = vacations.change(kiosk, anna.visit, saved.id, longer)
        assert (Duty(Task.DOORMAT, "Ole", done=False),) == changed.duties
        refused(
            "task-not-asked", lambda: vacations.take(kiosk, ole.visit, saved.id, Task.LETTERBOX)
        )
        again = vacations.change(kiosk, anna.visit, saved.id, request(ole, ida, tasks=TASKS))
        assert [None, "Ole"] == [duty.taken_by for duty in again.duties]

    def test_are_for_those_who_see_the_home(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """Somebody switched off is answered as if there were no such vacation."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, tasks=TASKS)
        real, made_up = (
            refused("home-gone", partial(vacations.take, kiosk, ida.visit, which, Task.DOORMAT))
            for which in (saved.id, 4711)
        )
        assert real == made_up
        for action in (
            lambda: vacations.take(kiosk, ida.visit, saved.id, Task.DOORMAT),
            lambda: vacations.do(kiosk, ida.visit, saved.id, Task.DOORMAT, done=True),
            lambda: vacations.give_back(kiosk, ida.visit, saved.id, Task.DOORMAT),
            lambda: vacations.take(kiosk, anna.visit, saved.id, Task.DOORMAT),
        ):
            refused("home-gone", action)
        refused(
            "task-not-yours",
            lambda: vacations.do(kiosk, ole.visit, saved.id, Task.DOORMAT, done=True),
        )

    def test_sleep_with_the_tie(self, kiosk: Kiosk, three: tuple[Person, Person, Person]) -> None:
        """Whoever got a new PIN sees no home, takes nothing and prints nothing."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, tasks=TASKS)
        vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
        reset_pin(kiosk, ole)
        assert [] == seen_by(kiosk, ole)
        refused("tasks-none-taken", lambda: vacations.print_tasks(kiosk, ole.visit))
        trust.still_them(kiosk, anna.visit, tie_with(kiosk, anna, ole).id)
        assert [JobState.FREE, JobState.MINE] == states(kiosk, ole)


class TestFresh:
    """What a helper has not seen yet is marked until they look."""

    def test_is_new_then_seen_then_changed(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """Looking at the list is enough, and each looks for themselves."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida)

        def fresh(helper: Person) -> Fresh | None:
            return vacations.to_look_after(kiosk, helper.visit)[0].fresh

        assert [Fresh.NEW, None] == [fresh(ole), fresh(ole)]
        vacations.change(kiosk, anna.visit, saved.id, request(ole, ida))
        assert [Fresh.CHANGED, None] == [fresh(ole), fresh(ole)]
        seen = {each.name: each.seen for each in vacations.mine(kiosk, anna.visit)[0].audience}
        assert {"Ida": False, "Ole": True} == seen


class TestTheTaskList:
    """The slip of a helper."""

    def test_says_what_and_nothing_of_whose_where_or_when(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """Only what is taken and not done; no owner, no door, no date, no note."""
        anna, ole, ida = three
        refused("tasks-none-taken", lambda: vacations.print_tasks(kiosk, ole.visit))
        first = log(kiosk, anna, ole, ida, tasks=TASKS, note="Hilsen Anna")
        later = log(
            kiosk, anna, ole, away_from=date(2027, 2, 1), home_again=date(2027, 2, 3), tasks=TASKS
        )
        for which, task in (
            (first.id, Task.LETTERBOX),
            (first.id, Task.DOORMAT),
            (later.id, Task.DOORMAT),
        ):
            vacations.take(kiosk, ole.visit, which, task)
        vacations.do(kiosk, ole.visit, first.id, Task.DOORMAT, done=True)
        slip = vacations.print_tasks(kiosk, ole.visit)

        with kiosk.store.read() as db:
            query = sa.text("SELECT kind, card, visit_id FROM printing_slip WHERE id = :id")
            row = db.connection().execute(query, {"id": slip.id}).one()
        assert ("tasks", ole.visit.id) == (row.kind, row.visit_id)
        assert {"homes": [["letterbox"], ["doormat"]]} == json.loads(row.card)


class TestHomeAgain:
    """Home early, not gone at all, and thanks."""

    def test_home_early_is_told_to_who_could_see_it(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """Ole hears that Anna is home; Ida, who was switched off, hears nothing at all."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida, note="Tak for alt")
        vacations.switch(kiosk, anna.visit, saved.id, ida.resident_id, on=False)
        clock.set(clock.now() + timedelta(days=33))  # 26 December
        vacations.cancel(kiosk, anna.visit, saved.id)

        assert ([], []) == (seen_by(kiosk, ole), seen_by(kiosk, ida))
        (news,) = vacations.news(kiosk, ole.visit)
        assert ("Anna", "home") == (news.owner_name, news.event)
        assert () == vacations.news(kiosk, ida.visit)
        assert [ole.resident_id] == [who for who, _ in letters(kiosk)]
        refused("vacation-gone", lambda: vacations.cancel(kiosk, anna.visit, saved.id))

    def test_whoever_is_paused_or_gone_hears_nothing(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person]
    ) -> None:
        """News is decided when it is read, as dates are."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida)
        vacations.cancel(kiosk, anna.visit, saved.id)
        trust.pause(kiosk, ole.visit, on=True)
        trust.end(kiosk, anna.visit, tie_with(kiosk, anna, ida).id)
        assert ((), ()) == (vacations.news(kiosk, ole.visit), vacations.news(kiosk, ida.visit))

    def test_thanks_reach_who_could_see_it_for_a_week(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """From the day of return on, once, until the vacation is forgotten."""
        anna, ole, _ = three
        saved = log(kiosk, anna, ole)
        assert () == vacations.lately(kiosk, anna.visit)
        refused("thanks-too-early", lambda: vacations.thank(kiosk, anna.visit, saved.id))
        clock.set(clock.now() + timedelta(days=41))  # 3 January, the day of return

        assert [saved.id] == [each.id for each in vacations.lately(kiosk, anna.visit)]
        assert not vacations.lately(kiosk, anna.visit)[0].thanked
        vacations.thank(kiosk, anna.visit, saved.id)
        assert vacations.thank(kiosk, anna.visit, saved.id).thanked
        assert [ole.resident_id] == [who for who, _ in letters(kiosk)]
        (news,) = vacations.news(kiosk, ole.visit)
        assert ("Anna", "thanks") == (news.owner_name, news.event)

        clock.set(clock.now() + timedelta(days=8))
        assert ((), ()) == (
            vacations.news(kiosk, ole.visit),
            vacations.lately(kiosk, anna.visit),
        )

    def test_away_for_longer_after_the_thanks(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """Those who were thanked are shown the change, and are thanked again at its end."""
        anna, ole, _ = three
        saved = log(kiosk, anna, ole)
        vacations.to_look_after(kiosk, ole.visit)
        clock.set(clock.now() + timedelta(days=41))
        vacations.thank(kiosk, anna.visit, saved.id)
        vacations.news(kiosk, ole.visit)
        longer = request(ole, home_again=BACK + timedelta(days=5))
        assert not vacations.change(kiosk, anna.visit, saved.id, longer).thanked
        assert () == vacations.news(kiosk, ole.visit)
        (home,) = vacations.to_look_after(kiosk, ole.visit)
        assert (Fresh.CHANGED, BACK + timedelta(days=5)) == (home.fresh, home.home_again)

        clock.set(clock.now() + timedelta(days=5))
        before = len(letters(kiosk))
        assert vacations.thank(kiosk, anna.visit, saved.id).thanked
        assert before + 1 == len(letters(kiosk))
        (news,) = vacations.news(kiosk, ole.visit)
        assert "thanks" == news.event

    def test_home_early_can_be_thanked_for_and_forgets_the_rest(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """Tasks and note are gone at once; who never left has nobody to thank."""
        anna, ole, _ = three
        saved = log(kiosk, anna, ole, note="Tak for alt")
        later = log(kiosk, anna, ole, away_from=BACK, home_again=BACK + timedelta(days=9))
        clock.set(clock.now() + timedelta(days=33))
        vacations.cancel(kiosk, anna.visit, saved.id)
        vacations.cancel(kiosk, anna.visit, later.id)

        (ended,) = vacations.lately(kiosk, anna.visit)
        assert (saved.id, (), "", AWAY, date(2026, 12, 26)) == (
            ended.id,
            ended.tasks,
            ended.note,
            ended.away_from,
            ended.home_again,
        )
        refused("thanks-too-early", lambda: vacations.thank(kiosk, anna.visit, later.id))
        vacations.thank(kiosk, anna.visit, saved.id)
        assert ["home", "thanks"] == sorted(
            each.event.value for each in vacations.news(kiosk, ole.visit)
        )

    def test_a_word_is_new_until_it_was_read(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """Home says so until its reader has read it; it stays to be read; thanks are news again."""
        anna, ole, ida = three
        saved = log(kiosk, anna, ole, ida)
        vacations.to_look_after(kiosk, ole.visit)
        assert not vacations.has_news(kiosk, ole.visit)
        clock.set(clock.now() + timedelta(days=33))
        vacations.cancel(kiosk, anna.visit, saved.id)
        for _ in range(2):
            assert vacations.has_news(kiosk, ole.visit)
        (heard,) = vacations.news(kiosk, ole.visit)
        assert (False, True) == tuple(vacations.has_news(kiosk, each.visit) for each in (ole, ida))
        assert (heard,) == vacations.news(kiosk, ole.visit)

        vacations.thank(kiosk, anna.visit, saved.id)
        assert vacations.has_news(kiosk, ole.visit)
        vacations.news(kiosk, ole.visit)
        vacations.thank(kiosk, anna.visit, saved.id)
        assert not vacations.has_news(kiosk, ole.visit)

    def test_thanks_make_no_home_new(
        self, kiosk: Kiosk, three: tuple[Person, Person, Person], clock: FakeClock
    ) -> None:
        """On the day of return the home is still in the list; what is new of it is the thanks."""
        anna, ole, _ = three
        saved = log(kiosk, anna, ole)
        vacations.to_look_after(kiosk, ole.visit)
        clock.set(clock.now() + timedelta(days=41))
        vacations.thank(kiosk, anna.visit, saved.id)
        (home,) = vacations.to_look_after(kiosk, ole.visit)
        assert home.fresh is None
