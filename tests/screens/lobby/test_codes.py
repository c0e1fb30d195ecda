"""Codes on paper and in letters, typed at the terminal: a right one leads on, a wrong one stays."""

from kiosk import account, visits
from kiosk.house import Kiosk
from kiosk.visits import Claim
from tests.kiosk.account import people
from tests.kiosk.account.test_reset import WRONG
from tests.people import FIRST_DOOR, move_in
from tests.screens.lobby.conftest import Lobby


async def test_a_letterbox_code_confirms_the_address(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Enter alone says what is missing, a wrong code is told, and the right one leads home."""
    anna = move_in(sqlite_kiosk, "Anna", confirmed=False, language="en")
    code = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(anna.visit, "confirm_address")
        await guest.press("enter")
        assert "Type the code first." in guest.text
        await guest.type(WRONG)
        await guest.press("enter")
        assert guest.place == "ConfirmScreen"
        await guest.go("confirm_address")
        await guest.type(code.lower())
        await guest.press("enter")
        assert guest.place == "HomeScreen"
    assert visits.who(sqlite_kiosk, anna.visit).address_confirmed


async def test_a_new_pin_is_stopped_without_a_log_in(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The code from the letter that told of it ends it, and what to do about it is said."""
    bente = move_in(sqlite_kiosk, mobile="20123456")
    box = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    account.reset_pin(sqlite_kiosk, Claim("typed", bente.number), box, "111222", "111222")
    account.settle_resets(sqlite_kiosk)
    code = people.code_in(people.letters(sqlite_kiosk, "+4520123456")[-1])
    async with lobby(size=(80, 24)) as guest:
        await guest.go("forgotten_stop")
        await guest.type(WRONG)
        await guest.press("enter")
        assert "That code stops nothing." in guest.text
        await guest.go("forgotten_stop")
        await guest.type(code)
        await guest.press("enter")
        assert "It is stopped." in guest.text
    assert account.coming_reset(sqlite_kiosk, bente.visit) is None


async def test_a_new_pin_under_way_is_asked_about_at_home(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Whom no letter reaches sees it at the next log-in, first of all, and stops it from there."""
    bente = move_in(sqlite_kiosk, language="en")
    box = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    account.reset_pin(sqlite_kiosk, Claim("typed", bente.number), box, "111222", "111222")
    account.settle_resets(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        assert "8 Was it you who asked for a new PIN?" in guest.text
        await guest.press("8")
        assert "It works in 24 hours." in guest.text
        await guest.press("8")
        assert "It is stopped." in guest.text
        await guest.press("escape")
        assert "asked for a new PIN" not in guest.text
    assert account.coming_reset(sqlite_kiosk, bente.visit) is None
