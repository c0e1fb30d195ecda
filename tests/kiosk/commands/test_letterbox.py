"""`kiosk letterbox` queues a slip for each door, and shows no code."""

from pathlib import Path

import pytest

from tests.kiosk.commands.shell import run

pytestmark = pytest.mark.usefixtures("terminal")


def test_slips_wait(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip is queued for each door, and no code is shown."""
    assert run("letterbox", stands, "lærkevej 4 st tv", "4, 1. th") == 0
    told = capsys.readouterr().out
    assert told.startswith("2 slips wait for the printer.")
    assert any(char.isdigit() for char in told[1:]) is False


def test_one_wrong_door_stops_all(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one door is not here, no slip is queued."""
    assert run("letterbox", stands, "Lærkevej 4, st. tv", "Lærkevej 99, st. tv") == 1
    assert "“Lærkevej 99, st. tv”" in capsys.readouterr().err
