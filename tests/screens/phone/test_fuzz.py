"""Whatever is sent: a plain answer, nothing changed but by a rightful form, no secret anywhere.

Requests are made up from what the pages know (their addresses, the names and values of their
fields) and from what nobody expects, and are sent to the real application behind a real port, on
both databases.
"""

import logging
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import alerts, handover, trust, vacations
from kiosk.calendars import Kind, make_link
from kiosk.handover import Target
from kiosk.house import Kiosk
from screens.phone import pages
from screens.phone.site import open_site
from tests.examples import ALERT, AWAY
from tests.kiosk.trust import neighbours
from tests.people import Person, move_in
from tests.screens.phone.conftest import served
from tests.screens.phone.reader import HIDDEN
from tests.screens.phone.rows import everything

ROUNDS = 60
FORM = "application/x-www-form-urlencoded"
TEMPLATES = Path(pages.__file__).parents[1] / "templates"
OURS = ("httpx", "httpcore", "hypothesis", "asyncio")  # the test's own, not the pages'

NAMES = sorted(
    set(re.findall(r'name="(\w+)"', "".join(each.read_text() for each in TEMPLATES.iterdir())))
    | {"pin", "pin_again", "old", "code", "claim", "letterbox_code", "happened", "clock", "contact"}
)
HUGE, LONG = "9" * 4999, "x" * 4999
KNOWN = (
    *("0", "1", "2", "3", "yes", "no", "invite", "accept", "take:plants", "done:bin", "home"),
    *("make", "revoke", "allow", "own", "helping", "deal", "save", "begin", "answer", "choose"),
    *("send", "change", "stop", "join", "contact", "full", "paper", "typed", "pass", "ticket"),
    *("2026-12-24", "2412", "0301", "31-02-2027", "14:30", "25:99", "dates", "open", "on-and-off"),
    *("told", "theft-bicycle", "odd-rang", "cellar", "now", "estate", "zone", "request:tools"),
    *("20123456", "a@b.dk", "123456", "0000 0000", "7" * 26, "da", "en", "xx", "kiosk", "sms"),
    *("2147483648", "9" * 15, "9" * 20, HUGE, "-1", "1e9", "٣", "²", "½", LONG, "\0", "a\0b", "é"),
    *("\u202e", "\x1b[2J", "%s %(name)s", "{{ 7*7 }}", "<script>", "'; --", "//evil.example", "😀"),
)
values = st.one_of(st.sampled_from(KNOWN), st.text(max_size=40))
fields = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=14)
numbers = st.sampled_from(("0", "1", "2", "3", "2147483648", "9" * 15, "9" * 40, "-1", "x", "%00"))
codes = st.one_of(st.sampled_from(("7" * 26, "%00", "..", "9" * 380, "å", "7K3M-9P2A")), st.text())
methods = st.sampled_from(("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"))
headers = st.dictionaries(
    st.sampled_from(
        ("Accept-Language", "User-Agent", "X-Forwarded-For", "X-Forwarded-Proto", "Range", "Cookie")
    ),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=300),
    max_size=3,
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Draw the address of a page, with made-up parts, or one that is no page's."""
    door = draw(st.sampled_from(pages.DOORS))
    path = re.sub(r"\{\w+:int\}", lambda _: draw(numbers), door.path)
    path = re.sub(r"\{\w+\}", lambda _: quote(draw(codes), safe="%"), path)
    query = draw(
        st.sampled_from(("", "?work=1", "?work=" + "9" * 15, "?end=1", "?name=1", "?a=%ff"))
    )
    return (
        draw(st.sampled_from((path, path, path, path, path + "/", path.upper(), "/" + path)))
        + query
    )


@dataclass
class House:
    """A served house, somebody who lives there, and everything that must not be seen of it."""

    kiosk: Kiosk
    url: str
    http: httpx.Client
    bente: Person
    secrets: set[str]

    def log_in(self) -> None:
        """Log Bente in, anew where she has left."""
        self.http.cookies.clear()
        if not self._enter():
            self.bente = move_in(self.kiosk, language="en")
            self.secrets |= {self.bente.pass_code, self.bente.visit.token}
            assert self._enter()

    def _enter(self) -> bool:
        self.http.get(f"/p/{self.bente.pass_code}")
        page = self.http.get("/login/pass")
        found = self.http.post("/login", data={**hidden(page), "pin": self.bente.pin})
        token = (self.http.cookies.get("nabo-visit") or "").rpartition(".")[2]
        self.secrets |= {token} if token else set()
        return found.status_code == 303 and bool(token)

    @property
    def is_in(self) -> bool:
        """Whether she is logged in."""
        return self.http.get("/home").status_code == 200

    def seal(self) -> str:
        """Return a seal for the next form."""
        return hidden(self.http.get("/account/leave"))["seal"]


def hidden(page: httpx.Response) -> dict[str, str]:
    """Return the hidden fields of a page."""
    return dict(HIDDEN.findall(page.text))


def inhabit(kiosk: Kiosk, secrets: set[str]) -> Person:
    """Let Bente move in, with neighbours, an absence, an alert, a calendar and a handover."""
    bente = move_in(kiosk, language="en", mobile="20123456")
    carl = move_in(kiosk, "Carl", "Lærkevej 4, 1. tv")
    dorte = move_in(kiosk, "Dorte", "Lærkevej 4, 2. th")
    neighbours.befriend(kiosk, carl, bente)
    neighbours.invite(kiosk, dorte, bente)
    trust.invite_by(kiosk, bente.visit, "20998877", f"by {bente.resident_id}")
    key = f"{bente.resident_id}"
    seen = {"audience": frozenset({bente.resident_id}), "key": f"away {key}"}
    vacations.log(kiosk, carl.visit, AWAY.__class__(**{**as_dict(AWAY), **seen}))
    alerts.send(kiosk, bente.visit, ALERT.__class__(**{**as_dict(ALERT), "key": f"alert {key}"}))
    offer = handover.offer(kiosk, bente.visit, Target("/home"))
    link = make_link(kiosk, bente.visit, Kind.OWN)
    secrets |= {bente.pass_code, bente.visit.token, carl.visit.token, offer.code, link}
    return bente


def as_dict(card: Any) -> dict[str, Any]:
    """Return a card's fields."""
    return {name: getattr(card, name) for name in card.__dataclass_fields__}


@pytest.fixture
def house(kiosk: Kiosk, caplog: pytest.LogCaptureFixture) -> Iterator[House]:
    """A house that is lived in, on each kind of database."""
    caplog.set_level(logging.INFO)
    secrets: set[str] = set()
    bente = inhabit(kiosk, secrets)
    with served(open_site(kiosk)) as url, httpx.Client(base_url=url) as http:
        yield House(kiosk, url, http, bente, secrets)
    said = [each for each in caplog.records if not each.name.startswith(OURS)]
    assert [] == [each.getMessage() for each in said if each.levelno >= logging.ERROR]
    written = " ".join(f"{each.getMessage()} {each.exc_text or ''}" for each in said)
    assert [] == [each for each in secrets if each in written]


def plain(answer: httpx.Response, secrets: set[str]) -> None:
    """Assert that an answer is one that anybody may get."""
    assert answer.status_code < 500, (answer.request.method, answer.request.url, answer.text[-300:])
    assert "Traceback" not in answer.text
    assert "no-referrer" == answer.headers["referrer-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    leads = answer.headers.get("location", "")
    assert not urlsplit(leads).netloc
    assert [] == [each for each in secrets if each in leads]


def standing(kiosk: Kiosk) -> dict[str, list[Any]]:
    """Return every row but what reading itself leaves: what a helper has looked at."""
    found = everything(kiosk)
    del found["vacation_audience"]
    return found


def test_nobody_changes_anything(house: House) -> None:
    """Any method, address, form, cookie and header, without what makes a form rightful."""
    before = standing(house.kiosk)
    house.log_in()
    visit = dict(house.http.cookies.items())
    seal = house.seal()
    before = standing(house.kiosk)

    @settings(max_examples=ROUNDS)
    @given(
        method=methods,
        address=addresses(),
        form=fields,
        more=headers,
        wrong=st.sampled_from(("seal", "seat", "visit", "origin", "site", "kind")),
        made_up=values,
    )
    def send(**drawn: Any) -> None:
        cookies, told = dict(visit), dict(drawn["more"])
        data = [("seal", seal), *drawn["form"]]
        body, kind = urlencode(data), FORM
        match drawn["wrong"]:
            case "seal":
                body = urlencode([("seal", drawn["made_up"]), *drawn["form"]])
            case "seat":
                cookies["nabo-seat"] = quote(drawn["made_up"])
            case "visit":
                cookies["nabo-visit"] = quote(drawn["made_up"])
                cookies.pop("nabo-seat")
            case "origin":
                told["Origin"] = "https://evil.example"
            case "site":
                told["Sec-Fetch-Site"] = "cross-site"
            case _:
                kind = "application/json"
        if "Cookie" not in told:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        sent = {"Content-Type": kind, **told}
        posted = body if drawn["method"] != "GET" else None
        house.http.cookies.clear()
        answer = house.http.request(drawn["method"], drawn["address"], headers=sent, content=posted)
        plain(answer, house.secrets)
        if drawn["method"] == "POST":
            assert answer.status_code >= 400 or answer.headers["location"].partition("?")[0]
        assert before == standing(house.kiosk)

    send()


def test_a_rightful_form_never_fails(house: House) -> None:
    """Somebody who is logged in may send what they like: they get a page or a plain refusal."""
    known: tuple[str | None, ...] = ()

    def again() -> str:
        nonlocal known
        if not house.is_in:
            house.log_in()
        found = house.seal()
        known = (house.http.cookies.get("nabo-visit"), house.http.cookies.get("nabo-seat"))
        return found

    seal = again()

    @settings(max_examples=ROUNDS)
    @given(address=addresses(), form=fields, get=st.booleans())
    def send(address: str, form: list[tuple[str, str]], get: bool) -> None:
        nonlocal seal
        if get:
            answer = house.http.get(address)
        else:
            body = urlencode([("seal", seal), *form])
            answer = house.http.post(address, content=body, headers={"Content-Type": FORM})
        plain(answer, house.secrets)
        power = (house.http.cookies.get("nabo-visit"), house.http.cookies.get("nabo-seat"))
        if power != known or answer.headers.get("location", "").startswith("/login"):
            seal = again()

    send()


def test_what_is_no_request_at_all(house: House) -> None:
    """Broken request lines and headers get a plain 4xx or a closed line, and the site goes on."""
    parts = urlsplit(house.url)
    host = f"{parts.hostname}:{parts.port}".encode()
    lines = st.sampled_from(
        (
            b"GET / HTTP/1.1",
            b"GET /\xff HTTP/1.1",
            b"POST /login HTTP/1.0",
            b"GET  /",
            b"\x16\x03\x01",
        )
    )
    head = st.sampled_from(
        (
            b"Host: [",
            b"Host: ",
            b"Host: [::1",
            b"Host: " + host,
            b"Host: " + host + b"\r\nOrigin: http://[",
            b"Host: " + host + b"\r\nContent-Length: -1",
            b"Host: " + host + b"\r\nContent-Length: 9999999",
            b"Host: " + host + b"\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
            b"Host: " + host + b"\r\nCookie: \xff\xfe=\x80; ;;==",
            b"Host: " + host + b"\r\nX: " + b"y" * 20_000,
        )
    )

    @settings(max_examples=ROUNDS)
    @given(line=lines, told=head, rest=st.binary(max_size=60))
    def send(line: bytes, told: bytes, rest: bytes) -> None:
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as wire:
            wire.sendall(line + b"\r\n" + told + b"\r\nConnection: close\r\n\r\n" + rest)
            wire.shutdown(socket.SHUT_WR)
            try:
                answer = wire.recv(64 * 1024)
            except ConnectionResetError:
                answer = b""
        status = answer.split(b" ", 2)[1:2]
        assert status == [] or 200 <= int(status[0]) < 500

    send()
    assert 200 == house.http.get("/").status_code
