"""What happens by itself, once a second: nobody is there any more, time passes, news arrive."""

import asyncio
import gc
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from kiosk.glance import Glance
from kiosk.refusals import Refusal
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.prose import Prose

if TYPE_CHECKING:
    from kiosk.visits import Visit
    from screens.lobby.app import LobbyApp

GLANCE_SECONDS = 20.0  # between two looks at the board, and two signs of life to the store
UNTOUCHED_SECONDS = 2.0  # before garbage is collected
COLLECT_SECONDS = 30.0  # between two collections while nobody is there
FEW_OBJECTS = 500  # made since the last collection are not worth one: the lobby at night
MANY_OBJECTS = 20_000  # made since the last collection: those who never pause get short ones
NEVER_LATER_SECONDS = 60.0  # than this a full collection comes, keys or not: some 40 ms

STILL_THERE = N_("Are you still there? Press any key for more time.")


class Watch:
    """Watches the one terminal.

    Args:
        app: whose terminal it is.
        look: reads the board; called in a thread.
    """

    def __init__(self, app: "LobbyApp", look: Callable[[], Glance]) -> None:
        self._app = app
        self._look = look
        self._touched = self._stayed = self._looked = app.clock.monotonic()
        self._last_key = self._collected = time.monotonic()
        self._minute: datetime | None = None  # that the lobby screen tells
        self._memory_is_ours = False
        self._asking = False

    def touch(self) -> bool:
        """Somebody is there; True if they were asked whether they are, and have now answered."""
        self._touched = self._app.clock.monotonic()
        self._last_key = time.monotonic()
        asked = self._asking
        self.calm()
        return asked

    def each_second(self) -> None:
        """Look around."""
        self._tidy_memory()
        app = self._app
        if app.visit is None and app.walk.at_front:
            self._at_front()
            return
        from screens.lobby import idle  # noqa: PLC0415 - not before the first paint

        lobby = app.settings.lobby
        found = idle.verdict(
            app.clock.monotonic(),
            self._touched,
            holding=app.work.busy or (isinstance(app.screen, KioskScreen) and app.screen.holding),
            reading=isinstance(app.screen, KioskScreen) and app.screen.reading,
            idle_seconds=lobby.idle_seconds,
            warn_seconds=lobby.warn_seconds,
        )
        match found:
            case idle.Over():
                app.end_visit()
            case idle.Warn(seconds):
                self._ask(seconds)
            case idle.Stay():
                self.calm()
                self._stay_awake()

    # Nobody is there

    def _at_front(self) -> None:
        app = self._app
        minute = app.clock.now().replace(second=0, microsecond=0)
        if app.screen is app.front and minute != self._minute:
            self._minute = minute
            app.front.tick()
        now = app.clock.monotonic()
        if now - self._looked >= GLANCE_SECONDS:
            self._looked = now
            app.work.aside(self.look_again())

    async def look_again(self) -> None:
        """Read the board again; the screen changes only where the board has."""
        found = await asyncio.to_thread(self._look)
        if found != self._app.glance:
            self._app.glance = found
            if self._app.screen is self._app.front:
                self._app.front.retell()

    # Is anybody there?

    def _ask(self, seconds: int) -> None:
        self._asking = True
        if isinstance(self._app.screen, KioskScreen):
            say = self._app.language.say
            left = say(msg("The screen is wiped in %(seconds)s seconds.", seconds=seconds))
            band = self._app.screen.query_one("#idle", Prose)
            band.tell(f"{say(STILL_THERE)}\n\n{left}")
            band.add_class("-asking")

    def calm(self) -> None:
        """Take the count-down away."""
        if self._asking:
            self._asking = False
            for screen in self._app.walk.kept:
                screen.query_one("#idle", Prose).remove_class("-asking")

    def _stay_awake(self) -> None:
        """Tell the store that somebody who only reads or types is still there."""
        now = self._app.clock.monotonic()
        due = self._touched > self._stayed and now - self._stayed >= GLANCE_SECONDS
        if self._app.visit is not None and due and not self._app.work.busy:
            self._stayed = now
            self._app.work.aside(self._stay(self._app.visit))

    async def _stay(self, visit: "Visit") -> None:
        visits = await asyncio.to_thread(import_module, "kiosk.visits")
        try:
            await asyncio.to_thread(visits.stay, await self._app.opened(), visit)
        except Refusal as refusal:  # what cannot be looked up just now is not over
            if refusal.code == "visit-over" and self._app.visit is visit:
                self._app.end_visit()

    # Memory

    def own_memory(self) -> None:
        """From here on garbage is collected when nobody waits for a key."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._memory_is_ours = True

    def _tidy_memory(self) -> None:
        if not self._memory_is_ours:
            return
        now = time.monotonic()
        untouched = now - self._last_key >= UNTOUCHED_SECONDS
        since = now - self._collected
        made = gc.get_count()[0]
        if made >= FEW_OBJECTS and (
            (untouched and since >= COLLECT_SECONDS) or since >= NEVER_LATER_SECONDS
        ):
            self._collected = now
            gc.collect()
            import_module("kiosk.boot").return_free_memory()
        elif made >= MANY_OBJECTS:
            gc.collect(1)  # of the younger only: some 5 ms
