"""The attacks on invitations, each from whoever would make it."""

from kiosk import residents, trust
from kiosk.house import Kiosk
from kiosk.words import msg
from tests.kiosk.trust.neighbours import (
    ONE_TV,
    TH,
    TV,
    befriend,
    confirm,
    invite,
    looks_after,
    printed_code,
    reset_pin,
    tie_with,
)
from tests.people import move_in
from tests.told import refused


class TestAttacks:
    """The rows of threats.md about invitations."""

    def test_a_card_fished_from_a_letterbox_opens_nothing(self, kiosk: Kiosk) -> None:
        """Whoever lives elsewhere is answered as if the code were made up."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        thief = move_in(kiosk, "Thief", ONE_TV)
        invite(kiosk, anna, ole)
        code = printed_code(kiosk, anna)

        real = refused("card-unknown", lambda: trust.accept(kiosk, thief.visit, code))
        made_up = refused("card-unknown", lambda: trust.accept(kiosk, thief.visit, "0" * 12))
        no_code = refused("card-unknown", lambda: trust.accept(kiosk, thief.visit, "?"))
        own = refused("card-unknown", lambda: trust.accept(kiosk, anna.visit, code))

        assert real == made_up == no_code == own
        assert () == trust.circle(kiosk, anna.visit).asked

    def test_a_card_never_confirms_an_address(self, kiosk: Kiosk) -> None:
        """Who registers at the door it was fished from stays unproven, and the tie asleep."""
        anna = move_in(kiosk, "Anna", TV)
        thief = move_in(kiosk, "Ole", TH, confirmed=False)
        invite(kiosk, anna, thief)
        trust.accept(kiosk, thief.visit, printed_code(kiosk, anna))
        confirm(kiosk, anna, thief)

        with kiosk.store.read() as db:
            assert not residents.get(db, thief.resident_id).address_confirmed
            assert not trust.awake(db, anna.resident_id, thief.resident_id)
            assert () == trust.owners(db, thief.resident_id)
        why = msg("The address of %(name)s is not confirmed yet.", name="Ole")
        assert why == tie_with(kiosk, anna, thief).why_asleep

    def test_signing_up_at_a_door_tells_nothing_of_it(self, kiosk: Kiosk) -> None:
        """Not who has invited it, nor by guessing; whoever is proven to live there finds it."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        (known,) = trust.circle(kiosk, ole.visit).waiting
        thief = move_in(kiosk, "Thief", TH, confirmed=False)
        assert () == trust.circle(kiosk, thief.visit).waiting
        for number in (known.invitation_id, known.invitation_id + 1):
            refused("invitation-gone", lambda: trust.accept(kiosk, thief.visit, number))  # noqa: B023
            refused("invitation-gone", lambda: trust.decline(kiosk, thief.visit, number))  # noqa: B023
        with kiosk.store.write() as db:
            residents.confirm_address(db, thief.resident_id, kiosk.clock.now())
        assert (known,) == trust.circle(kiosk, thief.visit).waiting

    def test_an_impostors_invitation_ends_asleep(self, kiosk: Kiosk) -> None:
        """Who invites under another's name and an unproven door gets a tie that shows nothing."""
        impostor = move_in(kiosk, "Anna", TV, confirmed=False)
        ole = move_in(kiosk, "Ole", TH)
        befriend(kiosk, impostor, ole)

        with kiosk.store.read() as db:
            assert () == trust.owners(db, impostor.resident_id)
        own = msg("Your own address is not confirmed yet.")
        assert own == tie_with(kiosk, impostor, ole).why_asleep
        assert tie_with(kiosk, impostor, ole).ready

    def test_a_letterbox_pin_wins_no_neighbour(self, kiosk: Kiosk) -> None:
        """Who invites in the name of somebody whose PIN they got sees nothing by a yes to it."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        ida = move_in(kiosk, "Ida", ONE_TV)
        befriend(kiosk, anna, ole)
        reset_pin(kiosk, anna)

        for neighbour in (ole, ida):
            befriend(kiosk, anna, neighbour)
            seen = tie_with(kiosk, neighbour, anna)
            why = msg("%(name)s has a new PIN. Is it still %(name)s?", name="Anna")
            assert (why, True) == (seen.why_asleep, seen.ask_still_them)
            assert not tie_with(kiosk, anna, neighbour).awake
        assert () == looks_after(kiosk, anna)

        trust.still_them(kiosk, anna.visit, tie_with(kiosk, anna, ida).id)
        assert () == looks_after(kiosk, anna)
        trust.still_them(kiosk, ida.visit, tie_with(kiosk, ida, anna).id)
        assert (ida.resident_id,) == looks_after(kiosk, anna)

    def test_a_friend_who_came_later_vouches_for_nothing_from_before(self, kiosk: Kiosk) -> None:
        """Whoever holds the PIN may have a friend in the house; what was before stays hidden."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        friend = move_in(kiosk, "Friend", ONE_TV)
        befriend(kiosk, anna, ole)
        reset_pin(kiosk, anna)
        befriend(kiosk, anna, friend)
        for _ in range(2):  # saying it twice does not help
            trust.still_them(kiosk, friend.visit, tie_with(kiosk, friend, anna).id)
        trust.end(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)

        with kiosk.store.read() as db:
            assert (1, True) == (
                trust.hidden_before(db, anna.resident_id),
                trust.in_doubt(db, anna.resident_id),
            )
        assert ["Friend"] == [tie.name for tie in trust.circle(kiosk, anna.visit).ties]

    def test_a_second_reset_makes_no_friend_one_from_before(self, kiosk: Kiosk) -> None:
        """Whoever came after the first is hidden from the next PIN, and still cannot vouch."""
        anna, friend = move_in(kiosk, "Anna", TV), move_in(kiosk, "Friend", TH)
        reset_pin(kiosk, anna)
        befriend(kiosk, anna, friend)
        reset_pin(kiosk, anna)
        found = trust.circle(kiosk, anna.visit)
        assert ((), True) == (found.ties, found.asleep)
        trust.still_them(kiosk, friend.visit, tie_with(kiosk, friend, anna).id)
        found = trust.circle(kiosk, anna.visit)
        assert (["Friend"], False, True) == (
            [tie.name for tie in found.ties],
            found.asleep,
            found.in_doubt,
        )

    def test_who_knew_them_can_still_vouch_after_tying_anew(self, kiosk: Kiosk) -> None:
        """An old neighbour who is invited again, and says that it is still them, ends the doubt."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        reset_pin(kiosk, anna)
        befriend(kiosk, anna, ole)
        said = trust.still_them(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        assert msg("Thank you. You can count on each other again.") == said
        assert not trust.circle(kiosk, anna.visit).in_doubt

    def test_a_letterbox_pin_shows_nobody_who_has_invited(self, kiosk: Kiosk) -> None:
        """Invitations that wait are not shown in doubt; their cards, from the letterbox, work."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, ole, anna)
        (known,) = trust.circle(kiosk, anna.visit).waiting
        reset_pin(kiosk, anna)
        assert () == trust.circle(kiosk, anna.visit).waiting
        refused("invitation-gone", lambda: trust.accept(kiosk, anna.visit, known.invitation_id))
        trust.accept(kiosk, anna.visit, printed_code(kiosk, ole))
        confirm(kiosk, ole, anna)
        assert tie_with(kiosk, ole, anna).ask_still_them

    def test_a_frozen_inviter_waits_for_nobody(self, kiosk: Kiosk) -> None:
        """The invitation of somebody who has moved out is gone at once."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        with kiosk.store.write() as db:
            residents.freeze(db, anna.resident_id, kiosk.clock.now())
        assert () == trust.circle(kiosk, ole.visit).waiting
        code = printed_code(kiosk, anna)
        refused("card-unknown", lambda: trust.accept(kiosk, ole.visit, code))
