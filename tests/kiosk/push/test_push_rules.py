"""What may be called: plain https to a public name, and a public address behind it."""

import re
import string

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.push import rules
from kiosk.refusals import Refusal

FINE = (
    "https://fcm.googleapis.com/fcm/send/dx:APA91bE-_x~y",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABl",
    "https://web.push.apple.com/QGuQyavXutnMR",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%3d%3d",
    "https://push.example.org:443/x",
    "https://push.example.org",
    "https://push.example.org//x",
    "https://xn--blbrgrd-fxac.dk/push",
)
STRANGE = (
    "",
    "push.example.org/x",
    "//push.example.org/x",
    "http://push.example.org/x",
    "HTTPS://push.example.org/x",
    " https://push.example.org/x",
    "https:push.example.org/x",
    "https:/push.example.org/x",
    "ftp://push.example.org/x",
    "file:///etc/passwd",
    "gopher://push.example.org/_x",
    "javascript:alert(1)",
    "https://push.example.org:8443/x",
    "https://push.example.org:22/x",
    "https://push.example.org:99999/x",
    "https://push.example.org:x/x",
    "https://someone@push.example.org/x",
    "https://someone:secret@push.example.org/x",
    "https://push.example.org/x#y",
    "https://push.example.org/x y",
    "https://push.example.org/x\r\nX-Evil: 1",
    "https://push.example.org/x\x00",
    "https://push.example.org\\@localhost/x",
    "https://push.example.org/x\\y",
    "https://push.example.org/x#",
    "https://push.example.org/ø",
    "https://push.exämple.org/x",
    "https:///x",
    "https://localhost/x",
    "https://localhost./x",
    "https://kiosk.localhost/x",
    "https://router.lan/x",
    "https://printer.local/x",
    "https://db.internal/x",
    "https://nas.home.arpa/x",
    "https://kiosk/x",
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://2130706433/x",
    "https://0x7f000001/x",
    "https://0177.0.0.1/x",
    "https://0x7f.0x0.0x0.0x1/x",
    "https://10.0.0.1/x",
    "https://169.254.169.254/latest",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://[fe80::1%25eth0]/x",
    "https://[::1/x",
    "https://.example.org/x",
    "https://push..example.org/x",
    "https://-push.example.org/x",
    "https://push_.example.org/x",
    f"https://{'a' * 64}.example.org/x",
    f"https://{'a.' * 130}org/x",
    f"https://push.example.org/{'x' * 1024}",
)


@pytest.mark.parametrize("given", FINE)
def test_push_services_as_they_are(given: str) -> None:
    """What browsers name today is kept as it came."""
    assert given == rules.endpoint(given)


@pytest.mark.parametrize("given", STRANGE)
def test_what_is_no_push_service(given: str) -> None:
    """Nothing else is ever called: no other scheme or port, no number, no name of the inside."""
    with pytest.raises(Refusal) as told:
        rules.endpoint(given)
    assert "push-endpoint" == told.value.code


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104 - nothing listens
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "64:ff9b::7f00:1",
        "64:ff9b::c0a8:101",
        "64:ff9b:1::1",
        "2001::53aa:64c:0:7fff:f3f5",
        "localhost",
        "",
        "1",
        "127.1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    """This machine, the house's network, and whatever wraps them."""
    assert not rules.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "142.250.74.42",
        "17.188.143.34",
        "2a00:1450:400f:80c::200a",
        "::ffff:142.250.74.42",
        "64:ff9b::8efa:4a2a",
    ],
)
def test_addresses_that_are_public(address: str) -> None:
    """Those of push services, also through a network that has no IPv4 of its own."""
    assert rules.is_public(address)


def test_a_token_is_for_the_services_origin() -> None:
    """Without path, query or port."""
    assert "https://push.example.org" == rules.origin("https://push.example.org:443/x?y=z")


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("https://push.example.org", "/"),
        ("https://push.example.org:443/x/y?z=%2f", "/x/y?z=%2f"),
        ("https://push.example.org//evil.example/x", "//evil.example/x"),
        ("https://push.example.org?x", "/?x"),
    ],
)
def test_a_service_is_asked_for_what_was_named(given: str, target: str) -> None:
    """To the letter, whatever it looks like."""
    assert target == rules.target(rules.endpoint(given))


@given(st.text(string.printable, max_size=40), st.text(string.printable, max_size=40))
def test_two_readings_of_an_address_agree(name: str, rest: str) -> None:
    """What is accepted leads to the host that any other reader would call, and to no other."""
    try:
        address = rules.endpoint(f"https://{name}/{rest}")
    except Refusal:
        return
    found = httpx.URL(address)
    assert ("https", None, "") == (found.scheme, found.port, found.userinfo.decode())
    assert (f"https://{found.host}", found.raw_path.decode()) == (
        rules.origin(address),
        rules.target(address),
    )
    assert not re.search(r"[\s\\#@]", name)
