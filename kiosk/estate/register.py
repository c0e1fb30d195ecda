"""Reading the national address register's CSV, however it was saved.

Columns are found by name, because newer downloads add and rename some. Every line of the file is
read on its own: no field of the register holds a line break, so a quotation mark that is never
closed spoils its own line and no other.
"""

import csv
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from kiosk.estate import rules
from kiosk.estate.cards import Row, Standing
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import Message, msg

LARGEST_FILE = 32 * 1024 * 1024  # bytes; a whole town's addresses, so not an estate's

# The register's names for what is needed, the present ones first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "status": ("status",),
    "street": ("vejnavn", "navn"),
    "number": ("husnr", "husnummertekst"),
    "floor": ("etage", "etagebetegnelse"),
    "door": ("dør", "dørbetegnelse"),
}
STANDINGS: Mapping[str, Standing] = {
    "1": Standing.CURRENT,
    "2": Standing.GONE,
    "3": Standing.PROVISIONAL,
    "4": Standing.GONE,
}


def read_csv(path: Path) -> tuple[Row, ...]:
    """Return the lines of the register's file at `path`.

    Raises:
        Refusal: the file cannot be read, or is not the register's.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise Refusal(
            "register-unreadable",
            msg(
                "The file %(path)s cannot be read. Check its name, and that this user may read it.",
                path=clean(str(path), 200),
            ),
            "register",
        ) from fault
    return read_register(data)


def read_register(data: bytes) -> tuple[Row, ...]:
    """Return the lines of a register file, good and bad.

    Args:
        data: UTF-8 with or without a byte order mark, UTF-16 with one, or Latin-1; separated by
            commas or semicolons.

    Raises:
        Refusal: it is too large, empty, or lacks a column.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(
            "register-too-large",
            msg("The file is larger than an estate. Download the estate's own roads only."),
            "register",
        )
    lines = _lines(data)
    header = next((line for line in lines if line[1]), None)
    if header is None or header[1] is None:
        raise Refusal("register-empty", msg("The file is empty."), "register")
    separator = ";" if header[1].count(";") > header[1].count(",") else ","
    names = _cells(header[1], separator) or []
    places = _columns(names)
    return tuple(
        _row(number, text, separator, len(names), places)
        for number, text in lines
        if number > header[0] and (text is None or text.strip(f' \t{separator}"'))
    )


def _lines(data: bytes) -> list[tuple[int, str | None]]:
    """Return each line with its number; `None` for one whose letters cannot be read."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").encode()
    raw = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    decoded = [_utf8(line) for line in raw]
    first = next((text for line, text in zip(raw, decoded, strict=True) if line.strip()), None)
    if first is None or (first.isascii() and _are_mostly_not(decoded)):
        return list(enumerate((line.decode("latin-1") for line in raw), 1))
    return list(enumerate(decoded, 1))


def _are_mostly_not(decoded: list[str | None]) -> bool:
    """Return whether more lines with other letters than English ones are not UTF-8 than are."""
    strange = sum(text is None for text in decoded)
    return strange > sum(text is not None and not text.isascii() for text in decoded)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _cells(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _columns(names: list[str]) -> dict[str, int]:
    """Return where each needed column is."""
    known = [unicodedata.normalize("NFC", name).strip().casefold() for name in names]
    found = {
        wanted: known.index(name)
        for wanted, options in COLUMNS.items()
        for name in reversed(options)
        if name in known
    }
    missing = [options[0] for wanted, options in COLUMNS.items() if wanted not in found]
    if missing:
        raise Refusal(
            "register-columns-missing",
            msg(
                "The first line of the file lacks %(columns)s. Use the address register's CSV as "
                "it was downloaded.",
                columns=", ".join(missing),
            ),
            "register",
        )
    return found


def _row(number: int, text: str | None, separator: str, width: int, columns: dict[str, int]) -> Row:
    if text is None:
        return _bad(number, msg("The line has letters that cannot be read."))
    cells = _cells(text, separator)
    if cells is None:
        return _bad(number, msg("The line has a quotation mark too many or too few."))
    if len(cells) != width:
        return _bad(
            number,
            msg(
                "The line has %(found)s fields, but the first line has %(wanted)s.",
                found=str(len(cells)),
                wanted=str(width),
            ),
        )
    found = {name: cells[at] for name, at in columns.items()}
    standing = STANDINGS.get(found["status"].strip())
    if standing is None:
        return _bad(
            number,
            msg("The status “%(status)s” is not 1, 2, 3 or 4.", status=clean(found["status"], 20)),
        )
    try:
        place = rules.place(found["street"], found["number"], found["floor"], found["door"])
    except Refusal as refusal:
        return _bad(number, refusal.message)
    return Row(number, place, standing)


def _bad(number: int, fault: Message) -> Row:
    return Row(number, None, fault=fault)
