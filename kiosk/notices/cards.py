"""What this room hands out, and what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.words import Message, msg


class Kind(StrEnum):
    """What a notice is about."""

    NOTICE = "notice"
    WORK = "work"
    STORY = "story"

    @property
    def label(self) -> Message:
        """The kind as the caretaker chooses it."""
        return _KINDS[self]


_KINDS = {
    Kind.NOTICE: msg("A notice, such as a meeting"),
    Kind.WORK: msg("Announced work, with days and hours"),
    Kind.STORY: msg("A good story"),
}


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to put up.

    Args:
        texts: what it says, by language code; one language is enough.
        first_day: the first local date it is about.
        last_day: the last one; the notice comes down after it.
        hours: when on those days: "8-15", "19", "8.30-15.30"; "" for all day.
        stairwell_ids: whom it is about; none means everybody.
        kind: a notice, announced work, or a good story.
    """

    texts: Mapping[str, str]
    first_day: date
    last_day: date
    hours: str = ""
    stairwell_ids: frozenset[int] = frozenset()
    kind: Kind = Kind.NOTICE


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as everybody may read it.

    Args:
        id: which one.
        kind: what it is about.
        text: said in the reader's language.
        first_day: the first local date it is about.
        last_day: the last one.
        hours: when on those days: "8–15"; "" for all day.
        stairwell_ids: whom it is about; none means everybody.
        stairwells: their names.
    """

    id: int
    kind: Kind
    text: Message
    first_day: date
    last_day: date
    hours: str
    stairwell_ids: frozenset[int]
    stairwells: tuple[str, ...] = ()

    @property
    def at(self) -> Message | str:
        """The hours as they are said beside a day."""
        return said(self.hours)


def said(hours: str) -> Message | str:
    """Return hours as they are said beside a day: "8–15" as it is, one time alone as "kl. 19"."""
    return msg("at %(hours)s", hours=hours) if hours and "–" not in hours else hours
