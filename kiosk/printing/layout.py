"""Setting a page for a paper's width: marks become lines, which printer, screen and tests share.

A line knows how it is to look (bold, larger, centred); where its text begins is written out in
spaces only for what shows plain text.
"""

import unicodedata
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from kiosk.printing import marks, qr
from kiosk.printing.marks import Mark, Page
from kiosk.text import clean, clusters

WIDTHS = (32, 42, 48)  # characters across 58 mm paper, and across 80 mm in two densities
LONGEST_TEXT = 2000  # graphemes a mark; a slip is no book
INDENT = 1  # the margin that text keeps from the edge of the paper
STEP_IN = 3  # how far rows and boxes stand in
GAP = 2  # between a number or a label and its text
BOX_AND_SPACE = "□ "
AIR = 10  # dots of blank paper that set a rule or a row apart, a third of a line
WIDOW = 4  # a last row shorter than a fourth of the room looks forgotten
LARGEST_SCALE = 3
QR_BORDER = 2
FIRST_UNUSUAL = "\u0300"  # from here on a character may take no column, or two


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Args:
        text: what it says, with its indentation unless it is centred.
        center: in the middle of the paper.
        bold: in bold type.
        scale: how many times wider and taller than normal; a character takes as many columns.
        air: dots of blank paper before it, which plain text does without.
        rtl: it is read from right to left, and begins at the right edge.
    """

    text: str = ""
    center: bool = False
    bold: bool = False
    scale: int = 1
    air: int = 0
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class QrLine:
    """A QR code, in the middle of the paper."""

    payload: str


@dataclass(frozen=True, slots=True)
class CutLine:
    """Where the paper is cut."""


PageLine: TypeAlias = Line | QrLine | CutLine


def layout(page: Page, columns: int) -> tuple[PageLine, ...]:
    """Return the lines of a page on paper that is `columns` characters wide."""
    lines = (line for mark in page.marks for line in _set(mark, columns))
    return tuple(_mirrored(line) for line in lines) if page.rtl else tuple(lines)


def _mirrored(line: PageLine) -> PageLine:
    return replace(line, rtl=True) if isinstance(line, Line) else line


def plain(lines: tuple[PageLine, ...], columns: int) -> tuple[str, ...]:
    """Return lines as plain text, larger type spaced out, codes drawn in half blocks."""
    return tuple(row for line in lines for row in _plain(line, columns))


def width(text: str) -> int:
    """Return how many columns a text takes: East Asian wide characters and emoji take two."""
    if not text or max(text) < FIRST_UNUSUAL:
        return len(text)
    return sum(_cluster_width(cluster) for cluster in clusters(text))


def wrap(text: str, room: int, *, even: bool = False) -> list[str]:
    """Break a text into rows of at most `room` columns, between words where that can be done.

    Where the last row would be a forgotten word, all rows are made more even; with `even` they are
    made as even as they can be without one more.
    """
    rows = _fill(text, room)
    while len(rows) > 1 and (even or width(rows[-1]) < room // WIDOW):
        room -= 1
        evener = _fill(text, room)
        if len(evener) > len(rows) or room < 1:
            break
        rows = evener
    return rows


def _fill(text: str, room: int) -> list[str]:
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows[-1] else word
        if width(longer) <= room:
            rows[-1] = longer
        else:
            rows[-1:] = [*filter(None, rows[-1:]), *_break(word, room)]
    return rows


def _set(mark: Mark, columns: int) -> list[PageLine]:  # noqa: C901, PLR0911, PLR0912 - one case a mark
    match mark:
        case marks.Brand(text):
            return [Line(" ".join(clean(text)), center=True, bold=True), *_rule(columns)]
        case marks.Title(text):
            return _scaled(text, columns, 2)
        case marks.Text():
            return _text(mark, columns)
        case marks.Rule(fold):
            return _fold(columns) if fold else _rule(columns)
        case marks.Columns(rows, bold):
            return _columns(rows, columns, bold=bold)
        case marks.Steps(texts):
            return _steps(texts, columns)
        case marks.TickBox(text):
            return _tick_box(text, columns)
        case marks.Qr(payload):
            return [QrLine(payload)]
        case marks.BigCode(text):
            return _big_code(text, columns)
        case marks.HandLine(label):
            lead = f"{clean(label)} " if label else ""
            line = " " * INDENT + lead
            return [Line(line + "_" * (columns - INDENT - width(line)), air=AIR)]
        case marks.Space(lines):
            return [Line()] * lines
        case marks.Cut():
            return [CutLine()]
        case _:  # pragma: no cover - the type checker proves it
            assert_never(mark)


def _text(mark: marks.Text, columns: int) -> list[PageLine]:
    lead = "" if mark.center else " " * INDENT
    rows = [lead + row for row in wrap(clean(mark.text, LONGEST_TEXT), columns - 2 * INDENT)]
    if aside := clean(mark.aside):
        gap = columns - INDENT - width(rows[-1]) - width(aside)
        if gap >= GAP:
            rows[-1] += " " * gap + aside
        elif width(aside) + 2 * INDENT <= columns:
            rows.append(" " * (columns - INDENT - width(aside)) + aside)
    return [Line(row, center=mark.center, bold=mark.bold) for row in rows]


def _rule(columns: int) -> list[PageLine]:
    return [Line("─" * columns, air=AIR)]


def _fold(columns: int) -> list[PageLine]:
    return [Line("- " * (columns // 2 - 1) + "-", air=AIR)]


def _columns(rows: tuple[tuple[str, str], ...], columns: int, *, bold: bool) -> list[PageLine]:
    """Set labels beside their values, or above them where one of the values would not fit."""
    cleaned = [(clean(left), clean(right, LONGEST_TEXT)) for left, right in rows]
    beside = STEP_IN + GAP + max((width(left) for left, _ in cleaned), default=0)
    if all(beside + width(right) + INDENT <= columns for _, right in cleaned):
        leads = [" " * STEP_IN + left for left, _ in cleaned]
        return [
            Line(lead + " " * (beside - width(lead)) + right, bold=bold)
            for lead, (_, right) in zip(leads, cleaned, strict=True)
        ]
    lines: list[PageLine] = []
    for left, right in cleaned:
        lines += _hanging(" " * STEP_IN, left, STEP_IN, columns)
        below = STEP_IN + GAP
        lines += _hanging(" " * below, right, below, columns, bold=bold)
    return lines


def _steps(texts: tuple[str, ...], columns: int) -> list[PageLine]:
    start = INDENT + len(str(len(texts))) + GAP
    lines: list[PageLine] = []
    for number, text in enumerate(texts, 1):
        lead = f"{' ' * INDENT}{number}"
        lines += _hanging(lead, clean(text, LONGEST_TEXT), start, columns, air=AIR)
    return lines


def _tick_box(text: str, columns: int) -> list[PageLine]:
    lead = f"{' ' * STEP_IN}{BOX_AND_SPACE} "
    told = clean(text, LONGEST_TEXT) or "_" * (columns - len(lead) - INDENT)
    return _hanging(lead, told, len(lead), columns, air=AIR)


def _hanging(
    lead: str, text: str, start: int, columns: int, *, bold: bool = False, air: int = 0
) -> list[PageLine]:
    """Set a text that stands in from `start`, after what leads its first row."""
    first, *others = wrap(text, columns - start - INDENT)
    return [
        Line(lead + " " * (start - width(lead)) + first, bold=bold, air=air),
        *(Line(" " * start + row, bold=bold) for row in others),
    ]


def _big_code(text: str, columns: int) -> list[PageLine]:
    """Set a code as large as it fits on one line; one too long breaks, in double size if it can."""
    code = clean(text)
    for scale in range(LARGEST_SCALE, 1, -1):
        if width(code) * scale <= columns:
            return [Line(code, center=True, bold=True, scale=scale)]
    return _scaled(code, columns, 2)


def _scaled(text: str, columns: int, scale: int) -> list[PageLine]:
    rows = wrap(clean(text), columns // scale, even=True)
    return [Line(row, center=True, bold=True, scale=scale) for row in rows]


def _plain(line: PageLine, columns: int) -> list[str]:
    match line:
        case Line():
            text = (" " * (line.scale - 1)).join(clusters(line.text))
            lead = " " * max(0, (columns - width(text)) // 2) if line.center else ""
            return [(lead + text).rstrip()]
        case QrLine(payload):
            rows = qr.half_blocks(qr.matrix(payload, QR_BORDER))
            lead = " " * max(0, (columns - len(rows[0])) // 2)
            return [(lead + row).rstrip() for row in rows]
        case CutLine():
            return []
        case _:  # pragma: no cover - the type checker proves it
            assert_never(line)


def _break(word: str, room: int) -> list[str]:
    """Break a word that is longer than a line wherever it must."""
    pieces = [""]
    for cluster in clusters(word):
        if pieces[-1] and width(pieces[-1] + cluster) > room:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _cluster_width(cluster: str) -> int:
    if unicodedata.east_asian_width(cluster[0]) in "WF":
        return 2
    return 0 if unicodedata.combining(cluster[0]) else 1
