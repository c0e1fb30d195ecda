"""`kiosk`, `kiosk lobby` and `kiosk office`: starting what runs all day.

`kiosk` is the lobby in this process and the office as its child. The child starts once the lobby
has painted, so that it does not compete for the first paint, is started again when it dies, and
ends when its parent does: the office reads a pipe that only the parent holds open.
"""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.commands.child import Child
from kiosk.commands.home import database_file
from kiosk.commands.running import running
from kiosk.glance import Onlooker
from kiosk.keys import read_keys
from kiosk.machine import office_running
from kiosk.settings import Settings

NICEST = 19  # of the steps that there are


def both(settings: Settings, config: Path | None = None) -> int:
    """Run the lobby here and the office as a child; return the lobby's exit status.

    Args:
        settings: of the home.
        config: the file they were read from, where it is not the home's own.
    """
    command = [sys.executable, "-m", "kiosk", "office", "--home", str(settings.home)]
    if config is not None:
        command += ["--config", str(config)]
    with running(settings.home), Child(command) as office:
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
    with running(settings.home), office_running(settings.home):
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
