"""The ways out of the house for letters, by their address in the settings.

`log:` writes them to a file, and only in a demo home: letters tell who somebody is. An address
that this release has no channel for is none, and letters wait.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.letters.actions import Channel
from kiosk.settings import Settings

LOG_NAME = "letters.log"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, in its reader's language."""

    id: int
    channel: str
    address: str
    text: str


class Later(OSError):  # noqa: N818 - it is no fault of ours
    """A letter cannot go for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("later")
        self.seconds = seconds


class Undeliverable(Exception):  # noqa: N818 - it is no fault of ours
    """A letter can never go."""


class Unwanted(Exception):  # noqa: N818 - it is no fault at all
    """Nobody waits for a letter any more."""


class Carrier(Protocol):
    """Something that carries letters."""

    def carry(self, letter: Letter) -> None:
        """Hand the letter over.

        Raises:
            OSError: it could not be done now; another try may do. `Later` says when.
            Undeliverable: no try ever will.
            Unwanted: there is nobody to hand it to any more.
        """
        ...


class LogCarrier:
    """Writes letters to a file, one line each."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def carry(self, letter: Letter) -> None:
        """Write the letter down."""
        line = {"to": letter.address, "by": letter.channel, "text": letter.text}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def open_carriers(settings: Settings) -> Mapping[str, Carrier]:
    """Return the carriers that the settings name."""
    named: dict[Channel, str] = {
        "sms": settings.letters.sms_url,
        "email": settings.letters.email_url,
    }
    if not settings.demo:
        return {}
    log = LogCarrier(settings.home / LOG_NAME)
    return {channel: log for channel, url in named.items() if url.startswith("log:")}
