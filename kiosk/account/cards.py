"""What this room hands out: a person's own data, a new PIN under way, what a sweep did."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.visits.cards import OpenVisit
from kiosk.words import Message, msg

ADDRESS_CONFIRMED = msg(
    "Thank you, your address is confirmed. Your neighbours can count on you, and you on them."
)
PIN_WORKS = msg(
    "Your new PIN works now. See too that mobile and e-mail are yours, under “Name, mobile and "
    "e-mail”."
)
PIN_WORKS_ALONE = msg(
    "Your new PIN works now. Links to your calendars have stopped: make new ones on your phone."
)

CODE_ON_ITS_WAY = msg(
    "If that is right, a code is on its way to the mobile or e-mail that you have confirmed."
)
PIN_REPLACED = msg(
    "Your new PIN works now. You are logged out everywhere else, and phones that remembered you "
    "have forgotten you."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of what is held about a person."""

    label: Message
    value: Message


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together; `on_paper` is false where no slip may say them."""

    heading: Message
    entries: tuple[Entry, ...]
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class MyData:
    """Everything held about one person; never what others have shared with them."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached, as they would type it.

    Args:
        name: as they wrote it.
        mobile: "" for none.
        email: "" for none.
        channels: where alerts go; see `residents.Channel`.
        unconfirmed: "mobile", "email": what is given and waits for its code.
        held_back: a reset is in doubt, so the addresses are not told, and left as they are.
    """

    name: str
    mobile: str = ""
    email: str = ""
    channels: frozenset[str] = frozenset()
    unconfirmed: tuple[str, ...] = ()
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Where a person is logged in, the newest first.

    Args:
        places: each of them.
        held_back: a reset is in doubt, so only the place where they ask is told.
    """

    places: tuple[OpenVisit, ...]
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class ComingReset:
    """A new PIN that was asked for and does not work yet.

    Args:
        asked_at: the instant it was asked for.
        hours_left: whole hours, rounded up, that the kiosk must be running until it works; None
            where it waits for a code that was sent to the owner.
    """

    asked_at: datetime
    hours_left: int | None = None

    @property
    def told(self) -> Message:
        """What its owner is told of it."""
        if self.hours_left is None:
            return msg(
                "Somebody has asked for a new PIN for you, and we have sent you a code for it. "
                "Was it not you? Then tell nobody the code."
            )
        return msg(
            "Somebody has asked for a new PIN for you. It works in %(hours)s hours.",
            hours=self.hours_left,
        )


@dataclass(frozen=True, slots=True)
class ResetAsked:
    """The one answer to everybody who asks for a new PIN with a letterbox code."""

    message: Message


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new number and PIN that were dealt in person, and work in 24 hours.

    Args:
        number: the neighbour number, as it is shown; here alone, or on the pass.
        pass_printed: a pass is printed with it, because nobody gets in here without one.
    """

    number: str
    pass_printed: bool = False
