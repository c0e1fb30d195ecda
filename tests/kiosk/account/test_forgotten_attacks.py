"""Who wants somebody else's PIN by a code: a flatmate, a stranger, a hand on an open visit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import account, trust, visits
from kiosk.account import rules
from kiosk.house import Kiosk
from kiosk.visits import Denied, Visit
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, NEW_PIN, Person, letters, log_in
from tests.kiosk.account.test_forgotten import (
    EMAIL,
    MOBILE,
    WRONG,
    ask,
    get_in,
    give_mobile,
    pass_of,
    sent,
)

FINNS = "+4530123456"
A_YEAR = 365
HOMES = 144  # of the made-up estate, with somebody in each


@pytest.fixture
def kiosk(kiosk: Kiosk) -> Kiosk:
    """A kiosk from which letters go."""
    return people.with_letters(kiosk)


@pytest.fixture
def anna(kiosk: Kiosk, anna: Person) -> Person:
    """Anna, whose mobile and e-mail are confirmed."""
    people.confirm_channel(kiosk, anna, "mobile")
    people.confirm_channel(kiosk, anna, "email")
    return anna


def take_over(kiosk: Kiosk, anna: Person) -> Visit:
    """Do what a flatmate does who reads the SMS on Anna's phone, and return their visit."""
    get_in(kiosk, anna, "111222")
    visit = log_in(kiosk, anna, "111222")
    assert visit
    return visit


class TestFlatmate:
    """Finn lives with Anna, knows her number, and sees her phone light up on the table."""

    def test_in_person_only_stops_them(self, kiosk: Kiosk, anna: Person) -> None:
        """Whoever shares a phone gets no code that anybody could read."""
        account.only_in_person(kiosk, anna.visit, on=True)
        for claim in (anna.claim, pass_of(kiosk, anna)):
            ask(kiosk, claim, on_phone=True)
        assert [] == [*sent(kiosk), *sent(kiosk, EMAIL)]

    def test_the_owner_hears_of_it_before_and_after(self, kiosk: Kiosk, anna: Person) -> None:
        """Also where Finn does not look, and by a log-in that does not work any more."""
        before = len(letters(kiosk, EMAIL))
        take_over(kiosk, anna)
        told = [each.msgid for each in letters(kiosk, EMAIL)[before:]]
        assert ["Somebody wants a new PIN", "You have a new PIN at th"] == [
            each[:24] for each in told
        ]
        assert log_in(kiosk, anna) is None

    def test_the_owner_takes_it_back_at_once(self, kiosk: Kiosk, anna: Person) -> None:
        """By the same way, in a minute: Finn is out, and so is his phone."""
        finns = take_over(kiosk, anna)
        phone = visits.log_in(kiosk, pass_of(kiosk, anna), "111222", on_phone=True)
        assert isinstance(phone, Visit)
        visits.enrol(kiosk, phone, "Android, Chrome")
        get_in(kiosk, anna)
        for visit in (finns, phone):
            with pytest.raises(Exception, match="visit-over"):
                visits.who(kiosk, visit)
        assert log_in(kiosk, anna, "111222") is None
        mine = log_in(kiosk, anna, NEW_PIN)
        assert mine
        assert () == visits.my_phones(kiosk, mine)

    def test_a_mobile_of_theirs_keeps_nothing(self, kiosk: Kiosk, anna: Person) -> None:
        """With Finn's mobile in place of hers, her e-mail hears of it, and his serves nobody."""
        finns = take_over(kiosk, anna)
        account.change_contact(kiosk, finns, "Anna", "30123456", None)
        for address in (MOBILE, EMAIL):
            assert "was changed" in letters(kiosk, address)[-1].msgid
        people.confirm_channel(kiosk, replace(anna, visit=finns), "mobile")
        ask(kiosk, anna.claim)
        assert [] == sent(kiosk, FINNS)
        key = ask(kiosk, anna.claim, on_phone=True)
        assert account.use_code(kiosk, key, sent(kiosk, EMAIL)[-1]) is None
        account.replace_pin(kiosk, key, NEW_PIN, NEW_PIN)
        assert log_in(kiosk, anna, NEW_PIN)

    def test_a_letterbox_code_first_wakes_nothing_later(
        self, kiosk: Kiosk, anna: Person, bente: Person, clock: FakeClock
    ) -> None:
        """What sleeps after a letterbox code goes on sleeping after one that was sent."""
        assert bente
        box = people.letterbox_code(kiosk, ANNA)
        account.reset_pin(kiosk, anna.claim, box, "333444", "333444")
        account.settle_resets(kiosk)
        clock.advance(timedelta(days=1))
        assert 1 == account.settle_resets(kiosk)
        assert trust.circle(kiosk, take_over(kiosk, anna)).asleep


class TestOpenVisit:
    """Anna left without F10; whoever stands there now has her visit and not her PIN."""

    def test_a_mobile_that_was_put_in_brings_no_pin(
        self, kiosk: Kiosk, anna: Person, clock: FakeClock
    ) -> None:
        """It is confirmed by its code, and is told of a new PIN for a week only by silence."""
        account.change_contact(kiosk, anna.visit, "Anna", "30123456", "")
        people.confirm_channel(kiosk, anna, "mobile")
        for _ in range(6):
            ask(kiosk, anna.claim)
            clock.advance(timedelta(days=1))
        assert [] == sent(kiosk, FINNS)
        assert "was changed" in letters(kiosk, EMAIL)[-1].msgid

    def test_changing_it_twice_is_no_way_around(self, kiosk: Kiosk, anna: Person) -> None:
        """Not even the mobile that was there before serves again at once."""
        for typed in ("30123456", "20123456"):
            account.change_contact(kiosk, anna.visit, "Anna", typed, "")
        people.confirm_channel(kiosk, anna, "mobile")
        ask(kiosk, anna.claim)
        assert [] == sent(kiosk)


class TestStranger:
    """Somebody out there, or in the lobby, types Anna's number again and again."""

    def test_nobody_is_flooded_and_nobody_locked_out(
        self, kiosk: Kiosk, anna: Person, clock: FakeClock
    ) -> None:
        """Six letters a day to each channel at most, and the pass works through all of it."""
        own = pass_of(kiosk, anna)
        for day in range(1, 4):
            for on_phone in (True, False):
                for _ in range(rules.RESET_TRIES):
                    account.ask_code(kiosk, anna.claim, on_phone=on_phone)
            assert isinstance(account.ask_code(kiosk, anna.claim), Denied)
            account.settle_codes(kiosk)
            stranger = len(sent(kiosk))
            assert day * 2 * rules.PIN_CODE_LETTERS + day - 1 == stranger
            key = ask(kiosk, own)
            assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None
            clock.advance(timedelta(days=1))

    def test_a_shared_mobile_is_not_flooded_by_way_of_several(
        self, kiosk: Kiosk, anna: Person
    ) -> None:
        """Six letters from each place, however many share it; with a pass each still gets one."""
        sharing = [anna]
        for name in ("Finn", "Gry", "Hans"):
            sharing.append(people.join(kiosk, name, people.ANNA))
            give_mobile(kiosk, sharing[-1], "20123456")
        for on_phone in (False, True):
            before = len(sent(kiosk))
            for who in sharing:
                for _ in range(rules.PIN_CODE_LETTERS):
                    ask(kiosk, who.claim, on_phone=on_phone)
            assert before + rules.PIN_CODE_SHARED == len(sent(kiosk))
        for who in sharing:
            key = ask(kiosk, pass_of(kiosk, who))
            assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None

    def test_one_of_two_who_share_a_mobile_is_not_shut_out_by_way_of_the_other(
        self, kiosk: Kiosk, anna: Person
    ) -> None:
        """Whoever uses up Finn's letters has used up none of Anna's; and her e-mail goes on."""
        finn = people.join(kiosk, "Finn", people.ANNA)
        give_mobile(kiosk, finn, "20123456")
        for _ in range(rules.RESET_TRIES // 2):
            ask(kiosk, finn.claim)
        for _ in range(rules.PIN_CODE_LETTERS):
            key = ask(kiosk, anna.claim)
            assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None

    def test_a_shared_mobile_that_has_had_enough_holds_up_no_email(
        self, kiosk: Kiosk, anna: Person
    ) -> None:
        """Of two channels the one that nobody shares still brings the code."""
        for name in ("Finn", "Gry"):
            who = people.join(kiosk, name, people.ANNA)
            give_mobile(kiosk, who, "20123456")
            for _ in range(rules.PIN_CODE_LETTERS):
                ask(kiosk, who.claim)
        before = len(sent(kiosk))
        key = ask(kiosk, anna.claim)
        assert before == len(sent(kiosk))
        assert account.use_code(kiosk, key, sent(kiosk, EMAIL)[-1]) is None

    def test_no_try_of_theirs_is_hers(self, kiosk: Kiosk, anna: Person) -> None:
        """Wrong codes under their own askings leave the one that she waits for as it is."""
        key = ask(kiosk, anna.claim)
        code = sent(kiosk)[-1]
        for _ in range(10):
            theirs = ask(kiosk, anna.claim, on_phone=True)
            for _ in range(rules.PIN_CODE_TRIES + 1):
                assert isinstance(account.use_code(kiosk, theirs, WRONG), Denied)
        assert account.use_code(kiosk, key, code) is None

    def test_guessing_for_a_year_is_hopeless(self, kiosk: Kiosk, anna: Person) -> None:
        """Of a day's askings few have a code, and each of those takes three tries."""
        guesses = 0
        for on_phone in (True, False):
            keys = [ask(kiosk, anna.claim, on_phone=on_phone) for _ in range(rules.RESET_TRIES)]
            for key in keys[: rules.PIN_CODE_LETTERS]:
                answers = [account.use_code(kiosk, key, WRONG) for _ in range(5)]
                guesses += sum(1 for each in answers if each == answers[0])
        assert 2 * rules.PIN_CODE_LETTERS == len(sent(kiosk))
        assert guesses * A_YEAR / 10**rules.PIN_CODE_DIGITS <= 0.0001
        assert guesses * HOMES * A_YEAR / 10**rules.PIN_CODE_DIGITS <= 0.022  # spraying them all
