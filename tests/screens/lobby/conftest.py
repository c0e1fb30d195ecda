"""The lobby in a terminal of the test's own: `async with lobby() as guest`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from kiosk.glance import Glance
from kiosk.house import Kiosk
from screens.lobby.app import LobbyApp
from screens.lobby.places import HOME
from screens.lobby.screen import KioskScreen

if TYPE_CHECKING:
    from kiosk.visits import Visit

SIGNS_OF_LIFE = 600  # pauses before a test gives up waiting


class Guest:
    """Somebody at the kiosk: presses keys and reads the screen."""

    def __init__(self, app: LobbyApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each once the kiosk has settled."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "-": "minus", "+": "plus", "/": "slash", "*": "asterisk"}
        await self.press(*(names.get(char, char) for char in text))

    async def click(self, selector: str, offset: tuple[int, int] = (0, 0)) -> None:
        """Click on a widget."""
        await self.pilot.click(selector, offset=offset)
        await self.settle()

    async def point(self, text: str) -> None:
        """Click on where a text stands first."""
        row = next(at for at, line in enumerate(self.lines) if text in line)
        await self.pilot.click(offset=(self.lines[row].index(text), row))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(SIGNS_OF_LIFE):
            await self.pilot.pause()
            if not self.app.busy:
                await self.pilot.pause()
                if not self.app.busy:
                    return
            await asyncio.sleep(0.01)
        raise AssertionError("the kiosk never settled")

    async def burst(self, *keys: str) -> None:
        """Press keys faster than the kiosk can settle."""
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(key, character))
        await self.settle()

    async def scan(self, text: str) -> None:
        """Do what a scanner does: all of the text at once, then Enter."""
        for char in text:
            self.app.post_message(events.Key(_character_to_key(char), char))
        self.app.post_message(events.Key("enter", "\r"))
        await self.settle()

    async def wait_for(self, text: str) -> None:
        """Wait until the screen shows a text."""
        for _ in range(SIGNS_OF_LIFE):
            await self.pilot.pause()
            if text in self.text:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{text!r} never came:\n{self.text}")

    async def go(self, place: str, **card: Any) -> None:
        """Stand at a screen at once."""
        self.app.go(place, **card)
        await self.settle()

    async def enter(self, visit: "Visit", place: str = HOME, **card: Any) -> None:
        """Begin a visit, at its home or another screen."""
        self.app.begin(visit)
        await self.go(place, **card)

    @property
    def place(self) -> str:
        """The name of the class of the screen that is shown."""
        return type(self.app.screen).__name__

    @property
    def screen(self) -> KioskScreen:
        """The screen that is shown."""
        assert isinstance(self.app.screen, KioskScreen)
        return self.app.screen

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line, without blanks at the right."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What stands on the screen, with runs of blanks made one, across lines."""
        return " ".join(" ".join(self.lines).split())


Lobby = Callable[..., AbstractAsyncContextManager[Guest]]


@pytest.fixture
def lobby(sqlite_kiosk: Kiosk) -> Lobby:
    """Open the lobby on an empty kiosk, in a terminal of the size that a test names."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24),
        language: str = "en",
        glance: Glance | None = None,
        kiosk: Kiosk | None = None,
        look: Callable[[], Glance] | None = None,
    ) -> AsyncIterator[Guest]:
        house = kiosk or sqlite_kiosk
        settings = replace(house.settings, estate=house.settings.estate._replace(language=language))
        house = replace(house, settings=settings)
        board = glance or Glance(facts={"estate": "Lærkevej 2–12", "joined": "46", "homes": "144"})
        app = LobbyApp(settings, look or (lambda: board), clock=house.clock)
        async with app.run_test(size=size) as pilot:
            app.hand_over(house)
            guest = Guest(app, pilot)
            await guest.settle()
            yield guest

    return opened
