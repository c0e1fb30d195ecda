"""A channel is used for nothing before its code came back, and no change of one is silent."""

from datetime import timedelta

import pytest

from kiosk import account, residents, trust, visits
from kiosk.account import rules
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied, Visit
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import PIN, Person, code_in, letters, resident

MOBILE, EMAIL = "+4520123456", "anna@example.dk"


def test_a_code_confirms_a_channel(kiosk: Kiosk, anna: Person) -> None:
    """The six digits from the letter confirm the mobile, and then it logs in."""
    assert isinstance(visits.log_in(kiosk, Claim("typed", "20123456"), PIN), Denied)
    people.confirm_channel(kiosk, anna, "mobile")
    assert resident(kiosk, anna).mobile_confirmed
    assert isinstance(visits.log_in(kiosk, Claim("typed", "20123456"), PIN), Visit)


def test_a_code_is_for_its_channel(kiosk: Kiosk, anna: Person) -> None:
    """The code from the SMS confirms no e-mail."""
    account.send_code(kiosk, anna.visit, "mobile")
    account.send_code(kiosk, anna.visit, "email")
    sms = code_in(letters(kiosk, MOBILE)[-1])
    assert isinstance(account.confirm_channel(kiosk, anna.visit, "email", sms), Denied)


def test_a_code_lapses(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """After 15 minutes a new code is needed."""
    account.send_code(kiosk, anna.visit, "mobile")
    code = code_in(letters(kiosk, MOBILE)[-1])
    clock.set(clock.now() + rules.CHANNEL_CODE_LIFE)
    assert isinstance(account.confirm_channel(kiosk, anna.visit, "mobile", code), Denied)


def test_only_the_newest_code_counts(kiosk: Kiosk, anna: Person) -> None:
    """A second code makes the first one dead."""
    account.send_code(kiosk, anna.visit, "mobile")
    account.send_code(kiosk, anna.visit, "mobile")
    old, new = (code_in(letter) for letter in letters(kiosk, MOBILE))
    assert isinstance(account.confirm_channel(kiosk, anna.visit, "mobile", old), Denied)
    assert account.confirm_channel(kiosk, anna.visit, "mobile", new) is None


def test_a_new_code_resets_no_count(kiosk: Kiosk, anna: Person) -> None:
    """Five tries a day are all there are, whatever number of codes."""
    account.send_code(kiosk, anna.visit, "mobile")
    for _ in range(rules.CHANNEL_TRIES):
        assert isinstance(account.confirm_channel(kiosk, anna.visit, "mobile", "000000"), Denied)
    account.send_code(kiosk, anna.visit, "mobile")
    code = code_in(letters(kiosk, MOBILE)[-1])
    assert isinstance(account.confirm_channel(kiosk, anna.visit, "mobile", code), Denied)


@pytest.mark.parametrize("begin_last", [False, True])
def test_a_kill_after_the_try_counts(kiosk: Kiosk, anna: Person, begin_last: bool) -> None:
    """Wherever the power goes after a try was counted, the try stands."""
    account.send_code(kiosk, anna.visit, "mobile")
    code = code_in(letters(kiosk, MOBILE)[-1])
    for _ in range(rules.CHANNEL_TRIES):
        dying = people.dying(kiosk, 1, begin_last=begin_last)
        with pytest.raises(people.Killed):
            account.confirm_channel(dying, anna.visit, "mobile", code)
    assert isinstance(account.confirm_channel(kiosk, anna.visit, "mobile", code), Denied)
    assert not resident(kiosk, anna).mobile_confirmed


def test_nobody_is_flooded(kiosk: Kiosk, anna: Person, carl: Person, clock: FakeClock) -> None:
    """Three codes a day go to one address, whoever asks for them."""
    for _ in range(rules.CHANNEL_SENDINGS):
        account.send_code(kiosk, anna.visit, "mobile")
    with pytest.raises(Refusal) as told:
        account.send_code(kiosk, anna.visit, "mobile")
    assert "channel-codes-enough" == told.value.code
    account.change_contact(kiosk, carl.visit, "Carl", "20123456", "")
    with pytest.raises(Refusal):
        account.send_code(kiosk, carl.visit, "mobile")
    clock.advance(timedelta(days=1))
    visit = people.log_in(kiosk, anna)
    assert visit
    account.send_code(kiosk, visit, "mobile")
    assert rules.CHANNEL_SENDINGS + 1 == len(letters(kiosk, MOBILE))


def test_codes_go_where_they_are_needed(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """There is no code for what is empty or confirmed."""
    people.confirm_channel(kiosk, anna, "mobile")
    for person, code in ((anna, "channel-is-confirmed"), (bente, "channel-empty")):
        with pytest.raises(Refusal) as told:
            account.send_code(kiosk, person.visit, "mobile")
        assert code == told.value.code
        with pytest.raises(Refusal):
            account.confirm_channel(kiosk, person.visit, "mobile", "123456")


def test_a_code_without_six_digits_is_no_try(kiosk: Kiosk, anna: Person) -> None:
    """What cannot be a code is told beside the field."""
    with pytest.raises(Refusal) as told:
        account.confirm_channel(kiosk, anna.visit, "mobile", "12")
    assert "channel-code-not-six" == told.value.code


def test_a_change_is_told_to_the_old_channel(kiosk: Kiosk, anna: Person) -> None:
    """Letters cannot be led elsewhere in silence, and the new number is unconfirmed."""
    people.confirm_channel(kiosk, anna, "mobile")
    after = account.change_contact(kiosk, anna.visit, "Anna", "30123456", EMAIL)
    assert ("+4530123456", False) == (after.mobile, after.mobile_confirmed)
    assert "was changed" in letters(kiosk, MOBILE)[-1].msgid
    assert [] == letters(kiosk, "+4530123456")


def test_no_change_is_no_news(kiosk: Kiosk, anna: Person) -> None:
    """Saving the same again tells nobody and confirms nothing anew."""
    people.confirm_channel(kiosk, anna, "mobile")
    before = len(letters(kiosk, MOBILE))
    after = account.change_contact(kiosk, anna.visit, "Anna", "20 12 34 56", None)
    assert after.mobile_confirmed
    assert before == len(letters(kiosk, MOBILE))


def test_a_code_dies_with_the_change(kiosk: Kiosk, anna: Person) -> None:
    """A code that went to the old number does not confirm the new one, nor the old one again."""
    account.send_code(kiosk, anna.visit, "mobile")
    code = code_in(letters(kiosk, MOBILE)[-1])
    for mobile in ("30123456", "20123456"):
        account.change_contact(kiosk, anna.visit, "Anna", mobile, EMAIL)
        assert isinstance(account.confirm_channel(kiosk, anna.visit, "mobile", code), Denied)


def test_the_language_is_kept(kiosk: Kiosk, anna: Person) -> None:
    """The chosen language returns with the next visit; one that nobody translated is refused."""
    account.change_language(kiosk, anna.visit, "en")
    visit = people.log_in(kiosk, anna)
    assert visit
    assert "en" == visit.language
    with pytest.raises(Refusal) as told:
        account.change_language(kiosk, anna.visit, "xx")
    assert "language-unknown" == told.value.code


def test_what_is_kept_is_shown_as_people_write_it(kiosk: Kiosk, anna: Person) -> None:
    """Whoever wants to change one thing finds the others as they are."""
    contact = account.contact(kiosk, anna.visit)
    assert ("20 12 34 56", EMAIL) == (contact.mobile, contact.email)
    after = account.change_contact(kiosk, anna.visit, contact.name, contact.mobile, contact.email)
    assert (MOBILE, EMAIL) == (after.mobile, after.email)


def test_a_reset_in_doubt_tells_no_address(kiosk: Kiosk, anna: Person) -> None:
    """Whoever holds a new PIN does not learn where letters go, and may leave it as it is."""
    with kiosk.store.write() as db:
        trust.sleep_all(db, anna.id)
    contact = account.contact(kiosk, anna.visit)
    assert contact.held_back
    assert ("", "") == (contact.mobile, contact.email)
    after = account.change_contact(kiosk, anna.visit, "Anna", None, None)
    assert (MOBILE, EMAIL) == (after.mobile, after.email)


def test_alerts_follow_the_addresses(kiosk: Kiosk, anna: Person) -> None:
    """A new address is used as well, a deleted one is not, and the choice can be changed."""
    account.change_contact(kiosk, anna.visit, "Anna", "", EMAIL)
    account.choose_channels(kiosk, anna.visit, frozenset({"kiosk"}))
    account.change_contact(kiosk, anna.visit, "Anna", "30123456", EMAIL)
    assert {"kiosk", "sms"} == account.contact(kiosk, anna.visit).channels
    account.change_contact(kiosk, anna.visit, "Anna", "", "")
    assert {"kiosk"} == account.contact(kiosk, anna.visit).channels
    with pytest.raises(Refusal) as told:
        account.choose_channels(kiosk, anna.visit, frozenset({"sms"}))
    assert "sms-without-mobile" == told.value.code


def test_whoever_can_be_reached_is_a_full_member(kiosk: Kiosk, bente: Person) -> None:
    """A paper member who gives a number is a full member, and without it one on paper again."""
    after = account.change_contact(kiosk, bente.visit, "Bente", "30123456", "")
    assert residents.Level.FULL is after.level
    after = account.change_contact(kiosk, bente.visit, "Bente", "", "")
    assert residents.Level.PAPER is after.level


def test_a_name_is_corrected(kiosk: Kiosk, anna: Person) -> None:
    """A name can be put right, and cannot be emptied."""
    account.change_contact(kiosk, anna.visit, " Anne-Mette\x1b ", None, None)
    assert "Anne-Mette" == account.contact(kiosk, anna.visit).name
    with pytest.raises(Refusal) as told:
        account.change_contact(kiosk, anna.visit, " ", None, None)
    assert "name-empty" == told.value.code


def test_only_in_person_is_kept(kiosk: Kiosk, anna: Person) -> None:
    """The choice can be made and taken back."""
    account.only_in_person(kiosk, anna.visit, on=True)
    assert resident(kiosk, anna).in_person_only
    account.only_in_person(kiosk, anna.visit, on=False)
    assert not resident(kiosk, anna).in_person_only
