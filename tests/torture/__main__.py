"""`make torture`: abuses the kiosk, prints the table, and writes torture.json beside it.

`SECONDS=` says how long the keyboard is abused (40), `ROUNDS=` how often the kiosk is killed while
it saves and the log-in is timed (10), a two-hundredth of how often it is killed while it prints and
a three-hundredth of how often the power goes, `SEED=` which abuse it is (another each time).
"""

import os
import random
import sys
import tempfile
from pathlib import Path

from tests.bench import homes
from tests.bench.figures import Row, save, table
from tests.torture.hammer import hammer
from tests.torture.kills import kills
from tests.torture.paper import paper_kills
from tests.torture.power import power_cuts
from tests.torture.timing import timing

RESULT = Path("torture.json")


def main() -> int:
    """Torture it once; return 1 if it gave in."""
    seconds = float(os.environ.get("SECONDS", "40"))
    rounds = int(os.environ.get("ROUNDS", "10"))
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-torture-") as folder:
        home = homes.build(Path(folder))
        rows += timing(Path(folder), rounds, seed)
        rows += paper_kills(Path(folder), rounds, seed)
        rows += kills(home, rounds, seed)
        rows += power_cuts(home, rounds, seed)
        rows += hammer(home, seconds, seed)
    print(table(rows))
    save(RESULT, rows, seed=seed, seconds=seconds, rounds=rounds)
    print(f"written to {RESULT}")
    return int(any(row.verdict == "over" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
