"""What this room hands out and takes in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.estate.cards import Door
from kiosk.words import Message, msg


class Level(StrEnum):
    """How far somebody takes part, as in Nabohjælp."""

    STICKERS = "stickers"
    PAPER = "paper"
    FULL = "full"

    @property
    def label(self) -> Message:
        """The level as people choose it."""
        return _LEVELS[self]


class Channel(StrEnum):
    """Where alerts may reach somebody."""

    KIOSK = "kiosk"
    SMS = "sms"
    EMAIL = "email"

    @property
    def label(self) -> Message:
        """The channel as people choose it."""
        return _CHANNELS[self]


_LEVELS = {
    Level.STICKERS: msg("Stickers only"),
    Level.PAPER: msg("Paper member"),
    Level.FULL: msg("Full member"),
}

_CHANNELS = {
    Channel.KIOSK: msg("At the kiosk"),
    Channel.SMS: msg("SMS"),
    Channel.EMAIL: msg("E-mail"),
}


@dataclass(frozen=True, slots=True)
class NewResident:
    """Somebody who wants to take part.

    Args:
        door_id: where they live.
        name: as they write it.
        adult: whether they said that they are 18 or over.
        level: how far they take part. A full member whom nothing reaches becomes a paper member.
        language: the code of the language they read.
        mobile: as typed, or "" for none.
        email: as typed, or "" for none.
        alert_channels: where they want alerts; see `Channel`.
        terms_version: the version of the terms that they accepted.
    """

    door_id: int
    name: str
    adult: bool
    level: Level
    language: str
    mobile: str = ""
    email: str = ""
    alert_channels: frozenset[str] = frozenset({"kiosk"})
    terms_version: str = ""


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who takes part.

    Args:
        id: what the house knows them by; never used again.
        name: as they wrote it, cleaned.
        door: where they live.
        level: how far they take part.
        language: the code of the language they read.
        mobile: in E.164, or None.
        mobile_confirmed: whether a code that was sent there came back.
        email: or None.
        email_confirmed: whether a code that was sent there came back.
        address_confirmed: whether their letterbox was proven to be theirs.
        alert_channels: where they want alerts; used only where confirmed.
        in_person_only: whether a forgotten PIN is replaced only by the caretaker, in person.
        terms_version: the version of the terms that they accepted.
        terms_at: when they did.
        registered_at: since when they take part.
        frozen: whether they are about to be removed; they can do nothing and are found nowhere.
    """

    id: int
    name: str
    door: Door
    level: Level
    language: str
    mobile: str | None
    mobile_confirmed: bool
    email: str | None
    email_confirmed: bool
    address_confirmed: bool
    alert_channels: frozenset[str]
    in_person_only: bool
    terms_version: str
    terms_at: datetime
    registered_at: datetime
    frozen: bool

    @property
    def gets_sms(self) -> bool:
        """Whether an SMS reaches them."""
        return self.mobile is not None and self.mobile_confirmed

    @property
    def gets_email(self) -> bool:
        """Whether an e-mail reaches them."""
        return self.email is not None and self.email_confirmed
