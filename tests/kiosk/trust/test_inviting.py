"""Inviting a door: one answer for every door, and three steps that nobody does for another."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from kiosk import estate, trust
from kiosk.house import Kiosk
from kiosk.words import msg
from tests.conftest import FakeClock
from tests.kiosk.trust.neighbours import (
    NEXT_DOOR,
    ONE_TH,
    ONE_TV,
    TH,
    TV,
    accept,
    befriend,
    confirm,
    door_id,
    door_of,
    invite,
    new_key,
    printed_code,
    statements,
    tie_with,
)
from tests.people import Person, move_in
from tests.told import refused


class TestTheAnswer:
    """The kiosk never says who is registered where."""

    def test_is_the_same_work_for_a_registered_and_an_empty_door(self, kiosk: Kiosk) -> None:
        """The very same statements run, whatever is behind the door."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        doors = (door_of(kiosk, ole), door_id(kiosk, ONE_TV))
        trust.invite(kiosk, anna.visit, door_id(kiosk, ONE_TH), new_key())  # her first is counted

        lived_in, empty = (
            statements(kiosk, partial(trust.invite, kiosk, anna.visit, door, new_key()))
            for door in doors
        )

        assert lived_in == empty
        assert not any("resident.door_id = " in sql for sql in lived_in)

    def test_is_a_card_without_any_door(self, kiosk: Kiosk) -> None:
        """The card holds the sender's name and a code, and neither's address."""
        anna = move_in(kiosk, "Anna", TV)
        slip = trust.invite(kiosk, anna.visit, door_id(kiosk, ONE_TH), new_key()).slip

        with kiosk.store.read() as db:
            query = sa.text("SELECT kind, card, visit_id FROM printing_slip WHERE id = :id")
            row = db.connection().execute(query, {"id": slip.id}).one()
        card = json.loads(row.card)

        code = printed_code(kiosk, anna)
        assert ("invitation", anna.visit.id) == (row.kind, row.visit_id)
        assert card == {"from": "Anna", "code": code, "qr": f"nabo:i:{code}"}

    def test_pressed_twice_is_one_card(self, kiosk: Kiosk) -> None:
        """The same key again is the same slip."""
        anna = move_in(kiosk, "Anna", TV)
        door = door_id(kiosk, ONE_TH)

        first = trust.invite(kiosk, anna.visit, door, "once")
        again = trust.invite(kiosk, anna.visit, door, "once")

        assert first == again

    def test_for_the_same_door_again_is_one_invitation(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """Inviting twice prints another card with the same code, and starts 30 new days."""
        anna = move_in(kiosk, "Anna", TV)
        door = door_id(kiosk, ONE_TH)
        trust.invite(kiosk, anna.visit, door, new_key())
        code = printed_code(kiosk, anna)

        clock.set(clock.now() + timedelta(days=10))
        trust.invite(kiosk, anna.visit, door, new_key())

        sent = trust.circle(kiosk, anna.visit).sent
        assert [(ONE_TH, date(2027, 1, 2))] == [(card.to, card.lapses) for card in sent]
        assert code == printed_code(kiosk, anna)

    def test_refuses_ones_own_door(self, kiosk: Kiosk) -> None:
        """Nobody invites themselves or who they live with."""
        anna = move_in(kiosk, "Anna", TV)
        own = door_of(kiosk, anna)
        refused("invite-own-door", lambda: trust.invite(kiosk, anna.visit, own, new_key()))

    def test_refuses_a_door_that_does_not_exist(self, kiosk: Kiosk) -> None:
        """A door that is not of this estate is refused by the estate."""
        anna = move_in(kiosk, "Anna", TV)
        refused("door-not-here", lambda: trust.invite(kiosk, anna.visit, 9999, new_key()))

    def test_refuses_the_eleventh_open_invitation(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Ten may be open at once; one taken back makes room."""
        anna = move_in(kiosk, "Anna", TV)
        doors = [
            door.id
            for stairwell in estate.stairwells(kiosk)
            for door in estate.doors(kiosk, stairwell.id)
            if door.id != door_of(kiosk, anna)
        ]
        for door in doors[:10]:
            trust.invite(kiosk, anna.visit, door, new_key())
        clock.set(clock.now() + timedelta(days=1))

        refused(
            "invite-too-many-open",
            lambda: trust.invite(kiosk, anna.visit, doors[10], new_key()),
        )
        trust.withdraw(kiosk, anna.visit, trust.circle(kiosk, anna.visit).sent[0].id)
        trust.invite(kiosk, anna.visit, doors[10], new_key())

        assert len(trust.circle(kiosk, anna.visit).sent) == 10

    def test_refuses_the_eleventh_card_of_a_day(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """One person prints ten cards a day, and more tomorrow."""
        anna = move_in(kiosk, "Anna", TV)
        door = door_id(kiosk, ONE_TH)
        for _ in range(10):
            trust.invite(kiosk, anna.visit, door, new_key())

        refused("invite-too-many-today", lambda: trust.invite(kiosk, anna.visit, door, new_key()))
        clock.set(clock.now() + timedelta(days=1))
        trust.invite(kiosk, anna.visit, door, new_key())


class TestTheThreeSteps:
    """One invites a door, somebody there says yes, and the inviter says yes to a name."""

    def test_make_one_mutual_tie(self, kiosk: Kiosk) -> None:
        """After the third step, and not before, both have each other."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH, mobile="20 30 40 50")

        invite(kiosk, anna, ole)
        assert ["Anna"] == [card.from_name for card in trust.circle(kiosk, ole.visit).waiting]
        accept(kiosk, ole, anna)
        asked = trust.circle(kiosk, anna.visit).asked
        assert [("Ole", "st. th")] == [(card.name, card.door_short) for card in asked]
        assert () == trust.circle(kiosk, anna.visit).ties
        confirm(kiosk, anna, ole)

        seen_by_anna, seen_by_ole = (trust.circle(kiosk, who.visit) for who in (anna, ole))
        assert [("Ole", True, None, True)] == [
            (tie.name, tie.awake, tie.why_asleep, tie.gets_sms) for tie in seen_by_anna.ties
        ]
        assert [("Anna", True, False)] == [
            (tie.name, tie.awake, tie.gets_sms) for tie in seen_by_ole.ties
        ]
        assert ((), (), ()) == (seen_by_anna.asked, seen_by_anna.sent, seen_by_ole.waiting)

    def test_show_another_stairwells_door_with_its_address(self, kiosk: Kiosk) -> None:
        """Only "1. mf" would be taken for a door of one's own stairwell."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", NEXT_DOOR)
        invite(kiosk, anna, ole)
        accept(kiosk, ole, anna)
        assert [NEXT_DOOR] == [card.door_short for card in trust.circle(kiosk, anna.visit).asked]

    def test_work_with_the_cards_code_however_it_is_typed(self, kiosk: Kiosk) -> None:
        """Small letters and groups are read; the answer names the sender."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        code = printed_code(kiosk, anna)

        typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
        assert "Anna" == trust.accept(kiosk, ole.visit, typed).from_name
        confirm(kiosk, anna, ole)

        assert tie_with(kiosk, ole, anna).awake

    def test_end_with_a_no_that_nobody_is_told(self, kiosk: Kiosk) -> None:
        """For who was not known it looks as if the inviter had not answered yet."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        accept(kiosk, ole, anna)
        before = trust.circle(kiosk, ole.visit)

        confirm(kiosk, anna, ole, yes=False)
        trust.accept(kiosk, ole.visit, printed_code(kiosk, anna))

        assert before == trust.circle(kiosk, ole.visit)
        assert () == trust.circle(kiosk, anna.visit).asked

    def test_declined_look_like_no_answer(self, kiosk: Kiosk) -> None:
        """The inviter sees the same open invitation after a no as before it."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        before = trust.circle(kiosk, anna.visit)
        waiting = trust.circle(kiosk, ole.visit).waiting[0]

        trust.decline(kiosk, ole.visit, waiting.invitation_id)

        assert before == trust.circle(kiosk, anna.visit)
        assert () == trust.circle(kiosk, ole.visit).waiting
        invite(kiosk, anna, ole)
        assert () == trust.circle(kiosk, ole.visit).waiting

    def test_can_follow_a_no_that_was_meant_otherwise(self, kiosk: Kiosk) -> None:
        """Whoever declined can still say yes with the card."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        waiting = trust.circle(kiosk, ole.visit).waiting[0]
        trust.decline(kiosk, ole.visit, waiting.invitation_id)
        trust.accept(kiosk, ole.visit, printed_code(kiosk, anna))
        assert ["Ole"] == [card.name for card in trust.circle(kiosk, anna.visit).asked]

    def test_of_both_at_once_make_one_tie(self, kiosk: Kiosk) -> None:
        """Two who invite each other get one tie, and nothing is left to answer."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        invite(kiosk, ole, anna)
        accept(kiosk, ole, anna)
        accept(kiosk, anna, ole)
        late = trust.circle(kiosk, ole.visit).asked[0]
        confirm(kiosk, anna, ole)

        refused(
            "invitation-gone", lambda: trust.confirm(kiosk, ole.visit, late.answer_id, yes=True)
        )
        for who in (anna, ole):
            found = trust.circle(kiosk, who.visit)
            assert (1, (), ()) == (len(found.ties), found.asked, found.waiting)

    def test_are_not_taken_again_by_those_who_have_a_tie(self, kiosk: Kiosk) -> None:
        """A card between trusted neighbours is answered with a sentence."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        code = printed_code(kiosk, anna)
        sentence = refused("tie-exists", lambda: trust.accept(kiosk, ole.visit, code))
        assert msg("You and %(name)s are trusted neighbours already.", name="Anna") == sentence

    def test_lapse_after_thirty_days(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """On the thirtieth day it is gone for both, and the sweep deletes it."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        code = printed_code(kiosk, anna)
        clock.set(clock.now() + timedelta(days=30))

        found = trust.circle(kiosk, ole.visit).waiting, trust.circle(kiosk, anna.visit).sent
        assert ((), ()) == found
        refused("card-unknown", lambda: trust.accept(kiosk, ole.visit, code))
        with kiosk.store.write() as db:
            assert trust.sweep(db, kiosk) == 1
        with kiosk.store.write() as db:
            assert trust.sweep(db, kiosk) == 0

    def test_begin_anew_where_one_has_lapsed(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """A new invitation has a new code, and asks again whoever declined the old one."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        old = printed_code(kiosk, anna)
        waiting = trust.circle(kiosk, ole.visit).waiting[0]
        trust.decline(kiosk, ole.visit, waiting.invitation_id)
        clock.set(clock.now() + timedelta(days=31))

        invite(kiosk, anna, ole)

        assert old != printed_code(kiosk, anna)
        assert ["Anna"] == [card.from_name for card in trust.circle(kiosk, ole.visit).waiting]

    def test_cannot_be_done_with_what_is_not_ones_own(self, kiosk: Kiosk) -> None:
        """Ids of others' invitations, answers and ties are refused like ones that never were."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        eve = move_in(kiosk, "Eve", ONE_TV)
        invite(kiosk, anna, ole)
        waiting = trust.circle(kiosk, ole.visit).waiting[0].invitation_id
        accept(kiosk, ole, anna)
        answer = trust.circle(kiosk, anna.visit).asked[0].answer_id

        for wrong in (waiting, 9999):
            refused("invitation-gone", partial(trust.accept, kiosk, eve.visit, wrong))
            refused("invitation-gone", partial(trust.decline, kiosk, eve.visit, wrong))
            refused("invitation-gone", partial(trust.withdraw, kiosk, eve.visit, wrong))
        refused("invitation-gone", lambda: trust.accept(kiosk, anna.visit, waiting))
        refused("invitation-gone", lambda: trust.confirm(kiosk, eve.visit, answer, yes=True))
        refused("invitation-gone", lambda: trust.confirm(kiosk, ole.visit, answer, yes=True))
        confirm(kiosk, anna, ole)
        tie = tie_with(kiosk, anna, ole).id
        refused("tie-gone", lambda: trust.end(kiosk, eve.visit, tie))
        refused("tie-gone", lambda: trust.end(kiosk, ole.visit, tie))
        refused("tie-gone", lambda: trust.still_them(kiosk, eve.visit, tie))


class TestCohabitants:
    """Two behind one door see nothing of each other's."""

    def test_each_answer_for_themselves(self, kiosk: Kiosk) -> None:
        """One's yes leaves the invitation waiting for the other, and each is asked about."""
        anna = move_in(kiosk, "Anna", TV)
        ole, ib = move_in(kiosk, "Ole", TH), move_in(kiosk, "Ib", TH)
        invite(kiosk, anna, ole)
        accept(kiosk, ole, anna)
        confirm(kiosk, anna, ole)

        assert ["Anna"] == [card.from_name for card in trust.circle(kiosk, ib.visit).waiting]
        assert () == trust.circle(kiosk, ib.visit).ties
        accept(kiosk, ib, anna)
        confirm(kiosk, anna, ib)

        assert ["Ib", "Ole"] == [tie.name for tie in trust.circle(kiosk, anna.visit).ties]


def test_there_is_an_end_to_trust(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has as many ties as there is room for is told so at either end."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
    ida = move_in(kiosk, "Ida", ONE_TV)
    befriend(kiosk, anna, ole)
    invite(kiosk, anna, ida)
    accept(kiosk, ida, anna)
    asked = trust.circle(kiosk, anna.visit).asked[0]
    invite(kiosk, ida, anna)
    waiting = trust.circle(kiosk, anna.visit).waiting[0]
    monkeypatch.setattr("kiosk.trust.rules.MAX_TIES", 1)

    refused("tie-too-many", lambda: trust.confirm(kiosk, anna.visit, asked.answer_id, yes=True))
    refused("tie-too-many", lambda: trust.accept(kiosk, anna.visit, waiting.invitation_id))


def test_nobody_without_a_visit(kiosk: Kiosk) -> None:
    """Every action refuses a visit that has ended, and one that was never begun."""
    from kiosk import visits  # noqa: PLC0415 - beside the one test that ends a visit

    anna: Person = move_in(kiosk, "Anna", TV)
    visits.end(kiosk, anna.visit)
    actions: tuple[Callable[[], object], ...] = (
        lambda: trust.circle(kiosk, anna.visit),
        lambda: trust.invite(kiosk, anna.visit, 1, new_key()),
        lambda: trust.withdraw(kiosk, anna.visit, 1),
        lambda: trust.accept(kiosk, anna.visit, 1),
        lambda: trust.decline(kiosk, anna.visit, 1),
        lambda: trust.confirm(kiosk, anna.visit, 1, yes=True),
        lambda: trust.end(kiosk, anna.visit, 1),
        lambda: trust.pause(kiosk, anna.visit, on=True),
        lambda: trust.still_them(kiosk, anna.visit, 1),
    )
    for action in actions:
        refused("visit-over", action)
