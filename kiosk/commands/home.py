"""A home seen from outside, without loading anything heavy: whether a kiosk stands in it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.keys import ID_FILE, key_path
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import msg


def stands(settings: Settings) -> bool:
    """Return whether a kiosk was set up here."""
    return (settings.home / ID_FILE).exists()


def check_home(settings: Settings) -> None:
    """See that a kiosk was set up here.

    Raises:
        Refusal: none was.
    """
    if not stands(settings):
        raise Refusal(
            "home-not-set-up",
            msg(
                "There is no kiosk in %(home)s yet. Set one up with: kiosk init",
                home=str(settings.home),
            ),
        )


def check_database(settings: Settings) -> None:
    """See that the home's database file is still there, if it is a file.

    Raises:
        Refusal: it is not. Opening would make an empty one, and the loss would go unnoticed.
    """
    path = database_file(settings)
    if path and not path.is_file():
        raise Refusal(
            "database-gone",
            msg("The database %(path)s is gone. Put it back, or restore a backup.", path=str(path)),
        )


def database_file(settings: Settings) -> Path | None:
    """Return the home's database file; `None` where a server keeps it."""
    scheme, _, path = settings.database.url.partition(":///")
    return settings.home / path if scheme == "sqlite" else None


@contextmanager
def all_or_nothing(settings_file: Path, settings: Settings) -> Iterator[None]:
    """Take away what was made if not all of it could be; what was there before stays."""
    candidates = [settings_file, settings.home / ID_FILE]
    if path := database_file(settings):
        candidates += [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
    had_home, had_key = settings.home.exists(), key_path(settings).exists()
    new = [path for path in candidates if not path.exists()]
    try:
        yield
    except BaseException:
        if not had_key and (settings.home / ID_FILE).exists():
            key_path(settings).unlink(missing_ok=True)
        for path in new:
            path.unlink(missing_ok=True)
        if not had_home:
            with suppress(OSError):
                settings.home.rmdir()
        raise
