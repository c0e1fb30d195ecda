"""The same promise, with all that neighbours do, and two actors whose screens are out of date.

On top of the model beside this one: invitations by mobile, naming who may report an absence,
reports, tasks taken, done and given back. And somebody may act on a list that they read a while
ago, whatever the other did meanwhile: either it is refused with a code that says why, or it does
what it would have done on a fresh list. After every step each helper sees exactly the dates and
the tasks that the model allows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.vacations import Home, JobState, Report, Task
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import new_key
from tests.kiosk.vacations.test_access_model import (
    MOBILES,
    NAMES,
    PAIR,
    WHO,
    Away,
    Neighbours,
    walk,
)

ASKED = st.sampled_from([Task.DOORMAT, Task.LETTERBOX])
TOO_OFTEN = {"invite-too-many-today", "report-too-many", "vacation-overlaps"}


@dataclass
class Held:
    """What somebody has read and still has before them, with the ties as they were."""

    ties: tuple[tuple[trust.Tie, int | None], ...]
    asked: tuple[trust.Asked, ...]
    waiting: tuple[trust.Waiting, ...]
    homes: tuple[Home, ...]


@dataclass
class Claim:
    """Who took a task, by which tie, and whether it is done."""

    helper: int
    tie: int
    done: bool = field(default=False)


class BusyNeighbours(Neighbours):
    """Four people who do everything at once."""

    def __init__(self) -> None:
        super().__init__()
        self.named: dict[tuple[int, int], int] = {}  # (owner, helper): the tie
        self.claims: dict[tuple[int, Task], Claim] = {}
        self.held: dict[int, Held] = {}

    @initialize(
        friends=st.sets(PAIR, min_size=3),
        unconfirmed=st.sampled_from([None, None, None, *range(len(NAMES))]),
        data=st.data(),
    )
    def morning(
        self, friends: set[tuple[int, int]], unconfirmed: int | None, data: st.DataObject
    ) -> None:
        """Begin as the others do; some are named, some tasks taken, and all lists lie open."""
        super().morning(friends, unconfirmed, data)
        for pair in sorted(friends):
            for owner, helper in (pair, pair[::-1]):
                if data.draw(st.booleans()):
                    self._name(owner, helper)
        for which in sorted(self.away):
            for helper in range(len(NAMES)):
                if data.draw(st.booleans()):
                    self._help(helper, which, Task.DOORMAT, "take")
        for who in range(len(NAMES)):
            self.read(who)

    # What people do, on top.

    @rule(pair=PAIR, turned=st.booleans())
    def invite_by_mobile(self, pair: tuple[int, int], turned: bool) -> None:
        """One invites the other by a number; Ib has none, and is invited by a stranger's."""
        inviter, invited = pair[::-1] if turned else pair
        if inviter in self.frozen:
            return
        typed = MOBILES[invited] or "20 99 99 99"
        try:
            trust.invite_by(self.kiosk, self.people[inviter].visit, typed, new_key())
        except Refusal as refusal:
            if refusal.code not in TOO_OFTEN:
                raise

    @precondition(lambda self: self.ties)
    @rule(who=WHO, on=st.sampled_from([True, True, False]), data=st.data())
    def name(self, who: int, on: bool, data: st.DataObject) -> None:
        """Somebody names one of those whom they are shown, or takes that back."""
        if tie := self._a_tie(who, data):
            trust.let_report(self.kiosk, self.people[who].visit, tie.id, on)
            helper = NAMES.index(tie.name)
            self.named.pop((who, helper), None)
            if on:
                self.named[who, helper] = self.ties[frozenset({who, helper})]

    @precondition(lambda self: self.named)
    @rule(nights=st.integers(1, 3), data=st.data())
    def report(self, nights: int, data: st.DataObject) -> None:
        """A helper says for an owner that they are away; refused to whoever is not named now."""
        owner, helper = data.draw(st.sampled_from(sorted(self.named)))
        if helper in self.frozen:
            return
        until = self.day + timedelta(days=nights)
        request = Report(
            self.people[owner].resident_id, self.day, until, whole_home=True, key=new_key()
        )
        wakes = self._is_named(owner, helper) and self._awake(owner, helper)
        try:
            home = vacations.report(self.kiosk, self.people[helper].visit, request)
        except Refusal as refusal:
            code = "report-too-many" if wakes else "report-not-named"
            assert code == refusal.code  # noqa: PT017 - half of the model
            return
        assert wakes
        shared = {
            other: self.ties[frozenset({owner, other})]
            for (who, other) in self.named
            if who == owner and self._is_named(owner, other) and (other, owner) not in self.doubts
        }
        self.away[home.vacation_id] = Away(
            owner, self.eras[owner], self.day, until, shared, reported=True
        )

    @precondition(lambda self: self.away)
    @rule(
        helper=WHO, task=ASKED, what=st.sampled_from(["take", "take", "do", "give"]), data=st.data()
    )
    def help(self, helper: int, task: Task, what: str, data: st.DataObject) -> None:
        """A helper takes a task of any vacation there is, does it, or gives it back."""
        which = data.draw(st.sampled_from(sorted(self.away)))
        if helper not in self.frozen:
            self._help(helper, which, task, what)

    @rule(who=WHO)
    def read(self, who: int) -> None:
        """Somebody opens their lists, and leaves them open."""
        if who in self.frozen:
            return
        visit = self.people[who].visit
        circle = trust.circle(self.kiosk, visit)
        ties = tuple(
            (tie, self.ties.get(frozenset({who, NAMES.index(tie.name)}))) for tie in circle.ties
        )
        homes = vacations.to_look_after(self.kiosk, visit)
        self.held[who] = Held(ties, circle.asked, circle.waiting, homes)

    @precondition(lambda self: self.held)
    @rule(what=st.sampled_from(["end", "confirm", "accept", "take"]), data=st.data())
    def act_late(self, what: str, data: st.DataObject) -> None:
        """Somebody acts on what they read, whatever has happened since."""
        who = data.draw(st.sampled_from(sorted(self.held)))
        if who in self.frozen:
            return
        held, visit = self.held[who], self.people[who].visit
        if what == "end" and held.ties and len(self.ties) > 1:
            tie, number = data.draw(st.sampled_from(held.ties))
            pair = frozenset({who, NAMES.index(tie.name)})
            code = _code(lambda: trust.end(self.kiosk, visit, tie.id))
            assert ("" if self.ties.get(pair) == number else "tie-gone") == code
            if not code:
                self._cut(pair)
        elif what == "confirm" and held.asked:
            asked = data.draw(st.sampled_from(held.asked))
            code = _code(lambda: trust.confirm(self.kiosk, visit, asked.answer_id, yes=True))
            assert code in {"", "invitation-gone", "tie-too-many"}
            pair = frozenset({who, NAMES.index(asked.name)})
            if not code and not self._stands(pair):
                self._tie(pair)
        elif what == "accept" and held.waiting:
            waiting = data.draw(st.sampled_from(held.waiting))
            code = _code(lambda: trust.accept(self.kiosk, visit, waiting.invitation_id))
            assert code in {"", "invitation-gone", "tie-exists"}
        elif what == "take" and held.homes:
            home = data.draw(st.sampled_from(held.homes))
            self._help(who, home.vacation_id, Task.DOORMAT, "take")

    # What must hold, on top.

    @invariant()
    def everybody_sees_the_tasks_as_they_may(self) -> None:
        """A claim holds while its helper may see the vacation; others see no more than taken."""
        self._prune()
        for helper, person in enumerate(self.people):
            if helper in self.frozen:
                continue
            for home in vacations.to_look_after(self.kiosk, person.visit):
                for job in home.jobs:
                    assert self._state(helper, home.vacation_id, job.task) is job.state

    # How the model keeps its books, on top.

    def _name(self, owner: int, helper: int) -> None:
        shown = trust.circle(self.kiosk, self.people[owner].visit).ties
        tie = next(tie for tie in shown if tie.name == NAMES[helper])
        trust.let_report(self.kiosk, self.people[owner].visit, tie.id, on=True)
        self.named[owner, helper] = self.ties[frozenset({owner, helper})]

    def _stands(self, pair: frozenset[int]) -> bool:
        one, other = sorted(pair)
        return pair in self.ties and not {(one, other), (other, one)} & self.doubts

    def _is_named(self, owner: int, helper: int) -> bool:
        tie = self.ties.get(frozenset({owner, helper}))
        return tie is not None and self.named.get((owner, helper)) == tie

    def _awake(self, owner: int, helper: int) -> bool:
        tie = self.ties.get(frozenset({owner, helper}), 0)
        return self._may_see(helper, Away(owner, 0, self.day, self.day, {helper: tie}))

    def _sees(self, helper: int, which: int) -> bool:
        away = self.away.get(which)
        return away is not None and away.until >= self.day and self._may_see(helper, away)

    def _claim(self, which: int, task: Task) -> Claim | None:
        claim = self.claims.get((which, task))
        return claim if claim and self._may_see(claim.helper, self.away[which]) else None

    def _state(self, helper: int, which: int, task: Task) -> JobState:
        claim = self._claim(which, task)
        if claim is None:
            return JobState.FREE
        if claim.helper != helper:
            return JobState.TAKEN
        return JobState.DONE if claim.done else JobState.MINE

    def _help(self, helper: int, which: int, task: Task, what: str) -> None:
        self._prune()
        visit = self.people[helper].visit
        does = {
            "take": lambda: vacations.take(self.kiosk, visit, which, task),
            "do": lambda: vacations.do(self.kiosk, visit, which, task, done=True),
            "give": lambda: vacations.give_back(self.kiosk, visit, which, task),
        }
        code = _code(does[what])
        if not self._sees(helper, which):
            assert "home-gone" == code
            return
        state = self._state(helper, which, task)
        mine = state in {JobState.MINE, JobState.DONE}
        if what == "take":
            assert ("task-taken" if state is JobState.TAKEN else "") == code
            if state is JobState.FREE:
                tie = self.away[which].shared[helper]
                self.claims[which, task] = Claim(helper, tie)
            return
        assert ("" if mine else "task-not-yours") == code
        if mine and what == "do":
            self.claims[which, task].done = True
        elif mine:
            del self.claims[which, task]

    def _prune(self) -> None:
        """Forget what went with the permission that it hung on."""
        self.claims = {
            (which, task): claim
            for (which, task), claim in self.claims.items()
            if which in self.away
            and self.away[which].shared.get(claim.helper) == claim.tie
            and self.ties.get(frozenset({claim.helper, self.away[which].owner})) == claim.tie
        }


def _code(action: Callable[[], object]) -> str:
    """Do it; return the code of the refusal, "" for none."""
    try:
        action()
    except Refusal as refusal:
        return refusal.code
    return ""


def test_on_the_encrypted_file(sqlite_kiosk: Kiosk, clock: FakeClock) -> None:
    """Sees dates and tasks ⇔ the tie is awake now and the owner has this person switched on."""
    walk(sqlite_kiosk, clock, walks=20, steps=20, machine=BusyNeighbours)


@pytest.mark.parametrize("store", ["postgres"], indirect=True)
def test_on_postgresql(kiosk: Kiosk, clock: FakeClock) -> None:
    """The same on the other database, in fewer walks."""
    walk(kiosk, clock, walks=4, steps=20, machine=BusyNeighbours)
