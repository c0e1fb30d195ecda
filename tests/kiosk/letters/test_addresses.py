"""Where letters go is read from the settings, or refused with an example; no secret is there."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import letters
from kiosk.letters import Channel, addresses
from kiosk.settings import LetterSettings, Settings
from tests.told import refused


def read(channel: Channel, demo: bool = False, **told: str) -> addresses.Address | None:
    """Return what some settings say."""
    settings = Settings(Path("/nowhere"), demo=demo, letters=LetterSettings(**told))
    return addresses.read(settings, channel)


def test_a_mail_server() -> None:
    """With the ports of RFC 8314, and us as the sender where no other is named."""
    assert addresses.MailServer(
        "mail.example.dk", 465, "kiosk@example.dk", True, "kiosk@example.dk", Path("/k")
    ) == read("email", email_url="smtps://kiosk%40example.dk@mail.example.dk", email_key_file="/k")
    assert addresses.MailServer(
        "mail.example.dk", 587, "nabo", False, "hjem@example.dk", None
    ) == read("email", email_url="smtp://nabo@mail.example.dk", email_sender="hjem@example.dk")
    other = read("email", email_url="smtp://127.example.dk", email_sender="hjem@example.dk")
    assert isinstance(other, addresses.MailServer)
    assert not other.here
    local = read("email", email_url="smtp://127.0.0.1:2525", email_sender="hjem@example.dk")
    assert isinstance(local, addresses.MailServer)
    assert local.here


def test_a_gateway() -> None:
    """Over TLS, with a name that phones can show."""
    assert addresses.Gateway("https://gw.example.dk/sms", "Naboer", None) == read(
        "sms", sms_url="https://gw.example.dk/sms", sms_sender="Naboer"
    )


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("sms", {"sms_url": "http://gw.example.dk/sms"}),
        ("sms", {"sms_url": "https://token@gw.example.dk/sms"}),
        ("sms", {"sms_url": "https:///sms"}),
        ("sms", {"sms_url": "https://[gw/sms"}),
        ("sms", {"sms_url": "https://gw.dk:99999/sms"}),
        ("sms", {"sms_url": "https://gw..dk/sms"}),
        ("sms", {"sms_url": "https://gw.dk/købmand"}),
        ("sms", {"sms_url": "https://gw.example.dk/", "sms_sender": "Nabohjælp"}),
        ("sms", {"sms_url": "https://gw.example.dk/", "sms_sender": "Naboerne i nr. 4"}),
        ("sms", {"sms_url": "log:"}),
        ("email", {"email_url": "log:"}),
        ("email", {"email_url": "mail.example.dk"}),
        ("email", {"email_url": "smtps://kiosk:secret@mail.example.dk", "email_sender": "a@b.dk"}),
        ("email", {"email_url": "smtps://kiosk@mail.example.dk"}),  # no sender
        ("email", {"email_url": "smtps://a%40b.dk@mail.example.dk:99999"}),
        ("email", {"email_url": "smtps://a%40b.dk@mail..dk"}),
        ("email", {"email_url": "smtps://a%40b.dk@mail.example.dk/inbox"}),
        ("email", {"email_url": "smtps://m.dk", "email_sender": "købmand@b.dk"}),
        ("email", {"email_url": "smtps://m.dk", "email_sender": "Bo <a@b.dk>\nBcc: all@x.dk"}),
    ],
)
def test_what_cannot_be_is_refused(channel: Channel, told: dict[str, str]) -> None:
    """With an example, and without letters going anywhere."""
    settings = Settings(Path("/nowhere"), letters=LetterSettings(**told))
    refused("letters-address", lambda: addresses.read(settings, channel))
    assert frozenset() == letters.ways(settings)
    assert {} == letters.open_carriers(settings)


def test_nothing_named_is_nothing() -> None:
    """Letters wait."""
    assert (None, None) == (read("sms"), read("email"))


def test_a_file_is_for_a_made_up_estate() -> None:
    """There alone."""
    assert addresses.Log() == read("sms", demo=True, sms_url="log:")


def test_a_key_comes_from_the_system_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systemd hands it to the office alone, and no setting need name it."""
    (tmp_path / "sms.key").write_text("t0k3n", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    found = read("sms", sms_url="https://gw.example.dk/", sms_key_file="/other")
    assert isinstance(found, addresses.Gateway)
    assert tmp_path / "sms.key" == found.key_file
    settings = Settings(Path("/nowhere"), letters=LetterSettings(sms_url="https://gw.example.dk/"))
    assert letters.look(settings, "sms") is None
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    assert letters.Fault.NO_KEY is letters.look(replace(settings), "sms")
