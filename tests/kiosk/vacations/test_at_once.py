"""Two people press at the same moment: one outcome, nothing half-done, on both databases.

Each pair of actions runs in two threads that start together, several times, so that either may be
first. What comes out must be what one of the two orders would have given.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.vacations import Task
from tests.kiosk.trust.neighbours import ONE_TV, befriend, door_of, new_key, tie_with
from tests.kiosk.vacations.absences import BACK, log, pair, request, seen_by
from tests.people import Person, move_in

TURNS = 4


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Do these at the same moment; return for each "" or the code of its refusal."""
    line = Barrier(len(actions))

    def run(action: Callable[[], object]) -> str:
        line.wait(20)
        try:
            action()
        except Refusal as refusal:
            return refusal.code
        return ""

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def names(kiosk: Kiosk, person: Person) -> list[str]:
    """Return somebody's trusted neighbours."""
    return [tie.name for tie in trust.circle(kiosk, person.visit).ties]


@pytest.fixture
def two(kiosk: Kiosk) -> tuple[Person, Person]:
    """Anna and Ole, trusted neighbours."""
    return pair(kiosk)


def test_both_inviting_each_other_get_one_tie(kiosk: Kiosk) -> None:
    """Invited, accepted and confirmed by both at once: one tie, nothing left to answer."""
    anna, ole = move_in(kiosk, "Anna"), move_in(kiosk, "Ole", ONE_TV)
    ways = ((anna, ole), (ole, anna))
    for _ in range(TURNS):
        assert ["", ""] == at_once(
            *(partial(trust.invite, kiosk, a.visit, door_of(kiosk, b), new_key()) for a, b in ways)
        )
        waiting = [trust.circle(kiosk, who.visit).waiting[0].invitation_id for who in (ole, anna)]
        assert ["", ""] == at_once(
            partial(trust.accept, kiosk, ole.visit, waiting[0]),
            partial(trust.accept, kiosk, anna.visit, waiting[1]),
        )
        answers = [trust.circle(kiosk, who.visit).asked[0].answer_id for who in (anna, ole)]
        outcome = at_once(
            partial(trust.confirm, kiosk, anna.visit, answers[0], yes=True),
            partial(trust.confirm, kiosk, ole.visit, answers[1], yes=True),
        )
        assert ["", "invitation-gone"] == sorted(outcome)
        assert (["Ole"], ["Anna"]) == (names(kiosk, anna), names(kiosk, ole))
        for who in (anna, ole):
            circle = trust.circle(kiosk, who.visit)
            assert ((), (), ()) == (circle.asked, circle.waiting, circle.sent)
        trust.end(kiosk, anna.visit, tie_with(kiosk, anna, ole).id)


def test_accepting_while_the_other_takes_it_back(kiosk: Kiosk) -> None:
    """Either the inviter is asked nothing, or there was nothing to accept."""
    anna, ole = move_in(kiosk, "Anna"), move_in(kiosk, "Ole", ONE_TV)
    for _ in range(TURNS):
        trust.invite(kiosk, anna.visit, door_of(kiosk, ole), new_key())
        (sent,) = trust.circle(kiosk, anna.visit).sent
        outcome = at_once(
            partial(trust.accept, kiosk, ole.visit, sent.id),
            partial(trust.withdraw, kiosk, anna.visit, sent.id),
        )
        assert outcome in (["", ""], ["invitation-gone", ""])
        circle = trust.circle(kiosk, anna.visit)
        assert ((), (), ()) == (circle.asked, circle.sent, trust.circle(kiosk, ole.visit).waiting)


def test_confirming_while_the_other_leaves(kiosk: Kiosk) -> None:
    """No tie has one end only."""
    anna, ole = move_in(kiosk, "Anna"), move_in(kiosk, "Ole", ONE_TV)
    for _ in range(TURNS):
        trust.invite(kiosk, anna.visit, door_of(kiosk, ole), new_key())
        trust.accept(kiosk, ole.visit, trust.circle(kiosk, ole.visit).waiting[0].invitation_id)
        (asked,) = trust.circle(kiosk, anna.visit).asked

        def leave() -> None:
            with kiosk.store.write() as db:
                trust.end_all(db, ole.resident_id)

        outcome = at_once(
            partial(trust.confirm, kiosk, anna.visit, asked.answer_id, yes=True), leave
        )
        assert outcome in (["", ""], ["invitation-gone", ""])
        assert ([], []) == (names(kiosk, anna), names(kiosk, ole))


def test_both_ending_it(kiosk: Kiosk, two: tuple[Person, Person]) -> None:
    """It ends once; the later of the two is told that it has ended."""
    anna, ole = two
    for _ in range(TURNS):
        mine, theirs = tie_with(kiosk, anna, ole).id, tie_with(kiosk, ole, anna).id
        outcome = at_once(
            partial(trust.end, kiosk, anna.visit, mine),
            partial(trust.end, kiosk, ole.visit, theirs),
        )
        assert ["", "tie-gone"] == sorted(outcome)
        assert ([], []) == (names(kiosk, anna), names(kiosk, ole))
        befriend(kiosk, anna, ole)


def test_two_helpers_taking_one_task(kiosk: Kiosk, two: tuple[Person, Person]) -> None:
    """One has it, the other is told so."""
    anna, ole = two
    ida = move_in(kiosk, "Ida", ONE_TV)
    befriend(kiosk, anna, ida)
    saved = log(kiosk, anna, ole, ida)
    for _ in range(TURNS):
        outcome = at_once(
            *(
                partial(vacations.take, kiosk, who.visit, saved.id, Task.DOORMAT)
                for who in (ole, ida)
            )
        )
        assert ["", "task-taken"] == sorted(outcome)
        winner = (ole, ida)[outcome.index("")]
        (mine,) = vacations.mine(kiosk, anna.visit)
        assert [None, winner.name] == [duty.taken_by for duty in mine.duties]
        vacations.give_back(kiosk, winner.visit, saved.id, Task.DOORMAT)


def test_taking_while_being_switched_off(kiosk: Kiosk, two: tuple[Person, Person]) -> None:
    """Whoever comes first: the helper sees nothing afterwards and holds nothing."""
    anna, ole = two
    saved = log(kiosk, anna, ole)
    for _ in range(TURNS):
        vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=True)
        outcome = at_once(
            partial(vacations.take, kiosk, ole.visit, saved.id, Task.DOORMAT),
            partial(vacations.switch, kiosk, anna.visit, saved.id, ole.resident_id, on=False),
        )
        assert outcome in (["", ""], ["home-gone", ""])
        assert [] == seen_by(kiosk, ole)
        (mine,) = vacations.mine(kiosk, anna.visit)
        assert [None, None] == [duty.taken_by for duty in mine.duties]


def test_looking_while_it_ends(kiosk: Kiosk, two: tuple[Person, Person]) -> None:
    """A list that is read while the tie ends is whole or empty, and nothing is marked as seen."""
    anna, ole = two
    for turn in range(TURNS):
        saved = log(kiosk, anna, ole, key=f"turn-{turn}")
        outcome = at_once(
            partial(vacations.to_look_after, kiosk, ole.visit),
            partial(trust.end, kiosk, anna.visit, tie_with(kiosk, anna, ole).id),
        )
        assert ["", ""] == outcome
        assert [] == seen_by(kiosk, ole)
        vacations.cancel(kiosk, anna.visit, saved.id)
        befriend(kiosk, anna, ole)


def test_saving_two_that_overlap(kiosk: Kiosk, two: tuple[Person, Person]) -> None:
    """One is saved; the other is told which one is there."""
    anna, ole = two
    outcome = at_once(
        partial(vacations.log, kiosk, anna.visit, request(ole)),
        partial(vacations.log, kiosk, anna.visit, request(ole, home_again=BACK)),
    )
    assert ["", "vacation-overlaps"] == sorted(outcome)
    assert 1 == len(vacations.mine(kiosk, anna.visit))
