"""A new PIN, by whichever way it came, ends all that whoever knew the old one has prepared."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import account, calendars, handover, push, trust, visits
from kiosk.calendars import Kind
from kiosk.handover import Target
from kiosk.house import Kiosk
from kiosk.push.actions import endpoint_of
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Visit
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, NEW_PIN, PIN, Person, log_in
from tests.kiosk.account.test_forgotten import ask, pass_of, sent

Probe = Callable[[str], bool]  # does it still open something, with the PIN that works now?
Prepare = Callable[[Kiosk, Person, FakeClock], Probe]
Finish = Callable[[], object]
Way = Callable[[Kiosk, Person, FakeClock], Finish]

DAY = timedelta(days=1)
ENDPOINT = "https://push.example.org/7"
EXES = "ex@example.dk"


@pytest.fixture
def kiosk(kiosk: Kiosk) -> Kiosk:
    """A kiosk from which letters go."""
    return people.with_letters(kiosk)


@pytest.fixture
def anna(kiosk: Kiosk, anna: Person) -> Person:
    """Anna, whose mobile is confirmed, and has been hers for long."""
    people.confirm_channel(kiosk, anna, "mobile")
    return anna


def works(action: Callable[..., object], *args: object) -> bool:
    """Return whether an action is neither refused nor answered with nothing."""
    with suppress(Refusal):
        return bool(action(*args))
    return False


def entered(kiosk: Kiosk, claim: Claim, pin: str) -> bool:
    """Return whether a claim and a PIN open the phone's pages."""
    return isinstance(visits.log_in(kiosk, claim, pin, on_phone=True), Visit)


# The ways to a new PIN: what is begun, and, after somebody has prepared for it, finished


def changed(kiosk: Kiosk, anna: Person, _: FakeClock) -> Finish:
    """By the old one, in a visit."""
    return lambda: account.change_pin(kiosk, here(kiosk, anna), PIN, NEW_PIN, NEW_PIN)


def here(kiosk: Kiosk, anna: Person) -> Visit:
    """Return a visit of Anna's own, at the kiosk."""
    visit = log_in(kiosk, anna)
    assert visit
    return visit


def by_letterbox(kiosk: Kiosk, anna: Person, clock: FakeClock) -> Finish:
    """By a code from the letterbox, a day later."""
    account.reset_pin(kiosk, anna.claim, people.letterbox_code(kiosk, ANNA), NEW_PIN, NEW_PIN)
    account.settle_resets(kiosk)
    clock.advance(DAY)
    return lambda: account.settle_resets(kiosk)


def by_code(kiosk: Kiosk, anna: Person, _: FakeClock) -> Finish:
    """By a code that was sent."""
    key = ask(kiosk, pass_of(kiosk, anna))
    assert account.use_code(kiosk, key, sent(kiosk)[-1]) is None
    return lambda: account.replace_pin(kiosk, key, NEW_PIN, NEW_PIN)


def in_person(kiosk: Kiosk, anna: Person, clock: FakeClock) -> Finish:
    """By the caretaker's word, a day later."""
    account.renew(kiosk, word(kiosk, anna), NEW_PIN, NEW_PIN)
    clock.advance(DAY)
    return lambda: account.settle_resets(kiosk)


def word(kiosk: Kiosk, anna: Person) -> str:
    """Let the caretaker say that it is Anna."""
    with kiosk.store.write() as db:
        return account.grant(db, kiosk, people.resident(kiosk, anna))


WAYS: tuple[Way, ...] = (changed, by_letterbox, by_code, in_person)
OF_ONE_SLOT = (by_letterbox, in_person)  # asking again by letterbox takes the place of these


# What somebody prepares who knows the old PIN


def _visit(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
    visit = here(kiosk, anna)
    return lambda _: works(visits.who, kiosk, visit)


def _on_phone(kiosk: Kiosk, anna: Person) -> Visit:
    found = visits.log_in(kiosk, pass_of(kiosk, anna), PIN, on_phone=True)
    assert isinstance(found, Visit)
    return found


def _visit_on_phone(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
    visit = _on_phone(kiosk, anna)
    return lambda _: works(visits.who, kiosk, visit)


def _remembered_phone(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
    code = visits.enrol(kiosk, _on_phone(kiosk, anna), "Android, Chrome")
    return lambda pin: entered(kiosk, Claim("phone", code), pin)


def _messages(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
    visit = _on_phone(kiosk, anna)
    visits.enrol(kiosk, visit, "Android, Chrome")
    push.subscribe(kiosk, visit, ENDPOINT)
    (phone,) = (each for each in visits.my_phones(kiosk, visit) if each.this)
    return lambda _: works(endpoint_of, kiosk, phone.id)


def _calendar(kind: Kind) -> Prepare:
    def prepare(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
        code = calendars.make_link(kiosk, here(kiosk, anna), kind)
        return lambda _: works(calendars.feed, kiosk, code)

    return prepare


def _ticket(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
    code = handover.ticket(kiosk, here(kiosk, anna))
    return lambda pin: entered(kiosk, Claim(handover.LOG_IN, code), pin)


def _handover(step: str) -> Prepare:
    def prepare(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
        made = handover.offer(kiosk, here(kiosk, anna), Target("/home"))
        if step == "offered":
            return lambda _: works(handover.redeem, kiosk, made.code)
        phone = handover.redeem(kiosk, made.code)
        assert phone
        if step == "redeemed":
            return lambda _: works(handover.match, kiosk, made, phone.number)
        assert handover.match(kiosk, made, phone.number)
        return lambda pin: entered(kiosk, Claim(handover.LOG_IN, phone.secret), pin)

    return prepare


def _code(step: str) -> Prepare:
    def prepare(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
        key = account.ask_code(kiosk, anna.claim)
        assert isinstance(key, str)
        if step != "asked":
            account.settle_codes(kiosk)
        code = sent(kiosk)[-1] if step != "asked" else ""
        if step == "back":
            assert account.use_code(kiosk, key, code) is None

        def opens(_: str) -> bool:
            account.settle_codes(kiosk)
            newest = code or ["0000 0000", *sent(kiosk)][-1]
            if step != "back" and account.use_code(kiosk, key, newest) is not None:
                return False
            with suppress(Refusal):
                account.replace_pin(kiosk, key, "111222", "111222")
                return True
            return False

        return opens

    return prepare


def _reset(step: str) -> Prepare:
    def prepare(kiosk: Kiosk, anna: Person, clock: FakeClock) -> Probe:
        code = people.letterbox_code(kiosk, ANNA)
        account.reset_pin(kiosk, anna.claim, code, "111222", "111222")
        if step == "judged":
            account.settle_resets(kiosk)

        def opens(_: str) -> bool:
            account.settle_resets(kiosk)
            clock.advance(DAY)
            account.settle_resets(kiosk)
            return log_in(kiosk, anna, "111222") is not None

        return opens

    return prepare


def _word(kiosk: Kiosk, anna: Person, _: FakeClock) -> Probe:
    code = word(kiosk, anna)
    return lambda _: works(account.renew, kiosk, code, "111222", "111222")


KINDS: dict[str, Prepare] = {
    "a visit at a kiosk": _visit,
    "a visit on a phone": _visit_on_phone,
    "a phone that remembers": _remembered_phone,
    "messages to a phone": _messages,
    "a link to one's own calendar": _calendar(Kind.OWN),
    "a link to a helper's calendar": _calendar(Kind.HELPING),
    "a code for another kiosk": _ticket,
    "a handover that is offered": _handover("offered"),
    "a handover without its number": _handover("redeemed"),
    "a handover without its PIN": _handover("matched"),
    "a code that is asked for": _code("asked"),
    "a code that is sent": _code("sent"),
    "a PIN that is being learned": _code("back"),
    "a reset that is asked for": _reset("asked"),
    "a reset that waits": _reset("judged"),
    "the caretaker's word": _word,
}


# A reset that waits would take the place of a new PIN that waits itself, and wait as long.
PAIRS = [
    (way, kind) for way in WAYS for kind in KINDS if way not in OF_ONE_SLOT or "reset" not in kind
]


@pytest.mark.parametrize(("way", "kind"), PAIRS)
def test_nothing_prepared_outlives_the_old_pin(
    kiosk: Kiosk, anna: Person, clock: FakeClock, way: Way, kind: str
) -> None:
    """It opens something until then, and nothing afterwards, not even with the new PIN."""
    if "reset" in kind:  # which ends codes that were sent, so it comes first
        opens = KINDS[kind](kiosk, anna, clock)
        finish = way(kiosk, anna, clock)
    else:
        finish = way(kiosk, anna, clock)
        opens = KINDS[kind](kiosk, anna, clock)
    finish()
    assert log_in(kiosk, anna, NEW_PIN) or way is in_person  # which deals a new number, too
    assert not opens(NEW_PIN)


@pytest.mark.parametrize("kind", KINDS)
def test_each_of_them_opens_something_before(
    kiosk: Kiosk, anna: Person, clock: FakeClock, kind: str
) -> None:
    """What is prepared here is what it says, or the test above would prove nothing."""
    assert KINDS[kind](kiosk, anna, clock)(PIN)


def _confirm_exes(kiosk: Kiosk, anna: Person) -> None:
    """Put an e-mail of somebody else's in, and confirm it, as whoever has the PIN can."""
    account.change_contact(kiosk, anna.visit, "Anna", None, EXES)
    people.confirm_channel(kiosk, anna, "email")


@pytest.mark.parametrize("way", WAYS)
def test_what_was_put_in_lately_brings_no_pin(
    kiosk: Kiosk, anna: Person, clock: FakeClock, way: Way
) -> None:
    """A new PIN has it confirmed anew, also when its week is over; it is told of that once."""
    _confirm_exes(kiosk, anna)
    way(kiosk, anna, clock)()
    told = people.letters(kiosk, EXES)[-1].msgid
    assert "Was it not you?" in told
    resident = people.resident(kiosk, anna)
    assert (True, False) == (resident.mobile_confirmed, resident.email_confirmed)
    clock.advance(timedelta(days=8))
    before = len(sent(kiosk))
    ask(kiosk, pass_of(kiosk, anna))
    assert (before + 1, 0) == (len(sent(kiosk)), len(sent(kiosk, EXES)))


def test_a_code_that_waits_for_it_is_dead_too(kiosk: Kiosk, anna: Person) -> None:
    """Whoever has it and could get into the visit would confirm nothing."""
    account.change_contact(kiosk, anna.visit, "Anna", None, EXES)
    account.send_code(kiosk, anna.visit, "email")
    code = people.code_in(people.letters(kiosk, EXES)[-1])
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    assert account.confirm_channel(kiosk, anna.visit, "email", code) is not None


def test_a_restored_kiosk_has_nothing_confirmed_anew(kiosk: Kiosk, anna: Person) -> None:
    """After a restore all channels rest, and everybody is told to get a new PIN."""
    with kiosk.store.write() as db:
        account.restored(db, kiosk, kiosk.clock.today("Europe/Copenhagen"), {})
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    assert people.resident(kiosk, anna).mobile_confirmed


def test_a_restore_takes_no_doubt_away(kiosk: Kiosk, anna: Person) -> None:
    """What was put in before the copy was made is doubted as it was."""
    _confirm_exes(kiosk, anna)
    with kiosk.store.write() as db:
        account.restored(db, kiosk, kiosk.clock.today("Europe/Copenhagen"), {})
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    assert not people.resident(kiosk, anna).email_confirmed


@pytest.mark.parametrize("way", WAYS)
def test_what_is_hers_lives_on(
    kiosk: Kiosk, anna: Person, bente: Person, clock: FakeClock, way: Way
) -> None:
    """Her mobile, her neighbours, their calendars, and codes that others find in the letterbox."""
    theirs = calendars.make_link(kiosk, bente.visit, Kind.OWN)
    household = people.join(kiosk, "Finn", ANNA)
    code = people.letterbox_code(kiosk, ANNA)
    way(kiosk, anna, clock)()
    own = pass_of(kiosk, anna)
    found = visits.log_in(kiosk, own, NEW_PIN)
    assert isinstance(found, Visit)
    assert people.resident(kiosk, anna).mobile_confirmed
    assert (way in OF_ONE_SLOT) is bool(trust.circle(kiosk, found).asleep)
    assert calendars.feed(kiosk, theirs)
    finn = replace(household, visit=here(kiosk, household))
    assert account.confirm_address(kiosk, finn.visit, code) is None


def test_the_phone_in_hand_is_kept(kiosk: Kiosk, anna: Person) -> None:
    """Whoever knew the old PIN goes on where they changed it, and is told of news there."""
    phone = _on_phone(kiosk, anna)
    code = visits.enrol(kiosk, phone, "Android, Chrome")
    push.subscribe(kiosk, phone, ENDPOINT)
    account.change_pin(kiosk, phone, PIN, NEW_PIN, NEW_PIN)
    (mine,) = visits.my_phones(kiosk, phone)
    assert ENDPOINT == endpoint_of(kiosk, mine.id)
    assert entered(kiosk, Claim("phone", code), NEW_PIN)


def test_strangers_requests_are_left_alone(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """What a neighbour has asked for, and is not judged yet, is judged as ever."""
    box = people.letterbox_code(kiosk, bente.address)
    account.reset_pin(kiosk, bente.claim, box, "333444", "333444")
    assert isinstance(account.ask_code(kiosk, bente.claim), str)
    theirs = word(kiosk, bente)
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    assert 1 == account.settle_codes(kiosk)
    account.settle_resets(kiosk)
    assert account.coming_reset(kiosk, bente.visit)
    assert account.renew(kiosk, theirs, "333444", "333444").number


def test_a_letterbox_code_is_used_up_by_what_was_dropped(kiosk: Kiosk, anna: Person) -> None:
    """Whoever asked with it a moment before the new PIN cannot ask with it once more."""
    box = people.letterbox_code(kiosk, ANNA)
    account.reset_pin(kiosk, anna.claim, box, "333444", "333444")
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    account.reset_pin(kiosk, anna.claim, box, "333444", "333444")
    account.settle_resets(kiosk)
    assert account.coming_reset(kiosk, anna.visit) is None
