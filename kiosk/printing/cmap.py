"""Which letters a font file has, read from its `cmap` table alone: Pillow does not tell.

Formats 4 and 12 are read, in which every font of today says it.
"""

import struct
from functools import lru_cache
from pathlib import Path

_COLLECTION = b"ttcf"
_FULL, _BASIC = 12, 4  # formats: all of Unicode, and its first 65,536 code points
_LAST_BASIC = 0xFFFF


class Letters:
    """The characters of the first font in a file."""

    def __init__(self, table: bytes, at: int) -> None:
        self._table, self._at = table, at
        self._format = _two(table, at)

    def __contains__(self, char: str) -> bool:
        """Return whether the font draws a character."""
        code = ord(char)
        return self._full(code) if self._format == _FULL else self._basic(code)

    def _full(self, code: int) -> bool:
        groups = struct.unpack_from(">I", self._table, self._at + 12)[0]
        low, high = 0, groups
        while low < high:
            middle = (low + high) // 2
            first, last, glyph = struct.unpack_from(
                ">III", self._table, self._at + 16 + middle * 12
            )
            if code > last:
                low = middle + 1
            elif code < first:
                high = middle
            else:
                return bool(glyph + code - first)
        return False

    def _basic(self, code: int) -> bool:
        if code > _LAST_BASIC:
            return False
        table, twice = self._table, _two(self._table, self._at + 6)
        ends = self._at + 14
        starts, deltas, offsets = (ends + 2 + twice * part for part in (1, 2, 3))
        for at in range(0, twice, 2):
            if code <= _two(table, ends + at):
                first, offset = _two(table, starts + at), _two(table, offsets + at)
                if code < first:
                    return False
                if not offset:
                    return bool(code + _two(table, deltas + at) & _LAST_BASIC)
                return bool(_two(table, offsets + at + offset + 2 * (code - first)))
        return False


@lru_cache(maxsize=256)
def letters(path: Path) -> Letters | None:
    """Return the letters of a font file; None where it is no font that can be read."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
            base = struct.unpack_from(">I", head, 12)[0] if head.startswith(_COLLECTION) else 0
            file.seek(base)
            count = _two(file.read(12), 4)
            tables = file.read(16 * count)
            for at in range(0, len(tables), 16):
                if tables[at : at + 4] == b"cmap":
                    place, size = struct.unpack_from(">II", tables, at + 8)
                    file.seek(place)
                    return _best(file.read(size))
    except (OSError, struct.error):
        pass
    return None


def _best(table: bytes) -> Letters | None:
    found: dict[int, int] = {}
    for index in range(_two(table, 2)):
        platform, _, at = struct.unpack_from(">HHI", table, 4 + index * 8)
        if platform in {0, 3}:  # Unicode, and Windows' way to say it
            found.setdefault(_two(table, at), at)
    for kind in (_FULL, _BASIC):
        if kind in found:
            return Letters(table, found[kind])
    return None


def _two(data: bytes, at: int) -> int:
    number: int = struct.unpack_from(">H", data, at)[0]
    return number
