"""At the terminal with papers in hand: an address confirmed, a lost number and PIN dealt anew."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from kiosk import account, caretaker, visits
from kiosk.account.rules import MOVING_TRIES
from kiosk.caretaker import Shift
from kiosk.house import Kiosk
from kiosk.printing.port import Outcome
from kiosk.visits import Claim, Denied, Visit
from screens.lobby.widgets import Choices
from screens.lobby.widgets.pin import Secret
from tests.conftest import FakeClock
from tests.people import move_in
from tests.screens.lobby.conftest import Guest, Lobby
from tests.screens.lobby.test_caretaker_paper import printed
from tests.told import refused

PIN = "731904"
LOST = ("caretaker_people", "caretaker_lost")
MOVED = ("caretaker_people", "caretaker_moved")
STAYS = ("caretaker_people", "caretaker_stays")
SIZES = [(80, 24), (60, 20)]


async def on_duty(guest: Guest, kiosk: Kiosk) -> Shift:
    """Log a caretaker in at the terminal."""
    shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Poul", PIN), PIN)
    assert isinstance(shift, Shift)
    await guest.go("caretaker", shift=shift)
    return shift


async def choose(guest: Guest, *ways: str) -> None:
    """Choose what the caretaker wants to do, by its number, and then the first door of all."""
    for way in ways:
        keys = [each.key for each in guest.screen.query_one(Choices).entries]
        await guest.press(str(keys.index(way) + 1))
    await guest.press("1", "1")


async def test_an_address_is_confirmed(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Stairwell, door, and the number that the resident types themselves."""
    anna = move_in(sqlite_kiosk, "Anna", confirmed=False)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, "caretaker_vouch")
        await guest.type(anna.number.replace("-", ""))
        await guest.press("enter")
        assert "CaretakerScreen" == guest.place
        assert "The address is confirmed." in guest.text
        assert "Anna" not in guest.text
    assert visits.who(sqlite_kiosk, anna.visit).address_confirmed


async def test_a_wrong_number_is_told_beside_it(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """What was typed stays, and Escape goes one question back."""
    move_in(sqlite_kiosk, "Anna", confirmed=False)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, "caretaker_vouch")
        await guest.type("123456")
        await guest.press("enter")
        assert "This number does not belong to that door." in guest.text
        assert "123456" in guest.text
        await guest.press("escape")
        assert "Which door?" in guest.text
        await guest.press("escape", "escape")
        assert "CaretakerScreen" == guest.place


async def test_the_resident_gets_number_and_pin_alone(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock
) -> None:
    """The caretaker is logged out before the PIN is dealt; a day later both work."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(80, 24)) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        await choose(guest, *LOST)
        await guest.type("Anna")
        await guest.press("enter")
        assert "RenewalScreen" == guest.place
        refused("shift-over", lambda: caretaker.doors_waiting(sqlite_kiosk, shift))
        await guest.press("1")
        pin = guest.screen.query_one(Secret).value
        assert pin not in re.sub(r"\D", "", guest.text)
        await guest.press("1")
        await guest.type(pin)
        assert "RenewedScreen" == guest.place
        (number,) = re.findall(r"\d{3}-\d{3}", guest.text)
        await guest.press("1")
        assert "WelcomeScreen" == guest.place
        assert number not in guest.text
    clock.advance(timedelta(hours=25))
    account.settle_resets(sqlite_kiosk)
    assert isinstance(visits.log_in(sqlite_kiosk, Claim("typed", number), pin), Visit)


async def test_where_a_pass_is_wanted_the_screen_says_so(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """It is printed at once; one that was torn is settled, and never printed again."""
    wanted = sqlite_kiosk.settings.lobby._replace(require_pass=True)
    kiosk = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, lobby=wanted))
    move_in(kiosk, "Anna")
    printed(kiosk)
    async with lobby(size=(60, 20), kiosk=kiosk) as guest:
        await on_duty(guest, kiosk)
        await choose(guest, *LOST)
        await guest.type("Anna")
        await guest.press("enter", "1")
        pin = guest.screen.query_one(Secret).value
        await guest.press("1")
        await guest.type(pin)
        assert "It stands on your new pass, which is printed now." in guest.text
        assert "print a new pass" not in guest.text
        await guest.press("1")
        assert "WelcomeScreen" == guest.place
        assert 2 == printed(kiosk, Outcome.PARTLY)
        shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Eva", PIN), PIN)
        await guest.go("caretaker_paper", shift=shift)
        await guest.press("1")
        assert "A pass after number and PIN were lost" in guest.text
        assert "1 It came out, and is whole 2 Nobody needs it" in guest.text


async def test_a_lost_pass_leads_to_the_caretaker_where_one_is_wanted(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Nobody is sent to log in with a number that is not taken."""
    wanted = sqlite_kiosk.settings.lobby._replace(require_pass=True)
    kiosk = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, lobby=wanted))
    async with lobby(size=(80, 24), kiosk=kiosk) as guest:
        await guest.press("2", "f4", "2")
        assert "Go to the caretaker" in guest.text
        assert "Log in with your neighbour number" not in guest.text


async def test_whose_number_stood_on_the_lost_pass_is_sent_to_the_caretaker(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The number is printed on the pass alone: without either, nobody is left with a log-in."""
    async with lobby(size=(80, 24), kiosk=sqlite_kiosk) as guest:
        await guest.press("2", "f4", "2")
        assert "Log in with your neighbour number" in guest.text
        await guest.press("2")
        assert "Go to the caretaker" in guest.text
        assert "Log in now" not in guest.text
        await guest.press("1")
        assert guest.place == "WelcomeScreen"


async def test_no_way_leads_back_to_the_caretaker(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever stands there then reaches no caretaker's screen by any way back."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, *LOST)
        await guest.type("Anna")
        await guest.press("enter", "escape", "escape", "minus")
        assert "RenewalScreen" == guest.place
        await guest.press("1", "1", "escape", "escape", "escape")
        assert "RenewalScreen" == guest.place
        await guest.press("2")
        assert "WelcomeScreen" == guest.place


async def test_nobody_of_that_name_stays_with_the_caretaker(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """A wrong name is told beside it, and can be written again."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(60, 20)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, *LOST)
        await guest.type("Ole")
        await guest.press("enter")
        assert "LostBothScreen" == guest.place
        assert "Nobody of that name takes part at that door." in guest.text


async def test_too_late_is_told(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever takes more than ten minutes is told to fetch the caretaker once more."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, *LOST)
        await guest.type("Anna")
        await guest.press("enter", "1")
        pin = guest.screen.query_one(Secret).value
        with sqlite_kiosk.store.write() as db:
            db.execute(sa.text("UPDATE visits_stopwatch SET total = total + 660"))
        await guest.press("1")
        await guest.type(pin)
        assert "AgainScreen" == guest.place
        assert "Fetch the caretaker" in guest.text


@pytest.mark.parametrize("size", SIZES)
async def test_whoever_moved_out_is_signed_out_and_let_in_again(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """Door, name, what happens, and yes, by digits and a name; and the same way back."""
    anna = move_in(sqlite_kiosk, "Anna")
    claim = Claim("typed", anna.number)
    async with lobby(size=size) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, *MOVED)
        await guest.type("Anna")
        await guest.press("enter")
        assert "Anna · Lærkevej 4, st. tv" in guest.text
        assert "they are signed out at once" in guest.text
        assert visits.who(sqlite_kiosk, anna.visit)
        await guest.press("1")
        assert "CaretakerScreen" == guest.place
        assert "The kiosk does not tell whether" in guest.text
        assert "Anna" not in guest.text
        assert isinstance(visits.log_in(sqlite_kiosk, claim, anna.pin), Denied)
        await choose(guest, *STAYS)
        await guest.type("Anna")
        await guest.press("enter")
        assert "they take part again" in guest.text
        await guest.press("1")
        assert "can log in as before." in guest.text
    assert isinstance(visits.log_in(sqlite_kiosk, claim, anna.pin), Visit)


async def test_the_screen_is_the_same_for_every_name(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Somebody's or nobody's: the same lines, to the letter."""
    move_in(sqlite_kiosk, "Anna")
    seen = []
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        for name in ("Nobody", "Anna", "Anna"):
            await choose(guest, *MOVED)
            await guest.type(name)
            await guest.press("enter", "1")
            seen.append(guest.text)
    assert 1 == len(set(seen))


async def test_enter_does_nothing_where_it_is_asked_once_more(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """What is offered is to do nothing; a name is needed before that."""
    anna = move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(60, 20)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, *MOVED)
        await guest.press("enter")
        assert "Write the name first." in guest.text
        await guest.type("Anna")
        await guest.press("enter", "enter")
        assert "Nothing was done." in guest.text
    assert visits.who(sqlite_kiosk, anna.visit)


async def test_escape_loses_neither_door_nor_name(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """One question back at a time, with everything still answered, to the choice and the start."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(60, 20)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await choose(guest, *MOVED)
        await guest.type("Anna Holm")
        await guest.press("enter", "escape")
        assert "Who has moved out?" in guest.text
        assert "Anna Holm" in guest.text
        await guest.press("escape")
        assert "Which door?" in guest.text
        await guest.press("enter", "enter")
        assert "Anna Holm · Lærkevej 4, st. tv" in guest.text
        await guest.press("escape", "escape", "escape", "escape")
        assert "PeopleScreen" == guest.place
        assert "2 Somebody has moved out" in guest.text
        await guest.press("escape")
        assert "CaretakerScreen" == guest.place


async def test_every_choice_of_the_caretaker_has_one_digit(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """A numeric pad is enough, and the numbers until now are those from now on."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        keys = [each.key for each in guest.screen.query_one(Choices).entries]
        assert 9 == len(keys)
        assert ["caretaker_vouch", "caretaker_people", "caretaker_health"] == keys[6:]


async def test_too_often_is_told(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Nothing is lost of what was typed."""
    move_in(sqlite_kiosk, "Anna")
    async with lobby(size=(60, 20)) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        for _ in range(MOVING_TRIES):
            caretaker.move_out(sqlite_kiosk, shift, 1, "Nobody")
        await choose(guest, *MOVED)
        await guest.type("Anna")
        await guest.press("enter", "1")
        assert "That was done too often today. Try again tomorrow." in guest.text
        assert "MovedOutScreen" == guest.place
