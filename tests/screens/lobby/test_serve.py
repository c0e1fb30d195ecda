"""`kiosk` as a machine starts it: the lobby here, the office as its child, one home."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import boot, printing, visits
from kiosk.house import Kiosk
from kiosk.keys import make_keys
from kiosk.machine import is_office_running
from kiosk.printing import Step
from kiosk.refusals import Refusal
from kiosk.settings import load
from tests.bench.probes import family
from tests.people import an_estate, move_in
from tests.screens.lobby.terminal import LIMIT_SECONDS, Terminal
from tests.waiting import answers, free_port, until

KIOSK = (str(Path(sys.executable).with_name("kiosk")),)
LOBBY_SHOWS = "112"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo home without a printer."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "kiosk.toml").write_text("demo = true\n", "utf-8")
    make_keys(load(folder))
    return folder


def opened(home: Path) -> Kiosk:
    """Open the home beside the program that runs in it."""
    return boot.open_kiosk(load(home))


def settled(kiosk: Kiosk, slip_id: int) -> Step:
    """Wait until a slip waits no longer, and return how it ended."""
    ends = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < ends:
        state = printing.state(kiosk, slip_id)
        if state is not None and state.step not in {Step.QUEUED, Step.SENDING}:
            return state.step
    raise AssertionError("the slip still waits")


def test_settings_from_elsewhere_reach_the_office_too(home: Path, tmp_path: Path) -> None:
    """`--config` names the printer, and it is the office that prints."""
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text('demo = true\n[printer]\nurl = "preview:"\n', "utf-8")
    with closing((kiosk := opened(home)).store):
        an_estate(kiosk)
        with kiosk.store.write() as db:
            slip = printing.queue(db, kiosk, "receipt", {"reference": "7F3K"}, "da", 7)
        with Terminal((*KIOSK, "--home", str(home), "--config", str(elsewhere))) as terminal:
            terminal.wait_for(LOBBY_SHOWS)
            assert settled(kiosk, slip.id) is Step.DONE
    assert next((home / "slips").glob("*.txt")).exists()


def test_the_office_stands_behind_the_lobby(home: Path) -> None:
    """Where both want the processor, whoever stands at the kiosk comes first."""
    opened(home).store.close()
    with Terminal((*KIOSK, "--home", str(home))) as terminal:
        terminal.wait_for(LOBBY_SHOWS)
        ends = time.monotonic() + LIMIT_SECONDS
        while os.SCHED_IDLE not in (found := _policies(terminal)):
            assert time.monotonic() < ends, f"nobody stands back: {found}"
        assert [os.SCHED_OTHER, os.SCHED_IDLE] == found


def test_an_office_that_was_killed_comes_back(home: Path) -> None:
    """Pages are served and slips print again soon; the second one ends with the kiosk, too.

    Whether there is one can be told all the while.
    """
    assert not is_office_running(home)
    port = free_port()
    listen = f'[phone]\nlisten = "127.0.0.1:{port}"\n'
    (home / "kiosk.toml").write_text(f'demo = true\n[printer]\nurl = "preview:"\n{listen}', "utf-8")
    with closing((kiosk := opened(home)).store):
        an_estate(kiosk)
        with Terminal((*KIOSK, "--home", str(home))) as terminal:
            terminal.wait_for(LOBBY_SHOWS)
            assert until(lambda: answers(port))
            assert is_office_running(home)
            _, first = family([terminal.process.pid])
            os.kill(first, signal.SIGKILL)
            assert until(lambda: not answers(port))
            assert until(lambda: answers(port))
            _, second = family([terminal.process.pid])
            assert first != second
            with kiosk.store.write() as db:
                slip = printing.queue(db, kiosk, "receipt", {"reference": "7F3K"}, "da", 7)
            assert settled(kiosk, slip.id) is Step.DONE
            terminal.signal(signal.SIGTERM)
            assert 0 == terminal.wait_for_end()
            assert not Path(f"/proc/{second}").exists()
            assert not is_office_running(home)
    assert not answers(port)


def test_where_no_idle_task_is_allowed_it_is_as_nice_as_can_be() -> None:
    """A system that knows no such class, or forbids it, keeps no office from working."""
    refused = "import os; os.sched_setscheduler = lambda *_: os.stat('/nowhere/at/all'); "
    told = "from kiosk.commands.serve import stand_behind; stand_behind(); print(os.nice(0))"
    done = subprocess.run([sys.executable, "-c", refused + told], capture_output=True, check=True)
    assert b"19\n" == done.stdout


def _policies(terminal: Terminal) -> list[int]:
    """Return how the system schedules the lobby, and the office that it started."""
    return [os.sched_getscheduler(pid) for pid in family([terminal.process.pid])]


def test_whoever_was_here_at_a_power_cut_has_left(home: Path) -> None:
    """A visit that was never ended is over once the lobby has started again."""
    with closing((kiosk := opened(home)).store):
        bente = move_in(kiosk)
        visits.stay(kiosk, bente.visit)
        with Terminal((*KIOSK, "lobby", "--home", str(home))) as terminal:
            terminal.wait_for(LOBBY_SHOWS)
            ends = time.monotonic() + LIMIT_SECONDS
            while _is_there(kiosk, bente.visit):
                assert time.monotonic() < ends, "the visit goes on"


def _is_there(kiosk: Kiosk, visit: visits.Visit) -> bool:
    try:
        visits.who(kiosk, visit)
    except Refusal:
        return False
    return True
