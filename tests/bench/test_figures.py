"""What the bench makes of its measurements."""

import json
from pathlib import Path

import pytest

from tests.bench.figures import Row, key_times, median_ratio, percentile, save, table


def test_a_percentile_is_a_value_that_was_measured() -> None:
    """The middle and the slowest key of a hundred are told as they were."""
    values = [float(number) for number in range(100, 0, -1)]
    assert (51.0, 96.0, 100.0) == tuple(percentile(values, percent) for percent in (50, 95, 99))


def test_a_ratio_compares_what_was_measured_together() -> None:
    """A slow moment that hits both of a pair does not change the ratio."""
    assert 2.0 == median_ratio([2.0, 20.0, 2.2], [1.0, 10.0, 1.1])


@pytest.mark.parametrize(
    ("measured", "limit", "verdict"),
    [(1.1, 1.1, "ok"), (1.2, 1.1, "over"), (None, 1.1, "not measured"), (1.2, None, "-")],
)
def test_a_row_knows_whether_its_goal_is_met(
    measured: float | None, limit: float | None, verdict: str
) -> None:
    """A goal is met up to its limit; what a machine cannot measure is neither met nor missed."""
    assert verdict == Row("1", "something", measured, "ms", limit).verdict


def test_what_could_not_be_measured_is_named() -> None:
    """A row without a figure stays in the table and says why."""
    row = Row("1", "first paint", None, "× Chromium", 0.6, "no Chromium here")
    assert "not measured  no Chromium here" in table([row])


def test_key_times_are_told_in_milliseconds() -> None:
    """Keys are told by their middle, with the slow ones beside it."""
    row = key_times("a key", [0.001] * 98 + [0.004, 0.009])
    assert (1.0, "p95 1.0, p99 9.0, n 100") == (row.measured, row.note)


def test_rows_are_saved_with_their_verdicts(tmp_path: Path) -> None:
    """The file holds what the table says, for programs to read."""
    path = tmp_path / "bench.json"
    save(path, [Row("8", "idle", 2.0, "× hello", 1.5)], cores=2)
    told = json.loads(path.read_text())
    assert (2, "over") == (told["cores"], told["rows"][0]["verdict"])
