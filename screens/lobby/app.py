"""The lobby's app: one terminal, one visit at a time, screens that are kept and wiped.

It paints first and opens the kiosk behind the paint. What is worked on is in `work`, where one
goes in `walk`, what happens by itself in `watch`.
"""

import asyncio
import gc
import sys
import time
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment, Segments
from textual import events
from textual.app import App
from textual.screen import Screen

from kiosk.clock import Clock, SystemClock
from kiosk.glance import Glance
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import N_, Language, Message, language, msg
from screens.lobby import incidents, theme
from screens.lobby.driver import LobbyDriver
from screens.lobby.places import HOME, WELCOME
from screens.lobby.scanner import Burst
from screens.lobby.screen import KioskScreen
from screens.lobby.walk import FOLDER, Walk, import_places
from screens.lobby.watch import Watch
from screens.lobby.welcome.screen import WelcomeScreen
from screens.lobby.work import Work

if TYPE_CHECKING:
    from kiosk.house import Kiosk
    from kiosk.keys import Keys
    from kiosk.visits import Visit

HABIT_SECONDS = 1.5  # within which Enter still belongs to what was typed before it
FAREWELL_SECONDS = (0.15, 4.0)  # between two Ctrl+C: neither a key that repeats nor an accident
UNKNOWN_SCAN = msg("The kiosk does not know that code. Try again, or choose a number.")


class LobbyApp(App[int], inherit_bindings=False, inherit_css=False):
    """The lobby.

    Args:
        settings: as the caretaker has set them.
        look: reads the board for the first paint, and again every 20 s in a thread.
        open_kiosk: opens the database; called once, in a thread, after the first paint.
        clock: where the time on the screen and the idle time come from.
    """

    CSS_PATH: ClassVar[Any] = [FOLDER / "look.tcss", FOLDER / "welcome" / "screen.tcss"]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (78, "-normal"), (110, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-short"), (24, "-medium"), (36, "-tall")]  # noqa: RUF012 - as above

    def __init__(
        self,
        settings: Settings,
        look: Callable[[], Glance] = Glance,
        open_kiosk: "Callable[[], Kiosk] | None" = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(driver_class=LobbyDriver)
        self.settings = settings
        self.clock = clock or SystemClock()
        self.language: Language = language(settings.estate.language)
        self.glance = look()
        self.visit: Visit | None = None
        self.invitation = ""  # a card scanned before its owner had logged in
        self.epoch = 0  # grows whenever a visit ends
        self.last_words = ""
        self.front = WelcomeScreen()
        self.work = Work(self)
        self.walk = Walk(self)
        self.watch_over = Watch(self, look)
        self._open_kiosk = open_kiosk
        self._opened: asyncio.Future[Kiosk] | None = None
        self._burst = Burst()
        self._farewell = 0.0  # when Ctrl+C was pressed
        self._habit_until = 0.0
        self._disable_tooltips = self._disable_notifications = True
        self.animation_level = "none"
        for name in theme.PALETTES:
            self.register_theme(theme.theme(name))
        name = theme.theme_name(light=settings.lobby.light, color_system=self.console.color_system)
        self.set_reactive(App.theme, name)  # no sheet is parsed yet that it could change
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def has_pages(self) -> bool:
        """Whether a phone reaches this kiosk's pages; a demo shows them to its own machine."""
        return bool(self.settings.phone.address) or self.settings.demo

    # Starting and stopping

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the lobby's own screen."""
        self.walk.start(self.front)
        self.front.fit(self.size)
        return self.front

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the sheets their colours whatever theme is on."""
        return {name: theme.DARK[name] for name in theme.VARIABLES}

    def on_mount(self) -> None:
        """Open the kiosk once the first screen is painted."""
        self.front._push_result_callback(self, None)  # noqa: SLF001 - so that it can be switched away from
        self.set_interval(1.0, self._each_second)
        self.call_after_refresh(self._after_first_paint)

    def _each_second(self) -> None:
        if not self.screen_stack or not self.front.is_mounted:
            return  # it is leaving, or has not come yet
        if isinstance(self._driver, LobbyDriver):
            self._driver.check_size()
        if self.screen_stack:  # none is left while the app closes
            self.watch_over.each_second()

    def _after_first_paint(self) -> None:
        self.work.aside(self._open(self._open_kiosk))

    async def _open(self, open_kiosk: "Callable[[], Kiosk] | None") -> None:
        await asyncio.to_thread(import_module, "babel.dates")
        self.front.knows_dates = True
        if self.screen is self.front:
            self.front.retell()
            self.front.reframe()
        if open_kiosk is None:
            return
        try:
            self.hand_over(await asyncio.to_thread(open_kiosk))
        except Refusal as refusal:
            self.leave(self.language.say(refusal.message))
            return
        except Exception as fault:  # noqa: BLE001 - told with a number, like every fault of ours
            self.give_up(fault)
            return
        await self.watch_over.look_again()
        await asyncio.to_thread(import_places)
        self.walk.load_sheets()
        self.watch_over.own_memory()

    def hand_over(self, kiosk: "Kiosk") -> None:
        """Use this kiosk from now on."""
        self._kiosk_to_come.set_result(kiosk)

    async def opened(self) -> "Kiosk":
        """Return the kiosk once it is open."""
        return await asyncio.shield(self._kiosk_to_come)

    @property
    def _kiosk_to_come(self) -> "asyncio.Future[Kiosk]":
        if self._opened is None:
            self._opened = asyncio.get_running_loop().create_future()
        return self._opened

    def leave(self, sentence: str) -> None:
        """Stop, and say why on the terminal that comes back."""
        self.last_words = sentence
        self.exit(1, return_code=1)

    # Working, and going from screen to screen

    @property
    def busy(self) -> bool:
        """Whether something is being worked on."""
        return self.work.busy

    def carry(self, screen: KioskScreen, work: Coroutine[Any, Any, None]) -> None:
        """Work on something for `screen`."""
        self.work.begin(screen, work)

    def go(self, place: str, **card: Any) -> None:
        """Go to a screen, as soon as what is under way is done."""
        if not self.work.let_go:
            self.walk.go(place, card)
            self._set_out()

    def back(self) -> None:
        """Go to where one came from; its screen stands as it was left."""
        if not self.work.let_go and self.walk.back():
            self._set_out()

    def go_home(self) -> None:
        """Go to the home of the visit, or to the lobby."""
        self.go(HOME if self.visit is not None else WELCOME)

    def _set_out(self) -> None:
        if not self.busy:
            screen = self.screen
            self.carry(screen if isinstance(screen, KioskScreen) else self.front, _nothing())

    # The visit

    def begin(self, visit: "Visit") -> None:
        """Somebody is in: from now on they are spoken to in their own language."""
        self.visit = visit
        self.language = language(visit.language)

    def speak(self, code: str) -> None:
        """Speak another language until the visit, or whoever stands there, is gone."""
        self.language = language(code)

    def end_visit(self, sentence: Message | str = "", *, place: str = WELCOME, **card: Any) -> None:
        """End the visit, wipe every screen and go to the lobby, whatever is under way.

        Args:
            sentence: what to say there.
            place: another screen to begin again at, with no way back.
            card: what that screen is shown.
        """
        self.forget_visit()
        self.work.release()
        self.walk.begin_again(place, **card, **({"sentence": sentence} if sentence else {}))
        self._set_out()

    def hide(self) -> None:
        """Blank the screen and end the visit."""
        self.end_visit(place="hidden")

    def forget_visit(self) -> None:
        """Wipe every screen; nothing of the visit is left but what the store must be told."""
        visit, self.visit = self.visit, None
        self.invitation = ""
        self.epoch += 1
        self.watch_over.calm()
        self.language = language(self.settings.estate.language)
        for screen in self.walk.kept:
            screen.wipe()
        if visit is not None:
            self.work.aside(self._end(visit))

    async def _end(self, visit: "Visit") -> None:
        visits = await asyncio.to_thread(import_module, "kiosk.visits")
        await asyncio.to_thread(visits.end, await self.opened(), visit)

    # Keys and scans

    async def on_event(self, event: events.Event) -> None:
        """Notice that somebody is there, hide at once when asked to, and gather scans."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            answered = self.watch_over.touch()
            if isinstance(event, events.Key):
                if event.key == "f10":
                    self.hide()
                    return
                if self._is_farewell(event) or answered or self._is_habit(event):
                    return
                if not self.busy and self._is_scan(event):
                    return
        await super().on_event(event)

    def _is_farewell(self, event: events.Key) -> bool:
        """In a demo, Ctrl+C twice without haste closes the kiosk; in a stairwell nothing does."""
        if not self.settings.demo or event.key not in {"ctrl+c", "ctrl+q"}:
            self._farewell = 0.0
            return False
        since = event.time - self._farewell
        if FAREWELL_SECONDS[0] <= since <= FAREWELL_SECONDS[1]:
            self.exit()
        self._farewell = event.time
        if isinstance(self.screen, KioskScreen):
            self.screen.say(N_("Press Ctrl+C once more to close the made-up kiosk."))
        return True

    def entered_by_itself(self) -> None:
        """The last digit entered what was typed; an Enter after it is a habit, and no answer."""
        self._habit_until = time.monotonic() + HABIT_SECONDS

    def _is_habit(self, event: events.Key) -> bool:
        until, self._habit_until = self._habit_until, 0.0
        return event.key == "enter" and event.time < until

    def keep_key(self, event: events.Key) -> bool:
        """Keep a key for what comes next, if something is under way."""
        return self.work.keep_key(event)

    def pass_on(self, event: events.Key) -> None:
        """Give a key to whatever has the focus now."""
        if self._is_habit(event) or (not self.busy and self._is_scan(event)):
            return
        (self.focused or self.screen)._forward_event(event)  # noqa: SLF001 - as the app forwards keys

    def _is_scan(self, event: events.Key) -> bool:
        """Say whether a key is part of a scan and no key for the screen."""
        if getattr(self.focused, "takes_words", False):
            return False
        if event.key == "enter":
            scanned = self._burst.finish(event.time)
            if scanned and isinstance(self.screen, KioskScreen):
                self.carry(self.screen, self._scanned(self.screen, scanned))
            return bool(scanned)
        taken = self._burst.take(event.character, event.time)
        return taken and not getattr(self.screen, "any_key", False)

    async def _scanned(self, screen: KioskScreen, text: str) -> None:
        codes = await asyncio.to_thread(import_module, "kiosk.visits.codes")
        scan = codes.read_scan(text)
        if scan is None:
            raise Refusal("scan-unknown", UNKNOWN_SCAN)
        await screen.scanned(scan)

    # What a public terminal does not do

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing leaves through the terminal's clipboard."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No pictures of what people do."""

    def action_suspend_process(self) -> None:
        """A kiosk is not put into the background."""

    def bell(self) -> None:
        """A stairwell is quiet."""

    def beep(self) -> None:
        """Make the one sound there is: a slip lies in the tray, and must not stay there."""
        if self._driver is not None:
            self._driver.write("\a")

    def give_up(self, fault: Exception) -> None:
        """Stop with an incident number where no screen can go on; systemd starts again."""
        self._handle_exception(fault)

    def _handle_exception(self, error: Exception) -> None:
        """Print a number and no traceback: local variables hold people's names."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        number = incidents.record(error)
        sentence = self.language.say(
            msg("The kiosk stopped by a fault of its own (incident %(number)s).", number=number)
        )
        self._exit_renderables.append(Segments([Segment(f"{sentence}\n")]))
        self._close_messages_no_wait()


async def _nothing() -> None:
    """Stand for work where only a move is wanted."""


def run(
    settings: Settings,
    keys: "Keys",
    look: Callable[[], Glance] | None = None,
    when_open: Callable[[], None] | None = None,
) -> int:
    """Show the lobby in this terminal until it is told to stop; return the exit status.

    Args:
        settings: of the home.
        keys: to its database.
        look: reads the board; without it the board is read through the database once it is open.
        when_open: called in a thread once the kiosk is open; starts the office.
    """
    opened: list[Kiosk] = []

    def look_inside() -> Glance:
        if not opened:
            return Glance()
        found: Glance = import_module("kiosk.board").look(opened[0])
        return found

    def open_kiosk() -> "Kiosk":
        boot = import_module("kiosk.boot")
        kiosk: Kiosk = boot.open_kiosk(settings, keys)
        import_module("kiosk.visits").end_all(kiosk)  # left open by a power cut
        import_module("kiosk.account").settle_resets(kiosk)  # before anybody logs in
        opened.append(kiosk)
        if when_open is not None:
            when_open()
        return kiosk

    gc.disable()  # until the first paint; then when nobody touches a key
    app = LobbyApp(settings, look or look_inside, open_kiosk)
    app.run()
    if app.last_words:
        sys.stderr.write(f"{app.last_words}\n")
    return app.return_code or 0
