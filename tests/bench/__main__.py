"""`make bench`: measures, prints the table, and writes bench.json beside it."""

import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import crowd, growth, homes, keys, memory, pages, paint, paper, walks
from tests.bench.figures import Row, save, table
from tests.bench.idle import Idle

RESULT = Path("bench.json")
LAST = 99  # in the table: figures without a goal


def main() -> int:
    """Measure everything once; return 0 even where a goal is missed: the table says so."""
    began = time.monotonic()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        home = homes.build(Path(folder))
        parts = (paint.first_paints, paint.modules, keys.typing, keys.moving, keys.changing)
        for part in (*parts, paper.slips, pages.pages, crowd.crowded, memory.memory, growth.growth):
            rows += part(home)
            print(f"{part.__name__}: {time.monotonic() - began:.0f} s", file=sys.stderr)
        with Idle(home) as idle:
            rows += walks.walks(home, idle.look)
            rows += idle.rows()
    rows.sort(key=lambda row: int(row.goal or LAST))
    print(table(rows))
    seconds = round(time.monotonic() - began)
    about = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "seconds": seconds,
    }
    save(RESULT, rows, **about)
    print(f"{seconds} s on {about['cores']} cores; written to {RESULT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
