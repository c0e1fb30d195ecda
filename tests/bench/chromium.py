"""The other way to build a kiosk: a page in Chromium, headless, on the machine's own browser.

It is timed kindly: kept profile, both pages already there, and the clock stopped when the frame is
drawn, before it would have reached a screen. Frames keep coming sixty times a second, as they do
on a screen, and keys meet them at any moment, as people's do.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

PAGE = Path(__file__).parent / "programs" / "kiosk.html"
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


class Server(ThreadingHTTPServer):
    """A server that does not mind a browser that is gone."""

    def handle_error(self, *_: object) -> None:
        """Stay silent."""


class Swap(Protocol):
    """Something that changes its page at a key."""

    def __call__(self) -> float:
        """Press the key; return the seconds until the other page is drawn."""


def browser() -> str:
    """Return the path of the machine's Chromium, "" where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


def first_paint(profile: Path) -> float:
    """Start Chromium on the kiosk page; return the seconds until the page is drawn.

    Raises:
        TimeoutError: nothing was drawn.
    """
    painted: list[float] = []
    drawn = Event()

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Serve the page, and note when it says that it is drawn."""
            if self.path == "/painted":
                painted.append(time.perf_counter())
                drawn.set()
            body = PAGE.read_bytes() if self.path == "/" else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with Server(("127.0.0.1", 0), Pages) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        started = time.perf_counter()
        process = subprocess.Popen(
            [browser(), *FLAGS, f"--user-data-dir={profile}", url],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            if not drawn.wait(PATIENCE_S):
                raise TimeoutError("Chromium drew nothing")
        finally:
            process.terminate()
            process.wait(PATIENCE_S)
            server.shutdown()
    return painted[0] - started


@contextmanager
def swapping() -> Iterator[Swap]:
    """Hold the kiosk page open; yields what changes its page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    with sync_playwright() as tool:
        engine = tool.chromium.launch(executable_path=browser(), args=list(FLAGS[1:]))
        page = engine.new_page()
        page.goto(PAGE.as_uri())

        strokes = count()

        def swap() -> float:
            time.sleep(next(strokes) * GOLDEN % 1 / FRAMES_A_S)
            page.keyboard.press("1")
            return float(page.evaluate("window.painted")) / 1000

        yield swap
        engine.close()
