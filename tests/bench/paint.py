"""Goals 1 and 2: how soon something is there to read, and what had to be loaded for it."""

import json
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench import chromium
from tests.bench.figures import Row, median_ratio
from tests.bench.homes import Home, program
from tests.bench.journeys import LOBBY_SHOWS
from tests.bench.terminal import Terminal

ROUNDS = 15
BROWSER, BROWSER_KIOSK = "Chromium", "Chromium and its server"
BARE, REAL, OF_CHROMIUM = 1.10, 1.25, 0.6
MORE_MODULES = 60
FORBIDDEN = ("sqlalchemy", "sqlmodel", "pydantic", "escpos", "PIL", "yaml", "starlette")


def first_paints(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 1."""
    programs: Mapping[str, tuple[Sequence[str], str]] = {
        "hello": (program("hello"), "hello"),
        "bare": (program("bare_kiosk"), "hello"),
        "lobby": (home.lobby, LOBBY_SHOWS),
    }
    times: dict[str, list[float]] = {name: [] for name in (*programs, BROWSER, BROWSER_KIOSK)}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for turn in range(-1, ROUNDS):  # the turn before the first warms the disk's cache
            for name, (command, text) in programs.items():
                seconds = _first_paint(command, home, text)
                times[name] += [seconds] if turn >= 0 else []
            if chromium.browser():
                painted = chromium.first_paint(home, Path(profile))
                times[BROWSER] += [painted.browser] if turn >= 0 else []
                times[BROWSER_KIOSK] += [painted.with_server] if turn >= 0 else []
    for name, taken in times.items():
        if taken:
            yield Row("", f"first paint of {name}", statistics.median(taken) * 1000, "ms")
    for name, limit in (("bare", BARE), ("lobby", REAL)):
        ratio = median_ratio(times[name], times["hello"])
        yield Row("1", f"first paint, {name}", ratio, "× hello", limit)
    goals: Mapping[str, float | None] = {BROWSER_KIOSK: OF_CHROMIUM, BROWSER: None}
    for name, most in goals.items():
        yield Row(
            "1" if most else "",
            f"first paint, lobby beside {name}",
            median_ratio(times["lobby"], times[name]) if times[name] else None,
            "×",
            most,
            "" if times[name] else chromium.LACKING,
        )


def modules(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 2."""
    hello = _modules(program("window", "--hold", "tests.bench.programs.hello"), home, "hello")
    lobby = _modules(program("window", "--hold", "kiosk", *home.lobby[1:]), home, LOBBY_SHOWS)
    more = len(lobby) - len(hello)
    note = f"hello {len(hello)}, lobby {len(lobby)}"
    yield Row("2", "modules at first paint", more, "more than hello's", MORE_MODULES, note)
    heavy = sorted(lobby & set(FORBIDDEN))
    yield Row("2", "heavy modules at first paint", len(heavy), "", 0, " ".join(heavy))


def look(terminal: Terminal, home: Home) -> Mapping[str, object]:
    """Return what a program under `programs.window` holds just now."""
    home.window.unlink(missing_ok=True)
    terminal.signal(signal.SIGUSR1)
    deadline = time.perf_counter() + 20
    while not home.window.exists() and time.perf_counter() < deadline:
        terminal.read(0.01)
    found: Mapping[str, object] = json.loads(home.window.read_text())
    return found


def _first_paint(command: Sequence[str], home: Home, text: str) -> float:
    with Terminal(command, home.environ) as terminal:
        return terminal.until(text)


def _modules(command: Sequence[str], home: Home, text: str) -> set[str]:
    with Terminal(command, home.environ) as terminal:
        terminal.until(text)
        names = look(terminal, home)["modules"]
        assert isinstance(names, list)
        return set(names)
