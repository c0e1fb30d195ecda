"""Goal 12: what a page of the phone's costs beside a plain one.

Plain is the same server, uvicorn with h11, and Starlette with one route that answers with as many
bytes, ready before they are asked for: no guard, no language, no template, nothing looked up and
nothing compressed. Ours are the office's own pages, as phones ask for them over a line that stays
open: two that everybody sees alike, and one that a neighbour sees who is logged in. Both servers
are asked by turns, by as many phones at once, each of which waits for its answer.
"""

from collections.abc import Iterator, Mapping, Sequence

from tests.bench import servers
from tests.bench.figures import Row, median_ratio
from tests.bench.homes import Home
from tests.bench.load import Load, Page, ask

ROUNDS = 15
PHONES = 8
ASKED, ASKED_PLAIN = 400, 600  # pages a round
ASKED_LOGGED_IN = 80
RATE, P99, KB = 0.45, 2.5, 14.0


def pages(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 12."""
    with servers.office(home) as office:
        own = Page("/home", servers.log_in(office.port, servers.deal_pass(home), home.pin))
        asked: Mapping[str, tuple[Page, int]] = {
            "the start page": (Page("/"), ASKED),
            "alerts": (Page("/alerts"), ASKED),
            "home, logged in": (own, ASKED_LOGGED_IN),
        }
        for name, (page, times) in asked.items():
            size = ask(office.port, [page], 1, 1).size
            with servers.plain(size.body) as plain:
                ours, theirs = _rounds(office.port, plain.port, page, times)
            yield from _rows(name, ours, theirs)
            yield Row("12", f"{name}, compressed", size.whole / 1000, "KB", KB, "head and body")


def _rounds(here: int, there: int, page: Page, times: int) -> tuple[list[Load], list[Load]]:
    ours, theirs = [], []
    for turn in range(-1, ROUNDS):  # the turn before the first warms both
        loads = ask(here, [page], PHONES, times), ask(there, [page], PHONES, ASKED_PLAIN)
        if turn >= 0:
            ours.append(loads[0])
            theirs.append(loads[1])
    return ours, theirs


def _rows(name: str, ours: Sequence[Load], theirs: Sequence[Load]) -> Iterator[Row]:
    """Yield how a page does: a rate that is to be high is told as the time that is to be short."""
    times = median_ratio([load.rate for load in theirs], [load.rate for load in ours])
    middle = len(ours) // 2
    rates = [sorted(load.rate for load in loads)[middle] for loads in (ours, theirs)]
    note = f"{1 / times:.2f} of its rate: {rates[0]:.0f} a second beside {rates[1]:.0f}"
    yield Row("12", f"{name}, time a page", times, "× plain", 1 / RATE, note)
    tails = [sorted(load.p99 for load in loads)[middle] * 1000 for loads in (ours, theirs)]
    note = f"{tails[0]:.1f} ms beside {tails[1]:.1f}, {PHONES} at once"
    p99 = median_ratio([load.p99 for load in ours], [load.p99 for load in theirs])
    yield Row("12", f"{name}, p99", p99, "× plain", P99, note)
