"""Lines of text as pictures of one dot a pixel: for letters that a printer's code page lacks.

The whole line is drawn, so that its letters fit each other. A letter that no font here has becomes
a box with its number in Unicode, as browsers do it: ugly, but nothing is lost and nothing lies.
"""

import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.printing import fonts
from kiosk.printing.layout import Line
from kiosk.text import clusters

_IGNORED = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F))  # what only joins or styles what stands before
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_DIGIT_POINTS, _DIGITS_A_ROW = 8, 2
_SMALLEST = 8  # points; a line that still does not fit is cut by the edge of the paper
_NUMBERS = "no font"


@dataclass(frozen=True, slots=True)
class _Run:
    """Text of one typeface: of the machine's by its path, the shipped one (""), or none at all.

    `bold` where the typeface is; `twice` where it is not and should be.
    """

    text: str
    face: str
    bold: bool = False
    twice: bool = False


def picture(line: Line, columns: int) -> Image.Image:
    """Draw a line from the edge where it begins, left or right, as far as its ink goes.

    Args:
        line: what it says and how it looks; a centred one is put into the middle by the printer.
        columns: characters across the paper.
    """
    room = columns * fonts.CELL_WIDTH
    rtl = line.rtl or _all_rtl(line.text)
    text = line.text.strip()
    margin = 0 if line.center else fonts.CELL_WIDTH * (len(line.text) - len(line.text.lstrip()))
    room -= margin
    runs = _runs(text, bold=line.bold)
    points = fonts.POINTS_A_CELL * line.scale
    while points > _SMALLEST and _wide(runs, points) > room:
        points -= 1
    rise, depth = _reach(runs, points, line.scale)
    image = Image.new("1", (columns * fonts.CELL_WIDTH, rise + depth))
    pen = ImageDraw.Draw(image)
    from_right = line.rtl and not line.center
    left = room - _wide(runs, points) if from_right else margin
    for run in reversed(runs) if rtl else runs:
        _draw(pen, run, (left, rise), points, rtl=rtl)
        left += _wide((run,), points)
    inked = image.getbbox() or (0, 0, 1, 1)
    if from_right:
        return image.crop((inked[0] // 8 * 8, 0, image.width, image.height))
    return image.crop((0, 0, inked[2], image.height))


def _runs(text: str, *, bold: bool) -> tuple[_Run, ...]:
    """Split a text where its typeface changes; blanks stay with what stands before them."""
    faces: list[tuple[str, _Run]] = []
    for cluster in clusters(text):
        run = _run(cluster, bold=bold)
        if cluster.isspace() and faces and faces[-1][1].face != _NUMBERS:
            run = faces[-1][1]
        faces.append((cluster, run))
    return tuple(
        replace(run, text="".join(cluster for cluster, _ in part))
        for run, part in groupby(faces, key=lambda each: each[1])
    )


def _run(cluster: str, *, bold: bool) -> _Run:
    """Return how a cluster is drawn, as a run without a text yet."""
    needed = cluster.translate(_IGNORED)
    for heavy in (True, False) if bold else (False,):
        if fonts.shipped_has(needed, bold=heavy):
            return _Run("", "", bold=heavy, twice=bold and not heavy)
    found = fonts.fallback(needed)
    return _Run("", str(found) if found else _NUMBERS, twice=bold)


def _all_rtl(text: str) -> bool:
    """Return whether a text has letters read from right to left, and none read the other way."""
    kinds = set(map(unicodedata.bidirectional, text))
    return bool(kinds & _RIGHT_TO_LEFT) and "L" not in kinds


def _wide(runs: tuple[_Run, ...], points: int) -> int:
    """Return how many dots runs take across."""
    across = 0.0
    for run in runs:
        if run.face == _NUMBERS:
            across += len(clusters(run.text)) * fonts.CELL_WIDTH * points / fonts.POINTS_A_CELL
        else:
            across += _font(run, points).getlength(_shaped(run.text))
    return round(across)


def _reach(runs: tuple[_Run, ...], points: int, scale: int) -> tuple[int, int]:
    """Return how far the letters reach above and below the line that they stand on."""
    tall = max(fonts.LINE_HEIGHT, fonts.CELL_HEIGHT * scale)
    rise = fonts.baseline(scale)
    depth = tall - rise
    for run in runs:
        if run.face not in {"", _NUMBERS} and run.text.strip():
            _, top, _, bottom = _font(run, points).getbbox(_shaped(run.text), anchor="ls")
            rise, depth = max(rise, -int(top)), max(depth, int(bottom) + 1)
    return rise, depth


def _draw(
    pen: ImageDraw.ImageDraw, run: _Run, at: tuple[int, int], points: int, *, rtl: bool
) -> None:
    if run.face == _NUMBERS:
        _draw_numbers(pen, run.text, at, points)
        return
    direction = ("rtl" if rtl else "ltr") if fonts.joins() else None
    weight = max(1, points // fonts.POINTS_A_CELL) if run.twice else 0
    for shift in range(weight + 1):
        place = (at[0] + shift, at[1])
        text, typeface = _shaped(run.text), _font(run, points)
        pen.text(place, text, fill=1, font=typeface, anchor="ls", direction=direction)


def _shaped(text: str) -> str:
    """Return a text as it can be drawn: without libfribidi at least in its reading order."""
    if fonts.joins() or not _all_rtl(text):
        return text
    return "".join(reversed(clusters(text)))


def _draw_numbers(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], points: int) -> None:
    """Draw a box for each letter, with its number in Unicode."""
    across = fonts.CELL_WIDTH * points // fonts.POINTS_A_CELL
    tall = fonts.CELL_HEIGHT * points // fonts.POINTS_A_CELL
    small = fonts.sized(None, _DIGIT_POINTS * points // fonts.POINTS_A_CELL, bold=False)
    for place, cluster in enumerate(clusters(text)):
        left, bottom = at[0] + place * across, at[1] + tall // 8
        pen.rectangle((left, bottom - tall + 2, left + across - 2, bottom), outline=1)
        digits = f"{ord(cluster[0]):04X}"
        rows = [digits[i : i + _DIGITS_A_ROW] for i in range(0, len(digits), _DIGITS_A_ROW)]
        for row, pair in enumerate(rows):
            y = bottom - tall + 4 + row * (tall - 4) // len(rows)
            pen.text((left + 1, y), pair, fill=1, font=small)


def _font(run: _Run, points: int) -> ImageFont.FreeTypeFont:
    return fonts.sized(Path(run.face) if run.face else None, points, bold=run.bold)
