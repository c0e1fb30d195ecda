"""A numbered list to choose from, drawn line by line.

Every choice in the kiosk has a number, so that a numeric pad is enough. The list is the widget
that people meet most, so it is drawn by the line API: moving repaints the two lines that changed,
not the screen. What a choice says is plain text, never markup.
"""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message as Event
from textual.strip import Strip
from textual.widget import Widget

from kiosk.words import N_
from screens.lobby.widgets.answer import answer, kept, unclaimed
from screens.lobby.widgets.choice import Choice
from screens.lobby.widgets.rows import NO_ENTRY, Row, cells, pad, rows_of

YES, NO = N_("yes"), N_("no")
SHORT_LIST = 9  # up to here one digit is a number
LONG_LIST = 999  # three digits; longer lists want to be searched, not read
LEAST_PAGE = 4  # lines; below that the body scrolls instead
LEAST_FRACTION = 1  # what a part that takes the rest is left with
ROOMY = 36  # lines of a screen on which choices stand apart, where all of them fit
FRAME_LINES = 4  # head, rule, foot, keys


class Choices(Widget, can_focus=True, inherit_bindings=False):
    """Choices by digit, by arrows and Enter, or by mouse; switches by digit or space.

    A list of up to nine has the numbers 1-9. A longer one has 01, 02 and so on, one of a hundred
    001, and shows a page at a time. Noughts in front may be left out where no longer number begins
    so. In a list of switches Enter means that all is well. On a high screen blank lines stand
    between the choices, where all of them fit.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choices--number",
        "choices--note",
        "choices--chosen",
        "choices--disabled",
        "choices--on",
    }

    DEFAULT_CSS = """
    Choices {
        height: auto;
        width: 1fr;
        color: $foreground;
    }
    Choices > .choices--number { color: $accent; }
    Choices > .choices--note { color: $quiet; }
    Choices > .choices--disabled { color: $quiet; }
    Choices > .choices--on { color: $accent; text-style: bold; }
    Choices > .choices--chosen { background: $bar; color: $on-bar; text-style: bold; }
    """

    class Chosen(Event):
        """A choice was made."""

        def __init__(self, choices: "Choices", key: str) -> None:
            super().__init__()
            self.choices = choices
            self.key = key

    class Switched(Event):
        """A switch was turned."""

        def __init__(self, choices: "Choices", key: str, on: bool) -> None:
            super().__init__()
            self.choices = choices
            self.key = key
            self.on = on

    class Done(Event):
        """Enter in a list of switches: all is as it should be."""

        def __init__(self, choices: "Choices") -> None:
            super().__init__()
            self.choices = choices

    def __init__(
        self,
        *entries: Choice,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Choice, ...] = ()
        self._cursor = 0
        self._page_size = LONG_LIST
        self._typed = ""
        self._airy = False
        self._rows: list[Row] = []
        self._laid_out: tuple[object, ...] = ()
        self._looks: dict[str, Style] = {}
        self._reach = 0  # cells from the left that a move repaints
        self.show(entries)

    @property
    def entries(self) -> tuple[Choice, ...]:
        """The choices as they stand now."""
        return self._entries

    @property
    def chosen(self) -> Choice | None:
        """The entry that Enter would take."""
        return self._entries[self._cursor] if self._entries else None

    @property
    def on_keys(self) -> frozenset[str]:
        """The keys of all switches that are on."""
        return frozenset(entry.key for entry in self._entries if entry.on)

    def show(self, entries: Iterable[Choice], *, chosen: str | None = None) -> None:
        """Replace the choices; the cursor stands on `chosen`, else on the first to be had."""
        self._entries = tuple(entries)[:LONG_LIST]
        self._typed = ""
        able = [index for index, entry in enumerate(self._entries) if not entry.disabled]
        self._cursor = next(
            (index for index in able if self._entries[index].key == chosen), (able or [0])[0]
        )
        self._laid_out = ()
        self.refresh(layout=True)

    def wipe(self) -> None:
        """Forget the choices."""
        self.show(())

    def switch(self, key: str, on: bool) -> None:
        """Turn one switch without telling anybody."""
        for index, entry in enumerate(self._entries):
            if entry.key == key and entry.on is not on:
                changed = entry._replace(on=on)
                self._entries = (*self._entries[:index], changed, *self._entries[index + 1 :])
                self._laid_out = ()
                self._repaint(index, whole=True)

    @property
    def pages(self) -> int:
        """How many pages the choices fill."""
        return max(1, -(-len(self._entries) // self._page_size))

    def turn_page(self) -> None:
        """Show the next page; after the last one the first."""
        after = self._range().stop
        self.move(after if after < len(self._entries) else 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the longest page needs."""
        self._page_size = LONG_LIST
        room = self._room(container, viewport)
        for self._airy in (True, False) if viewport.height >= ROOMY else (False,):
            self._lay_out(width)
            if len(self._rows) <= room:
                return len(self._rows)
        tallest = max(sum(row.entry == index for row in self._rows) for index in self._range())
        self._page_size = max(1, (room - 1) // max(1, tallest))
        self._laid_out = ()
        return min(room, self._page_size * tallest + 1)

    def _room(self, container: Size, viewport: Size) -> int:
        """Return how many lines a page may have: what the body leaves beside its other parts."""
        others = self.styles.margin.height
        for widget in self.siblings:
            height = widget.styles.height if isinstance(widget, Widget) else None
            if not isinstance(widget, Widget) or not widget.display:
                continue
            if height is None or height.is_auto:
                others += widget.get_content_height(container, viewport, container.width)
            elif height.is_cells:
                others += int(height.value)
            else:
                others += LEAST_FRACTION
            others += widget.styles.gutter.height + widget.styles.margin.height
        return max(LEAST_PAGE, min(container.height, viewport.height - FRAME_LINES) - others)

    def _range(self) -> range:
        start = self._cursor // self._page_size * self._page_size
        return range(start, min(start + self._page_size, len(self._entries)))

    def _lay_out(self, width: int) -> None:
        state = (width, self._page_size, self._range(), self._entries, self._airy)
        if state == self._laid_out:
            return
        self._laid_out = state
        numbers = {index: f"{index + 1:0{self._digits}}" for index in self._range()}
        words = self._yes_no()
        self._rows, self._reach = rows_of(
            [
                (
                    index,
                    numbers[index],
                    "" if (on := self._entries[index].on) is None else words[not on],
                    self._entries[index].text,
                    self._entries[index].note,
                )
                for index in self._range()
            ],
            width,
            airy=self._airy,
        )

    def _yes_no(self) -> tuple[str, str]:
        say = getattr(self.screen, "language", None) if self.is_attached else None
        yes, no = (say.say(YES), say.say(NO)) if say else (YES, NO)
        return pad(yes, max(cells(yes), cells(no))), pad(no, max(cells(yes), cells(no)))

    def notify_style_update(self) -> None:
        """Find the colours again; finding them is a third of what a move costs."""
        self._looks.clear()
        super().notify_style_update()

    def _look(self, name: str = "") -> Style:
        if name not in self._looks:
            self._looks[name] = (
                self.get_component_rich_style(f"choices--{name}") if name else self.rich_style
            )
        return self._looks[name]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the page."""
        width = self.size.width
        self._lay_out(width)
        plain = self._look()
        if y >= len(self._rows):
            return self._page_line(y, width, plain)
        row = self._rows[y]
        if row.entry == NO_ENTRY:
            return Strip.blank(width, plain)
        entry = self._entries[row.entry]
        segments: list[Segment]
        if not row.text:  # a note on a line of its own
            segments = [Segment(" ", plain)]
        elif row.entry == self._cursor and self.has_focus and not entry.disabled:
            marker = ">" if row.first else " "
            bar = self._look("chosen")
            segments = [Segment(marker + row.number + row.state + row.text, bar)]
        else:
            number = plain if entry.disabled else self._look("number")
            name = "on" if entry.on else "note"
            text = self._look("disabled") if entry.disabled else plain
            segments = [Segment(" " + row.number, number)]
            if row.state:
                segments.append(Segment(row.state, self._look(name)))
            segments.append(Segment(row.text, text))
        if row.note:
            segments.append(Segment(row.note, self._look("note")))
        return Strip(segments).adjust_cell_length(width, plain)

    def _page_line(self, y: int, width: int, plain: Style) -> Strip:
        if self.pages == 1 or y != self.size.height - 1:
            return Strip.blank(width, plain)
        page = self._cursor // self._page_size + 1
        words = f"     {page} / {self.pages}   PgUp  PgDn  +"
        return Strip([Segment(words, self._look("note"))]).adjust_cell_length(width, plain)

    def _repaint(self, index: int, *, whole: bool = False) -> None:
        self._lay_out(self.size.width)
        reach = self.size.width if whole else self._reach
        lines = [y for y, row in enumerate(self._rows) if row.entry == index]
        if lines:
            self.refresh(Region(0, lines[0], reach, len(lines)))

    def on_focus(self) -> None:
        """Show where the cursor stands."""
        self._repaint(self._cursor)

    def on_blur(self) -> None:
        """Show no cursor where no key arrives."""
        self._typed = ""
        self._repaint(self._cursor)

    def move(self, index: int) -> None:
        """Put the cursor on the entry `index`."""
        if not self._entries or index == self._cursor:
            return
        before, page = self._cursor, self._range()
        self._cursor = max(0, min(index, len(self._entries) - 1))
        if self._cursor in page:
            self._repaint(before)
            self._repaint(self._cursor)
        else:
            self.refresh()

    def _step(self, by: int) -> None:
        count = len(self._entries)
        for distance in range(1, count + 1):
            index = (self._cursor + by * distance) % count
            if not self._entries[index].disabled:
                self.move(index)
                return

    def on_key(self, event: events.Key) -> None:
        """Take the keys that mean something in a list."""
        if kept(self, event):
            return
        if not self._entries:
            unclaimed(self, event)
            return
        if event.character is not None and event.character in "0123456789":
            if not self._digit(event.character):
                unclaimed(self, event)
                return
        elif not self._travel(event.key) and not self._settle(event.key):
            self._typed = ""
            unclaimed(self, event)
            return
        event.stop()
        event.prevent_default()

    def _travel(self, key: str) -> bool:
        page = self._range()
        match key:
            case "up":
                self._step(-1)
            case "down":
                self._step(1)
            case "home":
                self.move(0)
            case "end":
                self.move(len(self._entries) - 1)
            case "pageup" if self.pages > 1:
                self.move(max(0, page.start - self._page_size))
            case "pagedown" if self.pages > 1:
                self.move(min(page.start + self._page_size, len(self._entries) - 1))
            case _:
                return False
        self._typed = ""
        return True

    def _settle(self, key: str) -> bool:
        entry = self._entries[self._cursor]
        switches = any(each.on is not None for each in self._entries)
        if key == "enter" and switches and entry.on is not None:
            self._typed = ""
            answer(self, self.Done(self))
        elif key == "enter" or (key == "space" and entry.on is not None):
            self.choose(self._cursor)
        else:
            return False
        return True

    @property
    def _digits(self) -> int:
        """How many digits the numbers have."""
        return len(str(len(self._entries)))

    def _digit(self, digit: str) -> bool:
        if len(self._entries) <= SHORT_LIST:
            return digit != "0" and self.choose(int(digit) - 1)
        self._typed += digit
        number, count = int(self._typed), len(self._entries)
        if len(self._typed) < self._digits and number * 10 <= count:  # more digits may come
            first = number * 10 ** (self._digits - len(self._typed))
            self.move(max(1, first if first <= count else number) - 1)
            return True
        self._typed = ""
        if 0 < number <= count:
            self.choose(number - 1)
        return True

    def choose(self, index: int) -> bool:
        """Take the entry `index`, or turn it if it is a switch; False where there is none."""
        self._typed = ""
        if index >= len(self._entries) or self._entries[index].disabled:
            return False
        self.move(index)
        entry = self._entries[index]
        if entry.on is None:
            answer(self, self.Chosen(self, entry.key))
        else:
            self.switch(entry.key, not entry.on)
            answer(self, self.Switched(self, entry.key, not entry.on))
        return True

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked or touched."""
        if 0 <= event.y < len(self._rows) and self._rows[event.y].entry != NO_ENTRY:
            self.choose(self._rows[event.y].entry)
            event.stop()
