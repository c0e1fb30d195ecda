"""kill -9 in the middle of saving: what was confirmed is there, and nothing is there twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa

from kiosk import boot
from tests.bench.figures import Row
from tests.bench.homes import Home
from tests.torture.writer import name_of

LONGEST_S = 0.4


def kills(home: Home, rounds: int, seed: int) -> Iterator[Row]:
    """Yield how many confirmed saves were lost or doubled over so many kills."""
    dice = random.Random(seed)
    confirmed = 0
    for _ in range(rounds):
        confirmed += _until_killed(home, confirmed, dice.uniform(0, LONGEST_S))
    found = _names(home)
    lost = sum(name_of(number) not in found for number in range(confirmed))
    doubled = sum(found[name_of(number)] > 1 for number in range(confirmed + 1))
    note = f"{confirmed} saves, {rounds} kills"
    yield Row("", "killed while saving", lost, "lost", 0, note)
    yield Row("", "killed while saving", doubled, "doubled", 0)


def _until_killed(home: Home, first: int, seconds: float) -> int:
    """Kill the writer `seconds` after its first save; return how many it confirmed."""
    command = [sys.executable, "-m", "tests.torture.writer", str(home.folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=home.environ) as writer:
        assert writer.stdout is not None
        confirmed = bool(writer.stdout.readline())
        time.sleep(seconds)
        writer.kill()
        return confirmed + writer.stdout.read().count(b"\n")


def _names(home: Home) -> Counter[str]:
    kiosk = boot.open_kiosk(home.settings)
    try:
        with kiosk.store.read() as db:
            return Counter(db.connection().execute(sa.text("SELECT name FROM resident")).scalars())
    finally:
        kiosk.store.close()
