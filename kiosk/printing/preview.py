"""Draws slips as they would look: the same bytes that a printer gets, as a picture and as text.

The picture shows one dot of the printer as `ZOOM` pixels, on paper with a torn edge, so that a
slip can be judged, and shown in the README, without a printer.
"""

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kiosk.printing import fonts, qr
from kiosk.printing.interpreter import Bits, Code, Feed, Knife, Picture, Piece, Place, Row, Run
from kiosk.printing.layout import BOX_AND_SPACE, QR_BORDER
from kiosk.text import clusters

ZOOM = 2
PAPER = (252, 250, 245)
INK = (44, 40, 46)
MARGIN = 36  # dots of paper beside the text
HEAD = 90  # dots from the print head to the knife: what is above the text when a slip is cut
TOOTH = 6  # how deep and half as wide as the cutter's teeth are, in dots
AROUND = 20  # dots of nothing around the paper, for its shadow


def picture(pieces: tuple[Piece, ...], columns: int) -> Image.Image:
    """Return the slip as a picture with a transparent background."""
    inked = columns * fonts.CELL_WIDTH
    tall = HEAD + sum(_tall(piece) for piece in pieces) + TOOTH * 2
    ink = Image.new("L", (inked * ZOOM, tall * ZOOM))
    top = HEAD
    for piece in pieces:
        _draw(ink, piece, top)
        top += _tall(piece)
    return _on_paper(ink)


def text(pieces: tuple[Piece, ...], columns: int) -> str:
    """Return the slip as plain text; pictures of text are shown as shading."""
    rows = [row for piece in pieces for row in _rows(piece, columns)]
    return "\n".join(row.rstrip() for row in rows).rstrip() + "\n"


def _rows(piece: Piece, columns: int) -> list[str]:
    match piece:
        case Row(place, parts):
            return [_placed("".join(map(_part_text, parts)), columns, place=place)]
        case Picture(place, bits):
            across = -(-len(bits.rows[0]) // fonts.CELL_WIDTH)
            rows = -(-len(bits.rows) // fonts.LINE_HEIGHT)
            return [_placed("▒" * across, columns, place=place)] * rows
        case Code(place, payload, _):
            lines = qr.half_blocks(qr.matrix(payload, QR_BORDER))
            return [_placed(row, columns, place=place) for row in lines]
        case Feed() | Knife():
            return []


def _part_text(part: Run | Bits) -> str:
    if isinstance(part, Bits):
        return BOX_AND_SPACE
    return (" " * (part.wide - 1)).join(clusters(part.text))


def _placed(row: str, columns: int, *, place: Place) -> str:
    return " " * _left(columns, len(row), place) + row


def _left(room: int, wide: int, place: Place) -> int:
    """Return how much is blank at the left of something so wide."""
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[place]
    return max(0, int((room - wide) * share))


def _tall(piece: Piece) -> int:
    match piece:
        case Row():
            return piece.tall
        case Picture(_, bits):
            return len(bits.rows)
        case Code(_, payload, size):
            return len(qr.matrix(payload)) * size
        case Feed(dots):
            return dots
        case Knife():
            return -HEAD


def _draw(ink: Image.Image, piece: Piece, top: int) -> None:
    match piece:
        case Row(place, parts):
            _draw_row(ink, parts, top, piece.tall, place=place)
        case Picture(place, bits):
            _paste(ink, bits.rows, 1, top, place=place)
        case Code(place, payload, size):
            _paste(ink, qr.matrix(payload), size, top, place=place)
        case Feed() | Knife():
            pass


def _draw_row(
    ink: Image.Image, parts: tuple[Run | Bits, ...], top: int, tall: int, *, place: Place
) -> None:
    pen = ImageDraw.Draw(ink)
    whole = sum(map(_across, parts))
    left = _left(ink.width // ZOOM, whole, place)
    for part in parts:
        if isinstance(part, Bits):
            rise = top + min(tall, fonts.CELL_HEIGHT) - len(part.rows)
            ink.paste(_image(part.rows, ZOOM), (left * ZOOM, rise * ZOOM))
        else:
            typeface = fonts.font(part.tall * ZOOM, bold=part.bold)
            base = (top + fonts.baseline(part.tall)) * ZOOM
            for index, cluster in enumerate(clusters(part.text)):
                x = (left + index * fonts.CELL_WIDTH * part.wide) * ZOOM
                pen.text((x, base), cluster, fill=255, font=typeface, anchor="ls")
        left += _across(part)


def _across(part: Run | Bits) -> int:
    if isinstance(part, Bits):
        return len(part.rows[0])
    return len(clusters(part.text)) * fonts.CELL_WIDTH * part.wide


def _paste(
    ink: Image.Image, rows: tuple[tuple[bool, ...], ...], size: int, top: int, *, place: Place
) -> None:
    image = _image(rows, size * ZOOM)
    ink.paste(image, (_left(ink.width, image.width, place), top * ZOOM))


def _image(rows: tuple[tuple[bool, ...], ...], size: int) -> Image.Image:
    across, tall = len(rows[0]), len(rows)
    image = Image.frombytes("L", (across, tall), bytes(255 * dot for row in rows for dot in row))
    return image.resize((across * size, tall * size), Image.Resampling.NEAREST)


def _on_paper(ink: Image.Image) -> Image.Image:
    """Lay the ink on a strip of paper with the cutter's teeth at its end, and a soft shadow."""
    wide, tall = ink.width + 2 * MARGIN * ZOOM, ink.height
    around = AROUND * ZOOM
    sheet = Image.new("L", (wide + 2 * around, tall + 2 * around))
    tooth = TOOTH * ZOOM
    saw = [
        (around + x, around + tall - (tooth if index % 2 else 0))
        for index, x in enumerate(range(0, wide + tooth, tooth))
    ]
    right = around + wide
    outline = [(around, around), (right, around), *reversed([(min(x, right), y) for x, y in saw])]
    ImageDraw.Draw(sheet).polygon(outline, fill=255)
    shadow = ImageChops.offset(sheet.filter(ImageFilter.GaussianBlur(5 * ZOOM)), 0, 3 * ZOOM)
    result = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    result.paste((30, 26, 40, 255), mask=shadow.point(lambda light: light * 70 // 255))
    result.paste((*PAPER, 255), mask=sheet)
    printed = Image.new("L", sheet.size)
    printed.paste(ink, (around + MARGIN * ZOOM, around))
    result.paste((*INK, 255), mask=ImageChops.multiply(printed, sheet))
    return result
