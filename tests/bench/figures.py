"""What is made of the measurements: percentiles, ratios of pairs, and the rows of the table."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    Args:
        goal: the number of the goal, "" for a figure that has none.
        what: what was measured.
        measured: the figure, None where this machine lacks what it takes.
        unit: what the figure counts.
        limit: the most it may be, None for a figure that has no goal.
        note: what else is worth knowing.
    """

    goal: str
    what: str
    measured: float | None
    unit: str = ""
    limit: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal is met: ok, over, - for no goal, or not measured."""
        if self.measured is None:
            return "not measured"
        if self.limit is None:
            return "-"
        return "ok" if self.measured <= self.limit else "over"


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the smallest value that `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios of values measured turn by turn."""
    return statistics.median(our / their for our, their in zip(ours, theirs, strict=True))


def key_times(name: str, seconds: Sequence[float]) -> Row:
    """Return the row that tells p50, p95 and p99 of a kind of key, in milliseconds."""
    p50, p95, p99 = (percentile(seconds, percent) * 1000 for percent in (50, 95, 99))
    return Row("", name, p50, "ms p50", note=f"p95 {p95:.1f}, p99 {p99:.1f}, n {len(seconds)}")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as lines of text."""
    lines = [("goal", "what", "measured", "at most", "")]
    for row in rows:
        measured = "-" if row.measured is None else f"{row.measured:.3g} {row.unit}"
        limit = "" if row.limit is None else f"{row.limit:.3g}"
        verdict = "" if row.verdict == "-" else row.verdict
        said = f"{verdict}  {row.note}" if row.note else verdict
        lines.append((row.goal, row.what, measured.strip(), limit, said.strip()))
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[4]]
        ).rstrip()
        for line in lines
    )


def save(path: Path, rows: Sequence[Row], **about: object) -> None:
    """Write the rows as JSON, with what else is to be known of the run."""
    told = [asdict(row) | {"verdict": row.verdict} for row in rows]
    path.write_text(json.dumps({**about, "rows": told}, indent=1, ensure_ascii=False) + "\n")
