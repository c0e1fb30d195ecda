"""The caretaker at the terminal: burglaries for the figures."""

from datetime import datetime

import pytest

from kiosk import caretaker, figures
from kiosk.caretaker import Shift
from kiosk.figures import Figure
from kiosk.house import Kiosk
from tests.conftest import MONDAY, FakeClock
from tests.people import an_estate
from tests.screens.lobby.conftest import Lobby
from tests.screens.lobby.test_caretaker_paper import on_duty

SMALL, USUAL = (60, 20), (80, 24)


def entered(kiosk: Kiosk, shift: Shift) -> list[int | None]:
    """Return the numbers of the quarters that can be changed."""
    return [each.burglaries for each in caretaker.burglaries(kiosk, shift)]


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_burglaries_are_written_down(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """From the alerts that are out: the quarter, the number, Enter; it can be read and mended."""
    an_estate(sqlite_kiosk)
    async with lobby(size=size) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        await guest.press("3")
        assert "1 Burglaries in the figures" in guest.text
        await guest.press("1")
        assert "1 Quarter 4 of 2026 not written down yet" in guest.text
        await guest.press("1")
        assert "Quarter 4 of 2026: not written down yet" in guest.text
        assert "until Thursday 11 February 2027." in guest.text
        await guest.type("12")
        await guest.press("enter")
        assert "It is written down." in guest.text
        assert "1 Quarter 4 of 2026 12 burglaries" in guest.text
        await guest.press("1")
        assert "Quarter 4 of 2026: 12 burglaries" in guest.text
        await guest.type("0")
        await guest.press("enter")
        assert "1 Quarter 4 of 2026 no burglaries" in guest.text
        await guest.press("escape")
        assert "RunningScreen" == guest.place
        assert [0] == entered(sqlite_kiosk, shift)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_what_cannot_be_is_said_beside_it(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """What was typed stays; Escape goes back to the quarters and then to the alerts."""
    an_estate(sqlite_kiosk)
    async with lobby(size=size) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        await guest.go("caretaker_burglaries", shift=shift)
        await guest.press("1", "enter")
        assert "Write how many there were, in digits." in guest.text
        await guest.type("1000")
        await guest.press("enter")
        assert "That cannot be. Write a number from 0 to 999." in guest.text
        assert "Burglaries 1000" in guest.text
        await guest.press("escape")
        assert "Which quarter do you know of?" in guest.text
        await guest.press("1")
        assert "Burglaries 1000" in guest.text
        await guest.press("escape", "escape")
        assert "CaretakerScreen" == guest.place
        assert [None] == entered(sqlite_kiosk, shift)


async def test_a_quarter_that_is_told_meanwhile_stays_as_it_is(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock
) -> None:
    """Two are offered, the older first; whoever types past midnight is told.

    What was typed for one is not taken for another.
    """
    an_estate(sqlite_kiosk)
    clock.set(datetime(2027, 2, 11, 22, 59, tzinfo=MONDAY.tzinfo))
    async with lobby(size=USUAL) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        await guest.go("caretaker_burglaries", shift=shift)
        assert "1 Quarter 4 of 2026 not written down yet 2 Quarter 1 of 2027" in guest.text
        await guest.press("1")
        await guest.type("9")
        clock.set(datetime(2027, 2, 11, 23, 1, tzinfo=MONDAY.tzinfo))
        await guest.press("enter")
        assert "That quarter is told by now" in guest.text
        await guest.press("escape")
        assert "Quarter 4 of 2026" not in guest.text
        assert "1 Quarter 1 of 2027 not written down yet" in guest.text
        await guest.press("1")
        await guest.type("6")
        await guest.press("enter")
        assert "1 Quarter 1 of 2027 6 burglaries" in guest.text
        clock.set(datetime(2027, 5, 13, tzinfo=MONDAY.tzinfo))
        (quarter,) = figures.closed(sqlite_kiosk)
        assert ("2027-Q1", 6) == (quarter.name, quarter.cells[Figure.BURGLARIES])


async def test_nothing_stays_when_the_shift_is_over(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Hidden and logged out, the next to come finds neither numbers nor what was typed."""
    an_estate(sqlite_kiosk)
    async with lobby(size=USUAL) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        caretaker.enter_burglaries(sqlite_kiosk, shift, MONDAY.date(), 456)
        await guest.go("caretaker_burglaries", shift=shift)
        await guest.press("1")
        await guest.type("789")
        screen = guest.screen
        await guest.press("f10")
        seen = str([vars(screen), *(getattr(each, "value", "") for each in screen.query("*"))])
        assert ("456" in seen, "789" in seen) == (False, False)


@pytest.mark.parametrize("size", [SMALL, USUAL, (120, 40)])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_nothing_scrolls(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock, size: tuple[int, int], language: str
) -> None:
    """With two quarters to choose from, and a sentence beside the field."""
    an_estate(sqlite_kiosk)
    clock.set(datetime(2027, 1, 3, 12, tzinfo=MONDAY.tzinfo))
    scrolled = []
    async with lobby(size=size, language=language) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        caretaker.enter_burglaries(sqlite_kiosk, shift, clock.now().date(), 999)
        await guest.go("caretaker_burglaries", shift=shift)
        for key in ("2", "enter"):
            scrolled.append(guest.screen.query_one("#body").max_scroll_y)
            await guest.press(key)
        scrolled.append(guest.screen.query_one("#body").max_scroll_y)
    assert [0, 0, 0] == scrolled
