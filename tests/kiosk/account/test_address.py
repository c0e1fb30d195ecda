"""An address is proven by what lies in its letterbox, once, and by nothing else."""

from datetime import timedelta

import pytest
from sqlmodel import select

from kiosk import account, estate, residents, trust, visits
from kiosk.account import rules
from kiosk.account.tables import LetterboxCode
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Denied
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, BENTE, CARL, Person, letterbox_code, resident

WRONG = rules.with_check("0000000")


def test_a_code_confirms_whoever_lives_there(kiosk: Kiosk, carl: Person) -> None:
    """The code from one's own letterbox confirms one's address."""
    assert account.confirm_address(kiosk, carl.visit, letterbox_code(kiosk, CARL).lower()) is None
    assert resident(kiosk, carl).address_confirmed


def test_ties_wake_with_the_address(kiosk: Kiosk, anna: Person, carl: Person) -> None:
    """A tie that slept for want of an address is awake from that moment."""
    people.tie(kiosk, anna, carl)
    with kiosk.store.read() as db:
        assert not trust.awake(db, anna.id, carl.id)
    people.confirm(kiosk, carl)
    with kiosk.store.read() as db:
        assert trust.awake(db, anna.id, carl.id)


def test_a_code_works_once(kiosk: Kiosk, carl: Person) -> None:
    """Two people behind one door need a code each."""
    code = letterbox_code(kiosk, CARL)
    dorte = people.join(kiosk, "Dorte", CARL)
    assert account.confirm_address(kiosk, carl.visit, code) is None
    assert isinstance(account.confirm_address(kiosk, dorte.visit, code), Denied)
    assert not resident(kiosk, dorte).address_confirmed


def test_a_code_belongs_to_its_door(kiosk: Kiosk, carl: Person) -> None:
    """Another door's code confirms nobody here, and stays good for those it is for."""
    code = letterbox_code(kiosk, BENTE)
    assert isinstance(account.confirm_address(kiosk, carl.visit, code), Denied)
    bente = people.join(kiosk, "Bente", BENTE)
    assert account.confirm_address(kiosk, bente.visit, code) is None


def test_a_code_lapses(kiosk: Kiosk, carl: Person, clock: FakeClock) -> None:
    """After 30 days a slip is paper."""
    code = letterbox_code(kiosk, CARL)
    clock.set(clock.now() + rules.CODE_LIFE)
    assert isinstance(account.confirm_address(kiosk, carl.visit, code), Denied)


def test_wrong_tries_are_capped(kiosk: Kiosk, carl: Person, clock: FakeClock) -> None:
    """After five wrong codes not even the right one counts, nor a new one; a day later it does."""
    code = letterbox_code(kiosk, CARL)
    for _ in range(rules.CONFIRM_TRIES):
        assert isinstance(account.confirm_address(kiosk, carl.visit, WRONG), Denied)
    assert isinstance(account.confirm_address(kiosk, carl.visit, code), Denied)
    new = letterbox_code(kiosk, CARL)
    assert isinstance(account.confirm_address(kiosk, carl.visit, new), Denied)
    clock.set(clock.now() + timedelta(days=2))
    assert isinstance(account.confirm_address(kiosk, carl.visit, new), Denied)
    clock.advance(timedelta(days=1))
    visit = people.log_in(kiosk, carl)
    assert visit
    assert account.confirm_address(kiosk, visit, new) is None


def test_a_slip_of_the_finger_is_no_try(kiosk: Kiosk, carl: Person) -> None:
    """What the check finds is told beside the field and not counted."""
    for _ in range(2 * rules.CONFIRM_TRIES):
        with pytest.raises(Refusal) as told:
            account.confirm_address(kiosk, carl.visit, "0000 0001")
        assert "code-mistyped" == told.value.code
    assert account.confirm_address(kiosk, carl.visit, letterbox_code(kiosk, CARL)) is None


@pytest.mark.parametrize("begin_last", [False, True])
def test_a_kill_after_the_try_counts(kiosk: Kiosk, carl: Person, begin_last: bool) -> None:
    """Wherever the power goes after a try was counted, the try stands and the code is unused."""
    code = letterbox_code(kiosk, CARL)
    for _ in range(rules.CONFIRM_TRIES):
        with pytest.raises(people.Killed):
            account.confirm_address(people.dying(kiosk, 1, begin_last=begin_last), carl.visit, code)
    assert isinstance(account.confirm_address(kiosk, carl.visit, code), Denied)
    assert not resident(kiosk, carl).address_confirmed


def test_who_is_confirmed_needs_no_code(kiosk: Kiosk, anna: Person) -> None:
    """A code is not used up by somebody who is confirmed already."""
    with pytest.raises(Refusal) as told:
        account.confirm_address(kiosk, anna.visit, letterbox_code(kiosk, ANNA))
    assert "address-is-confirmed" == told.value.code


def test_the_frozen_confirm_nothing(kiosk: Kiosk, carl: Person) -> None:
    """Whoever was frozen has no visit any more."""
    code = letterbox_code(kiosk, CARL)
    with kiosk.store.write() as db:
        residents.freeze(db, carl.id, kiosk.clock.now())
    with pytest.raises(Refusal) as told:
        account.confirm_address(kiosk, carl.visit, code)
    assert "visit-over" == told.value.code


def test_only_hashes_are_kept(kiosk: Kiosk, anna: Person) -> None:
    """The code is on the slip and nowhere else; the slip says the door and no name."""
    code = letterbox_code(kiosk, ANNA)
    (card,) = [slip for slip in people.slips(kiosk, "letterbox") if slip["code"] == code]
    assert {"door": ANNA, "code": code, "days": 30} == card
    with kiosk.store.read() as db:
        kept = [row.code_hash for row in db.exec(select(LetterboxCode))]
    assert kept
    assert not any(code.replace(" ", "").encode() in code_hash for code_hash in kept)
    assert "Anna" not in str(card), anna


def test_slips_wait_for_the_caretaker(kiosk: Kiosk, anna: Person) -> None:
    """The caretaker's slips belong to no visit, and doors named twice get two codes."""
    door = estate.find_door(kiosk, BENTE).id
    before = len(people.slips(kiosk, "letterbox"))
    assert 2 == account.letterbox(kiosk, [door, door])
    visits.end(kiosk, anna.visit)
    codes = [slip["code"] for slip in people.slips(kiosk, "letterbox")[before:]]
    assert 2 == len(set(codes))


def test_an_unknown_door_makes_no_code(kiosk: Kiosk, anna: Person) -> None:
    """Either all doors get their slip or none does."""
    before = len(people.slips(kiosk, "letterbox"))
    with pytest.raises(Refusal):
        account.letterbox(kiosk, [estate.find_door(kiosk, BENTE).id, 4711])
    assert before == len(people.slips(kiosk, "letterbox")), anna


def test_the_oldest_codes_of_a_door_give_way(kiosk: Kiosk, carl: Person) -> None:
    """A door has at most eight live codes; the newest stay."""
    codes = [letterbox_code(kiosk, CARL) for _ in range(rules.CODES_A_DOOR + 1)]
    assert isinstance(account.confirm_address(kiosk, carl.visit, codes[0]), Denied)
    assert account.confirm_address(kiosk, carl.visit, codes[1]) is None
