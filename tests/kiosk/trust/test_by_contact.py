"""Inviting by mobile or e-mail: the same answer, the same work, and letters to the confirmed."""

import json
from functools import partial

import pytest
import sqlalchemy as sa

from kiosk import residents, trust
from kiosk.house import Kiosk
from kiosk.words import msg
from tests.kiosk.trust.neighbours import (
    ONE_TV,
    TH,
    TV,
    door_of,
    new_key,
    printed_code,
    statements,
    tie_with,
)
from tests.people import Person, move_in
from tests.told import refused

MOBILE = "20 30 40 50"


def letters(kiosk: Kiosk) -> list[tuple[str, str, str]]:
    """Return the letters in the outbox: how, where to, and what."""
    with kiosk.store.read() as db:
        query = sa.text("SELECT channel, address, text FROM letters_letter")
        return [(row[0], row[1], row[2]) for row in db.connection().execute(query)]


def with_email(kiosk: Kiosk, person: Person, address: str, *, confirmed: bool = True) -> None:
    """Give somebody an e-mail address."""
    with kiosk.store.write() as db:
        who = residents.get(db, person.resident_id)
        residents.set_contact(db, who.id, who.mobile or "", address)
        if who.mobile_confirmed:
            residents.confirm_channel(db, who.id, "mobile")
        if confirmed:
            residents.confirm_channel(db, who.id, "email")


class TestTheAnswer:
    """The kiosk never says whose number it is."""

    def test_is_the_same_work_for_a_known_and_an_unknown_number(self, kiosk: Kiosk) -> None:
        """The very same statements, and the same card, whoever has it."""
        anna = move_in(kiosk, "Anna", TV)
        move_in(kiosk, "Ole", TH, mobile=MOBILE)
        trust.invite_by(kiosk, anna.visit, "22 33 44 55", new_key())  # her first is counted

        known, unknown = (
            statements(kiosk, partial(trust.invite_by, kiosk, anna.visit, typed, new_key()))
            for typed in (MOBILE, "23 33 44 55")
        )

        assert known == unknown
        assert [] == letters(kiosk)

    def test_is_a_card_without_the_number(self, kiosk: Kiosk) -> None:
        """The card is the one that a door gets."""
        anna = move_in(kiosk, "Anna", TV)
        slip = trust.invite_by(kiosk, anna.visit, MOBILE, new_key()).slip
        with kiosk.store.read() as db:
            query = sa.text("SELECT kind, card FROM printing_slip WHERE id = :id")
            row = db.connection().execute(query, {"id": slip.id}).one()
        assert "invitation" == row.kind
        assert {"from", "code", "qr"} == set(json.loads(row.card))
        assert "20304050" not in row.card

    def test_twice_is_one_invitation(self, kiosk: Kiosk) -> None:
        """However the number is written, it is the same open invitation."""
        anna = move_in(kiosk, "Anna", TV)
        trust.invite_by(kiosk, anna.visit, MOBILE, new_key())
        code = printed_code(kiosk, anna)
        trust.invite_by(kiosk, anna.visit, "+45 2030 4050", new_key())
        assert ["20 30 40 50"] == [each.to for each in trust.circle(kiosk, anna.visit).sent]
        assert code == printed_code(kiosk, anna)

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("", "invite-contact-missing"),
            ("  ", "invite-contact-missing"),
            ("112", "mobile-unreadable"),
            ("Ole", "mobile-unreadable"),
            ("ole@", "email-unreadable"),
            ("20 99 99 99", "invite-yourself"),
            ("ANNA@example.dk", "invite-yourself"),
        ],
    )
    def test_refuses_what_reaches_nobody_and_oneself(
        self, kiosk: Kiosk, typed: str, code: str
    ) -> None:
        """A sentence each, beside the field."""
        anna = move_in(kiosk, "Anna", TV, mobile="20 99 99 99")
        with_email(kiosk, anna, "anna@example.dk", confirmed=False)
        refused(code, lambda: trust.invite_by(kiosk, anna.visit, typed, new_key()))
        assert () == trust.circle(kiosk, anna.visit).sent


class TestTheInvited:
    """Who has confirmed it finds the invitation; nobody else does."""

    @pytest.mark.parametrize("typed", [MOBILE, "Ole@Example.DK"])
    def test_find_it_and_become_neighbours(self, kiosk: Kiosk, typed: str) -> None:
        """The three steps are the same as by door."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", ONE_TV, mobile=MOBILE)
        with_email(kiosk, ole, "ole@example.dk")
        trust.invite_by(kiosk, anna.visit, typed, new_key())
        (waiting,) = trust.circle(kiosk, ole.visit).waiting
        trust.accept(kiosk, ole.visit, waiting.invitation_id)
        (asked,) = trust.circle(kiosk, anna.visit).asked
        assert ("Ole", "1. tv") == (asked.name, asked.door_short)
        trust.confirm(kiosk, anna.visit, asked.answer_id, yes=True)
        assert tie_with(kiosk, anna, ole).awake
        assert () == trust.circle(kiosk, anna.visit).sent

    def test_are_only_those_who_confirmed_it(self, kiosk: Kiosk) -> None:
        """A number that somebody only claims brings them no invitation, by list or by card."""
        anna = move_in(kiosk, "Anna", TV)
        thief = move_in(kiosk, "Thief", TH, mobile=MOBILE, confirmed=False)
        trust.invite_by(kiosk, anna.visit, MOBILE, new_key())
        assert () == trust.circle(kiosk, thief.visit).waiting
        code = printed_code(kiosk, anna)
        refused("card-unknown", lambda: trust.accept(kiosk, thief.visit, code))
        assert 0 == trust.send_letters(kiosk)
        assert [] == letters(kiosk)

    def test_do_not_live_with_the_inviter(self, kiosk: Kiosk) -> None:
        """Cohabitants see nothing of each other, whatever number they type."""
        anna, flatmate = move_in(kiosk, "Anna", TV), move_in(kiosk, "Bo", TV, mobile=MOBILE)
        trust.invite_by(kiosk, anna.visit, MOBILE, new_key())
        assert () == trust.circle(kiosk, flatmate.visit).waiting
        code = printed_code(kiosk, anna)
        refused("card-unknown", lambda: trust.accept(kiosk, flatmate.visit, code))

    @pytest.mark.parametrize("yes", [True, False])
    def test_are_asked_once_when_invited_twice(self, kiosk: Kiosk, yes: bool) -> None:
        """By door and by number is one question each way, and one answer settles both."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH, mobile=MOBILE)
        trust.invite_by(kiosk, anna.visit, MOBILE, new_key())
        trust.invite(kiosk, anna.visit, door_of(kiosk, ole), new_key())
        (waiting,) = trust.circle(kiosk, ole.visit).waiting
        trust.accept(kiosk, ole.visit, waiting.invitation_id)
        trust.accept(kiosk, ole.visit, printed_code(kiosk, anna))
        (asked,) = trust.circle(kiosk, anna.visit).asked
        trust.confirm(kiosk, anna.visit, asked.answer_id, yes=yes)
        if yes:
            trust.end(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        assert () == trust.circle(kiosk, ole.visit).waiting
        assert () == trust.circle(kiosk, anna.visit).asked

    def test_have_declined_both_with_one_no(self, kiosk: Kiosk) -> None:
        """No thanks to the door is no thanks to the number; either card still works."""
        anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH, mobile=MOBILE)
        trust.invite_by(kiosk, anna.visit, MOBILE, new_key())
        trust.invite(kiosk, anna.visit, door_of(kiosk, ole), new_key())
        (waiting,) = trust.circle(kiosk, ole.visit).waiting
        trust.decline(kiosk, ole.visit, waiting.invitation_id)
        assert () == trust.circle(kiosk, ole.visit).waiting
        trust.accept(kiosk, ole.visit, printed_code(kiosk, anna))
        assert 1 == len(trust.circle(kiosk, anna.visit).asked)


class TestLetters:
    """Written by the office, later, to whom the channel belongs."""

    def test_go_once_to_a_confirmed_channel_and_name_nobody(self, kiosk: Kiosk) -> None:
        """One for the number, one for the address, none again."""
        anna = move_in(kiosk, "Anna", TV)
        ole = move_in(kiosk, "Ole", TH, mobile=MOBILE)
        with_email(kiosk, ole, "ole@example.dk")
        for typed in (MOBILE, "ole@example.dk", "22 33 44 55"):
            trust.invite_by(kiosk, anna.visit, typed, new_key())
        assert (2, 0) == (trust.send_letters(kiosk), trust.send_letters(kiosk))
        text = msg("You have a reminder from Nabohjælp. See it at the kiosk.").to_json()
        assert [
            ("sms", "+4520304050", text),
            ("email", "ole@example.dk", text),
        ] == letters(kiosk)
        trust.invite_by(kiosk, anna.visit, MOBILE, new_key())
        assert 0 == trust.send_letters(kiosk)
