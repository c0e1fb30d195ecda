"""The notice board on the lobby screen: as many lines as there is room for, both kinds of them.

Apart from the screen, because it is arithmetic: which notices and alerts fit, in turn. What is on
and what went well comes first, and what people are to look out for is never given more lines than
that: neighbours read this every day, and a list of troubles makes nobody safer. The rest of the
alerts is one key away.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar, Literal, NamedTuple, TypeVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from kiosk.text import clean
from screens.lobby.widgets.rows import cells, pad, wrap

WHEN_WIDTH = 17  # "tors. 26. nov." and a gap
NARROW_WHEN_WIDTH = 15
NARROW = 50
LONGEST_LINE = 200
LINES_AN_ITEM = 2
ROOMY = 12  # lines of a board on which an item may have one more, rather than lose its last words

DOTS = " …"

Kind = Literal["heading", "line", "blank"]


class Item(NamedTuple):
    """One notice or alert: when, and what, in the reader's language."""

    when: str
    text: str


class Section(NamedTuple):
    """A heading and what stands under it; `empty` where there is nothing."""

    heading: str
    items: tuple[Item, ...]
    empty: str


class BoardRow(NamedTuple):
    """One line of the board."""

    kind: Kind
    when: str
    text: str


BLANK = BoardRow("blank", "", "")


T = TypeVar("T")


def in_turn(first: Sequence[T], second: Sequence[T]) -> tuple[T, ...]:
    """Return both, one of each in turn, the rest of the longer at the end."""
    return tuple(each for pair in zip_longest(first, second) for each in pair if each is not None)


def arrange(sections: Sequence[Section], width: int, height: int) -> list[BoardRow]:
    """Return at most `height` lines of `width` cells.

    One item of each section in turn, as long as there is room, never more of a section than of the
    one above it, and air between them where there is more room; sections that do not fit at all are
    left out, the last one first.
    """
    shown, lines = list(sections), LINES_AN_ITEM + (height >= ROOMY)
    while shown:
        blocks = [_blocks(section, width, lines) for section in shown]
        counts = [1] * len(shown)
        if _height(blocks, counts) <= height:
            break
        shown.pop()
    else:
        return []
    grown = True
    while grown:
        grown = False
        for at, block in enumerate(blocks):
            wanted = [count + (index == at) for index, count in enumerate(counts)]
            if at and wanted[at] > counts[at - 1]:
                continue
            if wanted[at] <= len(block) and _height(blocks, wanted) <= height:
                counts, grown = wanted, True
    used = _height(blocks, counts)
    airy = used + sum(count - 1 for count in counts) < height
    rows: list[BoardRow] = []
    for section, block, count in zip(shown, blocks, counts, strict=True):
        if rows:
            rows.append(BLANK)
        rows.append(BoardRow("heading", "", section.heading))
        for at, item in enumerate(block[:count]):
            rows.extend([BLANK] if airy and at else [])
            rows.extend(item)
    return rows


def _height(blocks: Sequence[Sequence[Sequence[BoardRow]]], counts: Sequence[int]) -> int:
    lines = sum(
        len(item) for block, count in zip(blocks, counts, strict=True) for item in block[:count]
    )
    return lines + 2 * len(blocks) - 1


def _blocks(section: Section, width: int, lines: int) -> list[list[BoardRow]]:
    items = section.items or (Item("", section.empty),)
    return [_rows(item, width, lines) for item in items]


def _rows(item: Item, width: int, most: int) -> list[BoardRow]:
    column = WHEN_WIDTH if width > NARROW else NARROW_WHEN_WIDTH
    when, text = clean(item.when, 40), clean(item.text, LONGEST_LINE)
    if not when:
        return [BoardRow("line", "", line) for line in _lines(text, width, most)]
    lines = _lines(text, max(8, width - column), most)
    whens = wrap(when, column - 1)[:most]  # a meeting's hour is never left out
    return [
        BoardRow("line", pad(left, column), right)
        for left, right in zip_longest(whens, lines, fillvalue="")
    ]


def _lines(text: str, width: int, most: int) -> list[str]:
    """Return a text in at most so many lines; what does not fit ends in dots after a whole word."""
    lines = wrap(text, width)
    if len(lines) <= most:
        return lines
    last = wrap(lines[most - 1], width - cells(DOTS))[0]
    return [*lines[: most - 1], last.rstrip(" .,:·") + DOTS]


class Board(Widget):
    """Draws what `arrange` chose, and draws again only where it changed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"board--heading", "board--when"}

    DEFAULT_CSS = """
    Board { height: 1fr; width: 1fr; color: $foreground; }
    Board > .board--heading { color: $quiet; text-style: bold; }
    Board > .board--when { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._sections: tuple[Section, ...] = ()
        self._arranged: tuple[object, list[BoardRow]] = (None, [])

    def show(self, sections: tuple[Section, ...]) -> None:
        """Show these sections."""
        if sections != self._sections:
            self._sections = sections
            self.refresh()

    def wipe(self) -> None:
        """The board is for everybody; there is nothing to forget."""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, height = self.size
        state = (self._sections, width, height)
        if self._arranged[0] != state:
            self._arranged = (state, arrange(self._sections, width, height))
        rows = self._arranged[1]
        if y >= len(rows):
            return Strip.blank(width, self.rich_style)
        row = rows[y]
        text = self.rich_style
        if row.kind == "heading":
            text = self.get_component_rich_style("board--heading")
        when = self.get_component_rich_style("board--when")
        segments = [Segment(row.when, when)] if row.when else []
        return Strip([*segments, Segment(row.text, text)]).adjust_cell_length(width, text)
