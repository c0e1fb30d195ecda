"""A forgotten PIN comes back at once by a code to a confirmed channel; strangers learn nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from kiosk import account, push, residents, trust, visits
from kiosk.account import rules
from kiosk.account.tables import Asking, NewChannel
from kiosk.house import Kiosk
from kiosk.letters import Courier
from kiosk.letters.channels import LOG_NAME, LogCarrier
from kiosk.letters.tables import LetterRow
from kiosk.refusals import Refusal
from kiosk.settings import LetterSettings
from kiosk.text import NOTE_LIMIT
from kiosk.visits import Claim, Denied
from kiosk.visits.hashing import work
from kiosk.words import language, languages
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, NEW_PIN, Person, letters, log_in
from tests.kiosk.account.test_reset import nobodys_number, watched

MOBILE, EMAIL = "+4520123456", "anna@example.dk"
LIFE = timedelta(seconds=rules.PIN_CODE_LIFE)
WRONG = "0000 0000"


@pytest.fixture
def kiosk(kiosk: Kiosk) -> Kiosk:
    """A kiosk from which letters go."""
    return people.with_letters(kiosk)


@pytest.fixture
def anna(kiosk: Kiosk, anna: Person) -> Person:
    """Anna, whose mobile is confirmed."""
    people.confirm_channel(kiosk, anna, "mobile")
    return anna


def ask(kiosk: Kiosk, claim: Claim, *, on_phone: bool = False) -> str:
    """Ask for a code, and let the office judge it; return the key."""
    key = account.ask_code(kiosk, claim, on_phone=on_phone)
    assert isinstance(key, str)
    account.settle_codes(kiosk)
    return key


def sent(kiosk: Kiosk, address: str = MOBILE) -> list[str]:
    """Return the codes for a new PIN that went to an address, oldest first."""
    told = letters(kiosk, address)
    return [str(each.args["code"]) for each in told if each.msgid.startswith("Somebody wants")]


def pass_of(kiosk: Kiosk, person: Person) -> Claim:
    """Print somebody a new pass, and return it."""
    with kiosk.store.write() as db:
        return Claim("pass", visits.issue_pass(db, kiosk, person.id))


def get_in(kiosk: Kiosk, person: Person, pin: str = NEW_PIN) -> None:
    """Do all of it, as the owner does."""
    key = ask(kiosk, person.claim)
    assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None
    account.replace_pin(kiosk, key, pin, pin)


def test_a_code_brings_a_new_pin_at_once(kiosk: Kiosk, anna: Person) -> None:
    """The new one opens, the old one does not, and the code is eight digits in fours."""
    key = ask(kiosk, anna.claim)
    (code,) = sent(kiosk)
    assert (9, " ") == (len(code), code[4])
    assert account.use_code(kiosk, key, code.replace(" ", "")) is None
    account.replace_pin(kiosk, key, NEW_PIN, NEW_PIN)
    assert log_in(kiosk, anna) is None
    assert log_in(kiosk, anna, NEW_PIN)


def test_a_pass_serves_as_well(kiosk: Kiosk, anna: Person) -> None:
    """Whoever has the pass types no number."""
    key = ask(kiosk, pass_of(kiosk, anna))
    assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None


def test_the_code_goes_to_every_confirmed_channel(kiosk: Kiosk, anna: Person) -> None:
    """The same one, so that the owner hears of it wherever they look; the unconfirmed hear none."""
    ask(kiosk, anna.claim)
    assert (1, 0) == (len(sent(kiosk)), len(sent(kiosk, EMAIL)))
    people.confirm_channel(kiosk, anna, "email")
    ask(kiosk, anna.claim)
    assert sent(kiosk)[-1:] == sent(kiosk, EMAIL)


@pytest.mark.parametrize("code", languages())
def test_the_letter_is_whole_and_says_the_code_last(kiosk: Kiosk, anna: Person, code: str) -> None:
    """In every language it is carried uncut, warns before it tells, and names nobody."""
    ask(kiosk, anna.claim)
    said = language(code).say(letters(kiosk, MOBILE)[-1])
    assert len(said) <= NOTE_LIMIT
    assert said.endswith(sent(kiosk)[-1])
    assert not any(secret in said for secret in ("Anna", "Lærkevej", anna.number))


def test_a_wrong_code_opens_nothing(kiosk: Kiosk, anna: Person) -> None:
    """Nor does the right one after three tries; a new one does."""
    key = ask(kiosk, anna.claim)
    for _ in range(rules.PIN_CODE_TRIES):
        assert isinstance(account.use_code(kiosk, key, WRONG), Denied)
    assert isinstance(account.use_code(kiosk, key, sent(kiosk)[-1]), Denied)
    refused(kiosk, key)
    get_in(kiosk, anna)


def refused(kiosk: Kiosk, key: str) -> None:
    """See that no PIN is given for an asking, and none is hashed."""
    runs = work.runs
    with pytest.raises(Refusal) as told:
        account.replace_pin(kiosk, key, NEW_PIN, NEW_PIN)
    assert "forgotten-over" == told.value.code
    assert runs == work.runs


def test_a_code_is_used_once(kiosk: Kiosk, anna: Person) -> None:
    """The same code, or the same asking, brings no second PIN."""
    key = ask(kiosk, anna.claim)
    code = sent(kiosk)[-1]
    assert account.use_code(kiosk, key, code) is None
    assert isinstance(account.use_code(kiosk, key, code), Denied)
    account.replace_pin(kiosk, key, NEW_PIN, NEW_PIN)
    refused(kiosk, key)
    assert isinstance(account.use_code(kiosk, key, code), Denied)


def test_a_code_lapses(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """After a quarter of an hour of the stopwatch, whatever the wall clock is set to."""
    early, late = ask(kiosk, anna.claim), ask(kiosk, anna.claim)
    clock.set(clock.now() + timedelta(days=2))
    assert account.use_code(kiosk, early, sent(kiosk)[0]) is None
    clock.advance(LIFE)
    assert isinstance(account.use_code(kiosk, late, sent(kiosk)[1]), Denied)
    refused(kiosk, early)


def test_a_code_that_comes_too_late_is_not_sent(
    kiosk: Kiosk, anna: Person, clock: FakeClock
) -> None:
    """An office that was away for a while writes to nobody about what has lapsed."""
    account.ask_code(kiosk, anna.claim)
    clock.advance(LIFE)
    assert 1 == account.settle_codes(kiosk)
    assert [] == sent(kiosk)


def test_a_letter_that_is_held_up_dies_with_its_code(
    kiosk: Kiosk, anna: Person, clock: FakeClock
) -> None:
    """Neither a code for a new PIN nor one for a channel goes out when it is of no use any more."""
    log = LogCarrier(kiosk.settings.home / LOG_NAME)
    courier = Courier(kiosk, {"sms": log, "email": log})
    while courier.work_once():
        pass
    went = log_of(kiosk)
    ask(kiosk, anna.claim)
    account.send_code(kiosk, anna.visit, "email")
    clock.advance(LIFE)
    while courier.work_once():
        pass
    assert went == log_of(kiosk)
    account.ask_code(kiosk, anna.claim)
    clock.advance(LIFE - timedelta(seconds=1))
    account.settle_codes(kiosk)
    assert courier.work_once()
    account.ask_code(kiosk, anna.claim)
    clock.advance(timedelta(minutes=1))
    account.settle_codes(kiosk)
    clock.advance(LIFE - timedelta(minutes=1))  # counted from the asking, as the code's own life
    assert not courier.work_once()


def log_of(kiosk: Kiosk) -> str:
    """Return what went out of the house."""
    return (kiosk.settings.home / LOG_NAME).read_text("utf-8")


def test_a_code_is_good_for_its_own_asking_only(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """Somebody else's code, or an earlier one of one's own, opens nothing under another key."""
    give_mobile(kiosk, bente, "30123456")
    first, second, other = (ask(kiosk, who.claim) for who in (anna, anna, bente))
    old, new = sent(kiosk)
    (theirs,) = sent(kiosk, "+4530123456")
    for key, code in ((first, new), (second, old), (second, theirs), (other, new)):
        assert isinstance(account.use_code(kiosk, key, code), Denied)
    assert isinstance(account.use_code(kiosk, "7" * 26, new), Denied)
    assert account.use_code(kiosk, first, old) is None
    assert account.use_code(kiosk, other, theirs) is None


def test_what_is_kept_of_a_code_is_bound_to_its_asking(kiosk: Kiosk, anna: Person) -> None:
    """Whoever could move it to another asking in the database would open nothing with it."""
    first, second = (ask(kiosk, anna.claim) for _ in range(2))
    with kiosk.store.write() as db:
        one, other = db.exec(select(Asking).order_by(col(Asking.id)))
        one.code_hash, other.code_hash = other.code_hash, one.code_hash
        db.add_all((one, other))
    for key, code in zip((second, first), sent(kiosk), strict=True):
        assert isinstance(account.use_code(kiosk, key, code), Denied)


def give_mobile(kiosk: Kiosk, person: Person, typed: str) -> None:
    """Let somebody have had a confirmed mobile for long."""
    with kiosk.store.write() as db:
        residents.set_contact(db, person.id, typed, "")
        residents.confirm_channel(db, person.id, "mobile")


def test_visits_end_and_the_caretaker_is_named(kiosk: Kiosk, anna: Person) -> None:
    """Whoever was logged in is not, and every confirmed channel is told what to do about it."""
    people.confirm_channel(kiosk, anna, "email")
    get_in(kiosk, anna)
    with pytest.raises(Refusal) as told:
        visits.who(kiosk, anna.visit)
    assert "visit-over" == told.value.code
    for address in (MOBILE, EMAIL):
        said = language("en").say(letters(kiosk, address)[-1])
        assert "Was it not you?" in said
        assert "caretaker today" in said


def test_phones_are_told_before_and_forgotten_after(kiosk: Kiosk, anna: Person) -> None:
    """A remembered phone says that there is news while it still can."""
    phone = visits.log_in(kiosk, pass_of(kiosk, anna), people.PIN, on_phone=True)
    assert isinstance(phone, visits.Visit)
    visits.enrol(kiosk, phone, "Android, Chrome")
    push.subscribe(kiosk, phone, "https://push.example.org/7")
    ask(kiosk, anna.claim)
    with kiosk.store.read() as db:
        queued = db.exec(select(LetterRow.channel).where(LetterRow.channel == "push")).all()
    assert ["push"] == list(queued)
    get_in(kiosk, anna)
    fresh = log_in(kiosk, anna, NEW_PIN)
    assert fresh
    assert () == visits.my_phones(kiosk, fresh)


def test_ties_stay_awake(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """The channel was the owner's own: nobody has to say that it is still Anna."""
    assert bente
    get_in(kiosk, anna)
    visit = log_in(kiosk, anna, NEW_PIN)
    assert visit
    assert not trust.circle(kiosk, visit).asleep
    assert "Bente" in repr(trust.circle(kiosk, visit))


def test_whatever_else_was_under_way_is_dropped(
    kiosk: Kiosk, anna: Person, clock: FakeClock
) -> None:
    """A reset by letterbox, and every other code that was sent, are dead with the new PIN."""
    account.reset_pin(kiosk, anna.claim, people.letterbox_code(kiosk, ANNA), "111222", "111222")
    account.settle_resets(kiosk)
    other = ask(kiosk, anna.claim)
    code = sent(kiosk)[-1]
    get_in(kiosk, anna)
    assert isinstance(account.use_code(kiosk, other, code), Denied)
    clock.advance(timedelta(days=1))
    assert 0 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna, NEW_PIN)


def _changed_pin(kiosk: Kiosk, person: Person) -> None:
    account.change_pin(kiosk, person.visit, people.PIN, "111222", "111222")


def _changed_mobile(kiosk: Kiosk, person: Person) -> None:
    account.change_contact(kiosk, person.visit, "Anna", "30123456", None)


def _in_person(kiosk: Kiosk, person: Person) -> None:
    account.only_in_person(kiosk, person.visit, on=True)


def _stopped(kiosk: Kiosk, person: Person) -> None:
    account.stop_reset(kiosk, person.visit)


def _frozen(kiosk: Kiosk, person: Person) -> None:
    with kiosk.store.write() as db:
        residents.freeze(db, person.id, kiosk.clock.now())


def _left(kiosk: Kiosk, person: Person) -> None:
    account.leave(kiosk, person.visit, sure=True)


ENDS = [_changed_pin, _changed_mobile, _in_person, _stopped, _frozen, _left]


@pytest.mark.parametrize("came_back", [False, True])
@pytest.mark.parametrize("ends", ENDS)
def test_the_owner_has_the_last_word(
    kiosk: Kiosk, anna: Person, ends: Callable[[Kiosk, Person], None], came_back: bool
) -> None:
    """A code that is out, or has come back, brings no PIN once its owner has put an end to it."""
    key = ask(kiosk, anna.claim)
    code = sent(kiosk)[-1]
    if came_back:
        assert account.use_code(kiosk, key, code) is None
    ends(kiosk, anna)
    if not came_back and ends is not _frozen:
        assert isinstance(account.use_code(kiosk, key, code), Denied)
    refused(kiosk, key)


def test_the_owner_sees_it_in_a_visit(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Whoever logs in meanwhile is asked whether it was them, and finds it among their data."""
    assert account.coming_reset(kiosk, anna.visit) is None
    ask(kiosk, anna.claim)
    coming = account.coming_reset(kiosk, anna.visit)
    assert coming
    assert coming.hours_left is None
    assert "tell nobody the code" in coming.told.msgid
    assert "Code for a new PIN sent" in repr(account.my_data(kiosk, anna.visit))
    clock.advance(LIFE - timedelta(minutes=1))
    visit = log_in(kiosk, anna)
    assert visit
    clock.advance(timedelta(minutes=1))
    assert account.coming_reset(kiosk, visit) is None


def _nobody(_: Kiosk, person: Person) -> Claim:
    return Claim("typed", nobodys_number(person))


def _claim(_: Kiosk, person: Person) -> Claim:
    return person.claim


def _unconfirmed(kiosk: Kiosk, person: Person) -> Claim:
    with kiosk.store.write() as db:
        residents.set_contact(db, person.id, "30123456", "")
    return person.claim


def _after(do: Callable[[Kiosk, Person], None]) -> Callable[[Kiosk, Person], Claim]:
    def claimed(kiosk: Kiosk, person: Person) -> Claim:
        do(kiosk, person)
        return person.claim

    return claimed


WHO = {
    "right": _claim,
    "nobody's number": _nobody,
    "unconfirmed": _unconfirmed,
    "new": _after(_changed_mobile),
    "frozen": _after(_frozen),
    "in person only": _after(_in_person),
    "left": _after(_left),
}


def test_everybody_gets_the_same_answer(kiosk: Kiosk, anna: Person) -> None:
    """Whoever is claimed: the same statements when asking, and when a wrong code is typed."""
    others = [people.join(kiosk, f"Nabo {at}", people.CARL, "20123456") for at in range(len(WHO))]
    ask(kiosk, anna.claim)  # the first of a day makes the row that the others count in
    asked, tried, answers = set(), set(), set()
    for claimed, who in zip(WHO.values(), others, strict=True):
        give_mobile(kiosk, who, "20123456")
        claim = claimed(kiosk, who)
        with watched(kiosk) as seen:
            key = account.ask_code(kiosk, claim)
        asked.add(tuple(seen))
        assert isinstance(key, str)
        account.settle_codes(kiosk)
        for _ in range(rules.PIN_CODE_TRIES + 1):
            with watched(kiosk) as seen:
                answers.add(str(account.use_code(kiosk, key, WRONG)))
            tried.add(tuple(seen))
    assert 1 == len(asked)
    assert (2, 2) == (len(answers), len(tried))  # the third try was the last, for all alike


@pytest.mark.parametrize("who", WHO)
def test_only_the_right_one_is_written_to(kiosk: Kiosk, anna: Person, who: str) -> None:
    """Behind the same answer, nobody but a neighbour with a channel of their own gets a code."""
    claim = WHO[who](kiosk, anna)
    ask(kiosk, claim)
    wanted = 1 if who == "right" else 0
    assert wanted == len(sent(kiosk)) + len(sent(kiosk, "+4530123456"))
    with kiosk.store.read() as db:
        assert [None] == list(db.exec(select(Asking.claim)))


def test_what_was_changed_serves_a_week_later(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """A new mobile brings no code at first, and the e-mail that was there does."""
    people.confirm_channel(kiosk, anna, "email")
    account.change_contact(kiosk, anna.visit, "Anna", "30123456", None)
    people.confirm_channel(kiosk, anna, "mobile")
    ask(kiosk, anna.claim)
    assert (0, 1) == (len(sent(kiosk, "+4530123456")), len(sent(kiosk, EMAIL)))
    clock.advance(timedelta(days=7))
    ask(kiosk, anna.claim)
    assert (1, 2) == (len(sent(kiosk, "+4530123456")), len(sent(kiosk, EMAIL)))


def test_nobody_is_flooded(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Three codes a day, silently beyond that; and tomorrow again."""
    for _ in range(rules.PIN_CODE_LETTERS + 4):
        ask(kiosk, anna.claim)
    assert rules.PIN_CODE_LETTERS == len(sent(kiosk))
    clock.advance(timedelta(days=1))
    ask(kiosk, anna.claim)
    assert rules.PIN_CODE_LETTERS + 1 == len(sent(kiosk))


def test_asking_is_capped_for_all_alike(
    kiosk: Kiosk, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One denial to everybody who types a number there; phones, and a pass, count apart."""
    monkeypatch.setattr(rules, "RESET_TRIES", 2)
    own = pass_of(kiosk, anna)
    for _ in range(rules.RESET_TRIES):
        assert isinstance(account.ask_code(kiosk, anna.claim), str)
    denied = account.ask_code(kiosk, anna.claim)
    assert isinstance(denied, Denied)
    assert denied == account.ask_code(kiosk, _nobody(kiosk, anna))
    for _ in range(rules.RESET_TRIES + 1):  # phones are slowed down by their pages
        assert isinstance(account.ask_code(kiosk, anna.claim, on_phone=True), str)
    for _ in range(rules.OWN_RESET_TRIES):
        assert isinstance(account.ask_code(kiosk, own, on_phone=True), str)
    assert isinstance(account.ask_code(kiosk, own), Denied)


@pytest.mark.parametrize("begin_last", [False, True])
def test_a_kill_after_the_try_counts(kiosk: Kiosk, anna: Person, begin_last: bool) -> None:
    """Wherever the power goes after a try was counted, the try stands."""
    key = ask(kiosk, anna.claim)
    code = sent(kiosk)[-1]
    for _ in range(rules.PIN_CODE_TRIES):
        with pytest.raises(people.Killed):
            account.use_code(people.dying(kiosk, 1, begin_last=begin_last), key, code)
    assert isinstance(account.use_code(kiosk, key, code), Denied)
    refused(kiosk, key)


@pytest.mark.parametrize("begin_last", [False, True])
def test_a_kill_elsewhere_loses_nothing(kiosk: Kiosk, anna: Person, begin_last: bool) -> None:
    """What was being judged, or made to work, is next time; and until then the old PIN works."""
    key = account.ask_code(kiosk, anna.claim)
    assert isinstance(key, str)
    dying = people.dying(kiosk, 0, begin_last=begin_last)
    with pytest.raises(people.Killed):
        account.settle_codes(dying)
    assert [] == sent(kiosk)
    account.settle_codes(kiosk)
    assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None
    with pytest.raises(people.Killed):
        account.replace_pin(dying, key, NEW_PIN, NEW_PIN)
    assert log_in(kiosk, anna)
    account.replace_pin(kiosk, key, NEW_PIN, NEW_PIN)
    assert log_in(kiosk, anna, NEW_PIN)


def test_mistypes_are_told_and_are_no_tries(kiosk: Kiosk, anna: Person) -> None:
    """What a check digit or a length finds is nobody's secret."""
    key = ask(kiosk, anna.claim)
    for refusal, field, attempt in (
        ("reset-number-mistyped", "claim", lambda: ask(kiosk, Claim("typed", "123456"))),
        ("pin-code-not-eight", "code", lambda: account.use_code(kiosk, key, "123456")),
        ("pin-six-digits", "pin", lambda: account.replace_pin(kiosk, key, "12", "12")),
        ("pin-not-same", "pin_again", lambda: account.replace_pin(kiosk, key, NEW_PIN, "111222")),
    ):
        for _ in range(rules.PIN_CODE_TRIES):
            with pytest.raises(Refusal) as told:
                attempt()
            assert (refusal, field) == (told.value.code, told.value.field)
    assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None


def test_where_no_letters_go_nobody_asks(kiosk: Kiosk, anna: Person) -> None:
    """The letterbox is named instead; and a channel without a way out gets no code."""
    for sms_url, email_url, offered in (("", "", False), ("", "log:", True)):
        ways = LetterSettings(sms_url=sms_url, email_url=email_url)
        house = replace(kiosk, settings=replace(kiosk.settings, letters=ways))
        assert offered is account.sends_codes(house)
        if offered:
            ask(house, anna.claim)
            continue
        with pytest.raises(Refusal) as told:
            account.ask_code(house, anna.claim)
        assert "codes-not-sent" == told.value.code
    assert [] == sent(kiosk)


def test_counts_of_wrong_pins_stay(kiosk: Kiosk, anna: Person) -> None:
    """A new PIN ends no wait: whoever guessed before asking guesses no faster after."""
    for _ in range(5):
        log_in(kiosk, anna, "000000")
    get_in(kiosk, anna)
    assert log_in(kiosk, anna, NEW_PIN) is None
    assert visits.log_in(kiosk, pass_of(kiosk, anna), NEW_PIN)


def test_what_has_lapsed_is_swept(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Nobody can read later who has asked, or who has changed their number."""
    ask(kiosk, anna.claim)
    ask(kiosk, _nobody(kiosk, anna))
    account.change_contact(kiosk, anna.visit, "Anna", "20123456", "anne@example.dk")
    assert account.sweep_old(kiosk)
    assert [1, 1] == counted(kiosk)
    for _ in range(7):
        clock.advance(timedelta(days=1))
        account.sweep_old(kiosk)
    assert [0, 0] == counted(kiosk)


def counted(kiosk: Kiosk) -> list[int]:
    """Return how many askings and new channels are kept."""
    with kiosk.store.read() as db:
        return [
            int(db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
            for table in (Asking, NewChannel)
        ]
