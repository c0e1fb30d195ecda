"""What a caretaker can set, where it is read from, and what it is when nobody set it.

`kiosk.toml` in the home, each setting also as an environment variable (`KIOSK_PRINTER_URL` for
`[printer] url`). Every field below is documented in the README; a test holds the two together.
Sections are named tuples: making a frozen dataclass costs the first paint five times as much.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kiosk.refusals import Refusal
from kiosk.words import msg

FILE_NAME = "kiosk.toml"


class EstateSettings(NamedTuple):
    """`[estate]`: who is served here, and how they are spoken to."""

    name: str = ""
    timezone: str = "Europe/Copenhagen"
    language: str = "da"
    languages: tuple[str, ...] = ()
    office_hours: str = ""  # the caretaker's, as residents read them


class DatabaseSettings(NamedTuple):
    """`[database]`: where the rows are, and where the key to them is."""

    url: str = "sqlite:///kiosk.db"
    key_file: str = ""


class PrinterSettings(NamedTuple):
    """`[printer]`: where slips come out, and what that device can do."""

    url: str = "none:"
    profile: str = "default"
    columns: int = 42


class PhoneSettings(NamedTuple):
    """`[phone]`: where the pages listen, the address that codes lead to, and who speaks for it.

    `X-Forwarded-For` and `-Proto` are believed from `proxy` alone, an address or several.
    """

    listen: str = "127.0.0.1:8080"
    public_url: str = ""
    proxy: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """The address that codes lead to: what was set, or else where the pages listen."""
        return self.public_url.rstrip("/") or f"http://{self.listen}"

    @property
    def address(self) -> str:
        """The address that phones use, or "" where no phone could reach it."""
        url = self.public_url.rstrip("/")
        return "" if is_here(urlsplit(url).hostname or "") else url

    @property
    def private(self) -> bool:
        """Whether nobody on the way can read what the pages carry: TLS in front, or no way."""
        if urlsplit(self.public_url).scheme == "https":
            return True
        host = self.listen.rpartition(":")[0].strip("[]")
        return not self.address and bool(host) and is_here(host)


def is_here(host: str) -> bool:
    """Return whether a host is this machine alone, or none."""
    numbers = host.removeprefix("127.").split(".")
    loopback = host.startswith("127.") and all(number.isdecimal() for number in numbers)
    return host in {"", "localhost", "::1"} or loopback


class LobbySettings(NamedTuple):
    """`[lobby]`: this terminal."""

    stairwell: str = ""
    idle_seconds: int = 60
    warn_seconds: int = 15
    require_pass: bool = False
    light: bool = False


class LetterSettings(NamedTuple):
    """`[letters]`: how SMS and e-mail leave the house; empty means they wait at the kiosk.

    The key files hold what proves to a service that it is us: a token, a password.
    """

    sms_url: str = ""
    sms_key_file: str = ""
    sms_sender: str = "Nabohjaelp"
    email_url: str = ""
    email_key_file: str = ""
    email_sender: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one home.

    Args:
        home: the folder that everything but the key lives in.
        demo: a made-up estate: slips and letters may be written to files, PINs shown.
        file: where they were read from; None where nobody has read them from a file.
    """

    home: Path
    demo: bool = False
    estate: EstateSettings = field(default_factory=EstateSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    phone: PhoneSettings = field(default_factory=PhoneSettings)
    lobby: LobbySettings = field(default_factory=LobbySettings)
    letters: LetterSettings = field(default_factory=LetterSettings)
    file: Path | None = field(default=None, compare=False)


SECTIONS: Mapping[str, Any] = {
    "estate": EstateSettings,
    "database": DatabaseSettings,
    "printer": PrinterSettings,
    "phone": PhoneSettings,
    "lobby": LobbySettings,
    "letters": LetterSettings,
}


def default_home(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the home to use where none is named: `$KIOSK_HOME`, else below the XDG data folder."""
    if named := environ.get("KIOSK_HOME"):
        return Path(named)
    data = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "nabokiosk"


def load(
    home: Path, config: Path | None = None, environ: Mapping[str, str] = os.environ
) -> Settings:
    """Return the settings of the home, environment over file over defaults.

    Raises:
        Refusal: the file cannot be read, or a setting is unknown or of the wrong kind.
    """
    path = config or home / FILE_NAME
    try:
        told = tomllib.loads(path.read_text("utf-8")) if path.exists() or config else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Refusal(
            "settings-unreadable",
            msg("The settings in %(path)s cannot be read: %(why)s", path=str(path), why=str(fault)),
        ) from fault
    demo = told.pop("demo", False)
    unknown = sorted(set(told) - set(SECTIONS))
    if unknown or not all(isinstance(part, dict) for part in told.values()):
        raise _unknown(path, unknown[0] if unknown else "[…]")
    sections = {name: _section(name, told.get(name, {}), environ, path) for name in SECTIONS}
    return Settings(home=home, demo=bool(demo), file=path, **sections)


def _section(name: str, told: Mapping[str, Any], environ: Mapping[str, str], path: Path) -> Any:
    kind = SECTIONS[name]
    defaults: Mapping[str, Any] = kind._field_defaults
    if strange := sorted(set(told) - set(defaults)):
        raise _unknown(path, f"[{name}] {strange[0]}")
    values: dict[str, Any] = dict(told)
    for key in defaults:
        if (given := environ.get(f"KIOSK_{name}_{key}".upper())) is not None:
            values[key] = given
    return kind(
        **{key: _convert(value, defaults[key], f"[{name}] {key}") for key, value in values.items()}
    )


def _convert(value: Any, default: Any, where: str) -> Any:
    """Return `value` as the kind that `default` is; environment variables come as text."""
    try:
        match default:
            case bool():
                if isinstance(value, bool):
                    return value
                return {"true": True, "1": True, "false": False, "0": False}[value.lower()]
            case int():
                return int(value)
            case tuple():
                words = value.split(",") if isinstance(value, str) else value
                return tuple(str(word).strip() for word in words)
            case _ if isinstance(value, str):
                return value
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    raise Refusal(
        "setting-wrong-kind",
        msg(
            "The setting %(where)s cannot be “%(value)s”. An example: %(example)s",
            where=where,
            value=str(value),
            example=str(default),
        ),
    )


def _unknown(path: Path, name: str) -> Refusal:
    return Refusal(
        "setting-unknown",
        msg(
            "%(path)s has a setting that the kiosk does not know: %(name)s",
            path=str(path),
            name=name,
        ),
    )
