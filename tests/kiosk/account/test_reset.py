"""A forgotten PIN comes back slowly, is told to everybody it belongs to, and can be stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from kiosk import account, calendars, residents, visits
from kiosk.account import rules
from kiosk.account.tables import ResetRequest
from kiosk.calendars import Kind
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied
from kiosk.visits.hashing import work
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import (
    ANNA,
    BENTE,
    NEW_PIN,
    Person,
    code_in,
    letterbox_code,
    letters,
    log_in,
)

DAY = timedelta(hours=24)
MOBILE = "+4520123456"
WRONG = rules.with_check("0000000")


def ask(kiosk: Kiosk, claim: Claim, code: str) -> account.ResetAsked | Denied:
    """Ask for the new PIN."""
    return account.reset_pin(kiosk, claim, code, NEW_PIN, NEW_PIN)


def ask_on_phone(kiosk: Kiosk, claim: Claim) -> account.ResetAsked | Denied:
    """Ask for the new PIN from a phone."""
    return account.reset_pin(kiosk, claim, WRONG, NEW_PIN, NEW_PIN, on_phone=True)


def ask_rightly(kiosk: Kiosk, person: Person) -> None:
    """Ask with the right number and a new code from the right letterbox."""
    ask(kiosk, person.claim, letterbox_code(kiosk, person.address))
    account.settle_resets(kiosk)


@contextmanager
def watched(kiosk: Kiosk) -> Iterator[list[str]]:
    """Collect the statements that reach the database."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(kiosk.store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(kiosk.store.engine, "before_cursor_execute", note)


def test_the_new_pin_works_after_a_day(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Until then the old one does, and from then on only the new one."""
    ask_rightly(kiosk, anna)
    clock.advance(DAY - timedelta(seconds=1))
    assert 0 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna, NEW_PIN) is None
    assert log_in(kiosk, anna)
    clock.advance(timedelta(seconds=1))
    assert 1 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna) is None
    assert log_in(kiosk, anna, NEW_PIN)


def test_no_clock_shortens_the_day(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Setting the wall clock forward, or starting the machine again, brings nothing nearer."""
    ask_rightly(kiosk, anna)
    clock.set(clock.now() + timedelta(days=20))
    assert 0 == account.settle_resets(kiosk)
    clock.ticks = 0.0
    assert 0 == account.settle_resets(kiosk)
    clock.advance(DAY)
    assert 1 == account.settle_resets(kiosk)


def test_a_pass_serves_as_well(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Whoever has the pass needs no number."""
    claim = Claim("pass", people.slips(kiosk, "welcome")[-1]["code"])
    ask(kiosk, claim, letterbox_code(kiosk, ANNA))
    account.settle_resets(kiosk)
    clock.advance(DAY)
    assert 1 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna, NEW_PIN)


def test_every_confirmed_channel_is_told(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """At once, and when it works; a channel that is not confirmed hears nothing."""
    people.confirm_channel(kiosk, anna, "mobile")
    ask_rightly(kiosk, anna)
    assert "asked for a new PIN" in letters(kiosk, MOBILE)[-1].msgid
    clock.advance(DAY)
    account.settle_resets(kiosk)
    assert "works now" in letters(kiosk, MOBILE)[-1].msgid
    assert [] == letters(kiosk, "anna@example.dk")


def test_it_can_be_stopped_in_a_visit(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Whoever logs in with the old PIN sees it and stops it."""
    ask_rightly(kiosk, anna)
    coming = account.coming_reset(kiosk, anna.visit)
    assert coming
    assert 24 == coming.hours_left
    account.stop_reset(kiosk, anna.visit)
    assert account.coming_reset(kiosk, anna.visit) is None
    clock.advance(DAY)
    assert 0 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna)


def test_it_can_be_stopped_by_letter(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """The code in the letter stops it without a visit, once."""
    people.confirm_channel(kiosk, anna, "mobile")
    ask_rightly(kiosk, anna)
    code = code_in(letters(kiosk, MOBILE)[-1])
    assert isinstance(account.stop_by_code(kiosk, WRONG), Denied)
    assert account.stop_by_code(kiosk, code) is None
    assert "was stopped" in letters(kiosk, MOBILE)[-1].msgid
    assert isinstance(account.stop_by_code(kiosk, code), Denied)
    clock.advance(DAY)
    assert 0 == account.settle_resets(kiosk)


def test_there_may_be_nothing_to_stop(kiosk: Kiosk, anna: Person) -> None:
    """Stopping what is not under way is told."""
    with pytest.raises(Refusal) as told:
        account.stop_reset(kiosk, anna.visit)
    assert "reset-none" == told.value.code


@pytest.mark.parametrize("begin_last", [False, True])
def test_stop_codes_cannot_be_tried_for_ever(kiosk: Kiosk, anna: Person, begin_last: bool) -> None:
    """Sixty a day are looked at, also where the power goes after each."""
    people.confirm_channel(kiosk, anna, "mobile")
    ask_rightly(kiosk, anna)
    for _ in range(rules.STOP_TRIES):
        with pytest.raises(people.Killed):
            account.stop_by_code(people.dying(kiosk, 1, begin_last=begin_last), WRONG)
    code = code_in(letters(kiosk, MOBILE)[-1])
    assert isinstance(account.stop_by_code(kiosk, code), Denied)
    assert account.coming_reset(kiosk, anna.visit)


def test_no_stranger_on_a_phone_keeps_it_from_being_stopped(kiosk: Kiosk, anna: Person) -> None:
    """Whoever asked may try made-up codes from anywhere: the one in the letter still stops it."""
    people.confirm_channel(kiosk, anna, "mobile")
    ask_rightly(kiosk, anna)
    for _ in range(rules.STOP_TRIES + 1):
        assert isinstance(account.stop_by_code(kiosk, WRONG, on_phone=True), Denied)
    code = code_in(letters(kiosk, MOBILE)[-1])
    assert account.stop_by_code(kiosk, code, on_phone=True) is None
    assert account.coming_reset(kiosk, anna.visit) is None


def test_no_stranger_on_a_phone_uses_up_anybodys_tries(
    kiosk: Kiosk, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often phones ask, kiosk and phones still do; a pass counts with its owner alone."""
    monkeypatch.setattr(rules, "RESET_TRIES", 3)
    with kiosk.store.write() as db:
        owner = Claim("pass", visits.issue_pass(db, kiosk, anna.id))
    stranger = Claim("pass", "7" * 26)
    for claim in (stranger, anna.claim):
        for _ in range(rules.RESET_TRIES + 1):
            assert not isinstance(ask_on_phone(kiosk, claim), Denied)
    assert not isinstance(ask(kiosk, anna.claim, WRONG), Denied)
    for _ in range(rules.OWN_RESET_TRIES):
        assert not isinstance(ask_on_phone(kiosk, owner), Denied)
    assert isinstance(ask_on_phone(kiosk, owner), Denied)


def test_a_letterbox_code_is_used_up(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """The code of a stopped reset starts no other, and confirms nobody."""
    code = letterbox_code(kiosk, ANNA)
    ask(kiosk, anna.claim, code)
    account.settle_resets(kiosk)
    account.stop_reset(kiosk, anna.visit)
    ask(kiosk, anna.claim, code)
    account.settle_resets(kiosk)
    assert account.coming_reset(kiosk, anna.visit) is None
    flatmate = people.join(kiosk, "Finn", ANNA)
    assert isinstance(account.confirm_address(kiosk, flatmate.visit, code), Denied)
    clock.advance(DAY)
    assert 0 == account.settle_resets(kiosk)


def test_asking_again_waits_again(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """No PIN ever works that has not waited a whole day itself."""
    ask_rightly(kiosk, anna)
    clock.advance(DAY / 2)
    account.reset_pin(kiosk, anna.claim, letterbox_code(kiosk, ANNA), "111222", "111222")
    account.settle_resets(kiosk)
    clock.advance(DAY / 2)
    assert 0 == account.settle_resets(kiosk)
    clock.advance(DAY / 2)
    assert 1 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna, NEW_PIN) is None
    assert log_in(kiosk, anna, "111222")


def test_a_changed_pin_ends_the_reset(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Whoever remembers the PIN and changes it has the last word."""
    ask_rightly(kiosk, anna)
    account.change_pin(kiosk, anna.visit, people.PIN, "111222", "111222")
    clock.advance(DAY)
    assert 0 == account.settle_resets(kiosk)
    assert log_in(kiosk, anna, "111222")


def test_open_visits_end_when_it_works(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """A visit that was begun with the old PIN is over then."""
    ask_rightly(kiosk, anna)
    clock.advance(DAY - timedelta(minutes=5))
    visit = log_in(kiosk, anna)
    assert visit
    clock.advance(timedelta(minutes=5))
    account.settle_resets(kiosk)
    with pytest.raises(Refusal) as told:
        visits.who(kiosk, visit)
    assert "visit-over" == told.value.code


def test_calendars_stop_when_it_works(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """No link from before opens one's days, and none before the wait is over is lost."""
    link = calendars.make_link(kiosk, anna.visit, Kind.OWN)
    ask_rightly(kiosk, anna)
    assert calendars.feed(kiosk, link) is not None
    clock.advance(DAY)
    account.settle_resets(kiosk)
    assert calendars.feed(kiosk, link) is None


def test_in_person_only_is_in_person_only(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Nothing happens, nobody is told, the code stays unused; what was under way is stopped."""
    people.confirm_channel(kiosk, anna, "mobile")
    ask_rightly(kiosk, anna)
    account.only_in_person(kiosk, anna.visit, on=True)
    assert account.coming_reset(kiosk, anna.visit) is None
    before = len(letters(kiosk, MOBILE))
    code = letterbox_code(kiosk, ANNA)
    ask(kiosk, anna.claim, code)
    account.settle_resets(kiosk)
    assert account.coming_reset(kiosk, anna.visit) is None
    clock.advance(DAY)
    assert 0 == account.settle_resets(kiosk)
    assert before == len(letters(kiosk, MOBILE))
    flatmate = people.join(kiosk, "Finn", ANNA)
    assert account.confirm_address(kiosk, flatmate.visit, code) is None


@pytest.mark.parametrize("when", ["before it is judged", "before it works"])
def test_the_frozen_get_no_pin(kiosk: Kiosk, anna: Person, clock: FakeClock, when: str) -> None:
    """Whoever is moving out gets no new PIN."""
    ask(kiosk, anna.claim, letterbox_code(kiosk, ANNA))
    if when == "before it works":
        account.settle_resets(kiosk)
    with kiosk.store.write() as db:
        residents.freeze(db, anna.id, clock.now())
    account.settle_resets(kiosk)
    clock.advance(DAY)
    account.settle_resets(kiosk)
    assert log_in(kiosk, anna, NEW_PIN) is None


def test_everybody_gets_the_same_answer(kiosk: Kiosk, anna: Person, carl: Person) -> None:
    """Right, wrong, unregistered, in person only: the same words after the same work."""
    account.only_in_person(kiosk, carl.visit, on=True)
    nobody = Claim("typed", nobodys_number(anna, carl))
    attempts = {
        "all right": (anna.claim, letterbox_code(kiosk, ANNA)),
        "wrong code": (anna.claim, WRONG),
        "code of another door": (anna.claim, letterbox_code(kiosk, BENTE)),
        "nobody's number": (nobody, letterbox_code(kiosk, ANNA)),
        "in person only": (carl.claim, letterbox_code(kiosk, carl.address)),
    }
    ask(kiosk, anna.claim, WRONG)  # the first of a day makes the row that the others count in
    answers, runs, statements = [], [], []
    for claim, code in attempts.values():
        before = work.runs
        with watched(kiosk) as seen:
            answers.append(ask(kiosk, claim, code))
        runs.append(work.runs - before)
        statements.append(tuple(seen))
    assert 1 == len(set(map(str, answers)))
    assert [1] * len(attempts) == runs
    assert 1 == len(set(statements))


def nobodys_number(*known: Person) -> str:
    """Return a well-formed neighbour number that none of the known has."""
    numbers = (f"{number:06}" for number in range(1_000_000))
    taken = {person.number.replace("-", "") for person in known}
    return next(n for n in numbers if visits.read_number(n) and n not in taken)


def test_only_the_right_one_is_under_way(kiosk: Kiosk, anna: Person, carl: Person) -> None:
    """Behind the same answer, nothing but the right number with the right code starts anything."""
    ask(kiosk, anna.claim, WRONG)
    ask(kiosk, anna.claim, letterbox_code(kiosk, BENTE))
    ask(kiosk, carl.claim, letterbox_code(kiosk, ANNA))
    account.settle_resets(kiosk)
    assert account.coming_reset(kiosk, anna.visit) is None
    assert account.coming_reset(kiosk, carl.visit) is None
    with kiosk.store.read() as db:
        assert [] == db.exec(select(ResetRequest)).all()


@pytest.mark.parametrize("begin_last", [False, True])
def test_asking_is_capped_for_all_alike(kiosk: Kiosk, anna: Person, begin_last: bool) -> None:
    """Sixty a day for the whole kiosk, also where the power goes after each; then a denial."""
    for _ in range(rules.RESET_TRIES):
        with pytest.raises(people.Killed):
            ask(people.dying(kiosk, 1, begin_last=begin_last), anna.claim, WRONG)
    right = ask(kiosk, anna.claim, letterbox_code(kiosk, ANNA))
    assert isinstance(right, Denied)
    assert right == ask(kiosk, Claim("typed", nobodys_number(anna)), WRONG)
    account.settle_resets(kiosk)
    assert account.coming_reset(kiosk, anna.visit) is None


@pytest.mark.parametrize(
    ("number", "code", "pin", "refusal"),
    [
        ("123456", WRONG, NEW_PIN, "reset-number-mistyped"),
        ("20 12 34 56", WRONG, NEW_PIN, "reset-number-mistyped"),
        ("", "00000001", NEW_PIN, "code-mistyped"),
        ("", WRONG, "905163", "pin-not-same"),
        ("", WRONG, "12", "pin-six-digits"),
    ],
)
def test_mistypes_are_told(
    kiosk: Kiosk, anna: Person, number: str, code: str, pin: str, refusal: str
) -> None:
    """What a check digit or character finds is told beside its field; it is nobody's secret."""
    claim = Claim("typed", number or anna.number)
    with pytest.raises(Refusal) as told:
        account.reset_pin(kiosk, claim, code, pin, NEW_PIN)
    assert refusal == told.value.code


@pytest.mark.parametrize("begin_last", [False, True])
def test_a_kill_while_settling_loses_nothing(
    kiosk: Kiosk, anna: Person, clock: FakeClock, begin_last: bool
) -> None:
    """What was being judged or made to work is, next time."""
    ask(kiosk, anna.claim, letterbox_code(kiosk, ANNA))
    for step in (timedelta(0), DAY):
        clock.advance(step)
        with pytest.raises(people.Killed):
            account.settle_resets(people.dying(kiosk, 0, begin_last=begin_last))
        account.settle_resets(kiosk)
    assert log_in(kiosk, anna, NEW_PIN)
