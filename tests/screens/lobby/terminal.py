"""A real terminal for tests: a program in a pty, keys as bytes, and what an eye would see.

`python terminal.py` itself is a lobby with a made-up board and no database, to be run in one.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

ROOT = Path(__file__).resolve().parents[3]
STAGE = (sys.executable, str(Path(__file__).resolve()))
LIMIT_SECONDS = 30.0


def _without_size() -> dict[str, str]:
    """Return our environment without a size of its own, which would win over the window's."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}


class Terminal:
    """A program in a terminal of its own.

    Args:
        command: what to run.
        size: columns and lines.
        term: the TERM it finds.
        env: further variables.
    """

    def __init__(
        self,
        command: Sequence[str] = STAGE,
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
        env: Mapping[str, str] | None = None,
    ) -> None:
        columns, lines = size
        self.screen = pyte.HistoryScreen(columns, lines, history=1000)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.main, self.side = pty.openpty()
        self._set_size(columns, lines)
        self.attributes = termios.tcgetattr(self.side)
        truecolor = {"COLORTERM": "truecolor"} if "256" in term else {}
        self.process = subprocess.Popen(
            command,
            stdin=self.side,
            stdout=self.side,
            stderr=self.side,
            env={**_without_size(), "TERM": term, "COLORTERM": "", **truecolor, **(env or {})},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        """Return the terminal with its program started."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program and close the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.main)
        os.close(self.side)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within `seconds`; False if it wrote nothing."""
        ready, _, _ = select.select([self.main], [], [], seconds)
        if not ready:
            return False
        data = os.read(self.main, 65536)
        self.output += data
        self._stream.feed(data)
        return True

    def send(self, data: bytes | str) -> None:
        """Type."""
        left = data.encode() if isinstance(data, str) else data
        while left:
            while self.read(0):
                pass
            _, ready, _ = select.select([], [self.main], [], 0.1)
            if ready:
                left = left[os.write(self.main, left[:512]) :]

    def wait_for(self, text: str, seconds: float = LIMIT_SECONDS) -> None:
        """Wait until `text` stands on the screen."""
        deadline = time.monotonic() + seconds
        while text not in self.text:
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} never came:\n{self.text}"
            self.read(min(left, 0.5))

    def wait_until_gone(self, text: str, seconds: float = LIMIT_SECONDS) -> None:
        """Wait until `text` is no longer on the screen."""
        deadline = time.monotonic() + seconds
        while text in self.text:
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} never went:\n{self.text}"
            self.read(min(left, 0.5))

    def wait_until_quiet(self, seconds: float = LIMIT_SECONDS) -> None:
        """Wait until the program has written nothing for half a second."""
        deadline = time.monotonic() + seconds
        while self.read(0.5):
            assert time.monotonic() < deadline, "it never stops writing"

    def wait_for_end(self, seconds: float = LIMIT_SECONDS) -> int:
        """Wait until the program has ended; return its exit status."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it never ended:\n{self.text}"
            self.read(0.1)
        while self.read(0):
            pass
        return self.process.returncode

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        self._set_size(columns, lines)
        self.screen.resize(lines, columns)
        self.signal(signal.SIGWINCH)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """All lines of the screen."""
        return "\n".join(self.lines)

    @property
    def scrollback(self) -> str:
        """What has scrolled out at the top."""
        rows: list[Any] = list(self.screen.history.top)
        return "\n".join("".join(row[at].data for at in sorted(row)) for row in rows)

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal's modes are what the program found."""
        found: bool = termios.tcgetattr(self.side) == self.attributes
        return found


def _stage() -> int:
    sys.path.insert(0, str(ROOT))
    from kiosk.glance import Glance  # noqa: PLC0415 - only where this file is the program
    from kiosk.settings import EstateSettings, LobbySettings, Settings  # noqa: PLC0415
    from screens.lobby.app import LobbyApp  # noqa: PLC0415

    board = Glance(facts={"estate": "Lærkevej 2–12", "joined": "46", "homes": "144"})
    settings = Settings(
        home=Path(os.environ.get("STAGE_HOME", "/nonexistent")),
        estate=EstateSettings(language="en"),
        lobby=LobbySettings(idle_seconds=int(os.environ.get("STAGE_IDLE", "60")), warn_seconds=1),
    )

    class Faulty(LobbyApp):
        def on_ready(self) -> None:
            name = "Åse Grøn"
            self.title = name[len(name)]

    app = (Faulty if "STAGE_FAULT" in os.environ else LobbyApp)(settings, lambda: board)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(_stage())
