"""Alerts at the terminal: one key to read, eight to send, and every one can be ended."""

import pytest

from kiosk import alerts
from kiosk.house import Kiosk
from tests.people import move_in
from tests.screens.lobby.conftest import Lobby

EIGHT = ("4", "enter", "1", "1", "1", "enter", "enter", "enter")


async def test_the_newest_alerts_are_one_key_away(lobby: Lobby) -> None:
    """From the lobby, without a log-in; a quiet estate says so."""
    async with lobby(size=(80, 24)) as guest:
        await guest.press("3")
        assert guest.place == "AlertsScreen"
        assert "All is quiet." in guest.text


async def test_an_alert_is_sent_in_eight_keys(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Of a common kind, with what is offered, and no free text."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT)
        assert guest.place == "HomeScreen"
        assert "It is sent." in guest.text
    assert len(EIGHT) <= 8
    (sent,) = alerts.newest(sqlite_kiosk)
    assert sent.kind is alerts.Kind.BURGLARY


async def test_an_unconfirmed_sender_is_told_that_it_waits(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Nothing goes out before the caretaker has looked."""
    new = move_in(sqlite_kiosk, "Nye", confirmed=False, language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(new.visit)
        await guest.press(*EIGHT)
        assert "114" in guest.text
    assert alerts.newest(sqlite_kiosk) == ()


async def test_a_number_plate_is_refused_and_the_text_stays(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The sentence stands beside the field, with what was typed."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        await guest.type("a van AB 12 345 drove off")
        await guest.press("enter")
        assert "AB 12 345" in guest.text
        assert "!" in guest.text
    assert alerts.newest(sqlite_kiosk) == ()


async def test_esc_goes_one_question_back(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Nothing that was answered is lost."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("4", "enter", "1")
        assert "What was done?" in guest.text
        await guest.press("escape")
        assert "What is it about?" in guest.text


async def test_my_own_alert_is_ended(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """It was harmless, and everybody it reached is told."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT, "5", "1", "2")
        assert "Everybody it reached is told." in guest.text
    (ended,) = alerts.newest(sqlite_kiosk)
    assert ended.ending is alerts.Ending.HARMLESS


@pytest.mark.parametrize("key", ["4", "5"])
async def test_the_pages_fit_without_scrolling(lobby: Lobby, key: str) -> None:
    """Who sees what, and how to, are read at a glance in Danish at 80 by 24."""
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.press(key)
        assert guest.screen.query_one("#body").max_scroll_y == 0
