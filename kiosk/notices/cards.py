"""What this room hands out, and what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.words import Message


class Kind(StrEnum):
    """What a notice is about."""

    NOTICE = "notice"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to put up.

    Args:
        texts: what it says, by language code; one language is enough.
        first_day: the first local date it is about.
        last_day: the last one; the notice comes down after it.
        hours: when on those days, as people write it: "8–15", "19"; "" for all day.
        stairwell_ids: whom it is about; none means everybody.
        kind: a notice, or announced work.
    """

    texts: Mapping[str, str]
    first_day: date
    last_day: date
    hours: str = ""
    stairwell_ids: frozenset[int] = frozenset()
    kind: Kind = Kind.NOTICE


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as everybody may read it; `text` is said in the reader's language."""

    id: int
    kind: Kind
    text: Message
    first_day: date
    last_day: date
    hours: str
    stairwell_ids: frozenset[int]
