"""The time in large type, for those who pass by; only where the screen is large."""

from datetime import time
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

LINES = 5
_PIXEL, _HOLE = "██", "  "
_ROWS: dict[str, tuple[str, ...]] = {  # a digit is three pixels wide and five high
    "0": ("111", "101", "101", "101", "111"),
    "1": ("010", "110", "010", "010", "111"),
    "2": ("111", "001", "111", "100", "111"),
    "3": ("111", "001", "111", "001", "111"),
    "4": ("101", "101", "111", "001", "001"),
    "5": ("111", "100", "111", "001", "111"),
    "6": ("111", "100", "111", "101", "111"),
    "7": ("111", "001", "010", "010", "010"),
    "8": ("111", "101", "111", "101", "111"),
    "9": ("111", "101", "111", "001", "111"),
    ":": ("0", "1", "0", "1", "0"),
    ".": ("0", "0", "0", "0", "1"),
}


def large(text: str) -> list[str]:
    """Return digits and what parts them as five lines of blocks."""
    return [
        _HOLE.join(
            "".join(_PIXEL if dot == "1" else _HOLE for dot in _ROWS[character][line])
            for character in text
        )
        for line in range(LINES)
    ]


class BigClock(Widget):
    """Hours and minutes."""

    DEFAULT_CSS: ClassVar[str] = """
    BigClock { height: 5; width: 1fr; color: $accent; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: list[str] = []

    def tell(self, now: time, said: str) -> None:
        """Show this time as it is `said` in the reader's language, where that is digits."""
        lines = large(said if set(said) <= _ROWS.keys() else f"{now:%H:%M}")
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def wipe(self) -> None:
        """The time is nobody's secret."""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        text = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )
