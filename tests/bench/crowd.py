"""Goal 13: what a key costs in the lobby while a crowd is busy with the office.

Lobby and office run as `kiosk` starts them. Fifty phones of people who are logged in click from
page to page, each a second after the last page came; five people log in again and again, each a
second after the last time, and every log-in hashes a PIN. The crowd works in one round and rests in
the next, in a process of its own, and the same keys are pressed in both.
"""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kiosk.boot import open_kiosk
from tests.bench import keys, servers
from tests.bench.figures import Row, key_times, percentile
from tests.bench.homes import KIOSK, Home, program
from tests.bench.journeys import LOBBY_SHOWS, TO_A_NAME, follow
from tests.bench.keys import BACKSPACE
from tests.bench.terminal import Stroke, Terminal
from tests.people import Person, move_in

CLICKING, LOGGING_IN = 50, 5
ROUNDS = 10
KEYS_A_ROUND = 40
READS_S = 1.0  # a page, before the next click
BEGIN_S, END_S = 1.0, 0.7  # until all are at it, and until the last pages have been drawn
P99 = 1.5
LETTERS = (b"a" * KEYS_A_ROUND, BACKSPACE * KEYS_A_ROUND)
SCREENS = (b"4", b"-")
STAIRWELL = "Lærkevej 8"


class Crowd:
    """Phones that are busy, or rest. They begin at rest; what they did is counted."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.pages = self.logins = 0

    def begin(self) -> None:
        """Have them begin; return once a page and a log-in came back."""
        self._tell("go")

    def rest(self) -> None:
        """Have them stop, and count what they did.

        Raises:
            RuntimeError: a page or a log-in failed.
        """
        told = self._tell("rest")
        if told["faults"]:
            raise RuntimeError(told["faults"][0])
        self.pages += told["pages"]
        self.logins += told["logins"]

    def _tell(self, line: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def crowded(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 13."""
    port = servers.free_port()
    command = (KIOSK, "--home", str(home.folder))
    with Terminal(command, home.environ | servers.listen(port)) as lobby:
        lobby.until(LOBBY_SHOWS)
        lobby.settle(keys.LOADED_S)
        servers.await_port(port)
        with gather(port, neighbours(home, LOGGING_IN)) as crowd:
            yield from _compare("another screen", lobby, SCREENS, crowd)
            follow(lobby, TO_A_NAME)
            yield from _compare("letter", lobby, LETTERS, crowd)
    note = f"{ROUNDS} rounds of each"
    yield Row("", "meanwhile, pages", crowd.pages, "pages", note=note)
    yield Row("", "meanwhile, log-ins", crowd.logins, "log-ins", note=note)


def _compare(name: str, lobby: Terminal, pressed: Sequence[bytes], crowd: Crowd) -> Iterator[Row]:
    press = keys.presses(lobby, *pressed)
    alone: list[Stroke] = []
    among: list[Stroke] = []
    for _ in range(ROUNDS):
        alone += [press() for _ in range(KEYS_A_ROUND)]
        crowd.begin()
        lobby.settle(BEGIN_S)
        among += [press() for _ in range(KEYS_A_ROUND)]
        crowd.rest()
        lobby.settle(END_S)
    times = [[stroke.seconds for stroke in strokes] for strokes in (alone, among)]
    yield key_times(f"{name}, nobody on the phone", times[0])
    yield key_times(f"{name}, among the crowd", times[1])
    tails = [percentile(each, 99) for each in times]
    yield Row("13", f"{name}, p99 while 50 click and 5 log in", tails[1] / tails[0], "× idle", P99)


def neighbours(home: Home, count: int) -> list[Person]:
    """Move so many people in, each with a pass."""
    kiosk = open_kiosk(home.settings)
    try:
        doors = _doors(count)
        return [move_in(kiosk, f"Nabo {door}", f"{STAIRWELL}, {door}") for door in doors]
    finally:
        kiosk.store.close()


def _doors(count: int) -> list[str]:
    floors = ("st.", "1.", "2.", "3.")
    return [f"{floor} {side}" for floor in floors for side in ("tv", "th")][:count]


@contextmanager
def gather(
    port: int, people: Sequence[Person], clicking: int = CLICKING, reads_s: float = READS_S
) -> Iterator[Crowd]:
    """Yield a crowd of so many who click, and of people who log in; it has not begun."""
    cookies = [servers.log_in(port, each.pass_code, each.pin) for each in people]
    given = {
        "cookies": cookies,
        "clicking": clicking,
        "passes": [(each.pass_code, each.pin) for each in people],
        "reads_s": reads_s,
    }
    with subprocess.Popen(
        program("phones", str(port)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        process.stdin.write(f"{json.dumps(given)}\n")
        process.stdin.flush()
        yield Crowd(process)
        process.stdin.close()
