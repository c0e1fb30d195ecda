"""Lines become ESC/POS bytes; the only module that knows python-escpos, and then as a formatter.

What the printer's code page has goes as text, 12 times smaller and crisper than a picture of it;
a line with anything else goes as a picture of the whole line, so that no letter ever becomes "?".
QR codes are drawn by the printer where its profile says that it can, as a picture where not.
"""

import json
import logging
import os
import pickle
import platform
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, assert_never

from PIL import Image

from kiosk.printing import drawing, fonts, qr
from kiosk.printing.layout import BOX_AND_SPACE, CutLine, Line, PageLine, QrLine

CODE_PAGES = ("CP858", "CP865", "CP850", "CP1252")  # with Danish letters, best first
FOLDED = str.maketrans("–—‘’“”„−", '--\'\'"""-')  # typography that no code page has, one to one
ALIGNS = ("left", "center", "right")
BOLD, DOUBLE = 0x08, 0x30  # of ESC !, which says weight and size in one …
LARGEST = 2  # … and knows single and double alone
BOX_ACROSS, BOX_DOWN = 10, 7  # coarse dots, of 2 by 3: a tick-box of 20 by 21
COARSE_WIDTH = 2  # dots of the printer in one of a coarse picture, across
QR_SHARE = 2.2  # a code takes at most 1/2.2 of the paper's width …
QR_DOTS = (4, 8)  # … in modules of at least and at most so many dots (0.5 to 1 mm)
TALLEST_PICTURE = 240  # rows of dots in one command; small printers have small buffers

FROM_EDGE_TO_EDGE = frozenset("─- ")  # rules look the same from either side

ESC, GS = b"\x1b", b"\x1d"


def to_bytes(lines: tuple[PageLine, ...], columns: int, profile: str = "default") -> bytes:
    """Return what to send to a printer for these lines.

    Args:
        lines: a page, set for `columns`.
        columns: characters across the paper.
        profile: a name in python-escpos' database of printers; an unknown one is "default".
    """
    return _Formatter(columns, profile).run(lines)


def profiles() -> Mapping[str, int]:
    """Return the printers that are known by name, each with its characters across; 0 if unknown."""
    known = _library().capabilities.CAPABILITIES["profiles"]
    return {name: int(each["fonts"]["0"]["columns"]) for name, each in known.items()}


class _Formatter:
    def __init__(self, columns: int, profile: str) -> None:
        library = _library()
        names = library.capabilities.CAPABILITIES["profiles"]
        self._device = library.printer.Dummy(profile=profile if profile in names else "default")
        self._profile = self._device.profile
        self._columns = columns
        self._style: tuple[str, bool, int] = ("left", False, 1)
        pages: dict[str, str] = self._profile.get_code_pages()
        self._page = next((page for page in CODE_PAGES if page in pages), None)
        self._page_number = int(pages[self._page]) if self._page else 0

    def run(self, lines: tuple[PageLine, ...]) -> bytes:
        self._device.hw("INIT")
        if self._page:
            self._raw(ESC + b"t" + bytes((self._page_number,)))
        self._center_on_paper()
        for line in lines:
            match line:
                case Line():
                    self._line(line)
                case QrLine(payload):
                    self._qr(payload)
                case CutLine():
                    self._device.cut(mode="PART")
                case _:  # pragma: no cover - the type checker proves it
                    assert_never(line)
        output: bytes = self._device.output
        return output

    def _raw(self, data: bytes) -> None:
        self._device._raw(data)  # noqa: SLF001 - the library's own way to say what it cannot

    def _center_on_paper(self) -> None:
        """Where the paper is wider than the page, put the page in its middle."""
        dots = self._profile.profile_data["media"]["width"].get("pixels")
        page = self._columns * fonts.CELL_WIDTH
        if isinstance(dots, int) and dots > page:
            self._raw(GS + b"L" + _two((dots - page) // 2) + GS + b"W" + _two(page))

    def _line(self, line: Line) -> None:
        text = line.text.translate(FOLDED)
        if line.air:
            self._raw(ESC + b"J" + bytes((line.air,)))
        if not text.strip():
            self._raw(b"\n")
            return
        encoded = None if _mirrored(line) else self._encode(text)
        if encoded is None:
            self._set("center" if line.center else "right" if line.rtl else "left")
            self._picture(drawing.picture(replace(line, text=text), self._columns))
        else:
            full = len(text) * line.scale == self._columns  # it lies the same wherever it begins
            align = self._style[0] if full else "center" if line.center else "left"
            self._set(align, bold=line.bold, scale=line.scale)
            self._raw(encoded + b"\n")

    def _set(self, align: str, *, bold: bool = False, scale: int = 1) -> None:
        """Say how what follows looks, as far as that changes."""
        was_align, was_bold, was_scale = self._style
        if align != was_align:
            self._raw(ESC + b"a" + bytes((ALIGNS.index(align),)))
        if (bold, scale) != (was_bold, was_scale):
            self._raw(ESC + b"!" + bytes((BOLD * bold | DOUBLE * (scale == LARGEST),)))
            if scale > LARGEST:
                self._raw(GS + b"!" + bytes(((scale - 1) << 4 | scale - 1,)))
        self._style = (align, bold, scale)

    def _encode(self, text: str) -> bytes | None:
        """Return the text in the printer's code page, tick-boxes drawn in; None where it cannot."""
        try:
            pieces = [piece.encode(self._page or "ascii") for piece in text.split(BOX_AND_SPACE)]
        except UnicodeEncodeError:
            return None
        if len(pieces) > 1 and not self._profile.supports("bitImageColumn"):
            return None
        return _box().join(pieces)

    def _qr(self, payload: str) -> None:
        modules = qr.side(payload)
        room = self._columns * fonts.CELL_WIDTH / QR_SHARE
        least, most = QR_DOTS
        size = max(least, min(most, int(room / modules)))
        self._set("center")
        quiet = ESC + b"J" + bytes((size * qr.QUIET,))
        self._raw(quiet)
        if self._profile.supports("qrCode"):
            self._device.qr(payload, ec=1, size=size, native=True)
        else:
            self._picture(_picture_of_code(payload, size))
        self._raw(quiet)

    def _picture(self, image: Image.Image) -> None:
        across = (image.width + 7) // 8
        for top in range(0, image.height, TALLEST_PICTURE):
            part = image.crop((0, top, across * 8, min(image.height, top + TALLEST_PICTURE)))
            self._raw(GS + b"v0\0" + _two(across) + _two(part.height) + part.tobytes())


def _mirrored(line: Line) -> bool:
    """Return whether a line must be drawn for its direction alone: printers begin at the left."""
    return line.rtl and not line.center and not set(line.text) <= FROM_EDGE_TO_EDGE


def _picture_of_code(payload: str, size: int) -> Image.Image:
    rows = qr.matrix(payload)
    image = Image.new("1", (len(rows), len(rows)))
    image.putdata([module for row in rows for module in row])
    return image.resize((len(rows) * size, len(rows) * size))


@lru_cache(maxsize=1)
def _box() -> bytes:
    """Return a tick-box as a bit image within a line of text: columns of 8 coarse dots.

    It stands for the box and the space after it, on the line that letters stand on. In the
    printer's coarsest dots, which all of them know, it takes 17 bytes; in its finest 77.
    """
    edge, sides = _column(range(BOX_DOWN)), _column((0, BOX_DOWN - 1))
    box = (edge, *(sides,) * (BOX_ACROSS - 2), edge)
    across = len(BOX_AND_SPACE) * fonts.CELL_WIDTH // COARSE_WIDTH
    return ESC + b"*\0" + _two(across) + bytes(box).ljust(across, b"\0")


def _column(inked: Iterable[int]) -> int:
    """Return a column of a bit image, its highest bit on top."""
    return sum(0x80 >> row for row in inked)


def _two(number: int) -> bytes:
    return number.to_bytes(2, "little")


@lru_cache(maxsize=1)
def _library() -> Any:
    """Import python-escpos without what importing it does.

    It sets up logging for the whole process, leaves a folder behind in the common temporary one,
    and reads a database of printers as YAML (half a second) unless it finds a pickle of it, from
    wherever the environment says. It gets a private folder with a pickle made here and now.
    """
    with tempfile.TemporaryDirectory(prefix="nabokiosk-") as folder, _quiet_import(folder):
        import escpos.capabilities  # noqa: PLC0415 - nobody else may import it
        import escpos.printer  # noqa: PLC0415 - as above

        return escpos


@contextmanager
def _quiet_import(folder: str) -> Iterator[None]:
    name = "ESCPOS_CAPABILITIES_PICKLE_DIR"
    handlers, temporary, told = list(logging.root.handlers), tempfile.tempdir, os.environ.get(name)
    spec = find_spec("escpos")
    assert spec is not None  # noqa: S101 - it is a dependency
    assert spec.origin is not None  # noqa: S101 - it is a package of files
    database = json.loads((Path(spec.origin).parent / "capabilities.json").read_text("utf-8"))
    pickled = Path(folder) / f"{platform.python_version()}.capabilities.pickle"
    pickled.write_bytes(pickle.dumps(database))
    os.environ[name] = tempfile.tempdir = folder
    try:
        yield
    finally:
        logging.root.handlers[:] = handlers
        tempfile.tempdir = temporary
        os.environ.pop(name)
        if told is not None:
            os.environ[name] = told
