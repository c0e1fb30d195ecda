"""What this room hands out and takes in."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from kiosk.estate.cards import Door
from kiosk.printing.cards import Slip
from kiosk.residents.cards import Level
from kiosk.words import Message, msg


@dataclass(frozen=True, slots=True)
class Visit:
    """One person's logged-in time, as whoever serves them carries it.

    Args:
        id: the visit.
        token: what proves that it is theirs; it is shown and logged nowhere.
        resident_id: who it is.
        language: the code of the language of this visit.
    """

    id: int
    token: str = field(repr=False)
    resident_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Who:
    """Who is logged in, as far as their own screen shows it."""

    name: str
    door: Door
    level: Level
    language: str
    address_confirmed: bool
    gets_sms: bool
    number: str


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything somebody answered while they registered.

    Args:
        door_id: where they live.
        name: as they wrote it.
        adult: whether they said that they are 18 or over.
        level: how far they take part.
        mobile: as typed, or "".
        email: as typed, or "".
        alert_channels: where they want alerts; see `residents.Channel`.
        pin: the PIN that was dealt.
        pin_again: the PIN as they typed it back.
        terms_version: the version of the terms that they accepted.
        language: the code of the language they read.
        key: any text of the caller's own; the same key again is the same registration.
    """

    door_id: int
    name: str
    adult: bool
    level: Level
    mobile: str
    email: str
    alert_channels: frozenset[str]
    pin: str = field(repr=False)
    pin_again: str = field(repr=False)
    terms_version: str
    language: str
    key: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """A registration that is done: the first visit, the number to remember, the welcome slip."""

    visit: Visit
    number: str
    resident_name: str
    slip: Slip


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says they are.

    Args:
        kind: "pass" for the code of a scanned pass, "phone" for what an enrolled phone holds,
            "ticket" for a code of one use, "typed" for what was typed.
        value: the code; or a neighbour number or a mobile number.
    """

    kind: Literal["pass", "phone", "ticket", "typed"]
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that only needs the PIN.

    Args:
        id: what to forget it by.
        label: what it is, as its owner would know it: "Android, Chrome".
        since: the local date that it was enrolled on.
        used_on: the local date that it was last logged in with.
        this: whether it is the one in the visitor's hand.
    """

    id: int
    label: str
    since: date
    used_on: date
    this: bool


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """One place where somebody is logged in.

    Args:
        id: what to log out there by.
        on_phone: whether it is a phone, and not a kiosk.
        phone: what it is called, where it is one that remembers them.
        since: the local time of day that they logged in at.
        this: whether it is the one that they ask in.
    """

    id: int
    on_phone: bool
    phone: str
    since: time
    this: bool

    @property
    def place(self) -> Message:
        """Where it is, as its owner would know it."""
        if self.phone:
            return msg("Logged in on %(phone)s", phone=self.phone)
        return msg("Logged in on a phone") if self.on_phone else msg("Logged in at a kiosk")


@dataclass(frozen=True, slots=True)
class Denied:
    """A try that was counted and did not succeed. Returned, because raising would undo the count.

    Args:
        message: what to tell; it never says what was wrong.
        wait_s: seconds until the next try is looked at; 0 for none, None where waiting is no use.
    """

    message: Message
    wait_s: int | None = 0


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the caretaker is to know."""

    at: datetime
    message: Message
