"""The frame that every lobby screen stands in: heading, rule, body, one sentence, and the keys.

It is laid out once and told again in the language of each visit; a screen yields what stands
between the rules, and says what its heading and its keys are.
"""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from kiosk.refusals import Refusal
from kiosk.words import N_, Language, Message
from screens.lobby.compositor import LeanCompositor
from screens.lobby.widgets.choices import Choices
from screens.lobby.widgets.frame import MORE, PHONE, Foot, Head, KeyHint, KeyLine, Rule
from screens.lobby.widgets.prose import Prose

if TYPE_CHECKING:
    from screens.lobby.app import LobbyApp

BACK = KeyHint("escape", N_("Back"), "back")
HIDE = KeyHint("f10", N_("Hide"), "hide")
NEVER_STYLED = -1  # by a change of the sheets: as it was when it was made
TOO_SMALL = N_("This screen is too small. It needs 60 columns and 20 lines.")


class FramedScreen(Screen[None], inherit_bindings=False, inherit_css=False):
    """A screen in its frame.

    Class attributes to set:
        heading: what this is, as an `N_()` msgid (or override `title_message`).
        steps, step: the steps of a journey as msgids, and which is now, from 0.
        keys: what keys do here; each action is a method `do_<action>`.
        way_back: what Escape does; None where there is nothing to go back to.
    """

    AUTO_FOCUS = ""

    heading: ClassVar[str] = ""
    steps: ClassVar[tuple[str, ...]] = ()
    keys: ClassVar[tuple[KeyHint, ...]] = ()
    way_back: ClassVar[KeyHint | None] = BACK
    step: int = 0

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self._compositor = LeanCompositor()

    def compose_body(self) -> ComposeResult:
        """Yield what stands between the rules. Texts are set in `show`, in the visit's language."""
        yield from ()

    def title_message(self) -> Message | str:
        """What stands at the top left."""
        return self.heading

    def aside(self) -> Message | str:
        """What stands at the top right where there are no steps."""
        return ""

    def key_lead(self) -> Message | str:
        """What stands before the keys, such as "Press a number"."""
        return ""

    def more(self) -> tuple[tuple[str, str], ...]:
        """What `+` and a number do: texts and actions, those of the F keys unless overridden.

        Before them another page of a long list, which a numeric pad has no key for.
        """
        keys = ((key.text, key.action) for key in self._keys() if key.action)
        long = isinstance(self.focused, Choices) and self.focused.pages > 1
        return (*([(N_("Next page"), "turn_page")] if long else []), *keys)

    def do_turn_page(self) -> None:
        """Show another page of a long list."""
        if isinstance(self.focused, Choices):
            self.focused.turn_page()

    def _keys(self) -> list[KeyHint]:
        """Return what keys do here; the phone is left out where none reaches this kiosk."""
        return [key for key in self.keys if key is not PHONE or self.lobby.has_pages]

    @property
    def lobby(self) -> "LobbyApp":
        """The app, by its own type."""
        return cast("LobbyApp", self.app)

    @property
    def language(self) -> Language:
        """How this visit is spoken to."""
        return self.lobby.language

    def tell(self, message: Message | str) -> str:
        """Return the sentence for a message in this visit's language."""
        return self.language.say(message)

    def say(self, message: Message | str) -> None:
        """Say once that something went well, above the keys; the next key takes it away."""
        self.query_one(Foot).say(self.tell(message))

    def quiet(self) -> None:
        """Take the sentence away."""
        if self.is_mounted:
            self.query_one(Foot).wipe()

    def refuse(self, refusal: Refusal) -> None:
        """Show why not: beside the field where there is one, else above the keys."""
        sentence = self.tell(refusal.message)
        if refusal.field and (found := self.query(f"#{refusal.field}")):
            show = getattr(found.first(), "refuse", None)
            if callable(show):
                show(sentence)
                return
        self.query_one(Foot).say(sentence, "refused")

    def fit(self, size: Size) -> None:
        """Take the classes of a terminal of `size` before anything is styled without them."""
        for cells, breakpoints in (
            (size.width, self.app.HORIZONTAL_BREAKPOINTS),
            (size.height, self.app.VERTICAL_BREAKPOINTS),
        ):
            names = self._get_breakpoint_classes(cells, breakpoints or [])
            self.add_class(*names, update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style the screen anew only if the sheets have changed since; a screen is kept styled."""
        now = self.app._css_update_count  # noqa: SLF001 - Textual counts them there
        event.refresh_styles = self._css_update_count not in {NEVER_STYLED, now}
        if event.refresh_styles:
            self._css_update_count = now

    def compose(self) -> ComposeResult:
        """Lay the frame out."""
        yield Head()
        yield Rule(id="rule")
        with Vertical(id="body"):
            yield from self.compose_body()
        yield Foot()
        yield KeyLine()
        yield Prose(id="too-small")
        yield Prose(id="idle")

    def _clear_tooltip(self) -> None:
        """Do nothing at every key: there are no tooltips."""

    def reframe(self) -> None:
        """Say heading, steps and keys again, in the language of this moment."""
        self.query_one(Head).tell(
            self.tell(self.title_message()),
            self.tell(self.aside()),
            tuple(self.tell(step) for step in self.steps),
            self.step,
        )
        hints = [hint for hint in (*self._keys(), self.way_back, HIDE) if hint is not None]
        *shown, more = [(hint.key, hint.shown, self.tell(hint.text)) for hint in (*hints, MORE)]
        self.query_one(KeyLine).tell(
            tuple(shown), self.tell(self.key_lead()), more if self.more() else None
        )
        self.query_one("#too-small", Prose).tell(self.tell(TOO_SMALL))

    def focus_first(self) -> None:
        """Put the focus on the first thing that takes keys, unless something has it."""
        if self.focused is not None:
            return
        for widget in self.query("#body *").results(Widget):  # in reading order, laid out or not
            shown = all(node.display for node in widget.ancestors_with_self)
            if (
                shown
                and widget.focusable
                and not (isinstance(widget, Choices) and not widget.entries)
            ):
                self.set_focus(widget, scroll_visible=False)
                return
