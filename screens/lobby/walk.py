"""From screen to screen: each is made once, kept, and shown to whoever comes next."""

import asyncio
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from screens.lobby.places import HOME, PLACES, WELCOME
from screens.lobby.screen import KioskScreen

if TYPE_CHECKING:
    from screens.lobby.app import LobbyApp

FOLDER = Path(__file__).parent


class Walk:
    """Where somebody is, how they came there, and where they go next."""

    def __init__(self, app: "LobbyApp") -> None:
        self._app = app
        self._kept: dict[str, KioskScreen] = {}
        self._trail = [WELCOME]
        self._next: tuple[str, dict[str, Any] | None] | None = None
        self._sheets_loaded = False

    @property
    def kept(self) -> tuple[KioskScreen, ...]:
        """Every screen that was made so far."""
        return tuple(self._kept.values())

    @property
    def pending(self) -> bool:
        """Whether there is somewhere to go."""
        return self._next is not None

    @property
    def here(self) -> str:
        """The name of the place that is shown."""
        return self._trail[-1]

    @property
    def at_front(self) -> bool:
        """Whether this is the lobby's own screen, where nobody's time runs."""
        return self._trail == [WELCOME]

    def start(self, front: KioskScreen) -> None:
        """Begin at the lobby's own screen."""
        self._keep(WELCOME, front)

    def go(self, place: str, card: dict[str, Any] | None) -> None:
        """Go to a screen next; without a card it stands as it was left."""
        self._next = (place, card)

    def back(self) -> bool:
        """Go back next, if there is anything to go back to."""
        if len(self._trail) > 1:
            self._next = (self._trail[-2], None)
        return self.pending

    def begin_again(self, place: str, **card: Any) -> None:
        """Forget how one came here, and go to a screen."""
        self._trail = [WELCOME]
        self._next = (place, card)

    async def turn(self) -> None:
        """Go where was last asked for. The screen is filled before it is seen."""
        if self._next is None:
            return
        (place, card), self._next = self._next, None
        screen = await self._screen(place)
        if card is None:
            await screen.returned()
        else:
            screen.quiet()
            screen.set_focus(None)
            await screen.show(**card)
        if self._app.work.let_go:
            return
        self._follow(place)
        screen.reframe()
        self._app.switch_screen(screen)
        screen.focus_first()

    def _follow(self, place: str) -> None:
        if place in self._trail:
            del self._trail[self._trail.index(place) + 1 :]
        elif place == HOME:
            self._trail = [place]
        else:
            self._trail.append(place)

    async def _screen(self, place: str) -> KioskScreen:
        if place not in self._kept:
            module, _, name = PLACES[place].partition(":")
            loaded = await asyncio.to_thread(import_module, module)
            self.load_sheets()
            screen: KioskScreen = getattr(loaded, name)()
            screen.fit(self._app.size)
            self._keep(place, screen)
            _, mounted = self._app._get_screen(screen)  # noqa: SLF001 - mounts it without showing it
            await mounted
            await _all_mounted(screen)
        return self._kept[place]

    def _keep(self, place: str, screen: KioskScreen) -> None:
        self._kept[place] = screen
        self._app.install_screen(screen, place)

    async def to_phone(self, screen: KioskScreen) -> None:
        """Offer to go on with the phone from `screen`; here one can go on all the same."""
        going = await asyncio.to_thread(import_module, "screens.lobby.handover.going")
        going.to_phone(screen)

    def load_sheets(self) -> None:
        """Read the sheets of all screens at once; each styles its own screen only."""
        if self._sheets_loaded:
            return
        self._sheets_loaded = True
        sheet = self._app.stylesheet
        for path in sorted(FOLDER.glob("*/*.tcss")):
            if not sheet.has_source(str(path), ""):
                sheet.read(path)
        sheet.reparse()
        sheet.update(self._app)


def import_places() -> None:
    """Import every screen's module, in a thread, before anybody goes there."""
    for place in PLACES.values():
        import_module(place.partition(":")[0])


async def _all_mounted(widget: Widget) -> None:
    """Wait until `widget` and everything in it stands."""
    await widget._mounted_event.wait()  # noqa: SLF001 - mounting a screen waits for its children only
    for child in widget.children:
        await _all_mounted(child)
