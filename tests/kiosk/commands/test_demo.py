"""`kiosk demo` makes an estate up once, whole, and touches no real one."""

from pathlib import Path

import pytest

from kiosk import boot, figures, trust, vacations, visits
from kiosk.__main__ import main
from kiosk.commands import demo
from kiosk.commands.made_up import RESIDENT_PIN
from kiosk.glance import glance
from kiosk.keys import read_keys
from kiosk.settings import load
from kiosk.visits import Claim, Visit


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a demo home, with its key beside it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "demo"


def test_the_numbers_on_the_lobby_screen_log_in(home: Path) -> None:
    """What the lobby and the README say lets somebody in, who finds something to do."""
    demo.build(home)
    settings = load(home, environ={})
    keys = read_keys(settings)
    board = glance(home / "kiosk.db", keys.database)
    kiosk = boot.open_kiosk(settings, keys)
    visit = visits.log_in(kiosk, Claim("typed", board.facts["demo_number"]), RESIDENT_PIN)
    assert isinstance(visit, Visit)
    circle = trust.circle(kiosk, visit)
    assert (3, 1, 1) == (len(circle.ties), len(circle.asked), len(circle.waiting))
    assert vacations.count_to_look_after(kiosk, visit) == 2
    assert 3 <= len(figures.closed(kiosk))
    kiosk.store.close()
    assert (144, True) == (board.homes, board.joined > 40)
    assert (2, 2) == (len(board.notices), len(board.alerts))


def test_a_real_home_is_never_touched(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with anything else in it gets a sentence and exit status 1: "home-is-real"."""
    home.mkdir()
    (home / "kiosk.toml").write_text('[estate]\nname = "Real"\n', "utf-8")
    assert main(["demo", "--fresh", "--home", str(home)]) == 1
    assert str(home) in capsys.readouterr().err
    assert "Real" in (home / "kiosk.toml").read_text("utf-8")


def test_what_was_begun_and_not_finished_is_begun_again(home: Path) -> None:
    """A kiosk stopped while it made the estate up starts over."""
    home.with_name("demo.new").mkdir()
    (home.with_name("demo.new") / "kiosk.toml").write_text("demo = true\n", "utf-8")
    demo.build(home)
    assert (home / "kiosk.db").exists()
    assert not home.with_name("demo.new").exists()
