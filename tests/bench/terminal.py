"""A terminal without a screen: starts a program, answers what it asks, and times what it writes.

Programs ask their terminal what it can do and behave by the answer, so this one answers as a real
one does. A frame is over when its synchronized update ends, or when the program has been quiet for
a moment.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

ANSWERS: Mapping[bytes, bytes] = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronized updates: yes, and off just now
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # sizes told in the stream: unknown, as in most terminals
    b"\x1b[c": b"\x1b[?62;22c",  # a VT220 with colours
    b"\x1b[6n": b"\x1b[1;1R",  # the cursor is at home
}
_QUESTION = re.compile(b"|".join(re.escape(question) for question in ANSWERS))
_LONGEST = max(map(len, ANSWERS))
_MARKS = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-9;:<=>?]*[ -/]*[@-~]|[ -/]*[0-~])")
_PART = 65536
QUIET_S = 0.03
PATIENCE_S = 30.0


class TerminalError(Exception):
    """A program ended, or stayed silent, where it should have shown something."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a key did.

    Args:
        seconds: from the key's bytes to the last byte that came back.
        size: how many bytes came back.
    """

    seconds: float
    size: int


def plain(written: bytes) -> str:
    """Return the text in what a program wrote, without its escape sequences."""
    return _MARKS.sub("", written.decode("utf-8", "replace"))


class Terminal:
    """A program in a terminal of its own.

    Args:
        command: the program and its arguments.
        environ: its environment; `TERM` and the locale are set here.
        size: columns and rows.
        term: what kind of terminal to pass for.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
    ) -> None:
        surroundings = dict(os.environ if environ is None else environ)
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # a kiosk starts from compiled modules
        surroundings |= {"TERM": term, "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.written = bytearray()
        self.writes = 0
        self._status: int | None = None
        self._tail = b""
        self.started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if not self.pid:
            _become(command, surroundings, size)
        self.resize(*size)

    def __enter__(self) -> Self:
        """Return the terminal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program."""
        self.close()

    # What a person does

    def write(self, keys: bytes) -> None:
        """Send bytes as a keyboard would, taking what the program writes meanwhile."""
        while keys:
            _, writable, _ = select.select([], [self._file], [], 0.05)
            if writable:
                keys = keys[os.write(self._file, keys[:1024]) :]
            else:
                self.read(0)
            if not self.alive:
                raise TerminalError(self.last_words())

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        if self.alive:
            os.kill(self.pid, number)

    # What the program does

    def read(self, wait: float) -> bool:
        """Take what is written within `wait` seconds; False if nothing was."""
        readable, _, _ = select.select([self._file], [], [], wait)
        if not readable:
            return False
        try:
            part = os.read(self._file, _PART)
        except OSError:  # Linux says EIO where the other end is closed
            part = b""
        if not part:
            self._reap(block=True)
            return False
        self.writes += 1
        self.written += part
        self._answer(part)
        return True

    def until(self, text: str, *, since: int = 0, patience: float = PATIENCE_S) -> float:
        """Wait for the frame that holds `text`, looking at what was written from `since` on.

        Returns:
            Seconds from the start of the program to the end of that frame.

        Raises:
            TerminalError: the program ended, or did not show it within `patience` seconds.
        """
        deadline = time.perf_counter() + patience
        while time.perf_counter() < deadline:
            if not self.read(0.25):
                if not self.alive:
                    break
                continue
            seen = time.perf_counter()
            if self._frame_ended and text in plain(bytes(self.written[since:])):
                return seen - self.started
        raise TerminalError(f"waited for {text!r}: {self.last_words()}")

    def press(self, keys: bytes, shows: str = "", quiet: float = QUIET_S) -> Stroke:
        """Send a key, and wait until all it did is on the screen.

        Args:
            keys: the bytes of the key.
            shows: a text that must have been written before the silence counts.
            quiet: so many seconds of silence end what a key does.
        """
        since = len(self.written)
        pressed = last = time.perf_counter()
        self.write(keys)
        done = False
        while True:
            if self.read(quiet if done else 1.0):
                last = time.perf_counter()
                done = not shows or shows in plain(bytes(self.written[since:]))
            elif done:
                return Stroke(last - pressed, len(self.written) - since)
            elif not self.alive or last - pressed > PATIENCE_S or not shows:
                raise TerminalError(f"{keys!r} did nothing: {self.last_words()}")
            else:
                raise TerminalError(f"{keys!r} did not show {shows!r}: {self.last_words()}")

    def settle(self, seconds: float) -> None:
        """Take what is written for so many seconds."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0 and self.alive:
            self.read(left)

    def forget(self) -> None:
        """Drop what has been written so far, to keep long runs small."""
        self.written.clear()

    @property
    def alive(self) -> bool:
        """Whether the program runs."""
        self._reap(block=False)
        return self._status is None

    @property
    def status(self) -> int | None:
        """The exit status, negative for a signal; None while the program runs."""
        self._reap(block=False)
        return None if self._status is None else os.waitstatus_to_exitcode(self._status)

    def last_words(self) -> str:
        """Return the end of what the program wrote, for a report."""
        ending = "" if self.alive else f"ended with {self.status}; "
        return f"{ending}last wrote {plain(bytes(self.written[-4000:]))[-400:]!r}"

    def close(self) -> None:
        """End the program, kindly at first."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            self.signal(number)
            deadline = time.perf_counter() + 3
            while self.alive and time.perf_counter() < deadline:
                self.read(0.02)
        with contextlib.suppress(OSError):
            os.close(self._file)

    @property
    def _frame_ended(self) -> bool:
        opened = self.written.rfind(b"\x1b[?2026h")
        return opened < 0 or self.written.find(b"\x1b[?2026l", opened) >= 0

    def _answer(self, part: bytes) -> None:
        """Answer each question that ends in `part`; one may have begun in the part before."""
        whole = self._tail + part
        for found in _QUESTION.finditer(whole):
            if found.end() > len(self._tail):
                os.write(self._file, ANSWERS[found.group()])
        self._tail = whole[-(_LONGEST - 1) :]

    def _reap(self, *, block: bool) -> None:
        if self._status is None:
            done, status = os.waitpid(self.pid, 0 if block else os.WNOHANG)
            if done:
                self._status = status


def _become(
    command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int]
) -> None:  # pragma: no cover - runs in the child
    try:
        columns, rows = size
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execvpe(command[0], list(command), dict(environ))  # noqa: S606 - a terminal runs what it is told
    finally:
        os._exit(127)
