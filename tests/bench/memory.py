"""Goal 3: what the whole kiosk weighs, beside a kiosk in a browser.

Ours are the lobby and its office, as `kiosk` starts them, with everything loaded: every screen of a
visit has been shown, pages have been served, somebody has logged in by phone, and a slip has been
printed. Theirs are Chromium and the server of its page, which has been drawn once.

A process weighs its proportional share of memory, so what several share is counted once; another
Chromium on the machine would make theirs look smaller. Every process that was started on either
side is counted with those that started it.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk import printing
from kiosk.boot import open_kiosk
from screens import paper
from tests.bench import chromium, journeys, servers
from tests.bench.figures import Row
from tests.bench.homes import KIOSK, Home
from tests.bench.journeys import LOBBY_SHOWS, follow
from tests.bench.load import Page, ask
from tests.bench.probes import family, pss_mb
from tests.bench.terminal import Terminal

LOOKS, LOOK_S = 5, 1.0
SETTLE_S = 5.0
PAGES = ("/", "/alerts", "/who-sees", "/home", "/trust", "/vacations", "/look-after", "/favours")
ASKED, PHONES = 200, 8
SLIP = "alert"
GOAL = 1 / 5
PATIENCE_S = 30.0


def memory(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 3."""
    port = servers.free_port()
    command = (KIOSK, "--home", str(home.folder))
    with Terminal(command, home.environ | servers.listen(port)) as kiosk:
        kiosk.until(LOBBY_SHOWS)
        load(kiosk, home, port)
        ours = _weigh([kiosk.pid], kiosk)
    yield Row("", "lobby and office, loaded", ours, "MB PSS")
    name = "memory, lobby and office"
    if not chromium.browser():
        yield Row("3", name, None, "× Chromium", GOAL, chromium.LACKING)
        return
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        chromium.showing(home, Path(profile)) as showing,
    ):
        theirs = _weigh(showing.pids)
    yield Row("", "Chromium and its server", theirs, "MB PSS")
    yield Row("3", name, ours / theirs, "× Chromium and its server", GOAL)


def load(kiosk: Terminal, home: Home, port: int) -> None:
    """Have a kiosk that has painted do everything once."""
    for way in (
        journeys.AROUND_THE_LOBBY,
        journeys.log_in(home),
        journeys.AMONG_NEIGHBOURS,
        journeys.OF_ONES_OWN,
        journeys.LOG_OUT,
    ):
        follow(kiosk, way)
    servers.await_port(port)
    cookies = servers.log_in(port, servers.deal_pass(home), home.pin)
    ask(port, [Page(path, cookies) for path in PAGES], PHONES, ASKED)
    _print(home)


def _print(home: Home) -> None:
    """Have the office print a slip that is for everybody.

    Raises:
        TimeoutError: it was not printed.
    """
    kiosk = open_kiosk(home.settings)
    try:
        with kiosk.store.write() as db:
            slip = printing.queue(db, kiosk, SLIP, paper.example(SLIP), "da")
        deadline = time.perf_counter() + PATIENCE_S
        while time.perf_counter() < deadline:
            state = printing.state(kiosk, slip.id)
            if state is not None and state.step is printing.Step.DONE:
                return
            time.sleep(0.05)
        raise TimeoutError("the slip was not printed")
    finally:
        kiosk.store.close()


def _weigh(pids: Sequence[int], kiosk: Terminal | None = None) -> float:
    """Return the share of some processes and of all that they started, in MB."""
    found = []
    for pause in (SETTLE_S, *[LOOK_S] * (LOOKS - 1)):
        if kiosk is None:
            time.sleep(pause)
        else:
            kiosk.settle(pause)
        found.append(sum(pss_mb(pid) for pid in family(pids)))
    return statistics.median(found)
