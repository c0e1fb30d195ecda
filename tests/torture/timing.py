"""Whether the time that an answer takes tells if there is such a number.

To a wrong log-in, to whoever has forgotten a PIN, and to a wrong code for a new one.
"""

import gc
import math
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from kiosk import account, visits
from kiosk.chance import SystemChance
from kiosk.house import Kiosk
from kiosk.settings import EstateSettings, LetterSettings, Settings
from kiosk.store import open_store
from kiosk.store.schema import upgrade
from kiosk.visits import Claim, Denied, rules
from tests.bench.figures import Row, percentile
from tests.conftest import KEY, PEPPER, FakeClock
from tests.people import move_in

PEOPLE = 30
LIMIT = 4.5  # beyond this, chance is no explanation
CROPPED = 90  # the slowest tenth is the machine's own noise, and hides a small difference


Answer = Callable[[Kiosk, str], float]


def timing(folder: Path, rounds: int, seed: int) -> Iterator[Row]:
    """Yield Welch's t between the answers about numbers that are somebody's and of nobody."""
    store = open_store(f"sqlite:///{folder / 'timing.db'}", KEY)
    upgrade(store)
    settings = Settings(
        home=folder,
        demo=True,
        estate=EstateSettings(name="Lærkevej 2–12"),
        letters=LetterSettings(sms_url="log:"),
    )
    clock = FakeClock()
    kiosk = Kiosk(settings, store, clock, SystemChance(), PEPPER)
    known = [
        move_in(kiosk, f"Nabo {number}", mobile=f"2012{number:04}").number
        for number in range(PEOPLE)
    ]
    for name, answer in ANSWERS.items():
        yield _row(kiosk, clock, known, name, answer, rounds, random.Random(seed))
    store.close()


def _row(
    kiosk: Kiosk,
    clock: FakeClock,
    known: Sequence[str],
    name: str,
    answer: Answer,
    rounds: int,
    dice: random.Random,
) -> Row:
    unknown = _of_nobody(known)
    times: dict[bool, list[float]] = {True: [], False: []}
    gc.disable()
    try:
        for _ in range(rounds):
            for pair in zip(known, unknown, strict=True):
                for number in dice.sample(pair, 2):
                    times[number in known].append(answer(kiosk, number))
                clock.advance(timedelta(days=1, seconds=1))
            gc.collect()
    finally:
        gc.enable()
    score = max(welch(times[True], times[False]), welch(_crop(times[True]), _crop(times[False])))
    known_ms, unknown_ms = (statistics.median(times[each]) * 1000 for each in (True, False))
    note = f"{known_ms:.1f} and {unknown_ms:.1f} ms, n {len(times[True])} each"
    return Row("", f"{name}, known and unknown number", score, "|t|", LIMIT, note)


def welch(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the absolute value of Welch's t."""
    spread = statistics.variance(ours) / len(ours) + statistics.variance(theirs) / len(theirs)
    return abs(statistics.fmean(ours) - statistics.fmean(theirs)) / math.sqrt(spread)


def _crop(values: Sequence[float]) -> list[float]:
    limit = percentile(values, CROPPED)
    return [value for value in values if value < limit]


def _log_in(kiosk: Kiosk, number: str) -> float:
    began = time.perf_counter()
    answer = visits.log_in(kiosk, Claim("typed", number), "000000")
    seconds = time.perf_counter() - began
    assert isinstance(answer, Denied), "a made-up PIN fitted"
    return seconds


def _ask_code(kiosk: Kiosk, number: str) -> float:
    began = time.perf_counter()
    key = account.ask_code(kiosk, Claim("typed", number))
    seconds = time.perf_counter() - began
    assert isinstance(key, str), "asking was denied"
    account.settle_codes(kiosk)  # as the office does, where nobody can watch
    return seconds


def _use_code(kiosk: Kiosk, number: str) -> float:
    key = account.ask_code(kiosk, Claim("typed", number))
    assert isinstance(key, str), "asking was denied"
    account.settle_codes(kiosk)
    began = time.perf_counter()
    answer = account.use_code(kiosk, key, "00000000")
    seconds = time.perf_counter() - began
    assert isinstance(answer, Denied), "a made-up code fitted"
    return seconds


ANSWERS: Mapping[str, Answer] = {
    "log-in": _log_in,
    "forgotten PIN": _ask_code,
    "wrong code": _use_code,
}


def _of_nobody(known: Sequence[str]) -> list[str]:
    """Return as many numbers with a right check digit that are nobody's."""
    taken = {number.replace("-", "") for number in known}
    free: list[str] = []
    for number in range(10_000, 99_999, 977):
        whole = f"{number:05}{rules.check_digit(f'{number:05}')}"
        if whole not in taken and len(free) < len(known):
            free.append(rules.shown(whole))
    return free
