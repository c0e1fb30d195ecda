"""Whoever can open a letterbox gets a PIN a day later, and nothing worth having with it."""

from datetime import date, timedelta

import pytest

from kiosk import account, residents, trust, vacations, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.vacations import LogVacation
from kiosk.visits import Claim, Visit
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, AWAY, NEW_PIN, Person, letterbox_code

HOME_AGAIN = date(2026, 12, 29)
SECRETS = ("Bente", "2026, 12", "Kaktus", "4520123456", "anna@example")


@pytest.fixture
def away(kiosk: Kiosk, anna: Person, bente: Person) -> Person:
    """Anna, who has told Bente that she is away at Christmas, and who is told so by Bente."""
    people.confirm_channel(kiosk, anna, "mobile")
    request = AWAY
    for owner, helper in ((anna, bente), (bente, anna)):
        mine = LogVacation(
            **{name: getattr(request, name) for name in LogVacation.__slots__}
            | {"audience": frozenset({helper.id})}
        )
        vacations.log(kiosk, owner.visit, mine)
    return anna


def everything_seen(kiosk: Kiosk, visit: Visit) -> str:
    """Return all that somebody in this visit can get the kiosk to say."""
    cards = (
        trust.circle(kiosk, visit),
        vacations.draft(kiosk, visit),
        vacations.mine(kiosk, visit),
        vacations.to_look_after(kiosk, visit),
        account.my_data(kiosk, visit),
        account.coming_reset(kiosk, visit),
        visits.who(kiosk, visit),
    )
    return repr(cards)


def take_over(kiosk: Kiosk, clock: FakeClock, claim: Claim) -> Visit:
    """Do what an attacker with a code from Anna's letterbox does, and return their visit."""
    account.reset_pin(kiosk, claim, letterbox_code(kiosk, ANNA), NEW_PIN, NEW_PIN)
    account.settle_resets(kiosk)
    clock.advance(timedelta(hours=24))
    account.settle_resets(kiosk)
    visit = visits.log_in(kiosk, claim, NEW_PIN)
    assert isinstance(visit, Visit)
    return visit


@pytest.mark.parametrize("attacker", ["flatmate", "caretaker", "thief"])
def test_whoever_opens_the_letterbox_learns_nothing(
    kiosk: Kiosk, away: Person, bente: Person, clock: FakeClock, attacker: str
) -> None:
    """No date, tie or name is shown to a flatmate, a caretaker who prints codes, or a thief."""
    assert [] == [secret for secret in SECRETS if secret not in everything_seen(kiosk, away.visit)]
    own = people.join(kiosk, "Finn", ANNA) if attacker == "flatmate" else None
    if own:
        people.confirm(kiosk, own)
        assert not any(secret in everything_seen(kiosk, own.visit) for secret in SECRETS)
    account.new_pass(kiosk, away.visit)
    pass_code = people.slips(kiosk, "welcome")[-1]["code"]
    claim = Claim("pass", pass_code) if attacker == "thief" else away.claim
    visit = take_over(kiosk, clock, claim)
    assert not [secret for secret in SECRETS if secret in everything_seen(kiosk, visit)]
    for vacation_id in range(1, 5):
        with pytest.raises(Refusal) as told:
            vacations.print_card(kiosk, visit, vacation_id)
        assert "vacation-gone" == told.value.code
    helper = people.log_in(kiosk, bente)
    assert helper
    assert () == vacations.to_look_after(kiosk, helper)


def test_a_neighbour_wakes_it_all(
    kiosk: Kiosk, away: Person, bente: Person, clock: FakeClock
) -> None:
    """Once Bente has said that it is still Anna, everything is as it was."""
    visit = take_over(kiosk, clock, away.claim)
    assert trust.circle(kiosk, visit).asleep
    helper = people.log_in(kiosk, bente)
    assert helper
    (tie,) = trust.circle(kiosk, helper).ties
    assert tie.ask_still_them
    trust.still_them(kiosk, helper, tie.id)
    assert "Bente" in repr(trust.circle(kiosk, visit))
    (mine,) = vacations.mine(kiosk, visit)
    assert HOME_AGAIN == mine.home_again
    (home,) = vacations.to_look_after(kiosk, helper)
    assert "Anna" == home.owner_name


def test_the_owner_is_told_in_time(kiosk: Kiosk, away: Person) -> None:
    """Within the transaction that starts it, Anna's phone is written to, without name or door."""
    account.reset_pin(kiosk, away.claim, letterbox_code(kiosk, ANNA), NEW_PIN, NEW_PIN)
    account.settle_resets(kiosk)
    letter = people.letters(kiosk, "+4520123456")[-1]
    assert "Somebody asked" in letter.msgid
    assert not any(secret in repr(letter) for secret in ("Anna", "Lærkevej", "2. th", "2026"))


def test_an_invitation_code_confirms_no_address(kiosk: Kiosk, anna: Person, carl: Person) -> None:
    """What was fished from a letterbox as an invitation card proves nothing about a home."""
    with kiosk.store.read() as db:
        door = residents.get(db, carl.id).door.id
    trust.invite(kiosk, anna.visit, door, "key")
    code = people.slips(kiosk, "invitation")[-1]["code"]
    with pytest.raises(Refusal) as told:
        account.confirm_address(kiosk, carl.visit, code)
    assert "code-mistyped" == told.value.code
