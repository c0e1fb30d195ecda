"""A field to type in: its name on the left, what is typed, and a sentence underneath.

Built on Textual's `Input`, without its bindings: no clipboard, no selecting, nothing but typing.
"""

from dataclasses import dataclass
from typing import Literal, Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message as Event
from textual.widget import Widget
from textual.widgets import Input

from kiosk.text import clean
from screens.lobby.widgets.answer import answer, kept, unclaimed
from screens.lobby.widgets.prose import Prose, plain

Kind = Literal["text", "day", "digits", "date", "number"]


@dataclass(frozen=True, slots=True)
class _Rule:
    typed: str  # what may stand in the field at any moment
    cells: int  # how wide the field is, without its cursor
    limit: int  # characters


_RULES: dict[Kind, _Rule] = {
    "text": _Rule(r".*", 40, 60),
    "day": _Rule(r"[^+*]*", 18, 30),  # "onsdag den 30. september 2026"
    "digits": _Rule(r"[0-9]*", 12, 12),
    "date": _Rule(r"[0-9. -]*", 12, 12),
    "number": _Rule(r"[0-9+ -]*", 18, 20),
}


_EDITING = {
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "end": "end",
    "backspace": "delete_left",
    "delete": "delete_right",
}


class Entered(Event):
    """A field was filled in and Enter pressed, or its last place typed."""

    def __init__(self, field: Widget) -> None:
        super().__init__()
        self.field = field


class Typed(Event):
    """What stands in a field has changed."""

    def __init__(self, field: "Field") -> None:
        super().__init__()
        self.field = field


class FieldInput(Input, inherit_bindings=False):
    """The place to type. Keys are read here and not by bindings, so that bursts stay in order."""

    def __init__(self, kind: Kind, limit: int) -> None:
        super().__init__(
            select_on_focus=False,
            restrict=_RULES[kind].typed,
            max_length=limit,
            validate_on=(),
        )
        self.cursor_blink = False
        self.kind = kind
        self.offered = False  # what stands there gives way to the first character typed

    @property
    def takes_words(self) -> bool:
        """Whether a letter belongs here, so that what is typed in a burst is no scan."""
        return self.kind in {"text", "day"}

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint it again without laying the whole screen out anew at every letter."""
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def restricted(self) -> None:
        """A character that does not belong here is left out silently: no bell in a stairwell."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave to the screen what is no text here: a numeric pad's own keys."""
        return super().check_consume_key(key, character) and not self._is_pad_key(character)

    def _is_pad_key(self, character: str | None) -> bool:
        match self.kind:
            case "text":
                return False
            case "day":
                return character in {"+", "*"} or (character == "-" and not self.value)
            case "digits":
                return character in {"+", "-", "*", "/"}
            case _:  # a telephone number begins with the only plus it has
                return character in {"*", "/"} or character == ("+" if self.value else "-")

    async def _on_key(self, event: events.Key) -> None:
        if kept(self, event):
            return
        if event.is_printable:
            if self._is_pad_key(event.character):
                unclaimed(self, event)
            else:
                if self.offered:
                    self.offered, self.value = False, ""
                await super()._on_key(event)
            return
        if event.key == "enter":
            answer(self, Entered(self.query_ancestor(Field)))
        elif event.key in _EDITING:
            self.offered = False
            getattr(self, f"action_{_EDITING[event.key]}")()
        else:
            unclaimed(self, event)
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Take as much of the first line as there is room for."""
        event.stop()
        event.prevent_default()
        first = clean(event.text.strip().partition("\n")[0], self.max_length or 1)
        self.insert_text_at_cursor(first[: (self.max_length or 0) - len(self.value)])


class Field(Widget):
    """A named field.

    Args:
        id: what the program calls it; a `Refusal.field` of the same name puts its sentence here.
        kind: `text`; `day` for a date in any words; `digits`; `date`; `number` for telephone and
            neighbour numbers.
        limit: how many characters; the kind's own where 0.
        cells: how wide it is; the kind's own where 0. Longer text scrolls.
    """

    DEFAULT_CSS = """
    Field { height: auto; layout: vertical; }
    Field > Horizontal { height: auto; }
    Field .label { width: 18; color: $quiet; }
    Field .hint { width: 1fr; color: $quiet; padding-left: 2; }
    Field .sentence { display: none; padding-left: 18; color: $danger; text-style: bold; }
    Field.-refused .sentence { display: block; }
    Field FieldInput, Field FieldInput:focus {
        width: 40; height: 1; border: none; padding: 0 1;
        background: $field; color: $foreground; background-tint: transparent;
    }
    Field FieldInput:focus { background: $field-focus; }
    Field FieldInput > .input--cursor { background: $bar; color: $on-bar; text-style: none; }
    Field FieldInput > .input--selection { background: $field-focus; color: $foreground; }
    .-narrow Field .hint { display: none; }
    """

    def __init__(
        self,
        id: str,  # noqa: A002 - Textual's name
        *,
        kind: Kind = "text",
        limit: int = 0,
        cells: int = 0,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.kind = kind
        self._limit = limit or _RULES[kind].limit
        self._label = Prose(classes="label")
        self._hint = Prose(classes="hint")
        self._sentence = Prose(classes="sentence")
        self.input = FieldInput(kind, self._limit)
        self.input.styles.width = min(cells or _RULES[kind].cells, self._limit) + 3

    def compose(self) -> ComposeResult:
        """Lay the label, the input and its hint in a line, the sentence underneath."""
        with Horizontal():
            yield self._label
            yield self.input
            yield self._hint
        yield self._sentence

    @property
    def value(self) -> str:
        """What stands in the field, cleaned."""
        return clean(self.input.value, self._limit)

    @value.setter
    def value(self, text: str) -> None:
        self.input.offered = False
        self.input.value = clean(text, self._limit)
        self.input.cursor_position = len(self.input.value)

    def offer(self, text: str) -> None:
        """Put a text there that is kept with Enter, and gives way to whatever else is typed."""
        self.value = text
        self.input.offered = bool(text)

    def label(self, text: str, hint: str = "") -> None:
        """Name the field, with a hint at its right, in the reader's language."""
        self._label.tell(text)
        self._hint.tell(hint)

    def hint(self, text: str) -> None:
        """Say something quiet at the field's right, such as the weekday of a date."""
        self._hint.tell(text)

    def refuse(self, sentence: str) -> None:
        """Show what to do, under the field; what was typed stays."""
        self._sentence.tell(plain(f"! {sentence}"))
        self.set_class(bool(sentence), "-refused")
        if sentence:
            self.take_focus()

    def accept(self) -> None:
        """Take the sentence away."""
        if self.has_class("-refused"):
            self.remove_class("-refused")
            self._sentence.wipe()

    def wipe(self) -> None:
        """Empty the field."""
        self.value = ""
        self._hint.wipe()
        self.accept()

    def take_focus(self) -> None:
        """Type here now."""
        self.input.focus(scroll_visible=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen that the text changed."""
        event.stop()
        self.accept()
        self.post_message(Typed(self))
