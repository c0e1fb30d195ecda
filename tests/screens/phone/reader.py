"""Somebody who reads the phone's pages and fills them in, by plain HTTP."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import httpx

from kiosk import handover
from kiosk.handover import Target
from kiosk.house import Kiosk
from screens.phone.veil import Kind, veil
from tests.people import Person
from tests.waiting import PATIENCE_S

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r'class="number">([\d ]+)<')


class Reader:
    """A browser without script: it keeps cookies, follows where it is sent, and fills in forms."""

    def __init__(self, url: str, **headers: str) -> None:
        self.http = httpx.Client(
            base_url=url,
            headers={"Accept-Language": "en", **headers},
            follow_redirects=True,
            timeout=PATIENCE_S,  # a busy machine is no fault of the pages
        )
        self.page: httpx.Response = self.http.get("/")

    def get(self, path: str) -> int:
        """Open a page; return its status."""
        self.page = self.http.get(path)
        return self.page.status_code

    def post(self, path: str = "", /, **fields: Any) -> int:
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

    def scan(self, code: str) -> None:
        """Open the page of a code from the kiosk and press its button."""
        self.get(f"/h/{code}")
        self.post("/scanned")

    @property
    def path(self) -> str:
        """Where the page is that is open."""
        return self.page.url.path

    @property
    def text(self) -> str:
        """What stands on the page."""
        body = self.page.text.partition("<body>")[2]
        return " ".join(unescape(TAG.sub(" ", body)).split())

    @property
    def number(self) -> str:
        """The number in large type: a PIN that was dealt, or the one to pick at the kiosk."""
        (found,) = NUMBER.findall(self.page.text)
        return str(found).replace(" ", "")

    def cookie(self, name: str) -> str:
        """Return a cookie."""
        return self.http.cookies.get(f"nabo-{name}") or ""


Open = Callable[..., Reader]


def carry_over(kiosk: Kiosk, phone: Reader, person: Person, target: Target) -> handover.Offer:
    """Take a target over from the kiosk to a phone: the code, the number, the PIN."""
    made = handover.offer(kiosk, person.visit, target)
    phone.scan(made.code)
    assert handover.match(kiosk, made, int(phone.number))
    phone.get("/number")
    phone.post("/login", pin=person.pin)
    return made


def shown(kiosk: Kiosk, number: int, kind: Kind) -> int:
    """Return the number that stands for a row's on the pages."""
    return veil(kiosk.pepper, number, kind)


def page_of(kiosk: Kiosk, vacation_id: int) -> str:
    """Return the address of an absence."""
    return f"/vacations/{veil(kiosk.pepper, vacation_id)}"
