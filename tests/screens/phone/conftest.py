"""The phone's pages behind a real port, and who opens them: residents, readers and browsers."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from kiosk.house import Kiosk
from kiosk.settings import PhoneSettings
from screens.phone.serve import Server, configuration
from screens.phone.site import Site, open_site
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone.browser import PHONE, browser, driver
from tests.screens.phone.reader import Open, Reader


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Serve a site from a thread, on a port of its own; yield its address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        server = Server(configuration(site))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def site(sqlite_kiosk: Kiosk) -> Site:
    """The site of a kiosk in a demo home."""
    return open_site(sqlite_kiosk)


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where the site is served."""
    with served(site) as url:
        yield url


@pytest.fixture
def reader(address: str) -> Iterator[Open]:
    """Open as many browsers as a test wants."""
    opened: list[Reader] = []

    def another(**headers: str) -> Reader:
        opened.append(Reader(address, **headers))
        return opened[-1]

    yield another
    for each in opened:
        each.http.close()


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Somebody who speaks English."""
    return move_in(sqlite_kiosk, language="en")


@pytest.fixture
def carl(sqlite_kiosk: Kiosk) -> Person:
    """A neighbour, who trusts no one yet."""
    return move_in(sqlite_kiosk, "Carl", CARL_LIVES, language="en")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with driver() as found:
        yield found


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all the tests of a module."""
    with browser(playwright) as found:
        yield found


Tab = Callable[..., Page]


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Tab]:
    """Open a browser of its own at the site; nothing on any page may go wrong unnoticed."""
    opened: list[Any] = []
    wrong: list[str] = []

    def another(**options: Any) -> Page:
        context = chromium.new_context(
            **{"viewport": PHONE, "locale": "en-GB", "base_url": address, **options}
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda fault: wrong.append(str(fault)))
        page.on("console", lambda said: wrong.append(said.text) if "Policy" in said.text else None)
        return page

    yield another
    for context in opened:
        context.close()
    assert [] == wrong


def secured(kiosk: Kiosk) -> Site:
    """Return the site of a kiosk with TLS in front."""
    phone = PhoneSettings(public_url="https://nabo.example.dk")
    return open_site(replace(kiosk, settings=replace(kiosk.settings, phone=phone)))
