"""The terminal as a public one: filtered in, quiet out, and always given back as it was.

Keys pass `Keyboard` before any parser sees them. Modes that only help to misuse a kiosk (the
pointer's every move, extended keys, focus reports) are never asked for. Signals end the app the
proper way or not at all.
"""

import asyncio
import contextlib
import os
import select
import signal
import termios
import time
import tty
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from screens.lobby.keyboard import Keyboard, Token

READ_BYTES = 4096
IDLE_SECONDS = 0.2  # how soon the input thread notices that the app is leaving
BURST = 600  # events at once: a scanner's code, a fast typist's minute
EVENTS_PER_SECOND = 250  # and what is taken on and on from whoever leans on the keyboard

_LEAVING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)
_UNWANTED = (
    "\x1b[?1003h",  # every move of the pointer
    "\x1b[?1015h",  # an older way to report the mouse
    "\x1b[?1004h",  # focus reports
    "\x1b[?1004l",
    "\x1b[?2048$p",  # resizes in the stream of keys
    "\x1b[>",  # extended keys
    "\x1b[<u",
)


class Allowance:
    """How many events are taken: a burst, then a steady rate; the rest is dropped."""

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = time.monotonic()

    def take(self) -> bool:
        """Say whether one more is taken now."""
        now = time.monotonic()
        self._left = min(float(BURST), self._left + (now - self._at) * EVENTS_PER_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class LobbyDriver(LinuxDriver):
    """Textual's driver for a tty, with its doors closed."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)

    @property
    def can_suspend(self) -> bool:
        """A kiosk is not put into the background."""
        return False

    def write(self, data: str) -> None:
        """Write to the terminal what a public one needs."""
        if not data.startswith(_UNWANTED):
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal over, and see to it that signals give it back."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()
        for number in _LEAVING:
            loop.add_signal_handler(number, self._app.exit)
        loop.add_signal_handler(signal.SIGCONT, self._come_back)

    def _request_terminal_sync_mode_support(self) -> None:
        if os.environ.get("TERM") != "linux":
            super()._request_terminal_sync_mode_support()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal itself; COLUMNS and LINES in the environment do not follow it."""
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            columns = lines = 0
        return (columns, lines) if columns and lines else super()._get_terminal_size()

    def check_size(self) -> None:
        """Tell the app the terminal's size, in case a signal about it was lost."""
        size = Size(*self._get_terminal_size())
        if size != self._app.size:
            self._app.post_message(events.Resize(size, size))

    def _come_back(self) -> None:
        """After SIGSTOP and SIGCONT: take the terminal over once more and paint it."""
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        self.write("\x1b[?1049h\x1b[?25l")
        self._enable_mouse_support()
        self._app.screen.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Read keys until the app leaves or the terminal is gone."""
        keyboard = Keyboard()
        parser = XTermParser(debug=False)
        allowance = Allowance()
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], keyboard.wait or IDLE_SECONDS)
            if ready:
                try:
                    data = os.read(self.fileno, READ_BYTES)
                except OSError:
                    data = b""
                if not data:
                    self._loop.call_soon_threadsafe(self._app.exit)
                    return
                tokens = keyboard.feed(data)
            else:
                tokens = keyboard.settle() if keyboard.wait is not None else []
            for token in tokens:
                self._send(token, parser, allowance)

    def _send(self, token: Token, parser: XTermParser, allowance: Allowance) -> None:
        match token:
            case Token("escape", text):
                found: list[Any] = [events.Key("escape", text)]
            case Token("pasted", text):
                found = [events.Paste(text)]
            case Token(_, text):
                found = list(parser.feed(text))
        for event in found:
            if allowance.take():
                self.process_message(event)
