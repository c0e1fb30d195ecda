"""The frame around every screen: who it is for at the top, what the keys do at the bottom.

Stock Header and Footer leak memory and cost a repaint a second; these are lines that change only
when what they say changes.
"""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.message import Message as Event
from textual.strip import Strip
from textual.widget import Widget

from kiosk.text import clean
from kiosk.words import N_
from screens.lobby.widgets.prose import Prose, plain
from screens.lobby.widgets.rows import cells, wrap

SHOWN_KEYS = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "plus": "+",
}


MARKS = {"said": "√ ", "refused": "! ", "busy": "  ", "asked": "+ "}  # before a sentence
BETWEEN = " · "  # what can be chosen
ALWAYS_SHOWN = 2  # back and hide
NARROW_GAP = 2


class KeyHint(NamedTuple):
    """What a key does on a screen.

    Args:
        key: Textual's name of the key: "enter", "f5", "p".
        text: what it does, as an `N_()` msgid.
        action: the method of the screen that does it, without "do_"; "" for a hint only.
    """

    key: str
    text: str
    action: str = ""

    @property
    def shown(self) -> str:
        """The key as it is written on keyboards."""
        return SHOWN_KEYS.get(self.key, self.key.upper())


# Every screen goes on there; those from which people would want to say so.
PHONE = KeyHint("f9", N_("On your phone"), "phone")
# What the other keys do, by number: a numeric pad has no F keys, a narrow screen no room for them.
MORE = KeyHint("plus", N_("More"), "more")


Hint = tuple[str, str, str]  # its key, how the key is written, what it does


class Line(Widget):
    """One line that is painted again only when it changed."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._shown: object = None

    def _changed(self, state: object) -> None:
        if state != self._shown:
            self._shown = state
            self.refresh()

    def line(self, left: list[Segment], right: list[Segment]) -> Strip:
        """Return a strip with `left` and `right` at the two ends, the right one cut first."""
        width = self.size.width
        ends = sum(cells(part.text) for part in (*left, *right))
        gap = Segment(" " * max(0, width - ends), self.rich_style)
        return Strip([*left, gap, *right]).adjust_cell_length(width, self.rich_style)


class Head(Line):
    """The title on the left; steps, a person or the clock on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--title", "head--quiet", "head--step"}

    DEFAULT_CSS = """
    Head { padding: 0 1; }
    Head > .head--title { color: $foreground; text-style: bold; }
    Head > .head--quiet { color: $quiet; }
    Head > .head--step { color: $on-bar; background: $bar; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._title = ""
        self._right = ""
        self._steps: tuple[str, ...] = ()
        self._step = 0

    def tell(self, title: str, right: str = "", steps: tuple[str, ...] = (), step: int = 0) -> None:
        """Show a title, and steps (the one numbered `step` from 0 is now) or a text."""
        self._title, self._right = clean(title, 200), clean(right, 200)
        self._steps, self._step = steps, step
        self._changed((title, right, steps, step))

    def render_line(self, y: int) -> Strip:
        """Draw the line; steps shrink to the current one where there is no room."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        quiet = self.get_component_rich_style("head--quiet")
        room = self.size.width - cells(self._title) - 2
        right = self._step_segments(self._steps, quiet)
        if sum(cells(part.text) for part in right) > room:
            right = self._step_segments(self._steps, quiet, only=self._step)
        if not self._steps:
            right = [Segment(self._right if cells(self._right) <= room else "", quiet)]
        return self.line(
            [Segment(self._title, self.get_component_rich_style("head--title"))], right
        )

    def _step_segments(
        self, steps: tuple[str, ...], quiet: Style, only: int | None = None
    ) -> list[Segment]:
        now = self.get_component_rich_style("head--step")
        segments = []
        for at, step in enumerate(steps):
            if only is None or at == only:
                style = now if at == self._step else quiet
                segments.append(Segment(f" {at + 1} {step} ", style))
        return segments


class Rule(Line):
    """A thin line across."""

    DEFAULT_CSS = "Rule { color: $rule; padding: 0 1; }"

    def render_line(self, y: int) -> Strip:
        """Draw it on every line, of which there is one."""
        del y
        return Strip([Segment("─" * self.size.width, self.rich_style)])


class Foot(Prose):
    """The line above the keys: a rule, or a sentence, or a sign that something is under way.

    A sentence takes the rule's place, so nothing moves when it comes.
    """

    DEFAULT_CSS = """
    Foot { height: auto; max-height: 3; padding: 0 1; color: $rule; }
    Foot.-said { color: $good; text-style: bold; }
    Foot.-refused { color: $danger; text-style: bold; }
    Foot.-busy { color: $quiet; }
    Foot.-asked { color: $accent; }
    """

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._parts: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What stands there now, without its mark; "" for the rule."""
        return BETWEEN.join(self._parts)

    def say(self, sentence: str, kind: str = "said") -> None:
        """Show a sentence; `kind` is "said", "refused" or "busy"; "" takes it away."""
        self._show((sentence,) if sentence else (), kind)

    def ask(self, choices: Iterable[str]) -> None:
        """Show what can be chosen by number; a line ends between two of them, never within one."""
        self._show(tuple(f"{number} {text}" for number, text in enumerate(choices, 1)), "asked")

    def wipe(self) -> None:
        """Draw the rule again."""
        if self._parts:
            self.say("")

    def _show(self, parts: tuple[str, ...], kind: str) -> None:
        self._parts = parts
        for name in MARKS:
            self.set_class(bool(parts) and name == kind, f"-{name}")
        self._draw()

    def on_resize(self) -> None:
        """Make the rule as long as the screen is wide."""
        self._draw()

    def _draw(self) -> None:
        width = max(1, self.size.width)
        if not self._parts:
            self.tell(plain("─" * width))
            return
        mark = next(mark for name, mark in MARKS.items() if self.has_class(f"-{name}"))
        lines = _packed((clean(part, 400) for part in self._parts), max(8, width - len(mark)))
        hanging = f"\n{' ' * len(mark)}"  # each line is clean; cleaned again it would not hang
        self.tell(Content(mark + hanging.join(lines)))


def _packed(parts: Iterable[str], width: int) -> list[str]:
    """Return parts as lines of at most `width` cells: one is broken only where it fills a line."""
    lines: list[str] = []
    for part in parts:
        joined = BETWEEN.join((*lines[-1:], part))
        if lines and cells(joined) <= width:
            lines[-1] = joined
        else:
            lines += wrap(part, width)
    return lines


class KeyLine(Line):
    """What the keys do. Each can be clicked; the least needed ones give way when it is narrow."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keyline--key", "keyline--text"}

    DEFAULT_CSS = """
    KeyLine { padding: 0 1; }
    KeyLine > .keyline--key { color: $accent; text-style: bold; }
    KeyLine > .keyline--text { color: $quiet; }
    """

    class Pressed(Event):
        """A hint was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="keyline")
        self._lead = ""
        self._hints: tuple[Hint, ...] = ()
        self._more: Hint | None = None
        self._spans: list[tuple[int, int, str]] = []

    def tell(self, hints: tuple[Hint, ...], lead: str = "", more: Hint | None = None) -> None:
        """Show hints; the last at the right end, and `more` only where others find no room."""
        self._lead, self._hints, self._more = lead, hints, more
        self._changed((lead, hints, more))

    def render_line(self, y: int) -> Strip:
        """Draw as many hints as there is room for."""
        self._spans = []
        if y or not self._hints:
            return Strip.blank(self.size.width, self.rich_style)
        least, hints = list(self._hints[-ALWAYS_SHOWN:]), list(self._hints[:-ALWAYS_SHOWN])
        more: list[Hint] = []
        lead, gap = self._lead, 4
        while self._width([*hints, *more, *least], lead, gap) > self.size.width:
            if gap > NARROW_GAP:
                gap -= 1
            elif lead:
                lead = ""
            elif hints:
                hints.pop()
                more = [self._more] if self._more else []
            else:
                break
        return self._draw([*hints, *more, *least], lead, gap)

    @staticmethod
    def _width(hints: list[Hint], lead: str, gap: int) -> int:
        texts = [f"{shown} {text}" for _, shown, text in hints]
        return sum(map(cells, texts)) + gap * (len(texts) - 1) + (cells(lead) + gap if lead else 0)

    def _draw(self, hints: list[Hint], lead: str, gap: int) -> Strip:
        key_style = self.get_component_rich_style("keyline--key")
        text_style = self.get_component_rich_style("keyline--text")
        left: list[Segment] = []
        at = 0
        if lead:
            left.append(Segment(lead + " " * gap, text_style))
            at = cells(lead) + gap
        for key, shown, text in hints[:-1]:
            left += [Segment(f"{shown} ", key_style), Segment(text + " " * gap, text_style)]
            width = cells(f"{shown} {text}")
            self._spans.append((at, at + width, key))
            at += width + gap
        key, shown, text = hints[-1]
        width = cells(f"{shown} {text}")
        self._spans.append((self.size.width - width, self.size.width, key))
        right = [Segment(f"{shown} ", key_style), Segment(text, text_style)]
        return self.line(left, right)

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the pointer says."""
        at = event.get_content_offset_capture(self).x
        for start, end, key in self._spans:
            if start <= at < end:
                event.stop()
                self.post_message(self.Pressed(key))
