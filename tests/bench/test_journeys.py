"""The ways that the benchmarks walk are there: a screen that changes its words is noticed here."""

from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.bench import chromium, crowd, homes, journeys, memory, servers
from tests.bench.homes import KIOSK, Home, program
from tests.bench.journeys import LOBBY_SHOWS, follow
from tests.bench.load import LoadError, Page, ask
from tests.bench.probes import family, pss_mb
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


def test_every_page_can_be_asked_for(home: Home) -> None:
    """A phone logs in and sees what nobody else does; the plain page is as long as ours."""
    with servers.office(home) as office:
        own = Page("/home", servers.log_in(office.port, servers.deal_pass(home), home.pin))
        size = ask(office.port, [Page("/"), Page("/alerts"), own], 2, 6).size
        with pytest.raises(LoadError, match="303 See Other"):
            ask(office.port, [Page("/home")], 1, 1)
    with servers.plain(size.body) as plain:
        assert size.body == ask(plain.port, [Page("/")], 1, 1).size.body


def test_a_crowd_clicks_and_logs_in(home: Home) -> None:
    """Some click while others log in, and what they did is counted."""
    with (
        servers.office(home) as office,
        crowd.gather(office.port, crowd.neighbours(home, 2), clicking=2, reads_s=0) as phones,
    ):
        phones.begin()
        phones.rest()
        assert min(phones.pages, phones.logins) > 0


def test_lobby_and_office_are_weighed_together(home: Home) -> None:
    """The kiosk does everything once; the office that it started is of its family."""
    port = servers.free_port()
    with Terminal(
        (KIOSK, "--home", str(home.folder)), home.environ | servers.listen(port)
    ) as lobby:
        lobby.until(LOBBY_SHOWS)
        memory.load(lobby, home, port)
        shares = [pss_mb(pid) for pid in family([lobby.pid])]
    assert 2 == len(shares)
    assert min(shares) > 0


def test_the_kiosk_in_a_browser_shows_the_same_board(home: Home) -> None:
    """Its server reads the rows of the lobby's own home, and hears when the page is drawn."""
    with chromium.running(*program("page_server", str(home.folder))) as server:
        url = chromium.line(server)
        with urlopen(url) as page:  # noqa: S310 - our own
            shown = page.read().decode()
        assert "Fibernet trækkes i nr. 4–8" in shown
        assert "Forsøg på indbrud i kælderen" in shown
        urlopen(f"{url}painted").close()  # noqa: S310 - our own
        assert "painted" == chromium.line(server)
