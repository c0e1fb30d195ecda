"""What a keyboard, a scanner or a teenager sends, reduced to what the kiosk understands.

Textual's parser dies of one stray byte, or of a number too large in a sequence that any scanner
can type. So nothing reaches it but characters, a short list of known keys, clicks and pastes; all
else disappears here. Escape is known at once, or 15 ms after it came alone.
"""

import re
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Literal, NamedTuple

ESC = "\x1b"
ESCAPE_SECONDS = 0.015  # sequences arrive in one piece; a person is never this quick
STRING_SECONDS = 0.2  # a paste or a terminal's own string that stops this long has ended
PASTE_LIMIT = 4096  # characters; nobody types a book at a kiosk
SEQUENCE_LIMIT = 32
FUNCTION = len("\x1bOP")  # characters of F1 to F4, arrows and a keypad in application mode
LARGEST_CELL = 4  # digits in a mouse coordinate

_KEYS = {"\r", "\t", "\x7f"}
_SAME = {"\n": "\r", "\x08": "\x7f"}  # scanners end with a line feed, old terminals delete with ^H
_CLOSING = {"\x03", "\x11"}  # Ctrl+C and Ctrl+Q, which only a demo listens to
_STRINGS = "]PX^_"  # OSC, DCS, SOS, PM, APC: what terminals say to programs, never keys
_KEYPAD = dict(zip("pqrstuvwxyjklmnoM", "0123456789*+,-./\r", strict=True))
_KNOWN = re.compile(
    r"\x1b(?:"
    r"\[[ABCDFHZ]"  # arrows, End, Home, Shift+Tab
    r"|\[(?:[1-8]|1[1-57-9]|2[013-4])~"  # Home … PageDown, F1-F12
    r"|O[ABCDFHPQRS]"  # arrows and F1-F4 in application mode
    r"|\[\[[A-E]"  # F1-F5 of the Linux console
    r"|\[\?2026;[0-4]\$y"  # the terminal's answer about synchronised output
    r")"
)
_CELL = rf"\d{{1,{LARGEST_CELL}}}"
_MOUSE = re.compile(rf"\x1b\[<(0|64|65);{_CELL};{_CELL}[Mm]")
_CSI = re.compile(r"\x1b\[(?:\[.|[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e])", re.DOTALL)
_PASTE_BEGINS = f"{ESC}[200~"
_PASTE_ENDS = f"{ESC}[201~"


class Token(NamedTuple):
    """What is left of some bytes.

    Args:
        kind: `typed`: characters and known sequences, safe for the parser; `pasted`: what stood
            between the marks of a paste, capped; `escape`: the Escape key itself.
        text: the characters.
    """

    kind: Literal["typed", "pasted", "escape"]
    text: str


ESCAPE = Token("escape", ESC)


class Keyboard:
    """Turns bytes into tokens. Keeps what is not complete, and says how long to wait for more."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._rest = ""
        self._paste: str | None = None
        self._in_string = False

    @property
    def wait(self) -> float | None:
        """Seconds after which `settle` should be called if nothing comes; None: not needed."""
        if self._paste is not None or self._in_string:
            return STRING_SECONDS
        return ESCAPE_SECONDS if self._rest else None

    def feed(self, data: bytes) -> list[Token]:
        """Return what is complete after `data`."""
        self._rest += self._decoder.decode(data)
        return list(_joined(self._tokens()))

    def settle(self) -> list[Token]:
        """Nothing more came in time: what was begun is ended."""
        rest, self._rest = self._rest, ""
        self._in_string = False
        if self._paste is not None:
            pasted, self._paste = self._paste + rest, None
            return [Token("pasted", pasted[:PASTE_LIMIT])]
        return [ESCAPE] if rest.startswith(ESC) else []

    def _tokens(self) -> Iterator[Token]:
        while self._rest:
            before = len(self._rest)
            if self._paste is not None:
                yield from self._read_paste(self._paste)
            elif self._in_string:
                self._skip_string()
            elif self._rest[0] == ESC:
                yield from self._read_sequence()
            else:
                character, self._rest = self._rest[0], self._rest[1:]
                if kept := _character(character):
                    yield Token("typed", kept)
            if len(self._rest) == before:
                return  # more must come

    def _read_paste(self, so_far: str) -> Iterator[Token]:
        text, mark, after = self._rest.partition(_PASTE_ENDS)
        if mark:
            self._paste, self._rest = None, after
            yield Token("pasted", (so_far + text)[:PASTE_LIMIT])
            return
        sizes = range(len(_PASTE_ENDS) - 1, 0, -1)
        keep = next((size for size in sizes if text.endswith(_PASTE_ENDS[:size])), 0)
        cut = len(text) - keep
        self._paste = (so_far + text[:cut])[:PASTE_LIMIT]
        self._rest = text[cut:]

    def _skip_string(self) -> None:
        ends = re.search(r"\x07|\x1b\\|\x9c", self._rest)
        if ends:
            self._in_string, self._rest = False, self._rest[ends.end() :]
        else:
            self._rest = ESC if self._rest.endswith(ESC) else ""

    def _read_sequence(self) -> Iterator[Token]:
        rest = self._rest
        if len(rest) == 1:
            return
        second = rest[1]
        if second in _STRINGS:
            self._in_string, self._rest = True, rest[2:]
        elif second == "O":
            yield from self._read_function(rest)
        elif second == "[":
            yield from self._read_control(rest)
        else:  # Escape, and then something else
            self._rest = rest[1:]
            yield ESCAPE

    def _read_function(self, rest: str) -> Iterator[Token]:
        if len(rest) < FUNCTION:
            return
        sequence, self._rest = rest[:FUNCTION], rest[FUNCTION:]
        if sequence[-1] in _KEYPAD:
            yield Token("typed", _KEYPAD[sequence[-1]])
        elif _KNOWN.fullmatch(sequence):
            yield Token("typed", sequence)

    def _read_control(self, rest: str) -> Iterator[Token]:
        found = _CSI.match(rest)
        if found is None:
            if len(rest) > SEQUENCE_LIMIT or not re.fullmatch(r"\x1b\[\[?[\x20-\x3f]*", rest):
                self._rest = rest[2:]  # no sequence after all: its beginning is dropped
            return
        sequence, self._rest = found.group(), rest[found.end() :]
        if sequence == _PASTE_BEGINS:
            self._paste = ""
        elif _KNOWN.fullmatch(sequence) or _MOUSE.fullmatch(sequence):
            yield Token("typed", sequence)


def _character(character: str) -> str:
    """Return the character as the parser may have it, "" where it is none of ours."""
    character = _SAME.get(character, character)
    if character in _KEYS or character in _CLOSING:
        return character
    return "" if unicodedata.category(character)[0] == "C" else character


def _joined(tokens: Iterator[Token]) -> Iterator[Token]:
    """Join neighbouring characters, so that the parser is called once for a burst."""
    text = ""
    for token in tokens:
        if token.kind == "typed":
            text += token.text
            continue
        if text:
            yield Token("typed", text)
            text = ""
        yield token
    if text:
        yield Token("typed", text)
