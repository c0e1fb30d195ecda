"""What slips are made of: a page is a few marks, and knows neither printer nor paper width.

The vocabulary is small on purpose. A slip is designed in `screens.paper` by choosing among these;
`kiosk.printing.layout` sets them for a paper's width, and `kiosk.printing.escpos_bytes` says them
to a printer. All text is in its reader's language already, and is cleaned when it is set.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose slip this is: one letter-spaced word above everything."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """What this slip is, in type that is read at arm's length."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `aside` stands at the other edge of its last row, if there is room for it."""

    text: str
    bold: bool = False
    center: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across; `fold` where the paper is to be folded or torn."""

    fold: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of a narrow left and a wide right column, such as "from" and a date."""

    rows: tuple[tuple[str, str], ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do, one thing after the other, numbered."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TickBox:
    """A box to tick, with what it stands for; without a text a line to write on."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code."""

    payload: str


@dataclass(frozen=True, slots=True)
class BigCode:
    """A code or number to be typed, as large as the paper allows; it breaks at its spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class HandLine:
    """A line for a pen, after what is to be written there."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """Air, in lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of the slip."""


Mark: TypeAlias = (
    Brand | Title | Text | Rule | Columns | Steps | TickBox | Qr | BigCode | HandLine | Space | Cut
)


@dataclass(frozen=True, slots=True)
class Page:
    """A slip, from top to bottom; `rtl` where it is read from right to left."""

    marks: tuple[Mark, ...]
    rtl: bool = False
