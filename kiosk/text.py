"""The one door for text that people, scanners or files bring in, and again at every sink.

A name is shown on a terminal, printed by an ESC/POS printer and put into pages and files. In each
of these some characters are commands. What is left after `clean` is none anywhere: no control
characters, no bidirectional overrides, no invisible format characters but the joiner that holds
an emoji family together.
"""

import re
import unicodedata

NAME_LIMIT = 60
NOTE_LIMIT = 280

_JOINER = "\u200d"
_KEPT_CATEGORIES = frozenset("LMNPSZ")
_PLAIN = re.compile("[ -~¡-¬®-ÿ]*")  # Latin-1: each letter a cluster in NFC, none a command
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_MARKS_A_CLUSTER = 4  # more combining marks than any orthography stacks is vandalism
_CODE_POINTS_A_CLUSTER = 12  # an emoji family of four with skin tones has eleven


def clean(text: str, limit: int = NAME_LIMIT, *, lines: bool = False) -> str:
    r"""Return `text` made harmless, in NFC, trimmed, with single spaces.

    Args:
        text: anything at all.
        limit: how many grapheme clusters to keep; the rest is dropped.
        lines: keep line breaks (as `\\n`); otherwise they become spaces.
    """
    bounded = text[: limit * 16]  # nothing below needs to walk through a pasted book
    if _PLAIN.fullmatch(bounded):  # as most texts are; a page has a hundred
        return _SPACES.sub(" ", bounded).strip()[:limit].strip()
    normal = unicodedata.normalize("NFC", bounded)
    if lines:
        rows = normal.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        joined = "\n".join(_clean_line(row) for row in rows).strip()
    else:
        joined = _clean_line(normal.replace("\r", " ").replace("\n", " "))
    return unicodedata.normalize("NFC", "".join(clusters(joined)[:limit])).strip()


def _clean_line(line: str) -> str:
    kept = "".join(
        char if unicodedata.category(char)[0] in _KEPT_CATEGORIES else _instead(char)
        for char in line
    )
    kept = kept.replace("\u2028", " ").replace("\u2029", " ")
    return _SPACES.sub(" ", kept).strip(f" {_JOINER}")


def _instead(char: str) -> str:
    if char == _JOINER:
        return char
    return " " if char == "\t" else ""


def clusters(text: str) -> list[str]:
    """Split into what a reader sees as single characters (Unicode's main rules, UAX 29)."""
    found: list[str] = []
    marks = 0
    for char in text:
        if found and _extends(found[-1], char):
            marks += bool(unicodedata.combining(char))
            if marks <= _MARKS_A_CLUSTER and len(found[-1]) < _CODE_POINTS_A_CLUSTER:
                found[-1] += char
        else:
            found.append(char)
            marks = 0
    return found


def _extends(cluster: str, char: str) -> bool:
    if char in {_JOINER, "\ufe0f", "\ufe0e"} or unicodedata.combining(char):
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones
        return True
    if cluster.endswith(_JOINER):
        return True
    is_flag = "\U0001f1e6" <= char <= "\U0001f1ff"
    return is_flag and len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"
