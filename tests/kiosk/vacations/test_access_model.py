"""The promise of the house, as a model: who sees dates, after anything that anybody does.

*A helper sees a vacation ⇔ the tie it was shared by is awake now, and the owner has this person
switched on.* Hypothesis walks at random through inviting, answering, ending, pausing, resets,
moving out and back, vacations, switches, days and sweeps, of four people of whom two live together,
and after each step the kiosk must show exactly what a few lines of Python say that it may.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.exc import NoResultFound
from sqlmodel import col

from kiosk import account, residents, trust, vacations, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents.tables import ResidentRow
from kiosk.trust.ties import make
from kiosk.visits.presence import begin
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.trust.neighbours import TH, TV, accept, door_of, new_key, reset_pin
from tests.kiosk.vacations.absences import request
from tests.people import Person, move_in

NAMES = ("Anna", "Ole", "Ida", "Ib")
DOORS = (TV, TH, "Lærkevej 6, 1. tv", TH)  # Ole and Ib live together
MOBILES = ("20 10 10 10", "20 20 20 20", "20 30 30 30", None)
WHO = st.integers(0, len(NAMES) - 1)
PAIR = st.sampled_from([pair for pair in combinations(range(len(NAMES)), 2) if pair != (1, 3)])
SPAN = st.tuples(st.integers(0, 2), st.integers(1, 4))  # days until leaving, nights away

MANY_DOUBTS = 4
MOVING = date(2026, 11, 23)  # nobody moves out on the first day


@dataclass
class Away:
    """A vacation as the model knows it: whose, when, and by which ties it is shared with whom."""

    owner: int
    era: int
    since: date
    until: date
    shared: dict[int, int] = field(default_factory=dict)
    reported: bool = False


class Neighbours(RuleBasedStateMachine):
    """Four people at one kiosk, and what each may see."""

    kiosk: Kiosk
    clock: FakeClock
    people: tuple[Person, ...]

    @initialize(
        friends=st.sets(PAIR, min_size=2),
        unconfirmed=st.sampled_from([None, None, None, *range(len(NAMES))]),
        data=st.data(),
    )
    def morning(
        self, friends: set[tuple[int, int]], unconfirmed: int | None, data: st.DataObject
    ) -> None:
        """Begin with some who trust each other and are soon away; one may be unproven."""
        self.clock.set(MONDAY)
        self.day = date(2026, 11, 23)
        self.ties: dict[frozenset[int], int] = {}
        self.doubts: set[tuple[int, int]] = set()  # (who is asked, about whom)
        self.unnamed: set[tuple[int, int]] = set()  # of these, whose names are hidden
        self.late: set[tuple[int, int]] = set()  # whose tie was made in a doubt that goes on
        self.in_doubt: dict[int, bool] = {}  # after a reset: has anybody vouched
        self.eras = [0] * len(NAMES)
        self.paused: set[int] = set()
        self.frozen: set[int] = set()
        self.unconfirmed = set() if unconfirmed is None else {unconfirmed}
        self.away: dict[int, Away] = {}
        self.made = 0
        for who, person in enumerate(self.people):
            if is_over(self.kiosk, person):  # they were frozen in the walk before
                self._comes_in(who)
        with self.kiosk.store.write() as db:
            for person in self.people:
                trust.end_all(db, person.resident_id)
                vacations.forget(db, self.kiosk, person.resident_id)
            everybody = sa.update(ResidentRow).values(frozen_at=None, address_confirmed_at=MONDAY)
            db.execute(everybody)
            if unconfirmed is not None:
                theirs = col(ResidentRow.id) == self.people[unconfirmed].resident_id
                db.execute(sa.update(ResidentRow).where(theirs).values(address_confirmed_at=None))
            for one, other in sorted(friends):
                make(db, self.people[one].resident_id, self.people[other].resident_id)
                self._tie(frozenset({one, other}))
        for owner in sorted({who for pair in friends for who in pair}):
            self._tell(owner, data.draw(SPAN), data, None)

    # What people do.

    @rule(pair=PAIR, turned=st.booleans())
    def invite(self, pair: tuple[int, int], turned: bool) -> None:
        """One invites the other's door; refused where that is enough for a day."""
        inviter, invited = pair[::-1] if turned else pair
        if inviter in self.frozen:
            return
        door = door_of(self.kiosk, self.people[invited])
        try:
            trust.invite(self.kiosk, self.people[inviter].visit, door, new_key())
        except Refusal as refusal:
            if refusal.code != "invite-too-many-today":
                raise

    @rule(who=WHO, yes=st.integers(0, 3))
    def answer(self, who: int, yes: int) -> None:
        """Somebody answers what waits for them, mostly with yes."""
        if who in self.frozen:
            return
        visit = self.people[who].visit
        for waiting in trust.circle(self.kiosk, visit).waiting:
            if yes:
                trust.accept(self.kiosk, visit, waiting.invitation_id)
            else:
                trust.decline(self.kiosk, visit, waiting.invitation_id)

    @rule(who=WHO, yes=st.integers(0, 3))
    def know(self, who: int, yes: int) -> None:
        """An inviter says whether they know who said yes; a yes makes a tie, or a new one."""
        if who in self.frozen:
            return
        visit = self.people[who].visit
        for asked in trust.circle(self.kiosk, visit).asked:
            trust.confirm(self.kiosk, visit, asked.answer_id, yes > 0)
            if yes:
                self._tie(frozenset({who, NAMES.index(asked.name)}))

    @rule(data=st.data())
    def befriend(self, data: st.DataObject) -> None:
        """Two go through all three steps at once, the sooner if they doubt each other."""
        pair = data.draw(st.sampled_from(sorted(self.doubts)) if self.doubts else PAIR)
        self.invite(pair, turned=False)
        if not self.frozen & set(pair):
            with suppress(Refusal, NoResultFound):  # none came through, or they are tied
                accept(self.kiosk, self.people[pair[1]], self.people[pair[0]])
        self.know(pair[0], yes=1)

    @precondition(lambda self: len(self.ties) > 1)
    @rule(who=WHO, data=st.data())
    def end(self, who: int, data: st.DataObject) -> None:
        """Somebody ends one of the ties that they are shown."""
        if tie := self._a_tie(who, data):
            trust.end(self.kiosk, self.people[who].visit, tie.id)
            self._cut(frozenset({who, NAMES.index(tie.name)}))

    @rule(who=WHO, on=st.sampled_from([True, True, False]))
    def pause(self, who: int, on: bool) -> None:
        """Somebody takes a break as a helper, or comes back."""
        if who not in self.frozen:
            trust.pause(self.kiosk, self.people[who].visit, on)
            (self.paused.add if on else self.paused.discard)(who)

    @precondition(lambda self: len(self.doubts) < MANY_DOUBTS)
    @rule(who=WHO)
    def reset(self, who: int) -> None:
        """A PIN that was asked for with a letterbox code begins to work."""
        reset_pin(self.kiosk, self.people[who])
        about = {(other, who) for pair in self.ties if who in pair for other in pair - {who}}
        self.doubts |= about
        self.unnamed |= about
        self.in_doubt[who] = False
        self.eras[who] += 1

    @precondition(lambda self: self.doubts)
    @rule(who=WHO)
    def vouch(self, who: int) -> None:
        """Somebody says of everybody whom they are asked about that it is still them."""
        for tie in self._shown_ties(who):
            if tie.ask_still_them:
                for _ in range(2):  # saying it twice is saying it once
                    trust.still_them(self.kiosk, self.people[who].visit, tie.id)
                other = NAMES.index(tie.name)
                knew_them = (who, other) not in self.late
                self.doubts.discard((who, other))
                self.unnamed.discard((who, other))
                if other in self.in_doubt and knew_them:
                    self.in_doubt[other] = True
                self._settle(other)

    @precondition(lambda self: self.unconfirmed)
    @rule()
    def confirm_address(self) -> None:
        """The letterbox code comes back."""
        with self.kiosk.store.write() as db:
            for who in self.unconfirmed:
                residents.confirm_address(db, self.people[who].resident_id, MONDAY)
        self.unconfirmed = set()

    @precondition(lambda self: not self.frozen and self.day > MOVING)
    @rule(who=WHO)
    def freeze(self, who: int) -> None:
        """Somebody is said to have moved out."""
        door = door_of(self.kiosk, self.people[who])
        with self.kiosk.store.write() as db:
            account.move_out(db, self.kiosk, door, NAMES[who])
        self.frozen.add(who)

    @precondition(lambda self: self.frozen)
    @rule()
    def back(self) -> None:
        """They live here after all: everything is as it was, and they log in anew."""
        for who in self.frozen:
            door = door_of(self.kiosk, self.people[who])
            with self.kiosk.store.write() as db:
                account.move_back(db, self.kiosk, door, NAMES[who])
            self._comes_in(who)
        self.frozen = set()

    @precondition(lambda self: self.day > MOVING)
    @rule(who=WHO)
    def leave(self, who: int) -> None:
        """Somebody has everything about ties and vacations deleted."""
        with self.kiosk.store.write() as db:
            vacations.forget(db, self.kiosk, self.people[who].resident_id)
            trust.end_all(db, self.people[who].resident_id)
        for pair in [pair for pair in self.ties if who in pair]:
            self._cut(pair)
        self.away = {key: away for key, away in self.away.items() if away.owner != who}
        self.paused.discard(who)
        self.in_doubt.pop(who, None)
        self.eras[who] = 0

    @rule(owner=WHO, span=SPAN, data=st.data())
    def log(self, owner: int, span: tuple[int, int], data: st.DataObject) -> None:
        """Somebody saves a vacation for some of those whom they are shown."""
        self._tell(owner, span, data, None)

    @precondition(lambda self: self.away)
    @rule(span=SPAN, data=st.data())
    def change(self, span: tuple[int, int], data: st.DataObject) -> None:
        """An owner changes dates and audience of a vacation that they are shown."""
        if (which := self._a_vacation(data)) is not None:
            self._tell(self.away[which].owner, span, data, which)

    @precondition(lambda self: self.away)
    @rule(on=st.booleans(), data=st.data())
    def switch(self, on: bool, data: st.DataObject) -> None:
        """An owner switches one trusted neighbour on or off."""
        which = self._a_vacation(data)
        if which is None:
            return
        away = self.away[which]
        if tie := self._a_tie(away.owner, data):
            visit = self.people[away.owner].visit
            vacations.switch(self.kiosk, visit, which, tie.resident_id, on)
            helper = NAMES.index(tie.name)
            away.shared.pop(helper, None)
            if on:
                away.shared[helper] = self.ties[frozenset({away.owner, helper})]

    @precondition(lambda self: self.away)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """An owner cancels a vacation that they are shown."""
        if (which := self._a_vacation(data)) is not None:
            vacations.cancel(self.kiosk, self.people[self.away[which].owner].visit, which)
            del self.away[which]

    @rule(days=st.integers(1, 2))
    def sleep_on_it(self, days: int) -> None:
        """Days go by, and what is old is swept."""
        self.day += timedelta(days=days)
        self.clock.set(self.clock.now() + timedelta(days=days))
        with self.kiosk.store.write() as db:
            vacations.sweep(db, self.kiosk)
            trust.sweep(db, self.kiosk)

    # What must hold.

    @invariant()
    def everybody_sees_what_they_may(self) -> None:
        """Each helper is shown exactly the vacations, with the dates, that the model allows."""
        for helper, person in enumerate(self.people):
            if helper in self.frozen:
                continue
            homes = vacations.to_look_after(self.kiosk, person.visit)
            allowed = {
                (which, away.since, away.until)
                for which, away in self.away.items()
                if away.until >= self.day and self._may_see(helper, away)
            }
            assert allowed == {
                (home.vacation_id, home.away_from, home.home_again) for home in homes
            }

    def _may_see(self, helper: int, away: Away) -> bool:
        tie = self.ties.get(frozenset({helper, away.owner}))
        unproven = self.unconfirmed | self.frozen
        return (
            tie is not None
            and away.shared.get(helper) == tie
            and not {helper, away.owner} & unproven
            and not {(helper, away.owner), (away.owner, helper)} & self.doubts
            and helper not in self.paused
        )

    # How the model keeps its books.

    def _comes_in(self, who: int) -> None:
        with self.kiosk.store.write() as db:
            visit = begin(db, self.kiosk, self.people[who].resident_id, "da")
        people = list(self.people)
        people[who] = replace(people[who], visit=visit)
        type(self).people = tuple(people)

    def _tie(self, pair: frozenset[int]) -> None:
        one, other = pair
        halves = {(one, other), (other, one)}
        knew = halves - self.late if pair in self.ties else set()
        self._cut(pair)
        self.made += 1
        self.ties[pair] = self.made
        new = {half for half in halves if half[1] in self.in_doubt}
        self.doubts |= new
        self.late |= new - knew

    def _cut(self, pair: frozenset[int]) -> None:
        self.ties.pop(pair, None)
        one, other = pair
        self.doubts -= {(one, other), (other, one)}
        self.unnamed -= {(one, other), (other, one)}
        self.late -= {(one, other), (other, one)}
        self._settle(one)
        self._settle(other)

    def _settle(self, who: int) -> None:
        if self.in_doubt.get(who) and not any(about == who for _, about in self.doubts - self.late):
            del self.in_doubt[who]
            self.late -= {half for half in self.late if half[1] == who}

    def _shown_ties(self, who: int) -> tuple[trust.Tie, ...]:
        if who in self.frozen:
            return ()
        shown = trust.circle(self.kiosk, self.people[who].visit).ties
        others = {other for pair in self.ties if who in pair for other in pair - {who}}
        visible = {NAMES[other] for other in others if (other, who) not in self.unnamed}
        assert visible == {tie.name for tie in shown}
        return shown

    def _a_tie(self, who: int, data: st.DataObject) -> trust.Tie | None:
        shown = self._shown_ties(who)
        return data.draw(st.sampled_from(shown)) if shown else None

    def _a_vacation(self, data: st.DataObject) -> int | None:
        owner = data.draw(st.sampled_from(sorted({away.owner for away in self.away.values()})))
        if owner in self.frozen:
            return None
        shown = [found.id for found in vacations.mine(self.kiosk, self.people[owner].visit)]
        assert sorted(self._shown_vacations(owner)) == sorted(shown)
        return data.draw(st.sampled_from(shown)) if shown else None

    def _shown_vacations(self, owner: int) -> list[int]:
        since = self.eras[owner] if owner in self.in_doubt else 0
        return [
            which
            for which, away in self.away.items()
            if away.owner == owner and away.until >= self.day and away.era >= since
        ]

    def _tell(
        self, owner: int, span: tuple[int, int], data: st.DataObject, which: int | None
    ) -> None:
        if owner in self.frozen:
            return
        ties = self._shown_ties(owner)
        names = sorted(tie.name for tie in ties)
        chosen = data.draw(st.sets(st.sampled_from(names), min_size=1)) if names else set()
        since = self.day + timedelta(days=span[0])
        until = since + timedelta(days=span[1])
        told = request(
            away_from=since,
            home_again=until,
            audience=frozenset(tie.resident_id for tie in ties if tie.name in chosen),
        )
        others = [self.away[it] for it in self._shown_vacations(owner) if it != which]
        clash = any(
            since < other.until and other.since < until for other in others if not other.reported
        )
        visit = self.people[owner].visit
        try:
            if which is None:
                saved = vacations.log(self.kiosk, visit, told)
            else:
                saved = vacations.change(self.kiosk, visit, which, told)
        except Refusal as refusal:
            assert (clash, "vacation-overlaps") == (True, refusal.code)  # noqa: PT017 - half of the model
            return
        assert not clash
        era = self.eras[owner] if which is None else self.away[which].era
        helpers = [NAMES.index(name) for name in chosen]
        shared = {helper: self.ties[frozenset({owner, helper})] for helper in helpers}
        self.away[saved.id] = Away(owner, era, since, until, shared)


def is_over(kiosk: Kiosk, person: Person) -> bool:
    """Return whether somebody's visit was ended."""
    with kiosk.store.read() as db:
        return visits.is_over(db, person.visit.id)


def walk(
    kiosk: Kiosk,
    clock: FakeClock,
    walks: int,
    steps: int,
    machine: type[Neighbours] = Neighbours,
) -> None:
    """Let the four walk `walks` times, `steps` steps each, the same ways in every run."""
    machine.kiosk, machine.clock = kiosk, clock
    machine.people = tuple(
        move_in(kiosk, name, door, mobile=mobile)
        for name, door, mobile in zip(NAMES, DOORS, MOBILES, strict=True)
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # shrinking a walk takes longer than reading it
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_on_the_encrypted_file(sqlite_kiosk: Kiosk, clock: FakeClock) -> None:
    """Sees dates ⇔ the tie is awake now and the owner has this person switched on."""
    walk(sqlite_kiosk, clock, walks=20, steps=16)


@pytest.mark.parametrize("store", ["postgres"], indirect=True)
def test_on_postgresql(kiosk: Kiosk, clock: FakeClock) -> None:
    """The same on the other database, in fewer walks."""
    walk(kiosk, clock, walks=4, steps=16)
