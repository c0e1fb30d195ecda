"""A lost pass is dead at once, and a PIN changes only for whoever knows the old one."""

from datetime import timedelta

import pytest

from kiosk import account, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied, Visit, rules
from kiosk.words import language
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import NEW_PIN, PIN, Person, letters, log_in


def pass_of(kiosk: Kiosk) -> Claim:
    """Return the newest pass that was printed."""
    return Claim("pass", people.slips(kiosk, "welcome")[-1]["code"])


def test_a_blocked_pass_opens_nothing(kiosk: Kiosk, anna: Person) -> None:
    """A pass is blocked at once, twice is no fault, and the number goes on working."""
    lost = pass_of(kiosk)
    assert isinstance(visits.log_in(kiosk, lost, PIN), Visit)
    account.block_pass(kiosk, anna.visit)
    account.block_pass(kiosk, anna.visit)
    assert isinstance(visits.log_in(kiosk, lost, PIN), Denied)
    assert log_in(kiosk, anna)


def test_a_new_pass_replaces_the_old(kiosk: Kiosk, anna: Person) -> None:
    """The new pass has another code, and the old one is dead before it is printed."""
    lost = pass_of(kiosk)
    account.new_pass(kiosk, anna.visit)
    assert isinstance(visits.log_in(kiosk, lost, PIN), Denied)
    assert isinstance(visits.log_in(kiosk, pass_of(kiosk), PIN), Visit)


def test_a_new_pass_belongs_to_the_visit(kiosk: Kiosk, anna: Person) -> None:
    """What has not begun to print when the visit ends is dropped."""
    account.new_pass(kiosk, anna.visit)
    visits.end(kiosk, anna.visit)
    assert [] == people.slips(kiosk, "welcome")


def test_a_pin_is_changed(kiosk: Kiosk, anna: Person) -> None:
    """The new PIN opens, the old one does not, and this visit goes on."""
    assert account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN) is None
    assert log_in(kiosk, anna) is None
    assert log_in(kiosk, anna, NEW_PIN)
    assert "Anna" == visits.who(kiosk, anna.visit).name


def test_other_visits_end_with_the_pin(kiosk: Kiosk, anna: Person) -> None:
    """Whoever had logged in with the old PIN elsewhere is out."""
    other = log_in(kiosk, anna)
    assert other
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    with pytest.raises(Refusal) as told:
        visits.who(kiosk, other)
    assert "visit-over" == told.value.code


def test_a_changed_pin_is_announced(kiosk: Kiosk, anna: Person) -> None:
    """Every confirmed channel hears of it; an unconfirmed one hears nothing."""
    people.confirm_channel(kiosk, anna, "mobile")
    before = len(letters(kiosk, "+4520123456"))
    account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    told = letters(kiosk, "+4520123456")[before:]
    assert ["Your PIN at the neighbour kiosk was changed."] == [
        letter.msgid.split(" Was")[0] for letter in told
    ]
    assert [] == letters(kiosk, "anna@example.dk")


def test_a_wrong_old_pin_is_counted(kiosk: Kiosk, anna: Person, clock: FakeClock) -> None:
    """Guessing in somebody's open visit is as slow as guessing at the log-in."""
    for _ in range(5):
        assert isinstance(account.change_pin(kiosk, anna.visit, "000000", NEW_PIN, NEW_PIN), Denied)
    denied = account.change_pin(kiosk, anna.visit, PIN, NEW_PIN, NEW_PIN)
    assert isinstance(denied, Denied)
    assert denied.wait_s
    clock.advance(timedelta(seconds=denied.wait_s))
    assert log_in(kiosk, anna)


def test_whoever_is_logged_in_is_sent_to_no_other_log_in(
    kiosk: Kiosk, anna: Person, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the old PIN was wrong too often they read how to get a new one without it."""
    said = []
    for _ in range(6):
        denied = account.change_pin(kiosk, anna.visit, "000000", NEW_PIN, NEW_PIN)
        assert isinstance(denied, Denied)
        said.append(language("en").say(denied.message))
    assert "That is not your PIN. Type it again." == said[0]
    wait = "That was wrong too often. Try again in 15 minutes."
    told = f"{wait} Forgotten it? Log out, and choose “Forgotten PIN or lost pass”."
    assert [told] * 2 == said[-2:]
    monkeypatch.setattr(rules, "OFF_IN_A_ROW", 5)
    clock.advance(timedelta(minutes=15))
    closed = account.change_pin(kiosk, visit_of(kiosk, anna), PIN, NEW_PIN, NEW_PIN)
    assert isinstance(closed, Denied)
    assert closed.wait_s is None
    assert "Log out, and choose" in language("en").say(closed.message)


def visit_of(kiosk: Kiosk, person: Person) -> Visit:
    """Let somebody log in with a pass, which is counted by itself."""
    with kiosk.store.write() as db:
        own = Claim("pass", visits.issue_pass(db, kiosk, person.id))
    found = visits.log_in(kiosk, own, PIN)
    assert isinstance(found, Visit)
    return found


@pytest.mark.parametrize(
    ("new", "again", "code"),
    [("905162", "905163", "pin-not-same"), ("1234", "1234", "pin-six-digits")],
)
def test_a_new_pin_is_typed_back(
    kiosk: Kiosk, anna: Person, new: str, again: str, code: str
) -> None:
    """A PIN that was not dealt, or typed back differently, changes nothing."""
    with pytest.raises(Refusal) as told:
        account.change_pin(kiosk, anna.visit, PIN, new, again)
    assert code == told.value.code
    assert log_in(kiosk, anna)


@pytest.mark.parametrize("begin_last", [False, True])
@pytest.mark.parametrize("whole", [0, 1, 2])
def test_a_kill_leaves_the_old_pin(
    kiosk: Kiosk, anna: Person, whole: int, begin_last: bool
) -> None:
    """Wherever the power goes, the PIN is the old one until the change is whole."""
    with pytest.raises(people.Killed):
        account.change_pin(
            people.dying(kiosk, whole, begin_last=begin_last), anna.visit, PIN, NEW_PIN, NEW_PIN
        )
    assert log_in(kiosk, anna, NEW_PIN) is None
    assert log_in(kiosk, anna)
