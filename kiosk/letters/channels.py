"""The ways out of the house for letters, by their address in the settings.

`log:` writes them to a file, and only in a demo home: letters tell who somebody is. What reaches a
network is loaded by the office alone.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kiosk.letters import addresses
from kiosk.letters.cards import Channel, Fault, Letter
from kiosk.letters.outcomes import Closed
from kiosk.letters.secret import read_secret
from kiosk.settings import Settings

LOG_NAME = "letters.log"


class Carrier(Protocol):
    """Something that carries letters."""

    def carry(self, letter: Letter) -> None:
        """Hand the letter over.

        Raises:
            Closed: nothing goes this way just now, this letter as little as others.
            OSError: this letter could not go now; another try may do. `Later` says when.
            Unsure: it may have gone, so that trying again could bring it twice.
            Undeliverable: no try ever will.
            Unwanted: there is nobody to hand it to any more.
        """
        ...

    def rest(self) -> None:
        """Let go of the network: no letter waits just now."""
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

    def rest(self) -> None:
        """Nothing is held open."""


def ways(settings: Settings) -> frozenset[Channel]:
    """Return the channels that letters leave by. A wrong address is none; doctor says what is."""
    return frozenset(addresses.read_all(settings))


def open_carriers(settings: Settings) -> Mapping[Channel, Carrier]:
    """Return the carriers that the settings name."""
    return {
        channel: _open(settings, where) for channel, where in addresses.read_all(settings).items()
    }


def look(settings: Settings, channel: Channel) -> Fault | None:
    """Return what keeps letters from going by a channel, as far as can be seen without one.

    Raises:
        Refusal: its address cannot be read.
    """
    where = addresses.read(settings, channel)
    try:
        if isinstance(where, addresses.MailServer):
            from kiosk.letters.smtp import SmtpCarrier  # noqa: PLC0415 - as below

            SmtpCarrier(where).probe()
        elif isinstance(where, addresses.Gateway):
            read_secret(where.key_file)
    except Closed as closed:
        return closed.fault
    return None


def _open(settings: Settings, where: addresses.Address) -> Carrier:
    match where:
        case addresses.Log():
            return LogCarrier(settings.home / LOG_NAME)
        case addresses.MailServer():
            from kiosk.letters.smtp import SmtpCarrier  # noqa: PLC0415 - the lobby sends no mail

            return SmtpCarrier(where)
        case addresses.Gateway():
            from kiosk.letters.sms import SmsCarrier  # noqa: PLC0415 - nor SMS

            return SmsCarrier(where)
