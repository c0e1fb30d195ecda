"""A compiled catalogue of one language, of which only what is asked for is read.

The first paint says some twenty sentences out of well over a thousand. Taking the whole file
apart, as `gettext.GNUTranslations` does, costs it more than all it reads from the database. The
texts in the file are sorted, so that one is found by halving, as gettext itself does it in C ("The
Format of GNU MO Files" in its manual).
"""

import gettext
import struct
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

_MAGIC = b"\xde\x12\x04\x95"  # of a file written little-endian, as Babel writes them
_TABLES = struct.Struct("<8xIII")  # how many texts, and where the two tables begin
_ENTRY = struct.Struct("<II")  # how long a text is, and where
_PLURAL_RULE = "plural="


class Catalogue:
    """The texts of one language.

    Args:
        data: what stands in the `.mo` file; nothing for the language that the texts are written in.

    Raises:
        ValueError: it is no such file.
    """

    def __init__(self, data: bytes = b"") -> None:
        if data and not data.startswith(_MAGIC):
            raise ValueError("not a compiled catalogue")
        self._data = data
        self._count, self._sources, self._texts = _TABLES.unpack_from(data) if data else (0, 0, 0)
        self._known: dict[str, tuple[str, ...]] = {}  # what was found already

    def one(self, source: str) -> str:
        """Return the text for `source`, or `source` itself where there is none."""
        return (self._found(source) or (source,))[0]

    def many(self, one: str, other: str, n: int) -> str:
        """Return the text that this language uses for `n`, or `one` and `other` as English does."""
        found = self._found(one)
        return found[self._form(n)] if found else one if n == 1 else other

    def _found(self, source: str) -> tuple[str, ...]:
        """Return the forms of a text, one where it does not count; none where it is not there."""
        if source not in self._known:
            wanted = source.encode(errors="surrogatepass")  # anything may be asked for
            at = bisect_left(range(self._count), wanted, key=self._source)
            if at == self._count or self._source(at) != wanted:
                return ()
            forms = self._read(self._texts, at).decode().split("\0")
            self._known[source] = tuple(forms) if forms[0] else ()
        return self._known[source]

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """Which form belongs to a number, as the file's own header says."""
        header = "".join(self._found(""))
        rule = header.partition(_PLURAL_RULE)[2].partition("\n")[0].rstrip("; ")
        form: Callable[[int], int] = gettext.c2py(rule)
        return form

    def _source(self, at: int) -> bytes:
        return self._read(self._sources, at).partition(b"\0")[0]  # its plural stands behind it

    def _read(self, table: int, at: int) -> bytes:
        length, start = _ENTRY.unpack_from(self._data, table + at * _ENTRY.size)
        return self._data[start : start + length]
