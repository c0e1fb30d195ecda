"""The doctor on the phone pages: each line, from settings and from a line really called."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands import phone_pages
from kiosk.commands.findings import Verdict
from kiosk.refusals import Refusal
from kiosk.settings import PhoneSettings, Settings
from kiosk.words import language
from screens.phone.guard import HEADERS

CERTIFICATE = Path(__file__).with_name("nabo.example.dk.pem")  # of nobody, with its key
NAME = "nabo.example.dk"
HTTPS = f"https://{NAME}"
look_up = socket.getaddrinfo


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that knows one name, which leads to this machine, and asks no other."""

    def known(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in {NAME, "127.0.0.1"}:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return look_up("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", known)


def examined(settings: Settings, url: str, **more: Any) -> list[tuple[Verdict, str]]:
    """Return what the doctor says of an address, in English."""
    phone = PhoneSettings(public_url=url, **more)
    found = phone_pages.examine(replace(settings, phone=phone, demo=False))
    return [(each.verdict, language("en").say(each.text)) for each in found]


@contextmanager
def answering(status: int, told: dict[str, str]) -> Iterator[int]:
    """Answer over TLS with a certificate that nobody knows; yield the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Quiet(HTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A caller who turns away is no fault."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with Quiet(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine knows the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


@pytest.mark.parametrize(
    ("url", "listen", "verdict", "told"),
    [
        ("", "127.0.0.1:8080", Verdict.NOTE, "no address, so codes are for the kiosk only"),
        ("http://nabo.example.dk", "127.0.0.1:8080", Verdict.FAULT, "has no TLS"),
        ("", "0.0.0.0:8080", Verdict.FAULT, "so the pages wait"),
        ("http://127.0.0.1:8080", "0.0.0.0:8080", Verdict.FAULT, "so the pages wait"),
        (f"{HTTPS}/nabo", "127.0.0.1:8080", Verdict.FAULT, "Leave out “/nabo”"),
        ("https://me:x@nabo.example.dk", "127.0.0.1:8080", Verdict.FAULT, "no user and no"),
        ("https://192.0.2.7", "127.0.0.1:8080", Verdict.NOTE, "192.0.2.7 is a number"),
        ("https://kiosk", "127.0.0.1:8080", Verdict.FAULT, "do not find “kiosk”"),
        ("https://kiosk.local", "127.0.0.1:8080", Verdict.FAULT, "do not find “kiosk.local”"),
        ("https://nowhere.example.dk", "127.0.0.1:8080", Verdict.NOTE, "no name server told"),
    ],
)
def test_what_the_settings_tell(
    settings: Settings, url: str, listen: str, verdict: Verdict, told: str
) -> None:
    """Each has a line that says what to do; only what a person must do is a fault."""
    lines = [each for each in examined(settings, url, listen=listen) if told in each[1]]
    assert [verdict] == [each[0] for each in lines]


def test_in_a_made_up_estate_nobody_is_read_along(settings: Settings) -> None:
    """There it is a note, because the PINs are made up as well."""
    phone = PhoneSettings(listen="0.0.0.0:8080")
    (first, *_) = phone_pages.examine(replace(settings, phone=phone, demo=True))
    assert Verdict.NOTE is first.verdict


def test_what_is_no_address_is_refused(settings: Settings) -> None:
    """As at set-up."""
    with pytest.raises(Refusal) as told:
        examined(settings, "ftp://nabo.example.dk")
    assert "phone-address-strange" == told.value.code


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("status", "headers", "verdict", "told"),
    [
        (200, HEADERS, Verdict.OK, "answers"),
        (502, {}, Verdict.NOTE, "with 502, but not the kiosk"),
        (200, {}, Verdict.NOTE, "with 200, but not the kiosk"),
    ],
)
def test_the_address_is_called(
    settings: Settings, status: int, headers: dict[str, str], verdict: Verdict, told: str
) -> None:
    """The pages answer, or something else does."""
    with answering(status, headers) as port:
        ((found, line),) = examined(settings, f"{HTTPS}:{port}")
    assert verdict is found
    assert told in line


def test_a_certificate_that_phones_do_not_know(settings: Settings) -> None:
    """They would turn away, and so does the doctor."""
    with answering(200, {}) as port:
        ((found, line),) = examined(settings, f"{HTTPS}:{port}")
    assert Verdict.FAULT is found
    assert "Phones turn away from nabo.example.dk" in line


def test_nobody_answers(settings: Settings) -> None:
    """The proxy may be off just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and not listening
        ((found, line),) = examined(settings, f"{HTTPS}:{taken.getsockname()[1]}")
    assert Verdict.NOTE is found
    assert "nobody answers" in line
