"""Signing up, begun at the kiosk and filled in on a phone."""

import re

import pytest

from kiosk import handover
from kiosk.handover import Target
from kiosk.house import Kiosk
from tests.screens.phone.reader import Open, Reader


def sign_up(kiosk: Kiosk, phone: Reader, **form: tuple[str, ...]) -> handover.Offer:
    """Carry a half-filled form to the phone, and return what the kiosk holds of it."""
    made = handover.offer_form(kiosk, Target("/sign-up", form))
    phone.scan(made.code)
    handover.match(kiosk, made, int(phone.number))
    phone.get("/number")
    assert "/sign-up" == phone.path
    return made


def test_signing_up_with_sms_or_email(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """The form stands there half filled, is checked as at the kiosk, and goes back."""
    phone = reader()
    form = {"name": ("Åse",), "level": ("full",), "channels": ("kiosk",)}
    made = sign_up(sqlite_kiosk, phone, **form)
    assert 'value="Åse"' in phone.page.text
    assert re.search(r'value="full" checked', phone.page.text)
    told = {"name": "Åse", "level": "full"}
    assert 422 == phone.post(**told)
    assert "register-not-adult" == phone.page.headers["x-refusal"]
    assert 422 == phone.post(**(told | {"level": "all"}), adult="yes")
    assert 'id="level-why"' in phone.page.text
    assert 200 == phone.post(**told, adult="yes")
    assert "How can we reach you?" in phone.text
    assert 3 == len(re.findall(r'name="channels" value="\w+" checked', phone.page.text))
    given = {"do": "contact", "channels": ["kiosk", "sms", "email"]}
    assert 422 == phone.post(**given, email="no address")
    assert 'value="no address"' in phone.page.text
    assert "How can we reach you?" in phone.text
    assert 200 == phone.post(**given, email="aase@example.dk")
    assert "Go on at the kiosk now." in phone.text
    standing = handover.look(sqlite_kiosk, made)
    assert standing.target is not None
    assert {
        "name": ("Åse",),
        "adult": ("yes",),
        "level": ("full",),
        "mobile": ("",),
        "email": ("aase@example.dk",),
        "channels": ("kiosk", "email"),
    } == standing.target.form


@pytest.mark.parametrize("level", ["paper", "stickers"])
def test_signing_up_without_a_phone_of_ones_own(
    sqlite_kiosk: Kiosk, reader: Open, level: str
) -> None:
    """Paper members and those who want stickers only are asked for no number."""
    phone = reader()
    made = sign_up(sqlite_kiosk, phone, name=("Åse",), mobile=("20123456",))
    assert 200 == phone.post(name="Åse", adult="yes", level=level)
    assert "Go on at the kiosk now." in phone.text
    standing = handover.look(sqlite_kiosk, made)
    assert standing.target is not None
    form = standing.target.form
    assert ((level,), ("",), ("kiosk",)) == (form["level"], form["mobile"], form["channels"])


def test_signing_up_begins_with_what_came_along(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """What was typed and switched at the kiosk stands on the second page."""
    phone = reader()
    form = {"mobile": ("20123456",), "channels": ("kiosk",)}
    sign_up(sqlite_kiosk, phone, name=("Åse",), **form)
    phone.post(name="Åse", adult="yes", level="full")
    assert 'value="20123456"' in phone.page.text
    ticked = re.findall(r'name="channels" value="(\w+)" checked', phone.page.text)
    assert ["kiosk"] == ticked
