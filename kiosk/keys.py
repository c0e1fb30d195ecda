"""The two secrets of a home: the database's key and the pepper of its PINs.

They live outside the home, so that whoever takes or finds the data has not the key to it. Each
home has a random ID of its own; its secrets are never overwritten, because a lost key is a lost
database.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import msg

KEY_BYTES = 32
CREDENTIAL = "kiosk.key"
ID_FILE = "id"


class Keys(NamedTuple):
    """The secrets of one home, 32 bytes each."""

    database: bytes
    pepper: bytes

    def __repr__(self) -> str:
        """Say nothing: a key in a log is a key lost."""
        return "Keys(…)"


def key_path(settings: Settings, environ: Mapping[str, str] = os.environ) -> Path:
    """Return where the home's key file is: a systemd credential, the setting, or the default."""
    if folder := environ.get("CREDENTIALS_DIRECTORY"):
        credential = Path(folder) / CREDENTIAL
        if credential.exists():
            return credential
    if settings.database.key_file:
        return Path(settings.database.key_file)
    config = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "nabokiosk" / f"{_home_id(settings.home)}.key"


def is_credential(path: Path, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a key file is a systemd credential, which systemd keeps and we cannot."""
    return str(path.parent) == environ.get("CREDENTIALS_DIRECTORY", "").rstrip("/")


def read_keys(settings: Settings, environ: Mapping[str, str] = os.environ) -> Keys:
    """Read the home's secrets.

    Raises:
        Refusal: there is no key file, it cannot be read, or it is not one.
    """
    path = key_path(settings, environ)
    try:
        lines = path.read_text("ascii").split()
        database, pepper = (bytes.fromhex(line) for line in lines)
    except FileNotFoundError as fault:
        raise Refusal(
            "key-file-missing",
            msg(
                "The key to the data is not in %(path)s. Put it back from your copy, or take it "
                "from a backup with the recovery code: kiosk restore FILE",
                path=str(path),
            ),
        ) from fault
    except OSError as fault:
        raise Refusal(
            "key-file-unreadable",
            msg("The key file %(path)s cannot be read by this user.", path=str(path)),
        ) from fault
    except ValueError as fault:
        raise _damaged(path) from fault
    if len(database) != KEY_BYTES or len(pepper) != KEY_BYTES:
        raise _damaged(path)
    return Keys(database, pepper)


def make_keys(settings: Settings, environ: Mapping[str, str] = os.environ) -> Keys:
    """Make the secrets of a new home, or return those that it has.

    Raises:
        Refusal: a key file is there but is damaged, or none can be written.
    """
    _identify(settings.home)
    path = key_path(settings, environ)
    if path.exists():
        return read_keys(settings, environ)
    keys = Keys(os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))
    _write_keys(path, keys)
    return keys


def put_back(settings: Settings, keys: Keys, environ: Mapping[str, str] = os.environ) -> None:
    """Write the secrets of a home whose key file is gone, so that it has them again.

    Raises:
        Refusal: a key file with other secrets is there, or none can be written.
    """
    _identify(settings.home)
    path = key_path(settings, environ)
    if not path.exists():
        _write_keys(path, keys)
    elif read_keys(settings, environ) != keys:
        raise Refusal(
            "key-file-other",
            msg(
                "%(path)s is another kiosk's key, so nothing was changed. Name another place for "
                "this one's: KIOSK_DATABASE_KEY_FILE",
                path=str(path),
            ),
        )


def _identify(home: Path) -> None:
    """Give a home an ID of its own, if it has none."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    identity = home / ID_FILE
    if not identity.exists():
        write_new(identity, os.urandom(8).hex() + "\n")


def _write_keys(path: Path, keys: Keys) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(path, f"{keys.database.hex()}\n{keys.pepper.hex()}\n")
    except OSError as fault:
        raise Refusal(
            "key-file-unwritable",
            msg("No key can be written to %(path)s. Nothing was set up.", path=str(path)),
        ) from fault


def _home_id(home: Path) -> str:
    try:
        return (home / ID_FILE).read_text("ascii").strip()
    except OSError:
        return "unknown"


def write_new(path: Path, text: str) -> None:
    """Write a file that only its owner may read, durably, and never over another."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _damaged(path: Path) -> Refusal:
    return Refusal(
        "key-file-damaged",
        msg(
            "%(path)s is not a key file. Put the right one back from your copy, or take it from a "
            "backup with the recovery code: kiosk restore FILE",
            path=str(path),
        ),
    )
