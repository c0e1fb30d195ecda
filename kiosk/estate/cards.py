"""What the estate hands out: zones, stairwells, doors, and the report of an import."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.words import Message


@dataclass(frozen=True, slots=True)
class Zone:
    """A handful of neighbouring stairwells, such as "Lærkevej 2–6"."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Stairwell:
    """One house number, such as "Lærkevej 4"."""

    id: int
    name: str
    zone_id: int


@dataclass(frozen=True, slots=True)
class Door:
    """One dwelling.

    Args:
        id: the dwelling.
        stairwell_id: the stairwell it is in.
        stairwell_name: "Lærkevej 4".
        floor: "" (the whole house number), "kl", "k2" to "k9", "st" or "1" to "99".
        door: "", "tv", "mf", "th", or a number, a letter, or both, up to four characters.
    """

    id: int
    stairwell_id: int
    stairwell_name: str
    floor: str
    door: str

    @property
    def short(self) -> str:
        """The door within its stairwell: "2. th", "st. tv", "kl.", or "" for a whole house."""
        return " ".join(filter(None, (f"{self.floor}." if self.floor else "", self.door)))

    @property
    def address(self) -> str:
        """The whole address: "Lærkevej 4, 2. th"."""
        return ", ".join(filter(None, (self.stairwell_name, self.short)))


class Standing(StrEnum):
    """What the register says of an address."""

    CURRENT = "current"
    PROVISIONAL = "provisional"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Place:
    """A door by its name alone, as files and people write it, in the register's own spelling."""

    street: str
    number: str
    floor: str = ""
    door: str = ""

    @property
    def stairwell(self) -> str:
        """The stairwell's name: "Lærkevej 4"."""
        return f"{self.street} {self.number}"

    @property
    def stairwell_key(self) -> str:
        """The stairwell's name as compared, however it was capitalised."""
        return self.stairwell.casefold()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two places the same door."""
        return self.stairwell_key, self.floor, self.door

    @property
    def address(self) -> str:
        """The whole address: "Lærkevej 4, 2. th"."""
        return Door(0, 0, self.stairwell, self.floor, self.door).address


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register file, or one part of a short description.

    Args:
        line: its number, the first being 1.
        place: the door it names; `None` where it cannot be read.
        standing: what the register says of it.
        fault: why it cannot be read; `None` where it can.
    """

    line: int
    place: Place | None
    standing: Standing = Standing.CURRENT
    fault: Message | None = None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What became of one line. `line` is 0 where no line of the file speaks of the door."""

    line: int
    text: Message


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found, and whether it was written down.

    Args:
        new: doors that were not offered before.
        known: doors that are as they were.
        gone: doors that are no longer offered.
        refused: lines that cannot be read.
        notes: lines that change nothing but are worth knowing, such as provisional addresses.
        taken: whether the database now says so: not on a dry run, and not where lines were refused
            and the good ones were not asked for.
    """

    new: tuple[ImportLine, ...] = ()
    known: tuple[ImportLine, ...] = ()
    gone: tuple[ImportLine, ...] = ()
    refused: tuple[ImportLine, ...] = ()
    notes: tuple[ImportLine, ...] = ()
    taken: bool = False
