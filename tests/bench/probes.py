"""What Linux tells of a running program: its memory and its time on the processor."""

from collections.abc import Iterable
from pathlib import Path

KIB_A_MB = 1000 * 1000 / 1024


def pss_mb(pid: int) -> float:
    """Return the program's proportional share of memory in MB (10⁶ bytes)."""
    return _share(pid, "Pss")


def own_mb(pid: int) -> float:
    """Return the memory that no file backs, in MB: it grows where something is kept.

    The whole share would also grow when another program that reads the same libraries ends.
    """
    return _share(pid, "Pss_Anon")


def _share(pid: int, wanted: str) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name == wanted:
            return int(rest.split()[0]) / KIB_A_MB
    raise ValueError(f"no {wanted} is told of {pid}")


def cpu_s(pid: int) -> float:
    """Return the seconds that the program's living threads have run, to the nanosecond."""
    return (
        sum(
            int((task / "schedstat").read_text().split()[0])
            for task in Path(f"/proc/{pid}/task").iterdir()
        )
        / 1e9
    )


def family(pids: Iterable[int]) -> tuple[int, ...]:
    """Return some processes, and all that they and theirs have started."""
    started: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text().rpartition(")")[2].split()[1]
        except OSError:  # it has just ended
            continue
        started.setdefault(int(parent), []).append(int(path.parent.name))
    found = list(pids)
    for pid in found:
        found += started.get(pid, [])
    return tuple(found)
