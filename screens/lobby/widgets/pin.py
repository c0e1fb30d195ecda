"""Six digits for one pair of eyes: typed as dots, and shown only while a key is held.

Terminals do not say when a key is released; a held key repeats. So each press shows the digits
for a moment that is longer than the pause between repeats. F3 is a switch for hands that cannot
hold a key.
"""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from screens.lobby.widgets.answer import answer, complete, kept, unclaimed
from screens.lobby.widgets.field import Entered
from screens.lobby.widgets.prose import Prose

PIN_DIGITS = 6
SHOWN_SECONDS = 0.7  # a held key begins to repeat after half a second at most


def in_pairs(digits: str) -> str:
    """Return digits in pairs: "482713" as "48 27 13"."""
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


class Secret(Widget):
    """Digits that are shown only while F2 (or + on a numeric pad) is held, or with F3."""

    DEFAULT_CSS = """
    Secret { height: 1; width: 12; color: $foreground; background: $field; padding: 0 1; }
    """

    def __init__(
        self,
        digits: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._digits = digits
        self.shown = False
        self._switched = False
        self._timer: Timer | None = None

    @property
    def value(self) -> str:
        """The digits."""
        return self._digits

    @value.setter
    def value(self, digits: str) -> None:
        self._digits = digits
        self.refresh()

    def peek(self) -> None:
        """Show the digits for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SHOWN_SECONDS, self.cover)
        self._set_shown(True)

    def cover(self) -> None:
        """Hide the digits again, unless they are switched on."""
        self._set_shown(self._switched)

    def turn(self) -> None:
        """Switch the digits on or off."""
        self._switched = not self._switched
        self._set_shown(self._switched)

    def wipe(self) -> None:
        """Forget the digits."""
        self._digits = ""
        self._switched = self.shown = False
        self.refresh()

    def _set_shown(self, shown: bool) -> None:
        if shown is not self.shown:
            self.shown = shown
            self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Three pairs with gaps, and a cursor."""
        return 9

    def text(self) -> str:
        """What is to be seen now."""
        return in_pairs(self._digits if self.shown else "•" * len(self._digits))

    def render_line(self, y: int) -> Strip:
        """Draw the pairs."""
        strip = Strip([Segment(self.text() if y == 0 else "", self.rich_style)])
        return strip.adjust_cell_length(self.size.width, self.rich_style)


class PinBox(Secret, can_focus=True, inherit_bindings=False):
    """Where a PIN is typed; the sixth digit enters it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pinbox--cursor"}

    DEFAULT_CSS = """
    PinBox:focus { background: $field-focus; }
    PinBox > .pinbox--cursor { background: $bar; color: $on-bar; }
    """

    def on_key(self, event: events.Key) -> None:
        """Take digits and backspace."""
        if kept(self, event):
            return
        if event.character is not None and event.character in "0123456789":
            self._take(event.character)
        elif event.key == "backspace":
            self.value = self._digits[:-1]
        elif event.key == "enter" and self._digits:
            answer(self, Entered(self.query_ancestor(PinField)))
        elif event.key in {"f2", "plus"}:
            self.peek()
        elif event.key == "f3":
            self.turn()
        else:
            unclaimed(self, event)
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Nobody pastes a PIN."""
        event.stop()

    def _take(self, digit: str) -> None:
        field = self.query_ancestor(PinField)
        field.accept()
        if len(self._digits) < PIN_DIGITS:
            self.value = self._digits + digit
        if len(self._digits) == PIN_DIGITS:
            complete(self, Entered(field))

    def render_line(self, y: int) -> Strip:
        """Draw the pairs, and a cursor where the next digit goes."""
        text = self.text() if y == 0 else ""
        if len(self._digits) in {2, 4}:
            text += " "
        segments = [Segment(text, self.rich_style)]
        if y == 0 and self.has_focus and len(self._digits) < PIN_DIGITS:
            segments.append(Segment(" ", self.get_component_rich_style("pinbox--cursor")))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)


class PinField(Widget):
    """A named place for a PIN, with a sentence underneath. `value` is the digits typed."""

    DEFAULT_CSS = """
    PinField { height: auto; layout: grid; grid-size: 3; grid-columns: 18 12 1fr;
               grid-rows: 1 auto; }
    PinField .label { color: $quiet; }
    PinField .hint { color: $quiet; padding-left: 2; }
    PinField .sentence { display: none; column-span: 3; padding-left: 18; color: $danger;
                         text-style: bold; }
    PinField.-refused .sentence { display: block; }
    """

    def __init__(self, id: str, *, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._label = Prose(classes="label")
        self._hint = Prose(classes="hint")
        self._sentence = Prose(classes="sentence")
        self.box = PinBox()

    def compose(self) -> ComposeResult:
        """Lay the label, the box and its hint in a line, the sentence underneath."""
        yield self._label
        yield self.box
        yield self._hint
        yield self._sentence

    @property
    def value(self) -> str:
        """The digits typed so far."""
        return self.box.value

    def label(self, text: str, hint: str = "") -> None:
        """Name the field, with a hint at its right."""
        self._label.tell(text)
        self._hint.tell(hint)

    def refuse(self, sentence: str) -> None:
        """Show what to do; a PIN is the one thing that is typed again from the start."""
        self.box.value = ""
        self._sentence.tell(f"! {sentence}")
        self.set_class(bool(sentence), "-refused")
        self.take_focus()

    def accept(self) -> None:
        """Take the sentence away."""
        if self.has_class("-refused"):
            self.remove_class("-refused")
            self._sentence.wipe()

    def wipe(self) -> None:
        """Forget what was typed."""
        self.box.wipe()
        self.accept()

    def take_focus(self) -> None:
        """Type here now."""
        self.box.focus(scroll_visible=False)
