"""A forgotten PIN at the terminal: the number or the pass, the code that was sent, a new PIN."""

import re
from dataclasses import replace

import pytest

from kiosk import account, visits
from kiosk.account import rules
from kiosk.house import Kiosk
from kiosk.settings import LetterSettings
from kiosk.visits import Claim, Visit
from screens.lobby.widgets.pin import Secret
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.test_forgotten import MOBILE, sent
from tests.people import Person, move_in
from tests.screens.lobby.conftest import Guest, Lobby

WRONG = "00000000"


@pytest.fixture
def sqlite_kiosk(sqlite_kiosk: Kiosk) -> Kiosk:
    """A kiosk from which letters go."""
    return people.with_letters(sqlite_kiosk)


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Somebody with a confirmed mobile."""
    return move_in(sqlite_kiosk, language="en", mobile="20123456")


def newest(kiosk: Kiosk) -> str:
    """Be the office for a moment, and return the digits of the code that it sent."""
    account.settle_codes(kiosk)
    return sent(kiosk, MOBILE)[-1].replace(" ", "")


async def learn(guest: Guest) -> str:
    """Look at the PIN that was dealt, and type it back."""
    assert "DealtScreen" == guest.place
    pin = guest.screen.query_one(Secret).value
    assert pin not in re.sub(r"\D", "", guest.text)
    await guest.press("1")
    await guest.type(pin)
    return str(pin)


async def test_a_numeric_pad_is_enough(lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person) -> None:
    """Number, code and PIN are digits; the new PIN works before anybody has left the screen."""
    async with lobby(size=(80, 24)) as guest:
        await guest.press("2", "f4")
        assert "1 I have forgotten my PIN a code by SMS or e-mail; works at once" in guest.text
        assert "2 … and get no SMS or e-mail" in guest.text
        await guest.press("1")
        await guest.type(bente.number.replace("-", ""))
        await guest.press("enter")
        assert "If that is right, a code is on its way" in guest.text
        await guest.type(newest(sqlite_kiosk))
        await guest.press("enter")
        pin = await learn(guest)
        assert "Your new PIN works now." in guest.text
        await guest.press("1")
        assert "LoginScreen" == guest.place
    claim = Claim("typed", bente.number)
    assert isinstance(visits.log_in(sqlite_kiosk, claim, pin), Visit)


async def test_help_is_one_key_from_the_pin(lobby: Lobby, bente: Person) -> None:
    """Whoever notices only before the six places that they do not know it goes nowhere back."""
    async with lobby(size=(80, 24)) as guest:
        await guest.scan(f"nabo:p:{bente.pass_code}")
        await guest.type(bente.pin[:3])
        assert "PinScreen" == guest.place
        assert "F4 Forgotten PIN" in guest.text
        await guest.press("f4")
        assert "1 I have forgotten my PIN" in guest.text
        await guest.press("escape")
        assert "PinScreen" == guest.place
        await guest.type(bente.pin[3:])
        assert "HomeScreen" == guest.place


async def test_a_scanned_pass_is_all_that_is_asked(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person
) -> None:
    """The scan sends the code; back again, another pass or a number may follow."""
    async with lobby(size=(80, 24)) as guest:
        await guest.go("forgotten_send")
        await guest.scan(f"nabo:p:{bente.pass_code}")
        assert "SentCodeScreen" == guest.place
        assert newest(sqlite_kiosk)
        await guest.press("escape")
        assert "or scan your pass" in guest.text
        await guest.scan("nabo:i:7777")
        assert "SendScreen" == guest.place


async def test_what_is_wrong_is_told_where_it_stands(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person
) -> None:
    """A mistyped number and a wrong code stay as they were typed, with a sentence underneath."""
    async with lobby(size=(80, 24)) as guest:
        await guest.go("forgotten_send")
        await guest.type("123456")
        await guest.press("enter")
        assert "123456" in guest.text
        assert "! That is not a neighbour number." in guest.text
        await guest.go("forgotten_send")
        await guest.type(bente.number)
        await guest.press("enter")
        code = newest(sqlite_kiosk)
        for typed, why in (("482713", "has eight digits"), (WRONG, "is not the right code")):
            await guest.press(*["backspace"] * 8)
            await guest.type(typed)
            await guest.press("enter")
            assert why in guest.text
            assert typed in guest.text
        await guest.press(*["backspace"] * 8)
        await guest.type(code)
        await guest.press("enter")
        assert "DealtScreen" == guest.place
        await guest.press("escape", "enter")  # whoever goes back need not prove it again
        assert "DealtScreen" == guest.place


async def test_strangers_see_the_same(lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person) -> None:
    """Every screen of a number that is nobody's reads as that of one that is."""
    digits = (f"{number:06}" for number in range(1, 1000))
    nobodys = next(each for each in digits if visits.read_number(each))
    seen = []
    async with lobby(size=(80, 24)) as guest:
        for number in (bente.number, nobodys):
            await guest.go("forgotten_send")
            await guest.type(number)
            await guest.press("enter")
            account.settle_codes(sqlite_kiosk)
            told = [guest.text]
            for _ in range(rules.PIN_CODE_TRIES + 1):
                await guest.press(*["backspace"] * 8, *WRONG, "enter")
                told.append(guest.text)
            seen.append(told)
    assert seen[0] == seen[1]
    assert "of no use any more" in seen[0][-1]


async def test_the_letterbox_stays_one_key_away(lobby: Lobby, bente: Person) -> None:
    """From the number and from the code, by F4 or on a numeric pad by + and 1."""
    async with lobby(size=(80, 24)) as guest:
        await guest.go("forgotten_send")
        await guest.press("f4")
        assert "ForgottenPinScreen" == guest.place
        await guest.go("forgotten_send")
        await guest.type(bente.number)
        await guest.press("enter", "plus", "1")
        assert "ForgottenPinScreen" == guest.place


async def test_too_many_is_told_beside_the_number(
    lobby: Lobby, bente: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also to whoever scanned a pass, who finds the field again."""
    monkeypatch.setattr(rules, "RESET_TRIES", 0)
    monkeypatch.setattr(rules, "OWN_RESET_TRIES", 0)
    async with lobby(size=(80, 24)) as guest:
        await guest.go("forgotten_send")
        await guest.scan(f"nabo:p:{bente.pass_code}")
        assert "Too many have tried that here today." in guest.text
        assert "Neighbour number" in guest.text


async def test_nobody_waits_for_a_code_that_took_too_long(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, clock: FakeClock
) -> None:
    """A PIN that is learned at leisure is not kept, and the screen says what to do."""
    async with lobby(size=(80, 24)) as guest:
        await guest.go("forgotten_send")
        await guest.type(bente.number)
        await guest.press("enter")
        await guest.type(newest(sqlite_kiosk))
        await guest.press("enter")
        clock.advance(rules.CHANNEL_CODE_LIFE)
        await learn(guest)
        assert "That took too long." in guest.text
        await guest.press("f10")
    assert isinstance(visits.log_in(sqlite_kiosk, Claim("typed", bente.number), bente.pin), Visit)


async def test_without_letters_there_is_only_the_letterbox(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Nothing is offered that cannot come."""
    silent = replace(sqlite_kiosk.settings, letters=LetterSettings())
    async with lobby(size=(80, 24), kiosk=replace(sqlite_kiosk, settings=silent)) as guest:
        await guest.press("2", "f4")
        assert "1 I have forgotten my PIN a code in your letterbox" in guest.text
        assert "SMS" not in guest.text
        await guest.press("1")
        assert "ForgottenPinScreen" == guest.place
