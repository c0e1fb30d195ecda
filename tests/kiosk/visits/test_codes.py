"""What scanners type, on whatever layout, and what a QR code carries."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.chance import CROCKFORD
from kiosk.settings import PhoneSettings, Settings
from kiosk.visits import codes
from kiosk.visits.codes import Scan

CODE = "7K3M9P2ATESTQRSVWXYZ012345"
TRUE_CODE = "7K3M9P2ATESTQRSVWXYZ012345"
US_ON_DANISH = str.maketrans({":": "Æ", "/": "-", "-": "+"})
US_ON_DANISH_CAPS = str.maketrans({":": "æ", "/": "_", "-": "?"})
US_ON_GERMAN = str.maketrans({":": "Ö", "/": "-", "-": "ß"})
US_ON_NORWEGIAN = str.maketrans({":": "Ø", "/": "-", "-": "+"})
DANISH_ON_US = str.maketrans({":": ">", "/": "&", "-": "/"})
UNSHIFTED = str.maketrans({":": ";"})

ADDRESSES = [
    "https://nabo.example.dk",
    "http://192.168.1.20:8080",
    "https://former-address.example.org/lærkevej",
]


@pytest.mark.parametrize(
    "layout",
    [{}, US_ON_DANISH, US_ON_DANISH_CAPS, US_ON_GERMAN, US_ON_NORWEGIAN, DANISH_ON_US, UNSHIFTED],
)
@pytest.mark.parametrize("kind", ["p", "i", "h"])
@pytest.mark.parametrize("start", [*(f"{address}/%s/" for address in ADDRESSES), "nabo:%s:"])
def test_any_layout(layout: dict[int, str], kind: codes.Kind, start: str) -> None:
    """A code is read under any address, from a scanner on any layout."""
    typed = ((start % kind) + CODE).translate(layout)
    assert codes.read_scan(typed) == Scan(kind, TRUE_CODE)
    assert codes.read_scan(f" {typed.swapcase()}\r\n") == Scan(kind, TRUE_CODE)


def test_letters_that_look_like_digits() -> None:
    """I and L are read as 1, O as 0."""
    assert codes.read_scan("nabo:p:oOiIlL23") == Scan("p", "00111123")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "482713",
        CODE,
        "nabo:p:",
        "nabo:p:123",
        "nabo:x:7K3M9P2A",
        "nabo:pp:7K3M9P2A",
        "nabo::p:7K3M9P2A",
        "nabop7K3M9P2A",
        "nabo:p:7K3M9P2U",
        "nabo:p:7K3M9P2A/",
        "nabo:p:7K3M9P2A?x=1",
        "nabo:p:7K3M 9P2A",
        "nabo:p:7K3M9P2A\x1b",
        "nabo\x1bp\x1b7K3M9P2A",
        "nabo\np\n7K3M9P2A",
        "nabo p 7K3M9P2A",
        "xnabo:p:7K3M9P2A",
        "ftp://example.dk/p/7K3M9P2A",
        "https://example.dk/7K3M9P2A",
        "https:///p/7K3M9P2A",
        "https://example.dk/p/q/7K3M9P2A",
        "\x1b[99999999u",
        "nabo:p:" + "7" * 53,
        "https://example.dk/" + "x" * 300 + "/p/7K3M9P2A",
        "NABO:\u0130:7K3M9P2A",
        "nabo:p:7\u212a3M9P2A",
    ],
)
def test_what_is_no_code(text: str) -> None:
    """Everything else is no code: the prefix, the kind, the length and the letters are exact."""
    assert codes.read_scan(text) is None


@given(st.text(max_size=400))
def test_anything_scanned(text: str) -> None:
    """Whatever is scanned, what comes out is a code or nothing."""
    scan = codes.read_scan(text)
    assert scan is None or set(scan.code) <= set(CROCKFORD)


@given(st.text(CROCKFORD, min_size=4, max_size=52), st.sampled_from(["p", "i", "h"]))
def test_what_is_printed_reads_back(code: str, kind: codes.Kind) -> None:
    """The kiosk reads every code that it prints, with a phone address and without."""
    for phone in (PhoneSettings(), PhoneSettings(public_url="https://nabo.example.dk/")):
        settings = Settings(Path(), phone=phone)
        assert codes.read_scan(codes.code_url(settings, kind, code)) == Scan(kind, code)


def test_addresses_in_print(settings: Settings) -> None:
    """A loopback address counts as none."""
    phone = PhoneSettings(public_url="https://nabo.example.dk/")
    assert codes.code_url(settings, "p", "7K3M") == "nabo:p:7K3M"
    assert codes.code_url(replace(settings, phone=phone), "i", "7K3M") == (
        "https://nabo.example.dk/i/7K3M"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" 7k3m-9p2a ", "7K3M9P2A"),
        ("7K 3M o1", "7K3M01"),
        ("7K3", None),
        ("7K3U", None),
        ("æøå!", None),
    ],
)
def test_codes_typed_by_hand(typed: str, expected: str | None) -> None:
    """A code may be typed in small letters and in groups."""
    assert codes.read_code(typed) == expected
