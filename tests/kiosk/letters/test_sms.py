"""Letters by SMS, over real TLS to a real gateway, and what its answers mean."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.https import Poster
from kiosk.letters import Closed, Fault, Later, Letter, Unsure, addresses, gsm
from kiosk.letters.sms import SmsCarrier
from tests.kiosk.push.service import HOST, PushService, a_push_service, answering, silent

LETTER = Letter(1, "sms", "+4520123456", "Tag “sedlen” med – så går det.", "da")
URL = f"https://{HOST}/rest/mtsms?v=1"
OK = b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"ids": [42]}'


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[PushService]:
    """A gateway that takes everything."""
    with a_push_service(tmp_path) as found:
        found.behave = answering(OK)
        yield found


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The right token."""
    path = tmp_path / "sms.key"
    path.write_text("t0k3n\n", "utf-8")
    return path


@pytest.fixture
def carrier(gateway: PushService, key_file: Path) -> SmsCarrier:
    """The way to it, with this machine for every name."""
    return over(gateway, key_file)


def over(gateway: PushService, key_file: Path | None, deadline_s: float = 30.0) -> SmsCarrier:
    """Return the way to it."""
    poster = Poster(lambda _: [("127.0.0.1", gateway.port)], gateway.context, deadline_s)
    return SmsCarrier(addresses.Gateway(URL, "Nabohjaelp", key_file), poster)


def no_name(host: str) -> list[tuple[str, int]]:
    """Find that a name is none."""
    raise UnicodeError(host)


def sent(gateway: PushService) -> dict[str, Any]:
    """Return what the only message said."""
    (request,) = gateway.heard
    found: dict[str, Any] = json.loads(request.partition(b"\r\n\r\n")[2])
    return found


def test_a_letter_arrives(gateway: PushService, carrier: SmsCarrier) -> None:
    """To one number, in the alphabet that costs least, with our token and nothing else of us."""
    carrier.carry(LETTER)
    assert gateway.heard[0].startswith(b"POST /rest/mtsms?v=1 HTTP/1.1\r\n")
    told = gateway.headers()
    assert (HOST, "Token t0k3n", "application/json") == tuple(
        told[name] for name in ("host", "authorization", "content-type")
    )
    assert {
        "sender": "Nabohjaelp",
        "message": 'Tag "sedlen" med - så går det.',
        "recipients": [{"msisdn": "4520123456"}],
    } == sent(gateway)


def test_other_letters_cost_more_and_arrive_whole(
    gateway: PushService, carrier: SmsCarrier
) -> None:
    """Arabic is sent as UCS-2."""
    carrier.carry(replace(LETTER, text="مرحبا"))
    assert ("مرحبا", "UCS2") == (sent(gateway)["message"], sent(gateway)["encoding"])


@given(st.text())
def test_plain_text_stays_what_it_says(text: str) -> None:
    """Only marks and spaces change, and what fits goes on fitting."""
    assert not gsm.fits(text) or gsm.plain(text) == text
    letters = [char for char in text if char.isalnum()]
    assert letters == [char for char in gsm.plain(text) if char.isalnum()]


@pytest.mark.parametrize(
    ("answer", "fault", "seconds"),
    [
        (b"401 Unauthorized", Fault.KEY, 0),
        (b"402 Payment Required", Fault.CREDIT, 0),
        (b"403 Forbidden", Fault.KEY, 0),
        (b"404 Not Found", Fault.STRANGE, 0),
        (b"307 Elsewhere\r\nLocation: https://127.0.0.1/", Fault.STRANGE, 0),
        (b"429 Slow Down\r\nRetry-After: 120", Fault.BUSY, 120),
        (b"500 Oh", Fault.STRANGE, 0),
        (b"503 Away\r\nRetry-After: Mon, 30 Nov 2026 12:00:00 GMT", Fault.BUSY, 0),
    ],
)
def test_a_channel_is_closed(
    gateway: PushService, carrier: SmsCarrier, answer: bytes, fault: Fault, seconds: int
) -> None:
    """What is wrong is told by its kind, and a redirect leads nowhere."""
    gateway.behave = answering(b"HTTP/1.1 " + answer + b"\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(Closed) as closed:
        carrier.carry(LETTER)
    assert (fault, seconds) == (closed.value.fault, closed.value.seconds)
    assert 1 == len(gateway.heard)


def test_no_money_left(gateway: PushService, carrier: SmsCarrier) -> None:
    """The gateway says so in the body of a 403."""
    body = b'{"code": "0x0216", "message": "Insufficient credit"}'
    head = b"HTTP/1.1 403 Forbidden\r\nContent-Length: %d\r\n\r\n" % len(body)
    gateway.behave = answering(head + body)
    with pytest.raises(Closed) as closed:
        carrier.carry(LETTER)
    assert Fault.CREDIT is closed.value.fault


@pytest.mark.parametrize("answer", [b"422 Unprocessable Entity", b"400 Bad Request"])
def test_an_answer_is_about_one_letter(
    gateway: PushService, carrier: SmsCarrier, answer: bytes
) -> None:
    """Others go; this one is given up when it was tried for most of a day."""
    gateway.behave = answering(b"HTTP/1.1 " + answer + b"\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(Later):
        carrier.carry(LETTER)


def test_a_status_is_an_answer_however_it_ends(gateway: PushService, carrier: SmsCarrier) -> None:
    """Of a body that breaks off nobody needs more."""
    gateway.behave = answering(b"HTTP/1.1 200")
    carrier.carry(LETTER)
    assert 1 == len(gateway.heard)


@pytest.mark.parametrize("answer", [b"", b"garbage\r\n\r\n"])
def test_without_an_answer_nobody_is_sure(
    gateway: PushService, carrier: SmsCarrier, answer: bytes
) -> None:
    """It was sent, so it may arrive, and must not arrive twice."""
    gateway.behave = answering(answer)
    with pytest.raises(Unsure):
        carrier.carry(LETTER)


def test_a_gateway_that_never_answers_is_cut(gateway: PushService, key_file: Path) -> None:
    """After the deadline nobody is sure either."""
    gateway.behave = silent
    with pytest.raises(Unsure):
        over(gateway, key_file, deadline_s=0.3).carry(LETTER)


def test_what_was_not_sent_is_sent_later(gateway: PushService, key_file: Path) -> None:
    """Nobody there, and somebody else's certificate: both close the channel, and it is not lost."""
    gone = addresses.Gateway(URL, "Nabohjaelp", key_file)
    for poster, fault in (
        (Poster(lambda _: [], gateway.context), Fault.AWAY),
        (Poster(lambda _: [("127.0.0.1", gateway.port)]), Fault.UNSAFE),
        (Poster(no_name), Fault.STRANGE),
    ):
        with pytest.raises(Closed) as closed:
            SmsCarrier(gone, poster).carry(LETTER)
        assert fault is closed.value.fault
    assert [] == gateway.heard


def test_without_a_token_nothing_is_tried(gateway: PushService, key_file: Path) -> None:
    """No file, or one that was never named."""
    key_file.unlink()
    for path in (key_file, None):
        with pytest.raises(Closed) as closed:
            over(gateway, path).carry(LETTER)
        assert Fault.NO_KEY is closed.value.fault
    assert [] == gateway.heard
