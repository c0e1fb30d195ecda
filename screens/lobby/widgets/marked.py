"""Sentences one below the other behind a mark: what is well or not is told by more than colour.

The lines of a long one hang under its first word.
"""

from collections.abc import Iterable

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from kiosk.text import clean
from screens.lobby.widgets.rows import cells, pad, wrap

LONGEST = 400
NARROWEST = 12


class Marked(Widget, inherit_bindings=False):
    """Sentences behind a mark, to be read only."""

    DEFAULT_CSS = "Marked { height: auto; width: 1fr; }"

    def __init__(
        self,
        mark: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._mark = mark
        self._sentences: tuple[str, ...] = ()

    def show(self, sentences: Iterable[str]) -> None:
        """Show other sentences; without any it takes no room."""
        self._sentences = tuple(clean(each, LONGEST) for each in sentences)
        self.display = bool(self._sentences)
        self.refresh(layout=True)

    def wipe(self) -> None:
        """Show nothing."""
        self.show(())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the sentences need."""
        del container, viewport
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines, width = self._lines(self.size.width), self.size.width
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(lines[y], self.rich_style)]).adjust_cell_length(
            width, self.rich_style
        )

    def _lines(self, width: int) -> list[str]:
        left = cells(self._mark)
        lines = []
        for sentence in self._sentences:
            first, *others = wrap(sentence, max(NARROWEST, width - left))
            lines += [self._mark + first, *(pad("", left) + each for each in others)]
        return lines
