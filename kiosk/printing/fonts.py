"""Typefaces: the shipped one draws the preview, and what a printer's code page has no letters for.

It has Latin, Greek, Cyrillic and Arabic letters. Letters that it lacks are looked for among the
fonts of the machine, in a fixed order: Debian's `fonts-noto-core` has nearly every script,
`fonts-noto-cjk` Chinese, Japanese and Korean, `fonts-unifont` all of Unicode, coarsely.
"""

from functools import lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path

from PIL import ImageFont, features

from kiosk.printing import cmap

CELL_WIDTH = 12  # dots of a character in ESC/POS font A
CELL_HEIGHT = 24
LINE_HEIGHT = 30  # dots from line to line, a sixth of an inch at 180 dots per inch
POINTS_A_CELL = 20  # at which the shipped font is exactly CELL_WIDTH wide
_BASELINE = 19  # dots below the top of a cell

FONTS = Path("/usr/share/fonts")
FALLBACKS = (
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/noto/NotoSans-Regular.ttf",
    "truetype/noto/NotoSans[!M]*-Regular.ttf",
    "truetype/noto/NotoSansM*-Regular.ttf",
    "truetype/noto/NotoNaskhArabic-Regular.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/unifont/unifont.otf",
    "opentype/unifont/unifont_upper.otf",
    "truetype/unifont/unifont*.ttf",
)


@lru_cache(maxsize=16)
def font(scale: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return the shipped typeface at `scale` times a character's cell."""
    data = _shipped(bold=bold).read_bytes()
    return ImageFont.truetype(BytesIO(data), POINTS_A_CELL * scale)


@lru_cache(maxsize=64)
def sized(path: Path | None, points: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return a typeface of the machine, or the shipped one where none is named, at a size."""
    if path is None:
        return ImageFont.truetype(BytesIO(_shipped(bold=bold).read_bytes()), points)
    return ImageFont.truetype(path, points)


def baseline(scale: int) -> int:
    """Return how far below its top a line of text stands, in dots."""
    return _BASELINE * scale


def shipped_has(cluster: str, *, bold: bool) -> bool:
    """Return whether the shipped typeface has all letters of a cluster."""
    known = cmap.letters(_shipped(bold=bold))
    return known is not None and all(char in known for char in cluster)


@lru_cache(maxsize=1024)
def fallback(cluster: str) -> Path | None:
    """Return the first font of the machine that has all letters of a cluster; None if none has."""
    for path in fallbacks():
        known = cmap.letters(path)
        if known is not None and all(char in known for char in cluster):
            return path
    return None


@lru_cache(maxsize=1)
def fallbacks() -> tuple[Path, ...]:
    """Return the fonts of the machine that letters are looked for in, best first."""
    found = [path for name in FALLBACKS for path in sorted(FONTS.glob(name))]
    return tuple(dict.fromkeys(found))


def joins() -> bool:
    """Return whether letters are joined and ordered as Arabic needs; it takes libfribidi."""
    return bool(features.check("raqm"))


def _shipped(*, bold: bool) -> Path:
    name = "SlipMono-Bold.ttf" if bold else "SlipMono.ttf"
    return Path(str(resources.files("kiosk.printing") / "font" / name))
