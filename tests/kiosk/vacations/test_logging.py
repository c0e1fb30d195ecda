"""An owner says when a home stands empty, changes their mind, and is told what cannot be."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from kiosk import residents, trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Absence, Task, rules
from kiosk.words import language, msg
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import ONE_TH, ONE_TV, TH, TV, befriend
from tests.kiosk.vacations.absences import AWAY, BACK, letters, log, pair, request, seen_by
from tests.people import move_in
from tests.told import refused

TODAY = date(2026, 11, 23)


class TestDraft:
    """What is offered is what most people take."""

    def test_offers_the_usual_tasks_and_everybody_who_is_proven(self, kiosk: Kiosk) -> None:
        """Whoever is proven is switched on; whoever is not, or takes a break, is not."""
        anna, ole = pair(kiosk)
        ida, bo = move_in(kiosk, "Ida", ONE_TV, confirmed=False), move_in(kiosk, "Bo", ONE_TH)
        befriend(kiosk, anna, ida)
        befriend(kiosk, anna, bo)
        trust.pause(kiosk, bo.visit, on=True)

        draft = vacations.draft(kiosk, anna.visit)

        assert {Task.LETTERBOX, Task.PUSH_POST, Task.DOORMAT} == draft.tasks
        assert [("Bo", False, False), ("Ida", False, False), ("Ole", True, True)] == [
            (one.name, one.on, one.gets_sms) for one in draft.audience
        ]
        assert ole.resident_id == draft.audience[2].resident_id

    def test_offers_helpers_to_an_owner_who_is_not_confirmed_yet(self, kiosk: Kiosk) -> None:
        """They are switched on, asleep, and see it when the address is confirmed."""
        anna = move_in(kiosk, "Anna", TV, confirmed=False)
        ole = move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        onlooker = vacations.draft(kiosk, anna.visit).audience[0]
        why = msg("Your own address is not confirmed yet.")
        assert (True, False, why) == (onlooker.on, onlooker.awake, onlooker.why_asleep)

        log(kiosk, anna, ole)
        assert [] == seen_by(kiosk, ole)
        with kiosk.store.write() as db:
            residents.confirm_address(db, anna.resident_id, kiosk.clock.now())
        assert [("Anna", AWAY)] == seen_by(kiosk, ole)

    def test_has_a_label_for_everything(self) -> None:
        """Each task and each kind of absence is named; what needs a key is known."""
        english = language("en")
        assert len({english.say(task.label) for task in Task}) == 10
        assert len({english.say(kind.label) for kind in Absence}) == 3
        assert [Task.LETTERBOX, Task.PLANTS, Task.LIGHT] == [t for t in Task if t.needs_key]


class TestLogging:
    """A vacation is saved whole, once."""

    def test_keeps_what_was_told(self, kiosk: Kiosk) -> None:
        """Dates, tasks in their order, the note and the audience come back."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole, note="  Sig hej  til kattene ", whole_home=False)

        assert (saved,) == vacations.mine(kiosk, anna.visit)
        assert (AWAY, BACK, Absence.DATES, False) == (
            saved.away_from,
            saved.home_again,
            saved.kind,
            saved.whole_home,
        )
        assert (Task.LETTERBOX, Task.DOORMAT) == saved.tasks
        assert ("Sig hej til kattene", True) == (saved.note, saved.needs_key)
        assert [("Ole", True, True, False)] == [
            (one.name, one.on, one.awake, one.seen) for one in saved.audience
        ]

    def test_twice_with_one_key_is_one_vacation(self, kiosk: Kiosk) -> None:
        """Pressing twice saves once."""
        anna, ole = pair(kiosk)
        told = request(ole)
        assert vacations.log(kiosk, anna.visit, told) == vacations.log(kiosk, anna.visit, told)
        assert len(vacations.mine(kiosk, anna.visit)) == 1

    @pytest.mark.parametrize("kind", [Absence.OPEN, Absence.ON_AND_OFF])
    def test_takes_an_absence_without_an_end(self, kiosk: Kiosk, kind: Absence) -> None:
        """Hospitals and shifts have no date of return."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole, kind=kind, home_again=None)
        assert (None, kind) == (saved.home_again, saved.kind)
        home = vacations.to_look_after(kiosk, ole.visit)[0]
        assert (None, kind, True) == (home.home_again, home.kind, home.needs_key)

    def test_counts_the_estates_days(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """At half past midnight in the lobby yesterday is over, though it is not in London."""
        anna, ole = pair(kiosk)
        clock.set(datetime(2026, 12, 23, 23, 30, tzinfo=UTC))
        log(kiosk, anna, ole, away_from=date(2026, 12, 24))
        refused("vacation-past", lambda: log(kiosk, anna, ole, away_from=date(2026, 12, 23)))

    @pytest.mark.parametrize(
        ("code", "told"),
        [
            ("vacation-past", {"away_from": TODAY - timedelta(days=1)}),
            ("vacation-too-far", {"away_from": date(2027, 12, 24), "home_again": None}),
            ("vacation-home-first", {"home_again": AWAY - timedelta(days=1)}),
            ("vacation-no-night", {"home_again": AWAY}),
            ("vacation-too-long", {"home_again": AWAY + timedelta(days=367)}),
            ("vacation-end-missing", {"home_again": None}),
            ("vacation-end-not-open", {"kind": Absence.OPEN}),
            ("note-door-code", {"note": "Koden er 4711"}),
            ("note-hiding-place", {"note": "Nøglen er under måtten"}),
            ("audience-not-neighbour", {"audience": frozenset({9999})}),
        ],
    )
    def test_refuses_what_cannot_be(self, kiosk: Kiosk, code: str, told: dict[str, Any]) -> None:
        """Each mistake has a sentence of its own, and nothing is saved."""
        anna, ole = pair(kiosk)
        refused(code, lambda: log(kiosk, anna, ole, **told))
        assert () == vacations.mine(kiosk, anna.visit)

    def test_refuses_a_stranger_in_the_audience(self, kiosk: Kiosk) -> None:
        """Somebody without a tie cannot be switched on, however the request was made."""
        anna, ole = pair(kiosk)
        eve = move_in(kiosk, "Eve", ONE_TV)
        saved = log(kiosk, anna, ole)
        refused(
            "audience-not-neighbour",
            lambda: vacations.switch(kiosk, anna.visit, saved.id, eve.resident_id, on=True),
        )
        refused(
            "audience-not-neighbour",
            lambda: vacations.change(kiosk, anna.visit, saved.id, request(ole, eve)),
        )

    def test_refuses_overlaps_with_the_dates_of_the_other(self, kiosk: Kiosk) -> None:
        """One night in common is refused; leaving on the day of return is not."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        sentence = refused(
            "vacation-overlaps",
            lambda: log(
                kiosk,
                anna,
                ole,
                away_from=BACK - timedelta(days=1),
                home_again=BACK + timedelta(days=9),
            ),
        )
        assert {"when": saved.when} == sentence.args
        log(kiosk, anna, ole, away_from=BACK, home_again=BACK + timedelta(days=7))
        log(kiosk, anna, ole, away_from=AWAY - timedelta(days=7), home_again=AWAY)

    def test_refuses_a_second_absence_without_an_end(self, kiosk: Kiosk) -> None:
        """Whoever is away without an end changes that one instead."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole, kind=Absence.OPEN, home_again=None)
        sentence = refused(
            "vacation-overlaps",
            lambda: log(kiosk, anna, away_from=BACK, home_again=BACK + timedelta(days=1)),
        )
        assert {"when": saved.when} == sentence.args

    def test_refuses_the_twenty_first(self, kiosk: Kiosk) -> None:
        """Twenty coming vacations are more than anybody has."""
        anna, _ = pair(kiosk)
        for week in range(20):
            first = AWAY + timedelta(days=7 * week)
            log(kiosk, anna, away_from=first, home_again=first + timedelta(days=1))
        late = AWAY + timedelta(days=300)
        refused(
            "vacation-too-many",
            lambda: log(kiosk, anna, away_from=late, home_again=late + timedelta(days=1)),
        )


class TestChanging:
    """Longer, shorter, cancelled, home early."""

    def test_tells_who_could_see_it_and_still_can(self, kiosk: Kiosk) -> None:
        """They have not seen the new dates yet, and get a letter that says nothing."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        seen_by(kiosk, ole)
        assert vacations.mine(kiosk, anna.visit)[0].audience[0].seen

        longer = request(ole, home_again=BACK + timedelta(days=4))
        changed = vacations.change(kiosk, anna.visit, saved.id, longer)

        assert (saved.id, BACK + timedelta(days=4)) == (changed.id, changed.home_again)
        assert not changed.audience[0].seen
        news = msg("You have a reminder from Nabohjælp. See it at the kiosk.")
        assert [(ole.resident_id, news.to_json())] == letters(kiosk)

    def test_tells_nothing_to_who_is_switched_off_by_it(self, kiosk: Kiosk) -> None:
        """Switched off, cancelled afterwards: not a word reaches them."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        vacations.change(kiosk, anna.visit, saved.id, request())
        vacations.cancel(kiosk, anna.visit, saved.id)
        assert ([], []) == (letters(kiosk), seen_by(kiosk, ole))

    def test_can_be_cancelled(self, kiosk: Kiosk) -> None:
        """It is gone for both; who could see it is told that there is news; once."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        vacations.cancel(kiosk, anna.visit, saved.id)

        assert ((), []) == (vacations.mine(kiosk, anna.visit), seen_by(kiosk, ole))
        assert [ole.resident_id] == [who for who, _ in letters(kiosk)]
        refused("vacation-gone", lambda: vacations.cancel(kiosk, anna.visit, saved.id))

    def test_can_be_shortened_while_away(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """The first day may lie in the past then; the day of return may not."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        clock.set(clock.now() + timedelta(days=35))  # 28 December

        early = request(ole, home_again=date(2026, 12, 28))
        changed = vacations.change(kiosk, anna.visit, saved.id, early)

        assert date(2026, 12, 28) == changed.home_again
        yesterday = request(ole, home_again=date(2026, 12, 27))
        refused(
            "vacation-home-past",
            lambda: vacations.change(kiosk, anna.visit, saved.id, yesterday),
        )

    def test_does_not_overlap_itself(self, kiosk: Kiosk) -> None:
        """Moving by a day is no overlap with what it was."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        later = request(ole, away_from=AWAY + timedelta(days=1))
        assert (
            AWAY + timedelta(days=1)
            == vacations.change(kiosk, anna.visit, saved.id, later).away_from
        )

    def test_is_for_the_owner_alone(self, kiosk: Kiosk) -> None:
        """A helper who sees it cannot change, cancel, switch or print it."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        for action in (
            lambda: vacations.change(kiosk, ole.visit, saved.id, request()),
            lambda: vacations.cancel(kiosk, ole.visit, saved.id),
            lambda: vacations.switch(kiosk, ole.visit, saved.id, anna.resident_id, on=True),
            lambda: vacations.print_card(kiosk, ole.visit, saved.id),
        ):
            refused("vacation-gone", action)


class TestSwitches:
    """The owner says who sees it, one by one."""

    def test_let_see_and_take_away(self, kiosk: Kiosk) -> None:
        """On shows it at once, off hides it at once, and on again is not yet seen."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna)
        assert [] == seen_by(kiosk, ole)

        vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=True)
        vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=True)
        assert [("Anna", AWAY)] == seen_by(kiosk, ole)
        off = vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=False)
        assert [(False, False)] == [(one.on, one.seen) for one in off.audience]
        assert [] == seen_by(kiosk, ole)
        again = vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=True)
        assert [(True, False)] == [(one.on, one.seen) for one in again.audience]
        assert [] == letters(kiosk)


class TestTheCard:
    """The card for one hand."""

    def test_says_dates_and_tasks_and_nothing_of_whose(self, kiosk: Kiosk) -> None:
        """No name, no door, no street, no number, no note."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole, note="Hilsen Anna")
        slip = vacations.print_card(kiosk, anna.visit, saved.id)

        with kiosk.store.read() as db:
            query = sa.text("SELECT kind, card, visit_id FROM printing_slip WHERE id = :id")
            row = db.connection().execute(query, {"id": slip.id}).one()
        assert ("vacation_card", anna.visit.id) == (row.kind, row.visit_id)
        assert {
            "away_from": "2026-12-24",
            "home_again": "2027-01-03",
            "kind": "dates",
            "tasks": [
                "letterbox",
                "doormat",
            ],
        } == json.loads(row.card)


class TestTheReceipt:
    """The receipt that something is saved."""

    def test_says_a_reference_and_nothing_more(self, kiosk: Kiosk) -> None:
        """The same as its owner reads on the screen, and another for every vacation."""
        anna, ole = pair(kiosk)
        saved = log(kiosk, anna, ole)
        slip = vacations.print_receipt(kiosk, anna.visit, saved.id)
        with kiosk.store.read() as db:
            query = sa.text("SELECT kind, card, visit_id FROM printing_slip WHERE id = :id")
            row = db.connection().execute(query, {"id": slip.id}).one()
        assert ("receipt", anna.visit.id) == (row.kind, row.visit_id)
        assert {"reference": saved.reference} == json.loads(row.card)

    def test_references_are_short_and_differ(self, kiosk: Kiosk) -> None:
        """Four characters each, and those of one owner's vacations are told apart."""
        found = {rules.reference(kiosk.pepper, number) for number in range(1, 21)}
        assert {4} == {len(each) for each in found}
        assert 20 == len(found)
