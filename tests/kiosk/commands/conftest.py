"""Homes for commands."""

from pathlib import Path

import pytest

from tests.kiosk.commands.shell import DOORS, run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that no kiosk stands in yet."""
    return tmp_path / "home"


@pytest.fixture
def stands(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with a kiosk of four doors."""
    assert run("init", home, "--estate", "Lærkevej 2–12", "--doors", DOORS) == 0
    capsys.readouterr()
    return home
