"""Signing up, begun at the kiosk and filled in on a phone."""

import re

import pytest

from kiosk import handover
from kiosk.handover import Target
from kiosk.house import Kiosk
from kiosk.residents import Level
from screens.lobby.register.answers import Answers
from screens.lobby.widgets import Choices
from tests.people import an_estate
from tests.screens.lobby import conftest as the_lobbys
from tests.screens.lobby.conftest import Lobby
from tests.screens.phone.reader import Open, Reader

lobby = the_lobbys.lobby


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
    form = {"name": ("Åse",), "level": ("full",)}
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
    given = {"channels": ["kiosk", "sms", "email"]}
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


def test_changing_language_on_the_second_page_keeps_it(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """What was typed and ticked there stands there still."""
    phone = reader()
    sign_up(sqlite_kiosk, phone, name=("Åse",))
    phone.post(name="Åse", adult="yes", level="full")
    assert 200 == phone.post(language="da", mobile="20 12 34 56", email="", channels=["sms"])
    assert "Hvordan kan vi få fat i dig?" in phone.text
    assert 'value="20 12 34 56"' in phone.page.text
    assert ["sms"] == re.findall(r'name="channels" value="(\w+)" checked', phone.page.text)


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


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), ["kiosk", "sms", "email"]),
        (("tab", "enter"), ["kiosk", "sms"]),
        (("tab", "enter", "2"), ["kiosk"]),
        (("tab", "enter", "1", "2"), []),
    ],
    ids=["not asked yet", "as offered", "no SMS", "none"],
)
async def test_what_was_chosen_at_the_kiosk_stands_on_the_phone(
    lobby: Lobby, sqlite_kiosk: Kiosk, reader: Open, keys: tuple[str, ...], expected: list[str]
) -> None:
    """A mobile that was typed is offered alerts; a switch that was turned stays as it is."""
    an_estate(sqlite_kiosk)
    async with lobby() as guest:
        await guest.go("register_contact", answers=Answers(name="Åse", level=Level.FULL))
        await guest.type("20123456")
        await guest.press(*keys)
        form = guest.screen.half_filled()
    phone = reader()
    made = sign_up(sqlite_kiosk, phone, **form)
    phone.post(name="Åse", adult="yes", level="full")
    assert 'value="20123456"' in phone.page.text
    assert expected == re.findall(r'name="channels" value="(\w+)" checked', phone.page.text)
    phone.post(mobile="20123456", email="", channels=expected)
    standing = handover.look(sqlite_kiosk, made)
    assert standing.target is not None
    answers = Answers()
    answers.take(standing.target.form)
    assert {*expected} - {"email"} == answers.registration("da").alert_channels


async def test_what_is_added_is_offered_alerts(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """An e-mail address that comes later is switched on, whatever was chosen before it."""
    an_estate(sqlite_kiosk)
    known = Answers(level=Level.FULL, mobile="20123456", channels=frozenset({"kiosk"}))
    async with lobby() as guest:
        await guest.go("register_contact", answers=known)
        await guest.press("tab")
        await guest.type("aase")
        await guest.press("at")
        await guest.type("example.dk")
        await guest.press("enter")
        assert {"kiosk", "sms", "email"} == guest.screen.query_one(Choices).on_keys


def test_whoever_is_never_asked_has_alerts_at_the_kiosk() -> None:
    """Paper members have no switches to turn."""
    assert {"kiosk"} == Answers().registration("da").alert_channels
