"""Trusted neighbours at the terminal: a door, a card, two yeses."""

from kiosk import trust
from kiosk.house import Kiosk
from tests.people import move_in
from tests.screens.lobby.conftest import Lobby


async def test_inviting_a_door_takes_five_keys(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """From home to the card on its way out of the printer."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        keys = ("1", "1", "1", "enter")
        await guest.press(*keys)
        assert guest.place == "SlipScreen"
    assert len(keys) <= 5
    (sent,) = trust.circle(sqlite_kiosk, bente.visit).sent
    assert sent.to.startswith("Lærkevej 4, st.")


async def test_two_yeses_make_a_tie(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Ole finds the invitation, says yes, and Bente says that she knows him."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, st. tv", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "1", "1", "enter", "enter")
        await guest.enter(ole.visit)
        assert "1 waits for your answer" in guest.text
        await guest.press("1", "2", "1")
        assert "Now Bente is asked" in guest.text
        await guest.enter(bente.visit)
        await guest.press("1", "2")
        assert "Ole, st. tv, has said yes. Do you know Ole?" in guest.text
        await guest.press("1")
        assert "You and Ole are trusted neighbours now." in guest.text
    assert [tie.name for tie in trust.circle(sqlite_kiosk, bente.visit).ties] == ["Ole"]


async def test_a_card_is_accepted_by_its_code(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """A wrong code gets a sentence, and what was typed stays."""
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, st. tv", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("1", "2")
        await guest.type("nope")
        await guest.press("enter")
        assert guest.place == "AcceptScreen"
        assert "nope" in guest.text
        assert "!" in guest.text


async def test_ending_asks_once_and_works_at_once(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """One key to end, one to be sure."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, st. tv", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "1", "1", "enter", "enter")
        await guest.enter(ole.visit)
        await guest.press("1", "2", "1")
        await guest.enter(bente.visit)
        await guest.press("1", "2", "1", "2", "3", "1")
        assert "It has ended." in guest.text
    assert trust.circle(sqlite_kiosk, ole.visit).ties == ()


async def test_names_stand_without_doors(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever reads over a shoulder learns no address."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, st. tv", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "1", "1", "enter", "enter")
        await guest.enter(ole.visit)
        await guest.press("1", "2", "1")
        await guest.enter(bente.visit)
        await guest.press("1", "2", "1")
        assert "Ole" in guest.text
        assert "st. tv" not in guest.text


async def test_a_break_is_one_key(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Pausing as a helper and coming back."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "3")
        assert trust.circle(sqlite_kiosk, bente.visit).paused
        await guest.press("3")
        assert not trust.circle(sqlite_kiosk, bente.visit).paused
