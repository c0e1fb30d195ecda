"""Everyday help at the terminal: five keys to ask, two yeses, and it is gone when done."""

import pytest

from kiosk import favours
from kiosk.favours import Kind, PostFavour, Reach, What
from kiosk.house import Kiosk
from tests.people import Person, move_in
from tests.screens.lobby.conftest import Lobby

NEXT_DOOR = "Lærkevej 4, 1. th"
ASK = ("7", "1", "1", "1", "enter", "enter")
DRILL = PostFavour(Kind.REQUEST, What.TOOLS, Reach.ZONE, "1", "En boremaskine")


def only(kiosk: Kiosk, who: Person) -> favours.Favour:
    """Return the one that somebody sees."""
    (found,) = favours.near(kiosk, who.visit)
    return found


async def test_a_tool_is_asked_for_without_a_letter_typed(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """From home, by digits and Enter; an empty list says what would be there."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("7")
        assert "Nobody asks just now." in guest.text
        await guest.press("escape", *ASK)
        assert "It is up." in guest.text
        assert "Wants to borrow a tool · Lærkevej 4–6 yours" in guest.text
    assert What.TOOLS is only(sqlite_kiosk, bente).what


async def test_a_number_is_refused_and_stays(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The sentence stands beside the words, and so does how it would read."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*ASK[:-1])
        assert "It will read: Wants to borrow a tool · Lærkevej 4–6" in guest.text
        await guest.type("ring 22 33 44 55")
        await guest.press("enter")
        assert "Leave the telephone number out." in guest.text
        assert "22 33 44 55" in guest.text
    assert favours.near(sqlite_kiosk, bente.visit) == ()


async def test_two_yeses_and_a_door(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """One answers, the other chooses, each sees where to ring; then it is deleted."""
    ole = move_in(sqlite_kiosk, "Ole", language="en")
    bente = move_in(sqlite_kiosk, "Bente", NEXT_DOOR, language="en")
    favours.post(sqlite_kiosk, ole.visit, DRILL)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("7")
        assert "En boremaskine" in guest.text
        await guest.press("2")
        assert "sees your name and door, and nobody else does" in guest.text
        assert "Ole" not in guest.text
        await guest.press("1")
        assert "you have answered" in guest.text
        await guest.enter(ole.visit)
        assert "1 answer to you" in guest.text
        await guest.press("7", "2")
        assert "1 Yes to Bente, 1. th" in guest.text
        await guest.press("1")
        assert "You and Bente, 1. th, have agreed." in guest.text
        await guest.enter(bente.visit)
        await guest.press("7", "2")
        assert "They said yes to you: Ole, Lærkevej 4, st. tv." in guest.text
        await guest.enter(ole.visit)
        await guest.press("7", "2", "2")
        assert "Nothing of it is kept." in guest.text
    assert favours.near(sqlite_kiosk, bente.visit) == ()


async def test_others_are_asked_again_and_answers_taken_back(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """It came to nothing: the choice is undone; and whoever answered may take it back."""
    ole = move_in(sqlite_kiosk, "Ole", language="en")
    bente = move_in(sqlite_kiosk, "Bente", NEXT_DOOR, language="en")
    posted = favours.post(sqlite_kiosk, ole.visit, DRILL)
    favours.answer(sqlite_kiosk, bente.visit, posted.id)
    favours.choose(sqlite_kiosk, ole.visit, only(sqlite_kiosk, ole).answers[0].id)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("7", "2", "1")
        assert "Your neighbours can answer again." in guest.text
        await guest.enter(bente.visit)
        await guest.press("7", "2", "1", "2", "1")
        assert "Your answer is taken back." in guest.text
    assert () == only(sqlite_kiosk, ole).answers


async def test_whose_address_is_not_proven_is_told_how_to_begin(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """They see no one's requests, and why."""
    move_in(sqlite_kiosk, "Ole")
    new = move_in(sqlite_kiosk, "Nye", confirmed=False, language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(new.visit, "favours")
        assert "once your address is confirmed" in guest.text
        assert "Ask, or offer" not in guest.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_everything_of_everyday_help_fits(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """Every question and both sides of an answer: nothing scrolls in Danish."""
    ole, bente = move_in(sqlite_kiosk, "Ole"), move_in(sqlite_kiosk, "Bente", NEXT_DOOR)
    posted = favours.post(sqlite_kiosk, ole.visit, DRILL)
    favours.answer(sqlite_kiosk, bente.visit, posted.id)
    scrolled = []
    async with lobby(size=size, language="da") as guest:
        await guest.enter(ole.visit)
        for key in ("7", "2", "1", "escape", "1", "1", "9", "2"):
            await guest.press(key)
            scrolled.append(guest.screen.query_one("#body").max_scroll_y)
        await guest.type("Hjælp mig med at bære en stor kommode op ad trappen lørdag formiddag")
        scrolled.append(guest.screen.query_one("#body").max_scroll_y)
    assert [0] * len(scrolled) == scrolled
