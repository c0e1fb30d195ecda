"""What this room is told, and what it hands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.words import Message, msg


class Kind(StrEnum):
    """Whether somebody needs a hand or has one."""

    REQUEST = "request"
    OFFER = "offer"

    @property
    def label(self) -> Message:
        """The kind as people choose it."""
        return _KINDS[self]


class What(StrEnum):
    """What it is about; few enough for one digit."""

    TOOLS = "tools"
    CARRY = "carry"
    MEND = "mend"
    PETS = "pets"
    PLANTS = "plants"
    ERRAND = "errand"
    SCREENS = "screens"
    COMPANY = "company"
    OTHER = "other"

    def label(self, kind: Kind) -> Message:
        """The help as people choose it and read it: asked for, or offered."""
        return _WHAT[self][kind is Kind.OFFER]


class Reach(StrEnum):
    """How far it goes."""

    STAIRWELL = "stairwell"
    ZONE = "zone"


class Reason(StrEnum):
    """Why a caretaker takes something down, as its poster is told."""

    REACHES = "reaches"
    AWAY = "away"
    UNKIND = "unkind"
    TRADE = "trade"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> Message:
        """The reason as it is chosen, and read by the one who posted it."""
        return _REASONS[self]


_REASONS = {
    Reason.REACHES: msg("It tells who somebody is, or how to reach them."),
    Reason.AWAY: msg("It tells that a home stands empty."),
    Reason.UNKIND: msg("It is not kind to everybody."),
    Reason.TRADE: msg("It is an advertisement."),
    Reason.ELSEWHERE: msg("It does not belong here."),
}

_KINDS = {
    Kind.REQUEST: msg("I need a hand"),
    Kind.OFFER: msg("I have a hand to lend"),
}

_WHAT = {
    What.TOOLS: (msg("Wants to borrow a tool"), msg("Has tools to lend")),
    What.CARRY: (msg("Has something heavy to carry"), msg("Helps to carry")),
    What.MEND: (msg("Has something small to mend"), msg("Mends small things")),
    What.PETS: (msg("Wants help with a pet"), msg("Helps with pets")),
    What.PLANTS: (msg("Wants help with plants"), msg("Helps with plants")),
    What.ERRAND: (msg("Wants help with an errand"), msg("Runs errands")),
    What.SCREENS: (
        msg("Wants help with a telephone or computer"),
        msg("Helps with telephones and computers"),
    ),
    What.COMPANY: (msg("Would like company for coffee"), msg("Invites for coffee")),
    What.OTHER: (msg("Wants help with something else"), msg("Helps with something else")),
}


@dataclass(frozen=True, slots=True)
class PostFavour:
    """A request or an offer as its poster fills it in.

    Args:
        kind: which of the two.
        what: what it is about.
        reach: how far it goes.
        key: made once for each form, so that pressing twice posts once.
        text: a few words more; at most 140 characters.
    """

    kind: Kind
    what: What
    reach: Reach
    key: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FavourForm:
    """What the form needs to know of its poster.

    Args:
        sender: how others will see who posted it; never a name.
        reaches: how far it can go, each with what that is called here.
    """

    sender: Message
    reaches: Mapping[Reach, Message]


@dataclass(frozen=True, slots=True)
class FavourPreview:
    """A request or an offer as it would be read now.

    Args:
        line: what it is about, and where it comes from: a stairwell or zone; never a name.
        text: a few words more.
        reaches: how far it goes, as that is called here.
    """

    line: Message
    text: str
    reaches: Message


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who has answered me.

    Args:
        id: what to choose them by.
        name: theirs; they chose to show it by answering.
        door: "2. th", or the whole address where it is another stairwell than mine.
        chosen: whether I have said yes.
    """

    id: int
    name: str
    door: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Favour:
    """A request or an offer as its reader may see it.

    Args:
        id: which one.
        kind: a request or an offer.
        what: what it is about.
        line: that, and where it comes from: a stairwell or zone; never a name.
        text: a few words more.
        posted: the local date.
        until: the last local date it stands.
        mine: whether the reader posted it.
        answered: whether the reader has answered it.
        agreed: whether it has been agreed on; then only the two of them see it.
        answers: who has answered; for the one who posted it alone.
        meet: name and door of the one who posted it, for the one they said yes to.
        removed: why the caretaker took it down; then only the one who posted it sees it.
    """

    id: int
    kind: Kind
    what: What
    line: Message
    text: str
    posted: date
    until: date
    mine: bool = False
    answered: bool = False
    agreed: bool = False
    answers: tuple[Answer, ...] = ()
    meet: Message | None = None
    removed: Message | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A request or an offer as the caretaker sees it: what stands there, and nobody's name.

    Args:
        id: which one.
        line: what it is about, and where it comes from: a stairwell or zone.
        text: a few words more.
        posted: the local date.
    """

    id: int
    line: Message
    text: str
    posted: date
