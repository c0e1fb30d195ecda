"""What the room of vacations hands out and takes in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.estate.cards import Door
from kiosk.words import Message, msg


class Task(StrEnum):
    """What an owner may ask of their helpers; made for flats, not for gardens."""

    LETTERBOX = "letterbox"
    PUSH_POST = "push_post"
    DOORMAT = "doormat"
    PARCELS = "parcels"
    PLANTS = "plants"
    TRY_DOOR = "try_door"
    BIN = "bin"
    PARKING = "parking"
    LIGHT = "light"
    GREET = "greet"

    @property
    def label(self) -> Message:
        """The task as people read it."""
        return _TASKS[self]

    @property
    def needs_key(self) -> bool:
        """Whether a helper needs a key: agreed on face to face, never written down here."""
        return self in _NEED_KEY


_TASKS = {
    Task.LETTERBOX: msg("Empty the letterbox"),
    Task.PUSH_POST: msg("Push post all the way in"),
    Task.DOORMAT: msg("Put the doormat back after the stairs are cleaned"),
    Task.PARCELS: msg("Take in parcels"),
    Task.PLANTS: msg("Water the plants"),
    Task.TRY_DOOR: msg("Try the door"),
    Task.BIN: msg("Put a little rubbish in the bin"),
    Task.PARKING: msg("Use the parking place"),
    Task.LIGHT: msg("Switch a light on and off"),
    Task.GREET: msg("Greet strangers in the stairwell and ask whether you can help"),
}
_NEED_KEY = frozenset({Task.LETTERBOX, Task.PLANTS, Task.LIGHT})

KEY_HINT = msg("Agree on the key face to face.")
THANKED = msg("They find your thanks when they log in.")


class Absence(StrEnum):
    """How much is known about when somebody is away."""

    DATES = "dates"  # from one date to another
    OPEN = "open"  # from a date, and nobody knows for how long
    ON_AND_OFF = "on_and_off"  # now and then: shifts, hospitals, allotment summers

    @property
    def label(self) -> Message:
        """The kind as people choose it."""
        return _ABSENCES[self]


_ABSENCES = {
    Absence.DATES: msg("From one date to another"),
    Absence.OPEN: msg("I do not know for how long"),
    Absence.ON_AND_OFF: msg("Away now and then"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Nights away: from the first one to the day of return; None where nobody knows."""

    first: date
    until: date | None

    def overlaps(self, other: "Span") -> bool:
        """Return whether they have a night in common.

        Coming home and leaving again on the same day have none.
        """
        return self.first < (other.until or date.max) and other.first < (self.until or date.max)

    def joined(self, other: "Span") -> "Span":
        """Return the nights of both, and those between them."""
        ends = (self.until, other.until)
        last = None if None in ends else max(end for end in ends if end)
        return Span(min(self.first, other.first), last)


@dataclass(frozen=True, slots=True)
class Onlooker:
    """One of my trusted neighbours, and whether they see this vacation.

    Args:
        resident_id: who it is.
        name: what they are called.
        on: the switch.
        gets_sms: letters reach them on a confirmed mobile; whoever gets none needs the card.
        awake: whether they can look after me right now, when switched on.
        why_asleep: why they cannot.
        seen: they have looked since it was last changed; never when.
        busy: when they are away themselves, as far as they share it with me.
    """

    resident_id: int
    name: str
    on: bool
    gets_sms: bool
    awake: bool
    why_asleep: Message | None = None
    seen: bool = False
    busy: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the kiosk offers for a new vacation.

    Args:
        tasks: the ones that are already ticked.
        audience: everybody who could be told.
    """

    tasks: frozenset[Task]
    audience: tuple[Onlooker, ...]


@dataclass(frozen=True, slots=True)
class LogVacation:
    """A home that will stand empty, as its owner tells it.

    Args:
        away_from: the first local date away.
        home_again: the local date of return; None where nobody knows.
        kind: how much is known.
        whole_home: nobody else is at home meanwhile.
        tasks: what the helpers are asked to do.
        note: up to 280 characters, without codes and hiding places.
        audience: the resident ids of those who see it.
        key: made up by the screen, once for each vacation that a person means.
    """

    away_from: date
    home_again: date | None
    kind: Absence
    whole_home: bool
    tasks: frozenset[Task]
    note: str
    audience: frozenset[int]
    key: str

    @property
    def span(self) -> Span:
        """When the home stands empty."""
        return Span(self.away_from, self.home_again)


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as its owner sees it: who has taken it, and whether it is done."""

    task: Task
    taken_by: str | None
    done: bool


@dataclass(frozen=True, slots=True)
class Vacation:
    """A vacation of mine.

    Args:
        id: what to change it by.
        away_from: the first day away.
        home_again: the day of return; None where nobody knows.
        kind: how much is known.
        when: all three in words.
        whole_home: nobody else is at home meanwhile.
        tasks: in the order of `Task`.
        note: as the owner wrote it.
        audience: every trusted neighbour by name, with a switch.
        duties: the tasks, and who does them.
        holes: the nights that everybody who is switched on is away as well, as far as they have
            told me; for my eyes alone.
        reported_by: who said for me that I am away; None where I said so myself.
        thanked: I have thanked those who could see it.
        reference: what its receipt says.
    """

    id: int
    away_from: date
    home_again: date | None
    kind: Absence
    when: Message
    whole_home: bool
    tasks: tuple[Task, ...]
    note: str
    audience: tuple[Onlooker, ...]
    duties: tuple[Duty, ...] = ()
    holes: tuple[Span, ...] = ()
    reported_by: str | None = None
    thanked: bool = False
    reference: str = ""

    @property
    def span(self) -> Span:
        """When the home stands empty."""
        return Span(self.away_from, self.home_again)

    def joined(self, nights: Span) -> tuple[Span, Absence]:
        """Return this absence with more nights as one: when it then is, and how much is known."""
        both = self.span.joined(nights)
        is_open = both.until is None and self.kind is Absence.DATES
        return both, Absence.OPEN if is_open else self.kind

    @property
    def needs_key(self) -> bool:
        """Whether a task needs a key."""
        return any(task.needs_key for task in self.tasks)


class JobState(StrEnum):
    """How a task stands, for one helper."""

    FREE = "free"
    MINE = "mine"
    DONE = "done"  # by me
    TAKEN = "taken"  # by another helper; who it is, is the owner's to know

    @property
    def label(self) -> Message:
        """How it stands, as the helper reads it."""
        return _STATES[self]


_STATES = {
    JobState.FREE: msg("nobody yet"),
    JobState.MINE: msg("you do it"),
    JobState.DONE: msg("you have done it"),
    JobState.TAKEN: msg("taken"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A task as a helper sees it."""

    task: Task
    state: JobState


class Fresh(StrEnum):
    """What a helper has not seen yet."""

    NEW = "new"
    CHANGED = "changed"

    @property
    def label(self) -> Message:
        """What stands beside it in a list."""
        return msg("new") if self is Fresh.NEW else msg("changed")


@dataclass(frozen=True, slots=True)
class Home:
    """A home that a neighbour has asked me to look after.

    `when`: dates and kind in words. `reported_by_me`: I said for its owner that they are away.
    """

    vacation_id: int
    owner_name: str
    door: Door
    away_from: date
    home_again: date | None
    kind: Absence
    when: Message
    whole_home: bool
    tasks: tuple[Task, ...]
    note: str
    jobs: tuple[Job, ...] = ()
    fresh: Fresh | None = None
    reported_by_me: bool = False

    @property
    def needs_key(self) -> bool:
        """Whether a task needs a key."""
        return any(task.needs_key for task in self.tasks)


class Event(StrEnum):
    """What became of an absence that a helper could see."""

    HOME = "home"  # they are home early, or stayed at home
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class News:
    """Something a helper hears afterwards; never a date."""

    owner_name: str
    event: Event

    @property
    def line(self) -> Message:
        """What the helper hears."""
        if self.event is Event.THANKS:
            return msg("%(name)s says thank you for your help.", name=self.owner_name)
        return msg("%(name)s is home. You need not look after anything.", name=self.owner_name)


@dataclass(frozen=True, slots=True)
class Report:
    """What a helper says for somebody who named them.

    Args:
        owner_id: for whom.
        away_from: the first local date away.
        home_again: the local date of return; None where nobody knows.
        whole_home: nobody else is at home meanwhile.
        key: made up by the screen, once for each report that a person means.
    """

    owner_id: int
    away_from: date
    home_again: date | None
    whole_home: bool
    key: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who has named me: I may say for them that they are away."""

    owner_id: int
    name: str
