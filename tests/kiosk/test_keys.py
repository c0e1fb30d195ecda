"""A home's secrets are made once, kept apart from it, and never overwritten."""

from pathlib import Path

import pytest

from kiosk.keys import key_path, make_keys, read_keys
from kiosk.refusals import Refusal
from kiosk.settings import DatabaseSettings, Settings


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """A home that has no keys yet."""
    return Settings(home=tmp_path / "home")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment whose configuration folder is the test's own."""
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def test_keys_are_made_once(home: Settings, environ: dict[str, str]) -> None:
    """Setting a home up again finds the same keys."""
    made = make_keys(home, environ)
    assert made == make_keys(home, environ)
    assert made == read_keys(home, environ)


def test_only_the_owner_may_read_them(home: Settings, environ: dict[str, str]) -> None:
    """The file is mode 600, in a folder of mode 700, outside the home."""
    make_keys(home, environ)
    path = key_path(home, environ)
    assert (0o600, 0o700) == (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777)
    assert home.home not in path.parents


def test_each_home_has_its_own(tmp_path: Path, environ: dict[str, str]) -> None:
    """Two homes of one person share no key."""
    one, two = (make_keys(Settings(home=tmp_path / name), environ) for name in "ab")
    assert one != two


def test_a_systemd_credential_goes_first(home: Settings, tmp_path: Path) -> None:
    """What systemd unsealed is used, whatever else there is."""
    (tmp_path / "kiosk.key").write_text("00" * 32 + "\n" + "11" * 32 + "\n")
    found = read_keys(home, {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert (bytes(32), bytes([17] * 32)) == (found.database, found.pepper)


def test_a_missing_key_is_told(home: Settings, environ: dict[str, str]) -> None:
    """A lost key is a sentence, not a new key."""
    with pytest.raises(Refusal) as told:
        read_keys(home, environ)
    assert "key-file-missing" == told.value.code


@pytest.mark.parametrize("text", ["", "00", "zz" * 32 + "\n" + "zz" * 32, "00\n11\n22"])
def test_a_damaged_key_is_never_replaced(
    home: Settings, environ: dict[str, str], text: str
) -> None:
    """What may be half a key is left as it is."""
    make_keys(home, environ)
    path = key_path(home, environ)
    path.write_text(text)
    with pytest.raises(Refusal) as told:
        make_keys(home, environ)
    assert "key-file-damaged" == told.value.code
    assert text == path.read_text()


def test_an_unreadable_key_is_told(tmp_path: Path) -> None:
    """A key file that is a folder, or not ours, is a sentence."""
    settings = Settings(home=tmp_path, database=DatabaseSettings(key_file=str(tmp_path)))
    with pytest.raises(Refusal) as told:
        read_keys(settings, {})
    assert "key-file-unreadable" == told.value.code


def test_a_place_that_takes_no_key_is_told(tmp_path: Path) -> None:
    """Nothing is set up where the key cannot be kept."""
    (tmp_path / "file").write_text("")
    where = str(tmp_path / "file" / "kiosk.key")
    settings = Settings(home=tmp_path / "home", database=DatabaseSettings(key_file=where))
    with pytest.raises(Refusal) as told:
        make_keys(settings, {})
    assert "key-file-unwritable" == told.value.code


def test_keys_do_not_show_themselves(home: Settings, environ: dict[str, str]) -> None:
    """A key in a log is a key lost."""
    assert "Keys(…)" == repr(make_keys(home, environ))
