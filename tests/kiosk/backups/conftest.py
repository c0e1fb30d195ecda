"""A home on each kind of database."""

from pathlib import Path

import pytest

from kiosk.house import Kiosk
from tests.conftest import FakeClock
from tests.kiosk.backups.homes import Home, home_of


@pytest.fixture
def home(kiosk: Kiosk, clock: FakeClock, tmp_path: Path) -> Home:
    """A home whose kiosk can be backed up and restored."""
    return home_of(kiosk, clock, tmp_path / "stick")
