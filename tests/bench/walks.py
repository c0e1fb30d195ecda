"""Goal 4: a thousand walks through all screens leave nothing behind."""

import os
from collections.abc import Callable, Iterator

from tests.bench.figures import Row
from tests.bench.homes import Home, program
from tests.bench.journeys import LOBBY_SHOWS, follow, walk
from tests.bench.paint import look
from tests.bench.probes import pss_mb
from tests.bench.terminal import Terminal

WALKS = int(os.environ.get("WALKS", "1000"))
WARM = WALKS // 10  # walks after which every cache is as full as it gets
GROWTH_MB = 2.0


def walks(home: Home, meanwhile: Callable[[], None]) -> Iterator[Row]:
    """Yield the rows of goal 4, calling `meanwhile` after each walk."""
    before: tuple[float, int] = (0.0, 0)
    with Terminal(program("window", "kiosk", *home.lobby[1:]), home.environ) as lobby:
        lobby.until(LOBBY_SHOWS)
        for number in range(WARM + WALKS):
            if number == WARM:
                before = _weigh(lobby, home)
            follow(lobby, walk(home))
            meanwhile()
        after = _weigh(lobby, home)
    note = f"from {before[0]:.1f} to {after[0]:.1f} MB"
    yield Row("4", f"{WALKS} walks, memory", after[0] - before[0], "MB PSS more", GROWTH_MB, note)
    yield Row("4", f"{WALKS} walks, kept", after[1] - before[1], "widgets more", 0)


def _weigh(lobby: Terminal, home: Home) -> tuple[float, int]:
    widgets = look(lobby, home)["widgets"]
    assert isinstance(widgets, int)
    return pss_mb(lobby.pid), widgets
