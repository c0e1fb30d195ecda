"""One empty message over real TLS: to a public address alone, and never for long."""

import socket
from typing import Any

import pytest

from kiosk.push import Reply
from kiosk.push.https import HttpsService, public_addresses
from tests.kiosk.push.service import (
    ENDPOINT,
    HOST,
    Behave,
    PushService,
    answering,
    dripping,
    silent,
)

HEADERS = {"TTL": "60", "Urgency": "high"}


def test_an_empty_message_arrives(service: PushService) -> None:
    """With its headers, its whole address, and nothing in it."""
    assert Reply(201) == service.over().post(ENDPOINT, HEADERS)
    (request,) = service.heard
    assert request.startswith(b"POST /send/a-b_c?of=phone HTTP/1.1\r\n")
    assert request.endswith(b"\r\n\r\n")
    told = service.headers()
    assert (HOST, "0", "60", "high") == tuple(
        told[name] for name in ("host", "content-length", "ttl", "urgency")
    )
    assert {"host", "content-length", "ttl", "urgency", "accept-encoding"} == told.keys()


def test_a_service_says_when_to_come_back(service: PushService) -> None:
    """Status and Retry-After are all that is taken from an answer."""
    service.behave = answering(b"HTTP/1.1 429 Slow Down\r\nRetry-After: 120\r\n\r\nbody")
    assert Reply(429, "120") == service.over().post(ENDPOINT, HEADERS)


def test_nobody_is_sent_elsewhere(service: PushService) -> None:
    """A redirect is an answer like any other."""
    service.behave = answering(b"HTTP/1.1 307 Elsewhere\r\nLocation: https://127.0.0.1/\r\n\r\n")
    assert 307 == service.over().post(ENDPOINT, HEADERS).status
    assert 1 == len(service.heard)


def test_another_ones_certificate_is_not_believed(service: PushService) -> None:
    """A name that the certificate is not for, and one that nobody vouches for."""
    with pytest.raises(OSError, match="certificate"):
        service.over().post("https://other.example.org/x", HEADERS)
    with pytest.raises(OSError, match="certificate"):
        HttpsService(lambda _: [("127.0.0.1", service.port)]).post(ENDPOINT, HEADERS)
    assert [] == service.heard


@pytest.mark.parametrize(
    "behave",
    [
        silent,
        dripping(b"", b"H"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        answering(b""),
        answering(b"\xff\x00 no HTTP at all\r\n\r\n"),
        answering(b"HTTP/1.1 " + b"9" * 100_000 + b"\r\n\r\n"),
    ],
    ids=["silent", "drips", "continue", "hangs up", "garbage", "endless line"],
)
def test_a_service_that_does_not_answer_is_cut(service: PushService, behave: Behave) -> None:
    """However it behaves, it is over after the deadline."""
    service.behave = behave
    with pytest.raises(OSError):  # noqa: PT011 - any fault of a network will do
        service.over(deadline_s=0.3).post(ENDPOINT, HEADERS)


def test_a_service_that_goes_on_and_on_has_said_enough(service: PushService) -> None:
    """Once it has taken the message, nobody listens to it for longer than the deadline."""
    service.behave = dripping(b"HTTP/1.1 201 Created\r\n", b"X: y\r\n")
    assert 201 == service.over(deadline_s=0.3).post(ENDPOINT, HEADERS).status


def test_nobody_there(service: PushService) -> None:
    """Every address is tried, and then it is given up."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        closed = gone.getsockname()
    there = ("127.0.0.1", service.port)
    assert 201 == HttpsService(lambda _: [closed, there], service.context).post(ENDPOINT, {}).status
    with pytest.raises(ConnectionRefusedError):
        HttpsService(lambda _: [closed], service.context).post(ENDPOINT, {})


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Have every name lead to these addresses; return the names that were asked for."""
    asked: list[str] = []

    def answer(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("::1",), ("192.168.1.1",), ("142.250.74.42", "10.0.0.1"), ()],
)
def test_a_name_that_leads_inside_is_not_called(
    service: PushService, monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    """Looked at each time it is used; one bad address among good ones is enough."""
    asked = leads_to(monkeypatch, *addresses)
    with pytest.raises(OSError, match="not an address of the public network"):
        HttpsService(context=service.context).post(ENDPOINT, HEADERS)
    assert ([HOST], []) == (asked, service.heard)


def test_a_name_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at is what is called, so that nothing can be swapped in between."""
    asked = leads_to(monkeypatch, "142.250.74.42", "142.250.74.42", "17.188.143.34")
    assert (("142.250.74.42", 443), ("17.188.143.34", 443)) == public_addresses(HOST)
    called: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], **_: Any) -> None:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    asked.clear()
    with pytest.raises(ConnectionRefusedError):
        HttpsService().post(ENDPOINT, HEADERS)
    assert [HOST] == asked
    assert [("142.250.74.42", 443), ("17.188.143.34", 443)] == called
