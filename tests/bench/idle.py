"""Goal 8: what the lobby costs while nobody is there."""

import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from tests.bench.figures import Row, median_ratio
from tests.bench.homes import Home, program
from tests.bench.journeys import LOBBY_SHOWS
from tests.bench.probes import cpu_s, pss_mb
from tests.bench.terminal import Terminal

SLICES = 15
SLICE_S = 4.0
SETTLE_S = 8.0
AFTER_THE_MINUTE_S = 20.0  # the clock at the top moves once in the minute that is looked at
CPU, WRITES_A_MINUTE = 1.5, 1.0


class Idle:
    """The lobby and the bare app side by side, left alone for a minute."""

    def __init__(self, home: Home) -> None:
        self._lobby = Terminal(home.lobby, home.environ)
        self._hello = Terminal(program("hello"), home.environ)
        self._lobby.until(LOBBY_SHOWS)
        self._hello.until("hello")
        self._begins = time.perf_counter() + SETTLE_S
        self._begins += (AFTER_THE_MINUTE_S - (time.time() + SETTLE_S)) % 60
        self._samples: list[tuple[float, float, float]] = []
        self._writes = 0

    def __enter__(self) -> Self:
        """Return it, running."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End both."""
        self._lobby.close()
        self._hello.close()

    def look(self) -> None:
        """Take a sample where one is due; to be called every now and then."""
        self._hello.read(0)
        while self._lobby.read(0):
            self._writes += bool(self._samples) and not self.done
        now = time.perf_counter()
        if now >= self._begins + len(self._samples) * SLICE_S and not self.done:
            if not self._samples:
                self._begins = now  # so that the minute is never a little shorter than one
            self._samples.append((now, cpu_s(self._lobby.pid), cpu_s(self._hello.pid)))

    @property
    def done(self) -> bool:
        """Whether the minute is over."""
        return len(self._samples) > SLICES

    def rows(self) -> Iterator[Row]:
        """Wait for the end, and yield the rows of goal 8."""
        while not self.done:
            time.sleep(SLICE_S / 10)
            self.look()
        first, last = self._samples[0], self._samples[-1]
        seconds = last[0] - first[0]
        for name, at in (("lobby", 1), ("hello", 2)):
            yield Row("", f"{name}, idle", (last[at] - first[at]) / seconds * 100, "% CPU")
        pairs = list(zip(self._samples, self._samples[1:], strict=False))
        ours = [after[1] - before[1] for before, after in pairs]
        theirs = [after[2] - before[2] for before, after in pairs]
        yield Row("8", "idle, CPU", median_ratio(ours, theirs), "× hello", CPU)
        writes = self._writes / (seconds / 60)
        yield Row("8", "idle, writes", writes, "a minute", WRITES_A_MINUTE)
        yield Row("", "memory of the idle lobby", pss_mb(self._lobby.pid), "MB PSS")
