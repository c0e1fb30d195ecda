"""The other way to build a kiosk: a page in Chromium, headless, on the machine's own browser.

Such a kiosk is a browser and the server of its pages, which reads the board's rows and fills in a
template; the first paint is told for both and for the browser alone. It is timed kindly: a server
that loads no ORM, a kept profile, both pages already there, and the clock stopped when the frame
is drawn, before it would have reached a screen. Frames keep coming sixty times a second, as they do
on a screen, and keys meet them at any moment, as people's do.
"""

import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from tests.bench.homes import Home, program

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # root may not start it otherwise, and it shows our own page only
    "--no-first-run",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
)
PATIENCE_S = 60.0
FRAMES_A_S = 60
GOLDEN = 0.618034  # steps of this part of a frame meet every phase of it alike
LACKING = "there is no Chromium on this machine"


class Swap(Protocol):
    """Something that changes its page at a key."""

    def __call__(self) -> float:
        """Press the key; return the seconds until the other page is drawn."""


def browser() -> str:
    """Return the path of the machine's Chromium, "" where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


@dataclass(frozen=True, slots=True)
class Painted:
    """Seconds until the page was drawn: from when the browser was started, and its server."""

    browser: float
    with_server: float


@dataclass(frozen=True, slots=True)
class Showing:
    """A kiosk in a browser, drawn.

    Args:
        painted: how soon.
        pids: the processes it was started with: the browser's and its server's.
    """

    painted: Painted
    pids: tuple[int, int]


@contextmanager
def showing(home: Home, profile: Path) -> Iterator[Showing]:
    """Start a kiosk's server, and once it listens Chromium on its page, until the page is drawn.

    Raises:
        TimeoutError: nothing was drawn.
    """
    started = time.perf_counter()
    with running(*program("page_server", str(home.folder))) as server:
        url = line(server)
        listening = time.perf_counter()
        with running(browser(), *FLAGS, f"--user-data-dir={profile}", url) as engine:
            if line(server) != "painted":
                raise TimeoutError("Chromium drew nothing")
            painted = time.perf_counter()
            times = Painted(painted - listening, painted - started)
            yield Showing(times, (engine.pid, server.pid))


def first_paint(home: Home, profile: Path) -> Painted:
    """Start the kiosk's server, and once it listens Chromium on its page; time both.

    Raises:
        TimeoutError: nothing was drawn.
    """
    with showing(home, profile) as kiosk:
        return kiosk.painted


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program that says things, and end it."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line that the process prints, "" where there is none in time."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE_S)
    return process.stdout.readline().strip() if ready else ""


@contextmanager
def swapping(home: Home) -> Iterator[Swap]:
    """Hold the kiosk page open; yields what changes its page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    with running(*program("page_server", str(home.folder))) as server, sync_playwright() as tool:
        engine = tool.chromium.launch(executable_path=browser(), args=list(FLAGS[1:]))
        page = engine.new_page()
        page.goto(line(server))

        strokes = count()

        def swap() -> float:
            time.sleep(next(strokes) * GOLDEN % 1 / FRAMES_A_S)
            page.keyboard.press("1")
            return float(page.evaluate("window.painted")) / 1000

        yield swap
        engine.close()
