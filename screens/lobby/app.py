"""The lobby's app: one terminal, one visit at a time, screens that are kept and wiped.

It paints first and opens the kiosk behind the paint. It watches for nobody being there, hides on
one key, and turns any fault of ours into an incident number instead of a stopped kiosk.
"""

import asyncio
import gc
import sys
import time
from collections import deque
from collections.abc import Callable, Coroutine
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment, Segments
from textual import events
from textual.app import App
from textual.screen import Screen

from kiosk import glance
from kiosk.clock import Clock, SystemClock
from kiosk.glance import Glance
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import N_, Language, Message, language, msg
from screens.lobby import idle, incidents, theme
from screens.lobby.driver import LobbyDriver
from screens.lobby.places import HOME, PLACES, WELCOME
from screens.lobby.scanner import Burst
from screens.lobby.screen import KioskScreen, VisitOver
from screens.lobby.welcome.screen import WelcomeScreen
from screens.lobby.widgets.frame import Foot
from screens.lobby.widgets.prose import Prose

if TYPE_CHECKING:
    from kiosk.house import Kiosk
    from kiosk.keys import Keys
    from kiosk.visits import Visit

FOLDER = Path(__file__).parent
PROGRESS_SECONDS = 0.5  # a wait shorter than this needs no sign of life
GLANCE_SECONDS = 20.0
UNTOUCHED_SECONDS = 2.0  # before garbage is collected
COLLECT_SECONDS = 30.0  # between two collections while nobody is there
KEYS_KEPT = 40
FAULTS_BORNE = 2  # in a row, before the kiosk gives up and is started again

WAIT = N_("One moment")
UNKNOWN_SCAN = msg("The kiosk does not know that code. Try again, or choose a number.")
SEEN_NOBODY = N_("Are you still there? Press any key for more time.")


class LobbyApp(App[int], inherit_bindings=False):
    """The lobby.

    Args:
        settings: as the caretaker has set them.
        look: reads the board for the first paint and again every 20 s; called in a thread later.
        open_kiosk: opens the database; called once, in a thread, after the first paint.
        clock: where the time on the screen and the idle time come from.
    """

    CSS_PATH = "look.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[Any]] = []
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (60, "-narrow"),
        (78, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (20, "-short"),
        (24, "-medium"),
        (36, "-tall"),
    ]

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
        self.visit: Visit | None = None
        self.invitation = ""  # a card scanned before its owner had logged in
        self.epoch = 0  # grows whenever a visit ends
        self.last_words = ""
        self.glance = look()
        self._look = look
        self._open_kiosk = open_kiosk
        self._kiosk: asyncio.Future[Kiosk] | None = None
        self._kept: dict[str, KioskScreen] = {}
        self._trail: list[str] = [WELCOME]
        self._next: tuple[str, dict[str, Any] | None] | None = None
        self._carrying: KioskScreen | None = None
        self._keys: deque[events.Key] = deque(maxlen=KEYS_KEPT)
        self._patience = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self._touched = self.clock.monotonic()
        self._asking = False
        self._burst = Burst()
        self._quiet_since = time.monotonic()
        self._collected = self._stayed = time.monotonic()
        self._looked = self._touched
        self._memory_is_ours = False
        self._sheets_loaded = False
        self._disable_tooltips = self._disable_notifications = True
        self.animation_level = "none"
        for name in theme.PALETTES:
            self.register_theme(theme.theme(name))
        self.theme = theme.theme_name(
            light=settings.lobby.light, color_system=self.console.color_system
        )

    # Starting

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the lobby's own screen."""
        self._kept[WELCOME] = self._front = WelcomeScreen()
        self.install_screen(self._front, WELCOME)
        return self._front

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the sheets their colours whatever theme is on."""
        return {name: theme.DARK[name] for name in theme.VARIABLES}

    def on_mount(self) -> None:
        """Open the kiosk once the first screen is painted."""
        self.screen._push_result_callback(self, None)  # noqa: SLF001 - so that it can be switched away from
        self.set_interval(1.0, self._each_second)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        if self._kiosk is None:
            self._kiosk = asyncio.get_running_loop().create_future()
        self._keep(self._open())

    async def _open(self) -> None:
        assert self._kiosk is not None  # noqa: S101 - set by the only caller
        if self._open_kiosk is None:
            return
        try:
            kiosk = await asyncio.to_thread(self._open_kiosk)
        except Refusal as refusal:
            self.leave(self.language.say(refusal.message))
            return
        self._kiosk.set_result(kiosk)
        await asyncio.to_thread(_import_places)
        self._load_sheets()
        self._begin_quiet_memory()

    def hand_over(self, kiosk: "Kiosk") -> None:
        """Use a kiosk that is already open, as tests do."""
        if self._kiosk is None:
            self._kiosk = asyncio.get_running_loop().create_future()
        self._kiosk.set_result(kiosk)

    async def opened(self) -> "Kiosk":
        """Return the kiosk once it is open."""
        if self._kiosk is None:
            self._kiosk = asyncio.get_running_loop().create_future()
        return await asyncio.shield(self._kiosk)

    def _load_sheets(self) -> None:
        """Read the sheets of all screens at once; each styles its own screen only."""
        if self._sheets_loaded:
            return
        self._sheets_loaded = True
        for path in sorted(FOLDER.glob("*/*.tcss")):
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.read(path)
        self.stylesheet.reparse()
        self.stylesheet.update(self)

    def leave(self, sentence: str) -> None:
        """Stop, and say why on the terminal that comes back."""
        self.last_words = sentence
        self.exit(1, return_code=1)

    # Working on something

    def carry(self, screen: KioskScreen, work: Coroutine[Any, Any, None]) -> None:
        """Work on one thing at a time; a second answer meanwhile is a press too many."""
        if self._carrying is not None:
            work.close()
            return
        self._carrying = screen
        self._patience = time.monotonic() + PROGRESS_SECONDS
        loop = asyncio.get_running_loop()
        sign = loop.call_later(PROGRESS_SECONDS, self._show_progress, 0)
        self._keep(self._carry(screen, work, sign))

    @property
    def busy(self) -> bool:
        """Whether something is being worked on."""
        return self._carrying is not None

    async def _carry(
        self, screen: KioskScreen, work: Coroutine[Any, Any, None], sign: asyncio.TimerHandle
    ) -> None:
        epoch = self.epoch
        faults = 0
        try:
            faults += not await self._try(screen, work, epoch)
            while self._next is not None and faults <= FAULTS_BORNE:
                faults += not await self._try(screen, self._turn(), epoch)
        finally:
            sign.cancel()
            self._carrying = None
        if faults > FAULTS_BORNE:
            self._handle_exception(RuntimeError("no screen can be shown"))
            return
        self._hide_progress()
        self._replay()

    async def _try(self, screen: KioskScreen, work: Coroutine[Any, Any, None], epoch: int) -> bool:
        """Carry `work` out; False where it met a fault of ours."""
        try:
            await work
        except VisitOver:
            pass
        except Refusal as refusal:
            if refusal.code == "visit-over":
                self.end_visit()
            elif epoch == self.epoch:
                screen.refuse(refusal)
        except Exception as fault:  # noqa: BLE001 - a public kiosk outlives its own faults
            number = incidents.record(fault)
            self._forget_visit()
            self._trail = [WELCOME]
            self._next = ("sorry", {"number": number})
            return False
        return True

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _show_progress(self, step: int) -> None:
        if self._carrying is not None and self._running:
            foot = self.screen.query_one(Foot)
            foot.say(self.language.say(WAIT) + " " + "." * (1 + step % 3), "busy")
            asyncio.get_running_loop().call_later(PROGRESS_SECONDS, self._show_progress, step + 1)

    def _hide_progress(self) -> None:
        for screen in self._kept.values():
            if screen.is_mounted:
                foot = screen.query_one(Foot)
                if foot.has_class("-busy"):
                    foot.wipe()

    def keep_key(self, event: events.Key) -> bool:
        """Keep a key pressed while something is under way; impatient ones are dropped."""
        if self._carrying is None:
            return False
        if time.monotonic() < self._patience:
            self._keys.append(event.copy())
        return True

    def pass_on(self, event: events.Key) -> None:
        """Give a key to whatever has the focus now."""
        if not self.busy and self._of_scan(event):
            return
        (self.focused or self.screen)._forward_event(event)  # noqa: SLF001 - as the app forwards keys

    def _replay(self) -> None:
        keys = list(self._keys)
        self._keys.clear()
        for event in keys:  # whoever begins something again keeps the rest, in order
            self.pass_on(event)

    # Moving

    def go(self, place: str, **card: Any) -> None:
        """Go to a screen, as soon as what is under way is done."""
        self._next = (place, card)
        if self._carrying is None:
            self.carry(self._current, _nothing())

    def back(self) -> None:
        """Go to where one came from; its screen stands as it was left."""
        if len(self._trail) > 1:
            self._next = (self._trail[-2], None)
            if self._carrying is None:
                self.carry(self._current, _nothing())

    def go_home(self) -> None:
        """Go to the home of the visit, or to the lobby."""
        self.go(HOME if self.visit is not None else WELCOME)

    @property
    def _current(self) -> KioskScreen:
        assert isinstance(self.screen, KioskScreen)  # noqa: S101 - there are no others
        return self.screen

    async def _turn(self) -> None:
        assert self._next is not None  # noqa: S101 - checked by the only caller
        (place, card), self._next = self._next, None
        screen = await self._screen(place)
        if card is None:
            await screen.returned()
        else:
            screen.quiet()
            screen.set_focus(None)
            await screen.show(**card)
        if place in self._trail:
            del self._trail[self._trail.index(place) + 1 :]
        elif place in {HOME, WELCOME}:
            self._trail = [place]
        else:
            self._trail.append(place)
        screen.reframe()
        self.switch_screen(screen)
        screen.focus_first()

    async def _screen(self, place: str) -> KioskScreen:
        if place not in self._kept:
            module, _, name = PLACES[place].partition(":")
            loaded = await asyncio.to_thread(import_module, module)
            screen: KioskScreen = getattr(loaded, name)()
            self._load_sheets()
            self._kept[place] = screen
            self.install_screen(screen, place)
            _, mounted = self._get_screen(screen)
            await mounted
        return self._kept[place]

    # The visit

    def begin(self, visit: "Visit") -> None:
        """Somebody is in: from now on they are spoken to in their own language."""
        self.visit = visit
        self.language = language(visit.language)

    def speak(self, code: str) -> None:
        """Speak another language until the visit, or whoever stands there, is gone."""
        self.language = language(code)

    def end_visit(self, sentence: Message | str = "", *, place: str = WELCOME) -> None:
        """End the visit, wipe every screen, and go to the lobby."""
        self._forget_visit()
        self._trail = [WELCOME]
        self.go(place, **({"sentence": sentence} if sentence else {}))

    def hide(self) -> None:
        """Blank the screen at once and end the visit."""
        self.end_visit(place="hidden")

    def _forget_visit(self) -> None:
        visit, self.visit = self.visit, None
        self.invitation = ""
        self.epoch += 1
        self._keys.clear()
        self._set_asking(False)
        self.language = language(self.settings.estate.language)
        for screen in self._kept.values():
            screen.wipe()
        if visit is not None:
            self._keep(self._end(visit))

    async def _end(self, visit: "Visit") -> None:
        visits = await asyncio.to_thread(import_module, "kiosk.visits")
        kiosk = await self.opened()
        try:
            await asyncio.to_thread(visits.end, kiosk, visit)
        except Exception as fault:  # noqa: BLE001 - it also ends by itself, by its age
            incidents.record(fault)

    # Each second, each key

    def _each_second(self) -> None:
        self._tidy_memory()
        if self.visit is None and self._trail == [WELCOME]:
            self._on_front_page()
            return
        lobby = self.settings.lobby
        found = idle.verdict(
            self.clock.monotonic(),
            self._touched,
            holding=self.busy,
            reading=self._current.reading,
            idle_seconds=lobby.idle_seconds,
            warn_seconds=lobby.warn_seconds,
        )
        match found:
            case idle.Over():
                self.end_visit()
            case idle.Warn(seconds):
                self._set_asking(True, seconds)
            case idle.Stay():
                self._set_asking(False)
                self._stay_awake()

    def _on_front_page(self) -> None:
        """Nobody is there: show what is new, and what time it is."""
        if self.screen is self._front:
            self._front.tick()
        if self.clock.monotonic() - self._looked >= GLANCE_SECONDS:
            self._looked = self.clock.monotonic()
            self._keep(self._look_again())

    async def _look_again(self) -> None:
        glance = await asyncio.to_thread(self._look)
        if glance != self.glance:
            self.glance = glance
            if self.screen is self._front:
                self._front.retell()

    def _stay_awake(self) -> None:
        """Tell the store that somebody who only reads or types is still there."""
        now = self.clock.monotonic()
        touched_since = self._touched > self._stayed
        if self.visit is not None and touched_since and now - self._stayed >= GLANCE_SECONDS:
            self._stayed = now
            self._keep(self._stay(self.visit))

    async def _stay(self, visit: "Visit") -> None:
        visits = await asyncio.to_thread(import_module, "kiosk.visits")
        try:
            await asyncio.to_thread(visits.stay, await self.opened(), visit)
        except Refusal:
            if self.visit is visit:
                self.end_visit()
        except Exception as fault:  # noqa: BLE001 - the next key asks the store itself
            incidents.record(fault)

    def _set_asking(self, asking: bool, seconds: int = 0) -> None:
        self._asking = asking
        if not self._screen_stack or not isinstance(self.screen, KioskScreen):
            return
        band = self.screen.query("#idle")
        if band:
            band.set_class(asking, "-asking")
            if asking:
                words = self.language
                left = words.say(
                    msg("The screen is wiped in %(seconds)s seconds.", seconds=seconds)
                )
                band.only_one(Prose).tell(f"{words.say(SEEN_NOBODY)}\n\n{left}")

    async def on_event(self, event: events.Event) -> None:
        """Notice that somebody is there, hide at once when asked to, and gather scans."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            self._touched = self.clock.monotonic()
            self._quiet_since = time.monotonic()
            was_asking = self._asking
            if was_asking:
                self._set_asking(False)
            if isinstance(event, events.Key):
                if event.key == "f10":
                    self.hide()
                    return
                if was_asking or (not self.busy and self._of_scan(event)):
                    return
        await super().on_event(event)

    def _of_scan(self, event: events.Key) -> bool:
        """Say whether a key is part of a scan and no key for the screen."""
        if getattr(self.focused, "kind", "") == "text":
            return False
        if event.key == "enter":
            scanned = self._burst.finish(event.time)
            if scanned:
                self.carry(self._current, self._scanned(self._current, scanned))
            return bool(scanned)
        return self._burst.take(event.character, event.time)

    async def _scanned(self, screen: KioskScreen, text: str) -> None:
        codes = await asyncio.to_thread(import_module, "kiosk.visits.codes")
        scan = codes.read_scan(text)
        if scan is None:
            raise Refusal("scan-unknown", UNKNOWN_SCAN)
        await screen.scanned(scan)

    def _begin_quiet_memory(self) -> None:
        """From here on garbage is collected when nobody waits for a key."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._memory_is_ours = True

    def _tidy_memory(self) -> None:
        now = time.monotonic()
        untouched = now - self._quiet_since >= UNTOUCHED_SECONDS
        if self._memory_is_ours and untouched and now - self._collected >= COLLECT_SECONDS:
            self._collected = now
            gc.collect()

    # What a public terminal does not do

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing leaves through the terminal's clipboard."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No pictures of what people do."""

    def action_suspend_process(self) -> None:
        """A kiosk is not put into the background."""

    def bell(self) -> None:
        """A stairwell is quiet."""

    def _handle_exception(self, error: Exception) -> None:
        """Stop with an incident number where no screen can go on; systemd starts again."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        number = incidents.record(error)
        sentence = self.language.say(
            msg("The kiosk stopped by a fault of its own (incident %(number)s).", number=number)
        )
        self._exit_renderables.append(Segments([Segment(sentence + "\n")]))
        self._close_messages_no_wait()


async def _nothing() -> None:
    """Stand for work where only a move is wanted."""


def _import_places() -> None:
    for place in PLACES.values():
        import_module(place.partition(":")[0])


def run(settings: Settings, keys: "Keys", when_open: Callable[[], None] | None = None) -> int:
    """Show the lobby in this terminal until it is told to stop; return the exit status.

    Args:
        settings: of the home.
        keys: to its database.
        when_open: called in a thread once the kiosk is open; starts the office.
    """
    path = _board_path(settings)

    def look() -> Glance:
        return glance.glance(path, keys.database) if path else Glance()

    def open_kiosk() -> "Kiosk":
        boot = import_module("kiosk.boot")
        kiosk: Kiosk = boot.open_kiosk(settings, keys)
        if when_open is not None:
            when_open()
        return kiosk

    gc.disable()  # until the first paint; then when nobody touches a key
    app = LobbyApp(settings, look, open_kiosk)
    app.run()
    if app.last_words:
        sys.stderr.write(f"{app.last_words}\n")
    return app.return_code or 0


def _board_path(settings: Settings) -> Path | None:
    """Return the encrypted file that the board can be read from; PostgreSQL has none."""
    kind, _, path = settings.database.url.partition(":///")
    return settings.home / path if kind == "sqlite" else None
