"""Tokens are the home's own, short-lived, and for one push service."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import push
from kiosk.house import Kiosk
from kiosk.push import vapid
from kiosk.settings import PhoneSettings
from tests.kiosk.push.service import ENDPOINT, HOST, claims

OWN = "https://nabo.example.dk"


def reached_at(kiosk: Kiosk, url: str) -> Kiosk:
    """Return the kiosk with another public address."""
    phone = PhoneSettings(public_url=url)
    return replace(kiosk, settings=replace(kiosk.settings, phone=phone))


def test_a_token_says_who_for_whom_and_until_when(sqlite_kiosk: Kiosk) -> None:
    """Its signature is right, it is for the service alone, and dies within 24 hours."""
    said, key = claims(vapid.authorization(reached_at(sqlite_kiosk, OWN), ENDPOINT))
    assert {"aud", "exp", "sub"} == said.keys()
    assert (f"https://{HOST}", OWN) == (said["aud"], said["sub"])
    now = sqlite_kiosk.clock.now().timestamp()
    assert now < said["exp"] <= now + timedelta(hours=24).total_seconds()
    assert push.public_key(sqlite_kiosk) == key


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:8080", "http://nabo.example.dk"])
def test_a_kiosk_that_nobody_could_turn_to_names_no_address(sqlite_kiosk: Kiosk, url: str) -> None:
    """A loopback or unprotected address is told to nobody."""
    said, _ = claims(vapid.authorization(reached_at(sqlite_kiosk, url), ENDPOINT))
    assert {"aud", "exp"} == said.keys()


def test_the_key_is_the_homes_own_and_stays(sqlite_kiosk: Kiosk) -> None:
    """The same after every start, and another in every other home."""
    key = push.public_key(sqlite_kiosk)
    assert 87 == len(key)
    assert key == push.public_key(replace(sqlite_kiosk))
    assert key != push.public_key(replace(sqlite_kiosk, pepper=bytes(32)))


def test_signatures_are_of_one_length(sqlite_kiosk: Kiosk) -> None:
    """Halves with leading zeroes keep them; `claims` looks at each."""
    for _ in range(600):
        claims(vapid.authorization(sqlite_kiosk, ENDPOINT))
