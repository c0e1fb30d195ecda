"""Whether a kiosk stands in a home, seen from outside and without loading anything heavy."""

from pathlib import Path

from kiosk.keys import ID_FILE
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import msg


def check_home(settings: Settings) -> None:
    """See that a kiosk was set up here.

    Raises:
        Refusal: none was.
    """
    if not (settings.home / ID_FILE).exists():
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
