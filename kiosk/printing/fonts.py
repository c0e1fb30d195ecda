"""The shipped typeface: draws the preview, and what a printer's code page has no letters for."""

from functools import lru_cache
from importlib import resources
from io import BytesIO

from PIL import ImageFont

CELL_WIDTH = 12  # dots of a character in ESC/POS font A
CELL_HEIGHT = 24
LINE_HEIGHT = 30  # dots from line to line, a sixth of an inch at 180 dots per inch
_POINTS_A_CELL = 20  # at which the shipped font is exactly CELL_WIDTH wide
_BASELINE = 19  # dots below the top of a cell


@lru_cache(maxsize=16)
def font(scale: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return the typeface at `scale` times a character's cell."""
    name = "SlipMono-Bold.ttf" if bold else "SlipMono.ttf"
    data = (resources.files("kiosk.printing") / "font" / name).read_bytes()
    return ImageFont.truetype(BytesIO(data), _POINTS_A_CELL * scale)


def baseline(scale: int) -> int:
    """Return how far below its top a line of text stands, in dots."""
    return _BASELINE * scale
