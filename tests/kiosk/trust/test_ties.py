"""Ties: awake only while everything about them is proven, and ended without a word."""

import sqlalchemy as sa

from kiosk import residents, trust
from kiosk.house import Kiosk
from kiosk.words import msg
from tests.kiosk.trust.neighbours import (
    ONE_TH,
    ONE_TV,
    TH,
    TV,
    accept,
    befriend,
    confirm,
    door_id,
    invite,
    looks_after,
    new_key,
    reset_pin,
    tie_with,
)
from tests.people import Person, move_in


def helpers_of(kiosk: Kiosk, owner: Person) -> list[str]:
    """Return the names of those who may look after a home."""
    with kiosk.store.read() as db:
        return [tie.name for tie in trust.helpers(db, owner.resident_id)]


class TestEnding:
    """One key, at once, and nothing is told."""

    def test_is_for_both_at_once(self, kiosk: Kiosk) -> None:
        """Neither has the other any more, and nothing else has changed for the other."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        before = trust.circle(kiosk, ole.visit)
        befriend(kiosk, anna, ole)

        trust.end(kiosk, anna.visit, tie_with(kiosk, anna, ole).id)

        assert before == trust.circle(kiosk, ole.visit)
        assert ((), ()) == (looks_after(kiosk, ole), looks_after(kiosk, anna))

    def test_lets_no_old_invitation_come_back(self, kiosk: Kiosk) -> None:
        """Two who had invited each other do not find those invitations afterwards."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, ole, anna)
        befriend(kiosk, anna, ole)

        trust.end(kiosk, anna.visit, tie_with(kiosk, anna, ole).id)

        for who in (anna, ole):
            found = trust.circle(kiosk, who.visit)
            assert ((), (), ()) == (found.ties, found.waiting, found.asked)

    def test_can_be_followed_by_a_new_tie(self, kiosk: Kiosk) -> None:
        """The same two may start again, with all three steps."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        old = tie_with(kiosk, anna, ole).id
        trust.end(kiosk, anna.visit, old)
        befriend(kiosk, anna, ole)
        assert old != tie_with(kiosk, anna, ole).id

    def test_comes_with_leaving(self, kiosk: Kiosk) -> None:
        """Whoever leaves takes ties, invitations and answers with them."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        ida = move_in(kiosk, "Ida", ONE_TV)
        befriend(kiosk, anna, ole)
        invite(kiosk, anna, ida)
        invite(kiosk, ida, anna)
        accept(kiosk, anna, ida)

        with kiosk.store.write() as db:
            trust.end_all(db, anna.resident_id)

        assert () == trust.circle(kiosk, ole.visit).ties
        found = trust.circle(kiosk, ida.visit)
        assert ((), ()) == (found.waiting, found.asked)
        with kiosk.store.read() as db:
            left = [
                db.connection().execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - the test's own words
                for table in ("trust_tie", "trust_answer")
            ]
        assert [0, 0] == left


class TestSleep:
    """A tie shows nothing while something about it is unproven."""

    def test_ends_when_the_address_is_confirmed(self, kiosk: Kiosk) -> None:
        """An unconfirmed address at either end keeps both from seeing, until it is confirmed."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH, confirmed=False)
        befriend(kiosk, anna, ole)
        assert ((), ()) == (looks_after(kiosk, anna), looks_after(kiosk, ole))

        with kiosk.store.write() as db:
            residents.confirm_address(db, ole.resident_id, kiosk.clock.now())

        assert (ole.resident_id,) == looks_after(kiosk, anna)
        assert (anna.resident_id,) == looks_after(kiosk, ole)

    def test_comes_with_freezing(self, kiosk: Kiosk) -> None:
        """A frozen neighbour sees nothing, is seen by nobody, and the reason is nobody's."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        with kiosk.store.write() as db:
            residents.freeze(db, ole.resident_id, kiosk.clock.now())

        assert ((), ()) == (looks_after(kiosk, anna), looks_after(kiosk, ole))
        tie = tie_with(kiosk, anna, ole)
        assert (False, msg("This sleeps for now.")) == (tie.awake, tie.why_asleep)

    def test_in_a_break_is_the_helpers_alone(self, kiosk: Kiosk) -> None:
        """Who takes a break looks after nobody, and is still looked after."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)

        trust.pause(kiosk, ole.visit, on=True)

        assert ((), (ole.resident_id,)) == (looks_after(kiosk, ole), looks_after(kiosk, anna))
        assert trust.circle(kiosk, ole.visit).paused
        tie = tie_with(kiosk, anna, ole)
        why = msg("%(name)s is taking a break as a helper.", name="Ole")
        assert (False, why, False) == (tie.awake, tie.why_asleep, tie.ready)
        assert ([], ["Anna"]) == (helpers_of(kiosk, anna), helpers_of(kiosk, ole))

        trust.pause(kiosk, ole.visit, on=False)

        assert (anna.resident_id,) == looks_after(kiosk, ole)

    def test_after_a_reset_ends_with_each_neighbour(self, kiosk: Kiosk) -> None:
        """Each neighbour who says that it is still them wakes their own tie only."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        ida = move_in(kiosk, "Ida", ONE_TV)
        befriend(kiosk, anna, ole)
        befriend(kiosk, anna, ida)
        reset_pin(kiosk, anna)

        tie = tie_with(kiosk, ole, anna)
        why = msg("%(name)s has a new PIN. Is it still %(name)s?", name="Anna")
        assert (False, why, True) == (tie.awake, tie.why_asleep, tie.ask_still_them)
        trust.still_them(kiosk, ole.visit, tie.id)

        assert tie_with(kiosk, ole, anna).awake
        assert ["Ole"] == [tie.name for tie in trust.circle(kiosk, anna.visit).ties]
        assert ((anna.resident_id,), ()) == (looks_after(kiosk, ole), looks_after(kiosk, ida))

    def test_shows_no_name_to_whoever_has_the_new_pin(self, kiosk: Kiosk) -> None:
        """A flatmate with the letterbox key gets no tie, no name, no door and no way back."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        ida, bo = move_in(kiosk, "Ida", ONE_TV), move_in(kiosk, "Bo", ONE_TH)
        befriend(kiosk, anna, ole)
        invite(kiosk, anna, ida)
        accept(kiosk, ida, anna)
        invite(kiosk, bo, anna)
        accept(kiosk, anna, bo)
        asked = trust.circle(kiosk, bo.visit).asked[0]
        mine = tie_with(kiosk, anna, ole).id

        reset_pin(kiosk, anna)

        found = trust.circle(kiosk, anna.visit)
        assert ((), (), (), True) == (found.ties, found.asked, found.sent, found.asleep)
        with kiosk.store.read() as db:
            assert () == trust.about(db, anna.resident_id)
            assert () == trust.owners(db, anna.resident_id)
            assert () == trust.helpers(db, anna.resident_id)
        trust.still_them(kiosk, anna.visit, mine)
        assert () == trust.circle(kiosk, anna.visit).ties
        assert () == trust.circle(kiosk, bo.visit).asked
        assert asked.name == "Anna"

    def test_of_two_who_were_both_reset_ends_with_a_new_tie(self, kiosk: Kiosk) -> None:
        """Neither can vouch without seeing the other, so they invite each other anew, and vouch."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        old = tie_with(kiosk, anna, ole).id
        reset_pin(kiosk, anna)
        reset_pin(kiosk, ole)

        befriend(kiosk, anna, ole)

        assert old != tie_with(kiosk, anna, ole).id
        for me, other in ((anna, ole), (ole, anna)):
            assert not tie_with(kiosk, me, other).awake
            trust.still_them(kiosk, me.visit, tie_with(kiosk, me, other).id)
        assert tie_with(kiosk, anna, ole).awake
        assert not trust.circle(kiosk, anna.visit).in_doubt

    def test_hides_what_was_saved_before_until_all_have_vouched(self, kiosk: Kiosk) -> None:
        """A neighbour who ends the tie has vouched for nothing; one who vouched has."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        ida = move_in(kiosk, "Ida", ONE_TV)
        befriend(kiosk, anna, ole)
        befriend(kiosk, anna, ida)

        def hidden() -> int:
            with kiosk.store.read() as db:
                return trust.hidden_before(db, anna.resident_id)

        assert hidden() == 0
        reset_pin(kiosk, anna)
        assert hidden() == 1
        trust.still_them(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        assert hidden() == 1
        trust.end(kiosk, ida.visit, tie_with(kiosk, ida, anna).id)
        assert hidden() == 0

        reset_pin(kiosk, anna)
        trust.end(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        assert hidden() == 2
        with kiosk.store.read() as db:
            assert trust.era(db, anna.resident_id) == 2


def test_what_is_held_is_shown_to_its_owner(kiosk: Kiosk) -> None:
    """My data names my trusted neighbours and the doors that I have invited."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
    befriend(kiosk, anna, ole)
    trust.invite(kiosk, anna.visit, door_id(kiosk, ONE_TV), new_key())
    with kiosk.store.read() as db:
        found = trust.about(db, anna.resident_id)
    assert (
        (msg("Trusted neighbour"), "Ole"),
        (msg("Invitation to"), TH),
        (msg("Invitation to"), ONE_TV),
    ) == found


def test_accepting_while_the_other_ends_has_one_outcome(kiosk: Kiosk) -> None:
    """An end that comes after a yes to a new card leaves the yes to be answered."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
    befriend(kiosk, anna, ole)
    trust.end(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
    invite(kiosk, anna, ole)
    accept(kiosk, ole, anna)
    assert ["Ole"] == [card.name for card in trust.circle(kiosk, anna.visit).asked]
    confirm(kiosk, anna, ole)
    assert tie_with(kiosk, ole, anna).awake


def test_a_restored_kiosk_asks_both_ends_of_every_tie(kiosk: Kiosk) -> None:
    """A tie that was ended after the copy was made comes back asleep, and can be ended again."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
    ida = move_in(kiosk, "Ida", ONE_TV)
    befriend(kiosk, anna, ole)
    befriend(kiosk, anna, ida)
    invite(kiosk, ole, ida)
    trust.let_report(kiosk, anna.visit, tie_with(kiosk, anna, ole).id, on=True)
    with kiosk.store.write() as db:
        trust.restored(db)

    assert ([], ()) == (helpers_of(kiosk, anna), looks_after(kiosk, anna))
    assert () == trust.circle(kiosk, ida.visit).waiting
    mine = tie_with(kiosk, anna, ole)
    assert (True, False, False) == (mine.ask_still_tied, mine.may_report, mine.ready)
    assert mine.why_asleep is not None

    trust.still_them(kiosk, anna.visit, mine.id)
    mine = tie_with(kiosk, anna, ole)
    assert (False, False) == (mine.ask_still_tied, mine.awake)
    assert mine.why_asleep is not None
    trust.still_them(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
    assert tie_with(kiosk, anna, ole).awake
    trust.end(kiosk, ida.visit, tie_with(kiosk, ida, anna).id)
    assert ["Ole"] == helpers_of(kiosk, anna)
