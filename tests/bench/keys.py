"""Goals 5, 6 and 7: how soon the screen answers a key."""

import statistics
from collections.abc import Callable, Iterator
from itertools import cycle

from tests.bench import chromium
from tests.bench.figures import Row, key_times, median_ratio, percentile
from tests.bench.homes import Home, program
from tests.bench.journeys import LOBBY_SHOWS, TO_A_NAME, follow
from tests.bench.terminal import Stroke, Terminal

ROUNDS = 15
KEYS_A_ROUND = 20
SETTLE_S = 1.0
LOADED_S = 6.0  # the lobby has opened its database and loaded its screens
TYPING, TYPING_P99 = 1.2, 2.0
MOVING, MOVING_BYTES = 0.5, 300
CHANGING, CHANGING_P99, ESCAPE_MS = 1.25, 0.6, 30

UP, DOWN, BACKSPACE, ESCAPE = b"\x1b[A", b"\x1b[B", b"\x7f", b"\x1b"
Press = Callable[[], Stroke]


def typing(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 5: letters into a field of the sign-up, and into a bare Input."""
    with (
        Terminal(home.lobby, home.environ) as lobby,
        Terminal(program("bare_input"), home.environ) as bare,
    ):
        _begin(lobby, LOBBY_SHOWS, LOADED_S)
        _begin(bare, "hello", SETTLE_S)
        follow(lobby, TO_A_NAME)
        letters = b"a" * KEYS_A_ROUND, BACKSPACE * KEYS_A_ROUND
        ours, theirs = _turns(presses(lobby, *letters), presses(bare, *letters))
    yield key_times("letter in the lobby's field", _seconds(ours))
    yield key_times("letter in a bare Input", _seconds(theirs))
    yield Row("5", "typing, p50", _ratio(ours, theirs), "× bare Input", TYPING)
    yield Row("5", "typing, p99", _tail(ours), "× own p50", TYPING_P99)


def moving(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 6: arrows in the lobby's list, and in an OptionList of 200."""
    with (
        Terminal(home.lobby, home.environ) as lobby,
        Terminal(program("option_list"), home.environ) as bare,
    ):
        _begin(lobby, LOBBY_SHOWS, LOADED_S)
        _begin(bare, "Lærkevej", SETTLE_S)
        arrows = DOWN, DOWN, DOWN, UP, UP, UP
        ours, theirs = _turns(presses(lobby, *arrows), presses(bare, *arrows))
    yield key_times("arrow in the lobby's list", _seconds(ours))
    yield key_times("arrow in an OptionList", _seconds(theirs))
    yield Row("6", "moving in a list, p50", _ratio(ours, theirs), "× OptionList", MOVING)
    sizes = [stroke.size for strokes in ours for stroke in strokes]
    size = percentile(sizes, 95)  # the clock at the top may change under one of them
    yield Row("6", "moving in a list", size, "bytes a key", MOVING_BYTES)


def changing(home: Home) -> Iterator[Row]:
    """Yield the rows of goal 7: from the lobby to a page and back, and Chromium's two pages."""
    with Terminal(home.lobby, home.environ) as lobby:
        _begin(lobby, LOBBY_SHOWS, LOADED_S)
        there, back = b"4", ESCAPE
        press = presses(lobby, there, back)
        if chromium.browser():
            with chromium.swapping(home) as swap:
                ours, theirs = _turns(press, lambda: Stroke(swap(), 0))
        else:
            ours, theirs = _turns(press, None)
    opening = [strokes[0::2] for strokes in ours]
    escaping = [strokes[1::2] for strokes in ours]
    yield key_times("another screen", _seconds(opening))
    yield key_times("Escape", _seconds(escaping))
    if chromium.browser():
        yield key_times("Chromium's other page", _seconds(theirs))
        p50: float | None = _ratio(opening, theirs)
        p99: float | None = percentile(_seconds(opening), 99) / percentile(_seconds(theirs), 99)
        note = ""
    else:
        p50, p99, note = None, None, chromium.LACKING
    yield Row("7", "changing the screen, p50", p50, "× Chromium", CHANGING, note)
    yield Row("7", "changing the screen, p99", p99, "× Chromium", CHANGING_P99, note)
    escape = percentile(_seconds(escaping), 50) * 1000
    yield Row("7", "Escape, p50", escape, "ms", ESCAPE_MS)


def _begin(terminal: Terminal, shows: str, settle_s: float) -> None:
    terminal.until(shows)
    terminal.settle(settle_s)


def presses(terminal: Terminal, *keys: bytes) -> Press:
    """Return what presses the keys one by one, round and round; longer ones a letter at a time."""
    singles = [
        bytes([each]) if not key.startswith(ESCAPE) else key
        for key in keys
        for each in (key if not key.startswith(ESCAPE) else key[:1])
    ]
    turn = cycle(singles)

    def press() -> Stroke:
        stroke = terminal.press(next(turn))
        terminal.forget()
        return stroke

    for _ in singles:  # the first of each is another matter: screens are built, styles found
        press()
    return press


Rounds = list[list[Stroke]]


def _turns(ours: Press, theirs: Press | None) -> tuple[Rounds, Rounds]:
    """Press here and there by turns; return the strokes of each, by rounds."""
    here: Rounds = []
    there: Rounds = []
    for _ in range(ROUNDS):
        here.append([])
        there.append([])
        for _ in range(KEYS_A_ROUND):
            here[-1].append(ours())
            if theirs:
                there[-1].append(theirs())
    return here, there


def _seconds(rounds: Rounds) -> list[float]:
    return [stroke.seconds for strokes in rounds for stroke in strokes]


def _ratio(ours: Rounds, theirs: Rounds) -> float:
    """Return the median over the rounds of the ratio of their medians."""
    here, there = (
        [statistics.median(stroke.seconds for stroke in strokes) for strokes in rounds]
        for rounds in (ours, theirs)
    )
    return median_ratio(here, there)


def _tail(rounds: Rounds) -> float:
    seconds = _seconds(rounds)
    return percentile(seconds, 99) / percentile(seconds, 50)
