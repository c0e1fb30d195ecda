"""The ways that the benchmarks walk are there: a screen that changes its words is noticed here."""

from pathlib import Path

import pytest

from tests.bench import homes, journeys
from tests.bench.homes import Home
from tests.bench.journeys import LOBBY_SHOWS, follow
from tests.bench.terminal import Terminal, plain


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A made-up estate to walk in."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))  # put back afterwards
    return homes.build(tmp_path)


def test_every_way_can_be_walked(home: Home) -> None:
    """Around the lobby, in, among the neighbours', among one's own, and out."""
    with Terminal(home.lobby, home.environ) as lobby:
        lobby.until(LOBBY_SHOWS)
        for way in (
            journeys.AROUND_THE_LOBBY,
            journeys.log_in(home),
            journeys.AMONG_NEIGHBOURS,
            journeys.OF_ONES_OWN,
            journeys.LOG_OUT,
        ):
            follow(lobby, way)
        assert LOBBY_SHOWS in plain(bytes(lobby.written))
