"""Homes for commands."""

from pathlib import Path

import pytest

from kiosk.store import Store
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


@pytest.fixture(params=["sqlite", "postgres"])
def on_either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a kiosk of four doors, once on each kind of database."""
    if request.param == "postgres":
        store: Store = request.getfixturevalue("postgres_store")
        url = store.engine.url.render_as_string(hide_password=False)
        monkeypatch.setenv("KIOSK_DATABASE_URL", url)
    found: Path = request.getfixturevalue("stands")
    return found
