"""The phone's pages behind a real port, and somebody who reads and fills them in by plain HTTP."""

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from typing import Any

import httpx
import pytest

from kiosk.house import Kiosk
from kiosk.settings import PhoneSettings
from screens.phone.serve import Server, configuration
from screens.phone.site import Site, open_site
from tests.people import Person

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TAG = re.compile(r"<[^>]+>")


class Reader:
    """A browser without script: it keeps cookies, follows where it is sent, and fills in forms."""

    def __init__(self, url: str, **headers: str) -> None:
        self.http = httpx.Client(
            base_url=url, headers={"Accept-Language": "en", **headers}, follow_redirects=True
        )
        self.page: httpx.Response = self.http.get("/")

    def get(self, path: str) -> int:
        """Open a page; return its status."""
        self.page = self.http.get(path)
        return self.page.status_code

    def post(self, path: str = "", **fields: Any) -> int:
        """Send the form of the page that is open, with its hidden fields; return the status."""
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(self.page.text)}
        form = {**hidden, **fields}
        sent = {name: value for name, value in form.items() if value is not None}
        self.page = self.http.post(path or self.path, data=sent)
        return self.page.status_code

    def log_in(self, person: Person) -> None:
        """Log in with a pass and the PIN."""
        assert 200 == self.get(f"/p/{person.pass_code}")
        assert 200 == self.post("/login", pin=person.pin)
        assert "/home" == self.path

    @property
    def path(self) -> str:
        """Where the page is that is open."""
        return self.page.url.path

    @property
    def text(self) -> str:
        """What stands on the page."""
        body = self.page.text.partition("<body>")[2]
        return " ".join(unescape(TAG.sub(" ", body)).split())

    def cookie(self, name: str) -> str:
        """Return a cookie."""
        return self.http.cookies.get(f"nabo-{name}", "")


Open = Callable[..., Reader]


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


def secured(kiosk: Kiosk) -> Site:
    """Return the site of a kiosk with TLS in front."""
    phone = PhoneSettings(public_url="https://nabo.example.dk")
    return open_site(replace(kiosk, settings=replace(kiosk.settings, phone=phone)))
