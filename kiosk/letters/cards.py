"""What the room hands out: a letter that is to be carried, and what may be wrong with a channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from kiosk.words import Message, msg

Channel = Literal["sms", "email", "push"]


class Fault(StrEnum):
    """Why nothing goes by a channel. Never whose letter it was, nor what it said."""

    AWAY = "away"
    UNSAFE = "unsafe"
    NO_KEY = "no-key"
    KEY = "key"
    SENDER = "sender"
    CREDIT = "credit"
    BUSY = "busy"
    STRANGE = "strange"

    @property
    def sentence(self) -> Message:
        """What is wrong, and what to do."""
        return _SENTENCES[self]


_SENTENCES: Mapping[Fault, Message] = {
    Fault.AWAY: msg("It cannot be reached. Is the network up, and the address right?"),
    Fault.UNSAFE: msg("It cannot prove who it is. Look at its address, and at the date here."),
    Fault.NO_KEY: msg("The key file cannot be read. Look at its place and its owner."),
    Fault.KEY: msg("It does not accept our key. Put the right one into the key file."),
    Fault.SENDER: msg("It does not accept the sender. Look at the sender in the settings."),
    Fault.CREDIT: msg("There is no money left at the service. Pay some in."),
    Fault.BUSY: msg("It asks us to wait a little."),
    Fault.STRANGE: msg("It does not answer as it should. Look at the address."),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, in its reader's language."""

    id: int
    channel: str
    address: str
    text: str
    language: str = "da"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A channel that nothing goes by just now, and since when."""

    channel: str
    fault: Fault
    since: datetime
