"""How a lobby screen is shown, asks, answers and moves on.

A screen is made once and kept: `show` fills it each time somebody goes there, `wipe` forgets what
it held when the visit ends. It never waits: whatever takes time is asked in a thread, and keys
pressed meanwhile are kept for what comes next.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual import events
from textual.message import Message as Event
from textual.widget import Widget

from kiosk.refusals import Refusal
from kiosk.words import msg
from screens.lobby.framed import HIDE, FramedScreen
from screens.lobby.widgets.answer import Host
from screens.lobby.widgets.choices import Choices
from screens.lobby.widgets.frame import MORE, Foot, KeyLine

if TYPE_CHECKING:
    from kiosk.handover import Form
    from kiosk.house import Kiosk
    from kiosk.visits import Visit
    from kiosk.visits.codes import Scan
    from screens.lobby.widgets.field import Field
    from screens.lobby.widgets.pin import PinField

P = ParamSpec("P")
T = TypeVar("T")

SCAN_ELSEWHERE = msg("That code is not used here. Log out, and scan it on the front page.")


class KioskScreen(FramedScreen, Host, inherit_bindings=False):
    """A screen of the lobby.

    Class attributes to set, beside those of the frame:
        any_key: the screen hears the keys of a scan as well.
        reading: people read here, so the idle time is three times as long.

    Methods to write: `compose_body`, `show`, and the answers `chose`, `switched`, `typed`, `done`.
    """

    reading: ClassVar[bool] = False
    any_key: ClassVar[bool] = False
    _numbered: tuple[str, ...] = ()  # the actions that the next digit chooses from

    # What a screen writes itself

    async def show(self, *_: Any, **card: Any) -> None:
        """Fill the screen for whoever comes now; each screen names what it is shown."""

    async def returned(self) -> None:
        """Somebody came back here from a later screen; what was typed still stands."""

    async def chose(self, key: str) -> None:
        """Somebody chose `key` in a list."""

    async def switched(self, key: str, on: bool) -> None:
        """Somebody turned the switch `key`."""

    async def typed(self, field: "Field") -> None:
        """What stands in `field` changed. For quick looks only: nothing is asked here."""

    async def done(self) -> None:
        """Enter in the last field, in a list of switches, or where nothing else takes it."""

    async def scanned(self, scan: "Scan") -> None:
        """A code was scanned here. A pass never switches visits: log out first."""
        self.refuse(Refusal("scan-not-here", SCAN_ELSEWHERE))

    def half_filled(self) -> "Form":
        """Return what is filled in, as the fields of the page that goes on from here."""
        return {}

    def take_back(self, form: "Form") -> None:
        """Go on with a form that comes back from the phone."""

    def wipe(self) -> None:
        """Forget everything personal. Call this from an override too."""
        for widget in self.query("#body *").results(Widget):
            forget = getattr(widget, "wipe", None)
            if callable(forget):
                forget()
        self.quiet()

    @property
    def holding(self) -> bool:
        """Whether something goes on elsewhere, so that nobody is thrown out here."""
        return False

    # What a screen can use

    @property
    def visit(self) -> "Visit | None":
        """Whose visit this is; None in the lobby."""
        return self.lobby.visit

    async def ask(
        self,
        action: "Callable[Concatenate[Kiosk, Visit, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Return `action(kiosk, visit, …)`, worked out in a thread that is never cancelled.

        Raises:
            Refusal: as the action does; a handler need not catch it, its sentence is shown.
            VisitOver: the visit ended meanwhile; a handler must let it pass.
        """
        visit = self.visit
        if visit is None:
            raise VisitOver
        kiosk = await self.lobby.opened()
        result = await asyncio.to_thread(action, kiosk, visit, *args, **kwargs)
        if self.visit is None or self.visit.token != visit.token:
            raise VisitOver
        return result

    async def ask_kiosk(
        self, action: "Callable[Concatenate[Kiosk, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return `action(kiosk, …)` likewise, for the few actions that need no visit."""
        epoch = self.lobby.epoch
        kiosk = await self.lobby.opened()
        result = await asyncio.to_thread(action, kiosk, *args, **kwargs)
        if self.lobby.epoch != epoch:
            raise VisitOver
        return result

    def go(self, place: str, **card: Any) -> None:
        """Go to another screen, which is shown `card`; the last thing a handler does."""
        self.lobby.go(place, **card)

    def back(self) -> None:
        """Go one screen back."""
        self.lobby.back()

    def go_home(self) -> None:
        """Go to the visit's home, or to the lobby."""
        self.lobby.go_home()

    def doing(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin to work on something: refusals are shown, keys kept, the idle time held."""
        self.lobby.carry(self, work)

    # Answers

    def answer(self, event: Event) -> None:
        """Work on what a widget hands over."""
        from screens.lobby.widgets.field import Entered  # noqa: PLC0415 - not before the first paint

        match event:
            case Choices.Chosen():
                self.doing(self.chose(event.key))
            case Choices.Switched():
                self.doing(self.switched(event.key, event.on))
            case Choices.Done():
                self.doing(self.done())
            case Entered():
                self.doing(self._entered(event.field))
            case _:
                self.post_message(event)

    def keep_key(self, event: events.Key) -> bool:
        """Keep a key for what comes next while something is under way."""
        if not self.is_current:  # it was on its way here when the screen changed
            self.lobby.pass_on(event.copy())
            return True
        return self.lobby.keep_key(event) or self._choose_more(event)

    def _choose_more(self, event: events.Key) -> bool:
        """Do what `do_more` numbered, while it stands there; any other key does as ever."""
        actions, self._numbered = self._numbered, ()
        if not actions or not self.query_one(Foot).has_class("-asked"):
            return False
        self.quiet()
        chosen = "0123456789".find(event.character or "-")
        if 0 < chosen <= len(actions):
            self._act(actions[chosen - 1])
            return True
        return event.key in {"escape", "minus", "0"}

    def entered_by_itself(self) -> None:
        """Enter after the last digit of a PIN is a habit, and no answer to what comes next."""
        self.lobby.entered_by_itself()

    def take_key(self, event: events.Key) -> None:
        """Take a key that the focused widget did not want, before any later key is read."""
        for _, method in self._get_dispatch_methods("on_key", event):
            if not asyncio.iscoroutinefunction(method):
                method(event)

    async def _entered(self, field: Widget) -> None:
        fields = [
            widget
            for widget in self.query("Field, PinField").results(Widget)
            if widget.display and not widget.disabled
        ]
        if field in fields and field is not fields[-1]:
            following = cast("Field | PinField", fields[fields.index(field) + 1])
            following.take_focus()
        else:
            await self.done()

    async def on_typed(self, event: Event) -> None:
        """Let the screen look at what is typed."""
        await self.typed(event.field)  # type: ignore[attr-defined]

    def on_key(self, event: events.Key) -> None:
        """Take the keys that no widget wanted."""
        if self.keep_key(event):
            event.stop()
            return
        self.quiet()
        for hint in (*self.keys, self.way_back):
            if hint is not None and hint.action and event.key == hint.key:
                self._act(hint.action)
                event.stop()
                return
        if self._unclaimed(event):
            event.stop()

    def _unclaimed(self, event: events.Key) -> bool:
        match event.key:
            case "escape" | "minus" | "0" if self.way_back is not None:
                self._act("back")
            case "slash":
                self._act("hide")
            case "plus" if hasattr(self, "do_peek"):  # a numeric pad has no F2
                self._act("peek")
            case "plus" if self.more():
                self.do_more()
            case "asterisk" | "f9":
                self._act("phone")
            case "enter":
                self.doing(self.done())
            case "tab":
                self.focus_next()
            case "shift+tab":
                self.focus_previous()
            case "pagedown" | "pageup" | "down" | "up" | "home" | "end":
                body = self.query_one("#body")
                scroll = {"pagedown": "page_down", "pageup": "page_up"}.get(event.key, event.key)
                getattr(body, f"scroll_{scroll}")(animate=False)
            case _:
                return False
        return True

    def _act(self, action: str) -> None:
        work = getattr(self, f"do_{action}")()
        if asyncio.iscoroutine(work):
            self.doing(work)

    def do_more(self) -> None:
        """Say what else can be done here, by number; the next digit chooses."""
        more = self.more()
        self._numbered = tuple(action for _, action in more)
        self.query_one(Foot).ask(self.tell(text) for text, _ in more)

    def do_back(self) -> None:
        """Go back; override where something typed must be asked about first."""
        self.back()

    def phone_page(self) -> str:
        """Return the page that goes on from here, where it is one of many; see `handover.ways`."""
        return ""

    def do_phone(self) -> None:
        """Offer to go on with the phone from here."""
        self.doing(self.lobby.walk.to_phone(self))

    def do_hide(self) -> None:
        """Blank the screen and end the visit."""
        self.lobby.hide()

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """Do what a clicked hint says."""
        hints = (*self.keys, MORE, self.way_back, HIDE)
        actions = {hint.key: hint.action for hint in hints if hint}
        if action := actions.get(event.key):
            self._act(action)
        else:  # it is a key for whatever has the focus
            (self.focused or self)._forward_event(events.Key(event.key, None))  # noqa: SLF001 - as the app forwards keys


class VisitOver(Exception):  # noqa: N818 - no error: what was asked for is no longer wanted
    """The visit ended while something was asked for; nothing of the answer may be shown."""
