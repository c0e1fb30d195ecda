"""Settings are read from file and environment, and what is wrong is told with where it stands."""

from pathlib import Path

import pytest

from kiosk.refusals import Refusal
from kiosk.settings import PhoneSettings, Settings, default_home, load


def write(home: Path, text: str) -> None:
    """Write a home's settings file."""
    (home / "kiosk.toml").write_text(text, "utf-8")


def test_a_home_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    """Nothing needs to be set."""
    assert Settings(home=tmp_path) == load(tmp_path, environ={})


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """`KIOSK_PRINTER_URL` is `[printer] url`."""
    write(tmp_path, '[printer]\nurl = "tcp://printer"\ncolumns = 32\n')
    found = load(tmp_path, environ={"KIOSK_PRINTER_URL": "none:"}).printer
    assert ("none:", 32) == (found.url, found.columns)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("KIOSK_LOBBY_IDLE_SECONDS", "30", 30),
        ("KIOSK_LOBBY_REQUIRE_PASS", "true", True),
        ("KIOSK_LOBBY_REQUIRE_PASS", "0", False),
        ("KIOSK_ESTATE_LANGUAGES", "da, en", ("da", "en")),
    ],
)
def test_the_environment_is_text_made_into_its_kind(
    tmp_path: Path, name: str, value: str, expected: object
) -> None:
    """Numbers, switches and lists may stand in the environment too."""
    settings = load(tmp_path, environ={name: value})
    section, _, key = name.removeprefix("KIOSK_").lower().partition("_")
    assert expected == getattr(getattr(settings, section), key)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[lobby", "settings-unreadable"),
        ("[kitchen]\nsink = 1", "setting-unknown"),
        ("[lobby]\nsink = 1", "setting-unknown"),
        ("lobby = 1", "setting-unknown"),
        ('[lobby]\nidle_seconds = "soon"', "setting-wrong-kind"),
        ("[printer]\nurl = 7", "setting-wrong-kind"),
        ('[lobby]\nrequire_pass = "perhaps"', "setting-wrong-kind"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, code: str) -> None:
    """A mistake in the file is a sentence with its place."""
    write(tmp_path, text)
    with pytest.raises(Refusal) as told:
        load(tmp_path, environ={})
    assert code == told.value.code


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """`--config` with a file that is not there is told, not passed over."""
    with pytest.raises(Refusal) as told:
        load(tmp_path, tmp_path / "no.toml", environ={})
    assert "settings-unreadable" == told.value.code


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://nabo.laerkevej.dk/", "https://nabo.laerkevej.dk"),
        ("http://127.0.0.1:8080", ""),
        ("http://localhost:8080", ""),
        ("http://[::1]:8080", ""),
        ("", ""),
    ],
)
def test_a_loopback_address_counts_as_none(url: str, expected: str) -> None:
    """No slip ever sends a phone to itself."""
    assert expected == PhoneSettings(public_url=url).address


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"KIOSK_HOME": "/srv/kiosk"}, Path("/srv/kiosk")),
        ({"XDG_DATA_HOME": "/srv/data"}, Path("/srv/data/nabokiosk")),
    ],
)
def test_the_home_is_found(environ: dict[str, str], expected: Path) -> None:
    """A named home goes before the data folder."""
    assert expected == default_home(environ)
