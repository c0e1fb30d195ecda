"""Goal 4: a thousand walks through all screens leave nothing behind."""

import os
from collections.abc import Callable, Iterator
from itertools import cycle

from tests.bench import journeys
from tests.bench.figures import Row
from tests.bench.homes import Home, program
from tests.bench.journeys import LOBBY_SHOWS, follow
from tests.bench.paint import look
from tests.bench.probes import own_mb
from tests.bench.terminal import Terminal

WALKS = int(os.environ.get("WALKS", "1000"))
A_VISIT = 10  # walks between a log-in and the next
GROWTH_MB = 2.0


def walks(home: Home, meanwhile: Callable[[], None]) -> Iterator[Row]:
    """Yield the rows of goal 4, calling `meanwhile` after each walk.

    Every visit begins with a walk around the lobby; then its owner walks among the neighbours' and
    their own screens by turns. The first half fills the caches and is not counted.
    """
    visits = WALKS // A_VISIT
    warm = max(1, visits // 2)
    before: tuple[float, int] = (0.0, 0)
    with Terminal(program("window", "kiosk", *home.lobby[1:]), home.environ) as lobby:
        lobby.until(LOBBY_SHOWS)
        for visit in range(warm + visits):
            if visit == warm:
                before = _weigh(lobby, home)
            _visit(lobby, home, meanwhile)
        after = _weigh(lobby, home)
    note = f"from {before[0]:.1f} to {after[0]:.1f} MB"
    yield Row("4", f"{WALKS} walks, memory", after[0] - before[0], "MB more", GROWTH_MB, note)
    yield Row("4", f"{WALKS} walks, kept", after[1] - before[1], "widgets more", 0)


def _visit(lobby: Terminal, home: Home, meanwhile: Callable[[], None]) -> None:
    follow(lobby, journeys.AROUND_THE_LOBBY)
    follow(lobby, journeys.log_in(home))
    ways = cycle((journeys.AMONG_NEIGHBOURS, journeys.OF_ONES_OWN))
    for _, way in zip(range(A_VISIT), ways, strict=False):
        follow(lobby, way)
        meanwhile()
    follow(lobby, journeys.LOG_OUT)


def _weigh(lobby: Terminal, home: Home) -> tuple[float, int]:
    widgets = look(lobby, home)["widgets"]
    assert isinstance(widgets, int)
    return own_mb(lobby.pid), widgets
