"""A handover is taken over once, by the phone that its person picks, and dies within minutes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from kiosk import account, handover, visits
from kiosk.account.rules import with_check
from kiosk.handover import LOG_IN, Offer, Redeemed, Standing, State, Target
from kiosk.handover.tables import HandoverRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied, Visit
from tests.conftest import FakeClock
from tests.people import Person, move_in

PLACE = Target("/vacations/new", {"note": ("Hils på postbuddet",), "tasks": ("plants", "bin")})


@pytest.fixture
def bente(kiosk: Kiosk) -> Person:
    """Somebody who stands at the kiosk."""
    return move_in(kiosk)


def redeemed(kiosk: Kiosk, made: Offer) -> Redeemed:
    """Take a code over."""
    found = handover.redeem(kiosk, made.code)
    assert found is not None
    return found


def logged_in(kiosk: Kiosk, secret: str, pin: str) -> Visit | Denied:
    """Log in on the phone that holds a secret."""
    return visits.log_in(kiosk, Claim(LOG_IN, secret), pin, on_phone=True)


def test_codes_that_are_nobodys_hold_up_no_writing(kiosk: Kiosk, bente: Person) -> None:
    """While somebody writes, whoever tries made-up codes is answered, and waits for no turn."""
    assert bente
    with ThreadPoolExecutor(2) as pool, kiosk.store.write():
        code, stop = "7" * 26, with_check("0000000")
        assert pool.submit(handover.redeem, kiosk, code).result(3.0) is None
        found = pool.submit(account.stop_by_code, kiosk, stop, on_phone=True).result(3.0)
        assert isinstance(found, Denied)


def test_a_visit_goes_on_on_the_phone(kiosk: Kiosk, bente: Person) -> None:
    """Scanned, picked, the PIN typed: the phone is where the kiosk was, with what was filled in."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    assert phone.number in handover.look(kiosk, made).numbers
    assert Standing(State.REDEEMED, phone.number, of_visit=True) == handover.waiting(
        kiosk, phone.secret
    )
    assert handover.match(kiosk, made, phone.number)
    visit = logged_in(kiosk, phone.secret, bente.pin)
    assert isinstance(visit, Visit)
    assert "/vacations/new" == handover.arrive(kiosk, visit, phone.secret)
    assert PLACE == handover.carried(kiosk, visit)
    assert State.LIVE is handover.look(kiosk, made).state
    handover.finish(kiosk, visit)
    assert State.DONE is handover.look(kiosk, made).state
    assert handover.carried(kiosk, visit) is None


def test_of_fifty_phones_one_gets_it(kiosk: Kiosk, bente: Person) -> None:
    """However many redeem a code at once, exactly one has it."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    with ThreadPoolExecutor(10) as phones:
        found = list(phones.map(lambda _: handover.redeem(kiosk, made.code), range(50)))
    assert 1 == sum(each is not None for each in found)


def test_a_photographed_code_opens_nothing(kiosk: Kiosk, bente: Person) -> None:
    """Whoever was quicker shows another number than the person's own phone; nobody gets in."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    thief = redeemed(kiosk, made)
    assert handover.redeem(kiosk, made.code) is None
    other = next(each for each in handover.look(kiosk, made).numbers if each != thief.number)
    assert not handover.match(kiosk, made, other)
    assert State.OVER is handover.waiting(kiosk, thief.secret).state
    assert isinstance(logged_in(kiosk, thief.secret, bente.pin), Denied)
    assert not handover.match(kiosk, made, thief.number)


def test_without_the_number_picked_the_pin_is_no_use(kiosk: Kiosk, bente: Person) -> None:
    """A phone that was not picked cannot log in, and neither can one that never had the code."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    assert isinstance(logged_in(kiosk, phone.secret, bente.pin), Denied)
    assert isinstance(logged_in(kiosk, made.code, bente.pin), Denied)
    assert handover.match(kiosk, made, phone.number)
    assert isinstance(logged_in(kiosk, made.code, bente.pin), Denied)


def test_the_log_in_works_once(kiosk: Kiosk, bente: Person) -> None:
    """After the phone has logged in, what it held opens nothing."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    handover.match(kiosk, made, phone.number)
    assert isinstance(logged_in(kiosk, phone.secret, bente.pin), Visit)
    assert isinstance(logged_in(kiosk, phone.secret, bente.pin), Denied)


def test_another_persons_pin_does_not_arrive(kiosk: Kiosk, bente: Person) -> None:
    """Whoever logs in by a way of their own does not come to what somebody else was doing."""
    carl = move_in(kiosk, "Carl", "Lærkevej 4, 1. tv")
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    handover.match(kiosk, made, phone.number)
    visit = visits.log_in(kiosk, Claim("pass", carl.pass_code), carl.pin, on_phone=True)
    assert isinstance(visit, Visit)
    assert handover.arrive(kiosk, visit, phone.secret) is None
    assert handover.carried(kiosk, visit) is None


@pytest.mark.parametrize("step", ["offered", "redeemed", "matched"])
def test_it_lapses_at_every_step(kiosk: Kiosk, clock: FakeClock, bente: Person, step: str) -> None:
    """Two minutes after each step nothing goes on, and what was filled in is gone."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = Redeemed("", 0)
    if step != "offered":
        phone = redeemed(kiosk, made)
    if step == "matched":
        assert handover.match(kiosk, made, phone.number)
    clock.advance(timedelta(seconds=121))
    assert State.OVER is handover.look(kiosk, made).state
    assert handover.redeem(kiosk, made.code) is None
    assert not handover.match(kiosk, made, phone.number)
    assert isinstance(logged_in(kiosk, phone.secret, bente.pin), Denied)
    handover.sweep(kiosk)
    with kiosk.store.read() as db:
        assert [] == list(db.execute(sa.select(HandoverRow)).all())


def test_taken_back_it_opens_nothing(kiosk: Kiosk, bente: Person) -> None:
    """When the kiosk's screen is left, the phone is out as well, matched or not."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    handover.match(kiosk, made, phone.number)
    handover.withdraw(kiosk, made)
    handover.withdraw(kiosk, made)
    assert isinstance(logged_in(kiosk, phone.secret, bente.pin), Denied)


def test_only_the_screen_that_made_it_can_steer_it(kiosk: Kiosk, bente: Person) -> None:
    """A guessed number of a handover is no way in."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    forged = replace(made, token="0" * 26)
    assert State.OVER is handover.look(kiosk, forged).state
    assert not handover.match(kiosk, forged, phone.number)
    handover.withdraw(kiosk, forged)
    assert State.REDEEMED is handover.look(kiosk, made).state


def test_a_form_travels_there_and_back(kiosk: Kiosk) -> None:
    """Somebody who signs up types their e-mail on the phone; the kiosk gets the form back."""
    made = handover.offer_form(kiosk, Target("/sign-up", {"name": ("Bente",)}))
    phone = redeemed(kiosk, made)
    assert not handover.give_back(kiosk, phone.secret, {"name": ("Thief",)})
    assert handover.match(kiosk, made, phone.number)
    target = handover.waiting(kiosk, phone.secret).target
    assert Target("/sign-up", {"name": ("Bente",)}) == target
    filled = {"name": ("Bente",), "email": ("bente@example.dk",)}
    assert handover.give_back(kiosk, phone.secret, filled)
    standing = handover.look(kiosk, made)
    assert (State.DONE, Target("/sign-up", filled)) == (standing.state, standing.target)
    assert not handover.give_back(kiosk, phone.secret, {})


def test_a_form_without_a_visit_lets_nobody_in(kiosk: Kiosk, bente: Person) -> None:
    """A handover of a form alone is no log-in for anybody."""
    made = handover.offer_form(kiosk, Target("/sign-up"))
    phone = redeemed(kiosk, made)
    handover.match(kiosk, made, phone.number)
    assert isinstance(logged_in(kiosk, phone.secret, bente.pin), Denied)


def test_a_phone_logs_in_at_a_kiosk(kiosk: Kiosk, clock: FakeClock, bente: Person) -> None:
    """The code on a phone's page logs in at a kiosk once, with the PIN, for two minutes."""
    code = handover.ticket(kiosk, bente.visit)
    wrong = "000000" if bente.pin != "000000" else "111111"
    assert isinstance(visits.log_in(kiosk, Claim(LOG_IN, code), wrong), Denied)
    assert isinstance(visits.log_in(kiosk, Claim(LOG_IN, code), bente.pin), Visit)
    assert isinstance(visits.log_in(kiosk, Claim(LOG_IN, code), bente.pin), Denied)
    late = handover.ticket(kiosk, bente.visit)
    clock.advance(timedelta(seconds=121))
    assert isinstance(visits.log_in(kiosk, Claim(LOG_IN, late), bente.pin), Denied)


def test_no_code_lies_in_the_database(kiosk: Kiosk, bente: Person) -> None:
    """What is kept of codes and secrets is their keyed hashes."""
    made = handover.offer(kiosk, bente.visit, PLACE)
    phone = redeemed(kiosk, made)
    with kiosk.store.read() as db:
        table = sa.inspect(HandoverRow).local_table
        rows = [dict(row) for row in db.execute(sa.select(table)).mappings()]
    kept = str(rows)
    assert not any(code in kept for code in (made.code, made.token, phone.secret))


def test_an_ended_visit_offers_nothing(kiosk: Kiosk, bente: Person) -> None:
    """Whoever has left cannot be handed over."""
    visits.end(kiosk, bente.visit)
    with pytest.raises(Refusal) as told:
        handover.offer(kiosk, bente.visit, PLACE)
    assert "visit-over" == told.value.code
