"""Reads ESC/POS as a printer would, for the preview: what is drawn is what the bytes say.

It knows the commands that slips use and skips those that have no look; anything else is a fault
of ours and is told as one, so that a preview never hides what a printer would choke on.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

CODE_PAGES = {0: "cp437", 2: "cp850", 5: "cp865", 16: "cp1252", 19: "cp858"}
USUAL_CODE_PAGE = "cp858"  # where a profile numbers its pages in a way of its own
Place: TypeAlias = Literal["left", "center", "right"]
PLACES: tuple[Place, ...] = ("left", "center", "right")
LINE_DOTS = 30
CELL_DOTS = 24
COARSE_WIDTH, COARSE_HEIGHT = 2, 3  # dots of the printer in one of a coarse bit image


@dataclass(frozen=True, slots=True)
class Bits:
    """A bit image: `rows` of dots, true where inked."""

    rows: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look."""

    text: str
    bold: bool
    wide: int
    tall: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text with the small pictures in it."""

    place: Place
    parts: tuple[Run | Bits, ...]

    @property
    def tall(self) -> int:
        """How far the paper moves on, in dots."""
        runs = [part.tall for part in self.parts if isinstance(part, Run)]
        return max(LINE_DOTS, CELL_DOTS * max(runs, default=1))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as wide as it is."""

    place: Place
    bits: Bits


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that the printer draws itself, of modules `size` dots wide."""

    place: Place
    payload: str
    size: int


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank paper, in dots."""

    dots: int


@dataclass(frozen=True, slots=True)
class Knife:
    """The paper is cut here."""


Piece: TypeAlias = Row | Picture | Code | Feed | Knife


class NotEscPosError(ValueError):
    """The bytes hold a command that no slip uses."""


def read(data: bytes) -> tuple[Piece, ...]:
    """Return what a printer would put on paper.

    Raises:
        NotEscPosError: a command is unknown or cut short.
    """
    return _Reader(data).run()


@dataclass
class _Reader:
    data: bytes
    at: int = 0
    place: Place = "left"
    bold: bool = False
    wide: int = 1
    tall: int = 1
    code_page: str = USUAL_CODE_PAGE
    stored: str = ""
    module: int = 3
    parts: list[Run | Bits] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def run(self) -> tuple[Piece, ...]:
        while self.at < len(self.data):
            first = self._take(1)
            if first == b"\x1b":
                self._escape(self._take(1))
            elif first == b"\x1d":
                self._group(self._take(1))
            elif first == b"\n":
                self._end_line()
            elif first[0] >= ord(" "):
                self._text()
            else:
                raise NotEscPosError(f"control byte {first.hex()} at {self.at}")
        if self.parts:
            self._end_line()
        return tuple(self.pieces)

    def _take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        if len(taken) < count:
            raise NotEscPosError("the bytes end inside a command")
        self.at += count
        return taken

    def _number(self) -> int:
        return self._take(1)[0]

    def _two(self) -> int:
        return int.from_bytes(self._take(2), "little")

    def _text(self) -> None:
        start = self.at - 1
        while self.at < len(self.data) and self.data[self.at] >= ord(" "):
            self.at += 1
        text = self.data[start : self.at].decode(self.code_page, "replace")
        self.parts.append(Run(text, self.bold, self.wide, self.tall))

    def _end_line(self) -> None:
        self.pieces.append(Row(self.place, tuple(self.parts)))
        self.parts.clear()

    def _escape(self, name: bytes) -> None:
        match name:
            case b"@":
                self.place, self.bold, self.wide, self.tall = "left", False, 1, 1
            case b"a":
                self.place = PLACES[self._number() % ord("0")]
            case b"E":
                self.bold = bool(self._number() & 1)
            case b"!":
                mode = self._number()
                self.bold = bool(mode & 8)
                self.tall, self.wide = (mode >> 4 & 1) + 1, (mode >> 5 & 1) + 1
            case b"t":
                self.code_page = CODE_PAGES.get(self._number(), USUAL_CODE_PAGE)
            case b"d":
                self.pieces.append(Feed(self._number() * LINE_DOTS))
            case b"J":
                self.pieces.append(Feed(self._number()))
            case b"*":
                self._bit_image()
            case _:
                raise NotEscPosError(f"ESC {name!r}")

    def _group(self, name: bytes) -> None:
        match name:
            case b"!":
                size = self._number()
                self.wide, self.tall = (size >> 4) + 1, (size & 15) + 1
            case b"V":
                if self._number() in {65, 66}:
                    self._take(1)
                self.pieces.append(Knife())
            case b"v":
                self._raster()
            case b"(":
                self._code()
            case b"L" | b"W":  # where the page stands on wider paper
                self._two()
            case _:
                raise NotEscPosError(f"GS {name!r}")

    def _bit_image(self) -> None:
        """Read ESC * 0: columns of eight dots within a line of text, each 2 dots by 3 on paper."""
        if self._number() != 0:
            raise NotEscPosError("ESC * of another density")
        columns = _dots(self._take(self._two()))
        rows = tuple(_wider(columns[row::8]) for row in range(8))
        self.parts.append(Bits(tuple(row for row in rows for _ in range(COARSE_HEIGHT))))

    def _raster(self) -> None:
        """Read GS v 0: rows of bytes, a dot a bit."""
        self._take(2)
        across, tall = self._two(), self._two()
        rows = tuple(_dots(self._take(across)) for _ in range(tall))
        self.pieces.append(Picture(self.place, Bits(rows)))

    def _code(self) -> None:
        """Read GS ( k: a QR code in five steps, stored and then printed."""
        if self._take(1) != b"k":
            raise NotEscPosError("GS ( of another kind")
        body = self._take(self._two())
        match body[1]:
            case 67:
                self.module = body[2]
            case 80:
                self.stored = body[3:].decode("utf-8")
            case 81:
                self.pieces.append(Code(self.place, self.stored, self.module))
            case _:
                pass  # the model and the level of error correction have no look of their own


def _wider(row: tuple[bool, ...]) -> tuple[bool, ...]:
    return tuple(dot for dot in row for _ in range(COARSE_WIDTH))


def _dots(row: bytes) -> tuple[bool, ...]:
    return tuple(bool(byte >> bit & 1) for byte in row for bit in range(7, -1, -1))
