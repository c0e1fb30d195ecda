"""What comes in is bounded, what goes out says what a browser may do, and strangers get nothing."""

import re
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx
import pytest

from kiosk.house import Kiosk
from kiosk.settings import PhoneSettings
from screens.phone import guard, pages
from screens.phone.guard import LONGEST_BODY
from screens.phone.memory import BURST, Rates
from screens.phone.serve import is_private
from screens.phone.site import Site, open_site
from tests.people import move_in
from tests.screens.phone.conftest import secured, served
from tests.screens.phone.reader import Open
from tests.screens.phone.rows import everything

CADDYFILE = Path(pages.__file__).parents[3] / "deploy/Caddyfile"


def test_every_answer_carries_the_headers(reader: Open) -> None:
    """Pages, assets, missing pages and refusals alike."""
    phone = reader()
    for path in ("/", "/alerts", "/p/7777777777", "/nowhere", "/sw.js", "/login"):
        phone.get(path)
        headers = phone.page.headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "no-referrer" == headers["referrer-policy"]
        assert "nosniff" == headers["x-content-type-options"]
        assert "noindex, nofollow" == headers["x-robots-tag"]
        assert "strict-transport-security" not in headers
        assert "server" not in headers


def test_behind_tls_everything_insists_on_it(sqlite_kiosk: Kiosk) -> None:
    """HSTS, and cookies that no other host, path or plain connection ever gets."""
    with served(secured(sqlite_kiosk)) as url:
        found = httpx.get(f"{url}/forgotten/stop", headers={"Host": "nabo.example.dk"})
    assert found.headers["strict-transport-security"].startswith("max-age=")
    cookie = found.headers["set-cookie"]
    assert cookie.startswith("__Host-nabo-seat=")
    for part in ("; Secure", "; HttpOnly", "; Path=/", "; SameSite=lax"):
        assert part in cookie
    assert "domain" not in cookie.lower()


def test_no_page_holds_script_or_style() -> None:
    """The policy forbids both inline, so a page that had some would be broken."""
    for template in Path(pages.__file__).parents[1].joinpath("templates").iterdir():
        text = template.read_text("utf-8")
        assert "style=" not in text
        assert "<style" not in text
        assert not re.search(r"<script(?! src)|\son\w+=", text)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_another_sites_form_does_nothing(
    sqlite_kiosk: Kiosk, reader: Open, headers: dict[str, str]
) -> None:
    """A form that another site sends is turned away, even with everything else right."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    before = everything(sqlite_kiosk)
    phone.get("/account/leave")
    phone.http.headers.update(headers)
    assert 403 == phone.post("/account/leave", sure="yes")
    assert before == everything(sqlite_kiosk)


@pytest.mark.parametrize("seal", ["", "00" * 32, "zz", "00"])
def test_a_form_without_its_seal_does_nothing(sqlite_kiosk: Kiosk, reader: Open, seal: str) -> None:
    """Neither without the page's own seal nor with a made-up one."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    before = everything(sqlite_kiosk)
    phone.get("/account/leave")
    assert 403 == phone.post("/account/leave", sure="yes", seal=seal)
    assert "This page was open for too long." in phone.text
    assert before == everything(sqlite_kiosk)


def test_somebody_elses_seal_does_nothing(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """A seal belongs to the browser that was shown it."""
    phone, other = reader(), reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    phone.get("/account/leave")
    other.get("/p/77777777")
    seal = re.search(r'name="seal" value="([0-9a-f]+)"', other.page.text)
    assert seal is not None
    assert 403 == phone.post("/account/leave", sure="yes", seal=seal.group(1))


def test_a_form_that_is_sent_again_does_nothing_more(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """A replayed form of a visit that has ended changes nothing, and is told what to do."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    phone.get("/account/contact")
    sent = {"seal": re.findall(r'name="seal" value="([0-9a-f]+)"', phone.page.text)[0]}
    cookies = dict(phone.http.cookies)
    phone.post("/logout")
    before = everything(sqlite_kiosk)
    thief = reader()
    thief.http.cookies.clear()
    for name, value in cookies.items():
        thief.http.cookies.set(name, value)
    thief.page = thief.http.post("/account/contact", data={**sent, "name": "Thief"})
    assert 403 == thief.page.status_code
    assert "Your visit has ended. Log in again." in thief.text
    assert before == everything(sqlite_kiosk)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"a=" + b"x" * LONGEST_BODY, "application/x-www-form-urlencoded", 413),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"a=%ff", "application/x-www-form-urlencoded", 400),
        (b"nonsense", "application/x-www-form-urlencoded", 400),
        (b"a=1&" * 400, "application/x-www-form-urlencoded", 400),
        (b'{"a": 1}', "application/json", 400),
        (b"--x\r\n", "multipart/form-data; boundary=x", 400),
        (b"", "", 400),
    ],
)
def test_what_is_no_form_is_turned_away(reader: Open, body: bytes, kind: str, status: int) -> None:
    """Oversized and malformed bodies get a plain 4xx."""
    phone = reader()
    answer = phone.http.post("/login", content=body, headers={"Content-Type": kind})
    assert status == answer.status_code


def test_a_body_that_never_says_its_length_is_bounded(reader: Open) -> None:
    """A stream is cut off where no form of ours could still go on."""

    def endless() -> Any:
        for _ in range(200):
            yield b"x" * 1024

    phone = reader()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = phone.http.post("/login", content=endless(), headers=kind)
    assert 413 == answer.status_code


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", b""),
        (b"GET / HT", b""),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX", b""),
        (b"POST /login HTTP/1.1\r\nHost: localhost\r\n%b\r\na=1", b" 408 "),
        (b"GET /login HTTP/1.1\r\nHost: localhost\r\n%b\r\na=1", b" 400 "),
        (b"POST /login HTTP/1.1\r\nHost: evil.example\r\n%b\r\na=1", b" 400 "),
    ],
)
def test_whoever_is_slow_takes_nobodys_place(
    address: str, monkeypatch: pytest.MonkeyPatch, sent: bytes, status: bytes
) -> None:
    """What does not come in time, head or form, is answered and let go."""
    monkeypatch.setattr(guard, "BODY_S", 0.2)
    monkeypatch.setattr(guard, "HEAD_S", 0.2)
    url = urlsplit(address)
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n"
    with socket.create_connection((url.hostname or "", url.port or 0), 4.0) as line:
        line.sendall(sent.replace(b"%b", form))
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert status in answer.partition(b"\r\n")[0]


def test_waiting_for_a_head_ends_with_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form may take longer than its head, and then is answered."""
    monkeypatch.setattr(guard, "HEAD_S", 0.5)
    url = urlsplit(address)
    kind = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n"
    with socket.create_connection((url.hostname or "", url.port or 0), 1.0) as line:
        line.sendall(b"POST /login HTTP/1.1\r\nHost: localhost\r\n%b\r\na=" % kind)
        with pytest.raises(TimeoutError):
            line.recv(1)
        line.sendall(b"1")
        assert b" 403 " in line.recv(65536).partition(b"\r\n")[0]


def test_the_example_proxy_writes_no_address_down_and_waits_for_nobody() -> None:
    """Neither its log of requests nor that of faults holds them, since addresses hold codes."""
    lines = [line.strip() for line in CADDYFILE.read_text("utf-8").splitlines()]
    said = " ".join(line for line in lines if not line.startswith("#"))
    assert "log default { format filter { fields { request delete }" in said
    assert "log { output discard }" in said
    assert "timeouts { read_header 10s read_body 10s }" in said


def test_another_host_name_gets_nothing(reader: Open) -> None:
    """No other site may point its own name at this kiosk."""
    assert 400 == reader().http.get("/", headers={"Host": "evil.example"}).status_code


def test_calendar_programs_may_read_and_searchers_may_not(reader: Open) -> None:
    """Google's calendar does as robots.txt says, and finds that it may read a calendar's link."""
    phone = reader()
    phone.get("/robots.txt")
    rules = RobotFileParser()
    rules.parse(phone.page.text.splitlines())
    found = {path: rules.can_fetch("Googlebot", path) for path in ("/c/7.ics", "/", "/alerts")}
    assert {"/c/7.ics": True, "/": False, "/alerts": False} == found


@pytest.mark.parametrize("headers", [{"Host": "["}, {"Origin": "http://["}])
def test_an_address_that_is_none_is_turned_away(reader: Open, headers: dict[str, str]) -> None:
    """A plain 4xx, also for what no library can read."""
    assert reader().http.post("/login", headers=headers).status_code in {400, 403}


def test_no_answer_leads_to_the_host_that_a_request_named(reader: Open) -> None:
    """A slash too many is another address, and nothing repeats the code that stood in it."""
    answer = reader().http.get("/p/7K3M9P2A/", follow_redirects=False)
    assert 404 == answer.status_code
    assert "location" not in answer.headers


@pytest.mark.parametrize("body", [b"pin=%00", b"%00=1", b"pin=1%002"])
def test_what_no_database_takes_is_no_form(reader: Open, body: bytes) -> None:
    """No browser's field holds a zero."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert 400 == reader().http.post("/login", content=body, headers=kind).status_code


def test_numbers_that_no_row_has_are_nobody(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """However long they are, and in whatever digits."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    phone.get("/vacations/new")
    audience = ["9" * 5000, "9" * 15, "٣", "2147483648"]
    form = {"away_from": "2412", "home_again": "0301", "kind": "dates"}
    assert 200 == phone.post(**form, audience=audience)
    assert 404 == phone.get("/vacations/2147483648")


def test_a_cookie_that_was_tampered_with_opens_nothing_and_breaks_nothing(
    sqlite_kiosk: Kiosk, reader: Open
) -> None:
    """A language that is none is the browser's own; a number that is none is nobody's visit."""
    phone, other = reader(), reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    spoken, rest = phone.cookie("visit").split(".", 1)
    assert "en" == spoken
    for language in ("xx/yy", "x" * 300, ""):
        other.http.cookies.set("nabo-visit", f"{language}.{rest}")
        assert 200 == other.get("/home")
        assert "What would you like to do?" in other.text
    other.http.cookies.set("nabo-visit", f"en.{'9' * 5000}")
    other.get("/home")
    assert "/login" == other.path


def test_every_page_is_for_members_but_a_few(reader: Open) -> None:
    """Whoever is not logged in sees what everybody may see, and a log-in for all else."""
    phone = reader()
    public = {
        "/",
        "/alerts",
        "/who-sees",
        "/how-to",
        "/new",
        "/invited",
        "/login",
        "/login/pass",
        "/login/link",
        "/forgotten",
        "/forgotten/pass",
        "/forgotten/both",
        "/forgotten/pin",
        "/forgotten/send",
        "/forgotten/code",
        "/forgotten/new",
        "/forgotten/stop",
        "/number",
        "/sign-up",
        "/alerts.atom",
    }
    for door in pages.DOORS:
        path = re.sub(r"\{\w+(:int)?\}", "7777", door.path)
        if door.show is None or ("7777" in path and not door.member):
            continue
        phone.get(path)
        assert path in public or "/login" == phone.path, path


def test_strange_numbers_in_addresses_are_pages_that_are_not_there(
    sqlite_kiosk: Kiosk, reader: Open
) -> None:
    """Made-up ids say no more than that there is no such thing."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    for path in ("/trust/tie/9", "/trust/asked/9", "/trust/waiting/9", "/vacations/9", "/alerts/9"):
        assert 404 == phone.get(path)
        assert "page-gone" == phone.page.headers["x-refusal"]
    assert 404 == phone.get("/trust/tie/" + "9" * 99)
    assert 405 == phone.http.post("/how-to").status_code


def test_forwarded_addresses_are_believed_from_the_proxy_alone(sqlite_kiosk: Kiosk) -> None:
    """Whoever connects from elsewhere cannot say that they are somebody else."""
    seen: list[str] = []

    class Watching(Rates):
        def spend(self, address: str) -> bool:
            seen.append(address)
            return super().spend(address)

    for proxy in ("127.0.0.1", "192.0.2.7"):
        settings = replace(sqlite_kiosk.settings, phone=PhoneSettings(proxy=proxy))
        site = open_site(replace(sqlite_kiosk, settings=settings))
        watched = Site(site.kiosk, site.url, site.secure, site.static, rates=Watching())
        with served(watched) as url:
            client = httpx.Client(base_url=url)
            page = client.get("/h/77777777").text
            seal = re.findall(r'name="seal" value="([0-9a-f]+)"', page)[0]
            form = {"seal": seal, "code": "77777777"}
            client.post("/scanned", data=form, headers={"X-Forwarded-For": "203.0.113.5"})
            client.close()
    assert ["203.0.113.5", "127.0.0.1"] == seen


def test_tries_come_back_with_time() -> None:
    """An address has a handful of tries at once, and one more every few seconds."""
    now = 0.0
    rates = Rates(lambda: now)
    assert [True] * BURST == [rates.spend("2001:db8::1") for _ in range(BURST)]
    assert not rates.spend("2001:db8::2")
    assert rates.spend("2001:db8:0:1::1")
    now = 3.0
    assert rates.spend("2001:db8::3")
    assert not rates.spend("2001:db8::1")


def test_pages_are_served_where_nobody_can_listen_in(sqlite_kiosk: Kiosk) -> None:
    """Without TLS only on this machine, unless the people are made up."""
    for demo, listen, url, private in (
        (True, "0.0.0.0:8080", "", True),
        (False, "0.0.0.0:8080", "", False),
        (False, "0.0.0.0:8080", "https://nabo.example.dk", True),
        (False, "127.0.0.1:8080", "", True),
        (False, "127.0.0.1:8080", "http://nabo.example.dk", False),
        (False, "127.0.0.1:8080", "http://localhost:8080", True),
        (False, ":8080", "", False),
        (False, "[::1]:8080", "", True),
        (False, "localhost:8080", "", True),
    ):
        phone = PhoneSettings(listen=listen, public_url=url)
        settings = replace(sqlite_kiosk.settings, demo=demo, phone=phone)
        assert private is is_private(open_site(replace(sqlite_kiosk, settings=settings)))


def test_the_first_page_is_small(reader: Open) -> None:
    """At most 14 KB cross the network for the first page with all that it needs to be drawn."""
    phone = reader()
    sizes = []
    style = re.search(r'href="(/static/[^"]+\.css)"', phone.page.text)
    assert style is not None
    for path in ("/", style.group(1)):
        with phone.http.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
            sizes.append(len(b"".join(answer.iter_raw())))
    assert sum(sizes) <= 14 * 1024


def test_an_answer_that_no_page_offers_is_refused(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Made-up answers change nothing."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    before = everything(sqlite_kiosk)
    for path, form in (
        ("/language", {"code": "xx"}),
        ("/account/calendars", {"do": "all"}),
        ("/alerts/new", {"done": "all"}),
    ):
        phone.get("/home")
        assert phone.post(path, **form) in {404, 422}
        assert "page-no-answer" == phone.page.headers["x-refusal"]
    assert before == everything(sqlite_kiosk)


def test_whoever_only_reads_leaves_no_trace(reader: Open) -> None:
    """Pages for everybody set no cookie; the first form does."""
    phone = reader()
    for path in ("/", "/alerts", "/who-sees", "/how-to", "/login"):
        phone.get(path)
        assert "set-cookie" not in phone.page.headers
    phone.get("/p/77777777")
    assert "nabo-seat=" in phone.page.headers["set-cookie"]
