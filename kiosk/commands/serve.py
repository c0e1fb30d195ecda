"""`kiosk`, `kiosk lobby` and `kiosk office`: starting what runs all day.

`kiosk` is the lobby in this process and the office as its child. The child starts once the lobby
has painted, so that it does not compete for the first paint, and ends when its parent does: the
office reads a pipe that only the parent holds open.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.commands.home import database_file
from kiosk.commands.running import running
from kiosk.glance import Onlooker
from kiosk.keys import read_keys
from kiosk.settings import Settings


class OfficeChild:
    """The office as a child process: started late, ended with us."""

    def __init__(self, home: Path, config: Path | None = None) -> None:
        self._command = [sys.executable, "-m", "kiosk", "office", "--home", str(home)]
        if config is not None:
            self._command += ["--config", str(config)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the office, unless it runs."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def __enter__(self) -> Self:
        """Return the office, not yet started."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the pipe that the office lives by, and wait for it to finish its slip."""
        if self._process is None:
            return
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        self._process.stdin.close()
        try:
            self._process.wait(OFFICE_ENDS_S)
        except subprocess.TimeoutExpired:
            self._process.terminate()


NICEST = 19  # of the steps that there are
OFFICE_ENDS_S = 5.0  # a slip in the middle of a slow printer is given this long


def both(settings: Settings, config: Path | None = None) -> int:
    """Run the lobby here and the office as a child; return the lobby's exit status.

    Args:
        settings: of the home.
        config: the file they were read from, where it is not the home's own.
    """
    with running(settings.home), OfficeChild(settings.home, config) as office:
        return _show(settings, when_open=office.start)


def lobby(settings: Settings) -> int:
    """Run the lobby alone; return its exit status."""
    with running(settings.home):
        return _show(settings)


def _show(settings: Settings, when_open: Callable[[], None] | None = None) -> int:
    """Run the lobby; return its exit status."""
    gc.disable()  # importing makes no garbage, only searches for it; the lobby collects later
    keys = read_keys(settings)
    file = database_file(settings)
    look = Onlooker(file, keys.database) if file else None
    from screens.lobby import app  # noqa: PLC0415 - only these commands paint

    return app.run(settings, keys, look, when_open)


def office(settings: Settings) -> int:
    """Run the office until it is told to stop; return its exit status."""
    with running(settings.home):
        stand_behind()
        from kiosk import office as room  # noqa: PLC0415 - the lobby never loads it
        from screens import paper, phone  # noqa: PLC0415 - handed in: the kiosk knows no screen

        return room.run(settings, paper.render, phone.serve)


def stand_behind() -> None:
    """Have this process work only while nobody else wants the processor, if but for a moment.

    Whoever stands at the kiosk comes before those on the phone: a key takes the processor from an
    idle task at once, from a nice one when its slice is over (measured, 50 phones clicking: the
    slowest hundredth of letters 14 ms instead of 27).
    """
    try:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except (AttributeError, OSError):  # not on this system, or not allowed to us
        os.nice(NICEST)
