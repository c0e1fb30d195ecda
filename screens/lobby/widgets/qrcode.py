"""A QR code in half blocks: two rows of it in each line, dark on light, with a quiet border.

Cameras need the light border and dark on light whatever the screen's own colours are.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

QUIET_ZONE = 2  # modules; enough on a screen, where the light ground is never printed over
BLANK, UPPER, LOWER, FULL = " ", "▀", "▄", "█"


def encode(text: str) -> tuple[str, ...]:
    """Return the rows of the code for `text` as "0" and "1", without a border, at level M."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - a kiosk may never show one
    from qrcode.main import QRCode  # noqa: PLC0415 - as above

    code = QRCode(border=0, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())


def half_blocks(rows: Sequence[str]) -> list[str]:
    """Return the lines of a code with its border, to be drawn dark on light."""
    if not rows:
        return []
    width = len(rows[0]) + 2 * QUIET_ZONE
    border = ["0" * width] * QUIET_ZONE
    side = "0" * QUIET_ZONE
    grid = [*border, *(f"{side}{row}{side}" for row in rows), *border]
    if len(grid) % 2:
        grid.append("0" * width)
    cells = {"00": BLANK, "10": UPPER, "01": LOWER, "11": FULL}
    return [
        "".join(cells[above + below] for above, below in zip(upper, lower, strict=True))
        for upper, lower in zip(grid[::2], grid[1::2], strict=True)
    ]


def full_blocks(rows: Sequence[str]) -> list[str]:
    """Return the lines of a code four times as large: a module is two cells of one line."""
    if not rows:
        return []
    width = 2 * (len(rows[0]) + 2 * QUIET_ZONE)
    border = [BLANK * width] * QUIET_ZONE
    side = BLANK * 2 * QUIET_ZONE
    lines = ["".join((FULL if dark == "1" else BLANK) * 2 for dark in row) for row in rows]
    return [*border, *(f"{side}{line}{side}" for line in lines), *border]


class QrCode(Widget):
    """Shows a code. `show` takes its rows, `encode` the text itself."""

    DEFAULT_CSS: ClassVar[str] = """
    QrCode { width: auto; height: auto; background: $paper; color: $ink; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[str] = []

    def show(self, rows: Sequence[str], *, big: bool = False) -> None:
        """Show the code with these rows of "0" and "1"; none takes it away."""
        lines = full_blocks(rows) if big else half_blocks(rows)
        if lines != self._lines:
            self._lines = lines
            self.refresh(layout=True)

    def encode(self, text: str) -> None:
        """Show the code for `text`."""
        self.show(encode(text))

    def wipe(self) -> None:
        """Show no code."""
        self.show(())

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the code."""
        return len(self._lines[0]) if self._lines else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the code."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        text = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )
