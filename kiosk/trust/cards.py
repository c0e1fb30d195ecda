"""What the room of trust hands out.

No card pairs two other people, and none says whether anybody is registered behind a door.
"""

from dataclasses import dataclass
from datetime import date

from kiosk.printing.cards import Slip
from kiosk.residents.cards import Resident
from kiosk.words import Message


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that I sent and that is still open.

    Args:
        id: what to withdraw it by.
        to: the door as I chose it, "Lærkevej 4, 2. th", or the mobile or e-mail that I typed.
        lapses: the local date that it lapses on.
        door_id: the door; None where it was sent to a mobile or an e-mail.
    """

    id: int
    to: str
    lapses: date
    door_id: int | None = None


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """The answer to every invitation: a card is on its way out of the printer."""

    slip: Slip


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody has invited my door, or me by a channel of mine, and waits for my answer."""

    invitation_id: int
    from_name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody said yes to my invitation; only my yes makes the tie.

    Several people may live behind one door, each with an answer of their own, which is why this
    goes by the answer and not by the invitation.

    Args:
        answer_id: what to confirm by.
        name: who said yes.
        door_short: "st. tv", or the whole address where it is another stairwell than mine.
    """

    answer_id: int
    name: str
    door_short: str


@dataclass(frozen=True, slots=True)
class Tie:
    """One of my trusted neighbours, as I see them.

    Args:
        id: what to end or wake it by.
        resident_id: who it is.
        name: what they are called.
        awake: they can see what I switch on for them, right now.
        why_asleep: why they cannot; None while awake.
        gets_sms: letters reach them on a confirmed mobile.
        ready: they would see it but for what is missing at my own end.
        ask_still_them: they have a new PIN, and I am asked whether it is still them.
        ask_still_tied: the kiosk was restored from a copy, and I am asked whether this holds.
        may_report: I have named them: they may say for me that I am away.
    """

    id: int
    resident_id: int
    name: str
    awake: bool
    why_asleep: Message | None
    gets_sms: bool
    ready: bool
    ask_still_them: bool
    ask_still_tied: bool = False
    may_report: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """Everything about me and my trusted neighbours.

    Args:
        ties: my trusted neighbours.
        asked: who said yes and waits for mine.
        waiting: who has invited me.
        sent: my own open invitations.
        paused: I am taking a break as a helper.
        asleep: my PIN was reset, and neighbours who are not listed here until they have said so
            are being asked whether I am still me.
        in_doubt: it was reset, and not all who knew me before have said that I am.
    """

    ties: tuple[Tie, ...]
    asked: tuple[Asked, ...]
    waiting: tuple[Waiting, ...]
    sent: tuple[Invitation, ...]
    paused: bool
    asleep: bool
    in_doubt: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who counts on me, by a tie that is awake.

    Args:
        tie_id: the tie as the owner knows it; what they share is shared by it.
        resident: the owner.
        may_report: they have named me: I may say for them that they are away.
    """

    tie_id: int
    resident: Resident
    may_report: bool = False
