"""What runs beside the lobby comes back when it dies, never twice, and never once we are ending."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from kiosk.commands import child
from kiosk.commands.child import FIRST_PAUSE_S, LIVED_S, LONGEST_PAUSE_S, Child, pause
from tests.waiting import PATIENCE_S, ended, until

PARENT = """
import sys, threading
from kiosk.commands.child import Child
with Child(sys.argv[1:]) as office:
    office.start()
    threading.Event().wait()
"""


def living(folder: Path, then: str = "exec cat") -> list[str]:
    """Return a program that writes its number down, and lives by its pipe unless told otherwise."""
    return ["sh", "-c", f'echo $$ >> "{folder}/started"; {then}']


def started(folder: Path) -> list[int]:
    """Return the numbers of those that were started, in order."""
    file = folder / "started"
    return [int(number) for number in file.read_text("utf-8").split()] if file.exists() else []


def began(folder: Path, count: int) -> bool:
    """Return whether so many were started."""
    return count == len(started(folder))


def is_alive(pid: int) -> bool:
    """Return whether a process runs."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_what_was_killed_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it dies, another one runs soon; only one ever does, and none when we have ended."""
    monkeypatch.setattr(child, "FIRST_PAUSE_S", 0.05)
    with Child(living(tmp_path)) as office:
        assert [] == started(tmp_path)
        office.start()
        for count, number in enumerate((signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV), start=1):
            assert until(partial(began, tmp_path, count))
            os.kill(started(tmp_path)[-1], number)
        assert until(lambda: 4 == len(started(tmp_path)))
        assert [False, False, False, True] == [is_alive(pid) for pid in started(tmp_path)]
    assert not is_alive(started(tmp_path)[-1])


def test_what_keeps_dying_is_started_ever_more_rarely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes no processor from whoever stands at the kiosk."""
    monkeypatch.setattr(child, "FIRST_PAUSE_S", 0.1)
    began = time.monotonic()
    with Child(living(tmp_path, "exit 1")) as office:
        office.start()
        assert until(lambda: 4 <= len(started(tmp_path)))
    assert time.monotonic() - began >= 0.1 + 0.2 + 0.4


def test_the_pause_grows_to_a_minute_and_no_further() -> None:
    """What had lived well before it died comes back at once, as far as a pause is at once."""
    pauses = [0.0]
    for _ in range(9):
        pauses.append(pause(pauses[-1], 0.1))
    assert [FIRST_PAUSE_S, 2.0, 4.0] == pauses[1:4]
    assert [LONGEST_PAUSE_S] * 3 == pauses[-3:]
    assert FIRST_PAUSE_S == pause(LONGEST_PAUSE_S, LIVED_S)


def test_nothing_is_started_while_we_are_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kiosk that is told to stop waits for no pause, and leaves nothing to be started."""
    monkeypatch.setattr(child, "FIRST_PAUSE_S", PATIENCE_S)
    began = time.monotonic()
    with Child(living(tmp_path, "exit 0")) as office:
        office.start()
        assert until(lambda: 1 == len(started(tmp_path)) and not is_alive(started(tmp_path)[0]))
    assert time.monotonic() - began < PATIENCE_S
    assert not office._keeper.is_alive()
    assert 1 == len(started(tmp_path))


def test_what_cannot_be_started_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is away for a moment, as in the middle of an update, is no end of it."""
    monkeypatch.setattr(child, "FIRST_PAUSE_S", 0.05)
    program = tmp_path / "program"
    with Child([str(program)]) as office:
        office.start()
        office._keeper.join(0.1)
        assert office._keeper.is_alive()
        begun = tmp_path / "begun"
        begun.write_text(f'#!/bin/sh\necho $$ >> "{tmp_path}/started"; exec cat\n', "utf-8")
        begun.chmod(0o700)
        begun.rename(program)
        assert until(lambda: 1 == len(started(tmp_path)))


def test_what_was_started_again_dies_with_us_too(tmp_path: Path) -> None:
    """However its parent dies, the pipe of the second one ends as the first one's did."""
    command = [sys.executable, "-c", PARENT, *living(tmp_path)]
    with subprocess.Popen(command) as parent, ended(parent):
        assert until(lambda: 1 == len(started(tmp_path)))
        os.kill(started(tmp_path)[0], signal.SIGKILL)
        assert until(lambda: 2 == len(started(tmp_path)))
        parent.kill()
    assert until(lambda: not is_alive(started(tmp_path)[1]))


def test_what_does_not_end_with_its_pipe_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """We do not wait for ever for what hangs."""
    monkeypatch.setattr(child, "ENDS_S", 0.1)
    with Child(living(tmp_path, "exec tail -f /dev/null")) as office:
        office.start()
        assert until(lambda: 1 == len(started(tmp_path)))
    assert until(lambda: not is_alive(started(tmp_path)[0]))
