"""What a backup gives to whoever has only it and its recovery code: the keys, the settings."""

from contextlib import closing
from pathlib import Path

from kiosk import recovery_code
from kiosk.backups import container, making
from kiosk.backups.workshop import workshop
from kiosk.keys import Keys
from kiosk.store import open_store


def check_code(file: Path) -> None:
    """See that there is a code that opens a backup.

    Raises:
        Refusal: there was none when it was made; or it is no backup, is damaged, or of a newer
            form.
        OSError: it cannot be read.
    """
    container.wrapped_keys(file)


def keys_of(file: Path, typed: str) -> Keys:
    """Return the keys of the home that a backup was made in.

    Args:
        file: the backup.
        typed: its recovery code, as somebody typed it.

    Raises:
        Refusal: it is no backup, is damaged, of a newer form, or was made before there was a
            code; or the code is mistyped or another one.
        OSError: it cannot be read.
    """
    wrapped = container.wrapped_keys(file)
    return recovery_code.unwrap(wrapped, recovery_code.read(typed))


def settings_of(file: Path, keys: Keys, home: Path) -> str:
    """Return the text of the settings file that a backup holds, "" where it holds none.

    Args:
        file: the backup.
        keys: as `keys_of` returned them.
        home: a folder that is there, to work in.

    Raises:
        Refusal: the backup is damaged or forged.
        OSError: it cannot be read, or there is no room.
    """
    with workshop(home) as folder:
        body = folder / "told.db"
        container.unpack(file, body, keys)
        store = open_store(f"sqlite:///{body}", keys.database)
        with closing(store), store.engine.connect() as db:
            return making.manifest(db).get("settings", "")
