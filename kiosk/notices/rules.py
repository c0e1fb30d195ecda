"""What a notice must be: some words, and days that have an end."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kiosk import identifiers
from kiosk.notices.cards import Kind, NewNotice
from kiosk.refusals import Refusal
from kiosk.text import NOTE_LIMIT, clean
from kiosk.words import Message, msg, told

HOURS_LIMIT = 20  # it stands in a narrow column
FURTHEST = timedelta(days=366)
LONGEST_STORY = timedelta(days=31)  # good news is news too
EARLY_OR_LATE = timedelta(hours=1)  # fitters carry things in before, and out after


def checked(new: NewNotice, today: date) -> NewNotice:
    """Return the notice with its texts made harmless and its hours written alike.

    Raises:
        Refusal: it says nothing or names somebody by number, its hours cannot be read, or its days
            are over, the wrong way round or too far off.
    """
    try:
        kind = Kind(new.kind)
    except ValueError:
        raise Refusal(
            "notice-not-offered", msg("That is not one of the choices. Choose again."), "kind"
        ) from None
    check_days(kind, new.first_day, new.last_day, today)
    return replace(new, kind=kind, texts=_texts(new.texts), hours=hours(new.hours))


def check_days(kind: Kind, first_day: date, last_day: date, today: date) -> None:
    """Let a notice go on whose days come one after the other, are not over, and have an end.

    Raises:
        Refusal: they are over, the wrong way round or too far off.
    """
    if last_day < first_day:
        raise Refusal(
            "notice-days-swapped", msg("The last day comes before the first."), "last_day"
        )
    if last_day < today:
        raise Refusal("notice-over", msg("Those days are over. Choose new ones."), "last_day")
    if last_day > today + FURTHEST:
        raise Refusal(
            "notice-too-far", msg("Choose a last day within the coming year."), "last_day"
        )
    if kind is Kind.STORY and last_day > today + LONGEST_STORY:
        raise Refusal(
            "notice-story-long",
            msg("A good story stands for a month at most. Choose an earlier last day."),
            "last_day",
        )


def checked_text(text: str, field: str = "text", *, needed: bool = False) -> str:
    """Return a text as it will be kept, "" for none.

    Args:
        text: as it was written.
        field: the field that a refusal stands beside.
        needed: whether there must be one.

    Raises:
        Refusal: it is too long, holds no words, or somebody's CPR number.
    """
    kept = clean(text, NOTE_LIMIT + 1)
    if needed and not kept:
        raise Refusal("notice-empty", msg("Write what the notice says."), field)
    if len(kept) > NOTE_LIMIT:
        raise Refusal(
            "notice-long",
            msg("That is longer than %(most)s characters. Make it shorter.", most=NOTE_LIMIT),
            field,
        )
    if kept and not any(char.isalpha() for char in kept):
        raise Refusal("notice-wordless", msg("Write it in words."), field)
    if identifiers.has_cpr(identifiers.as_read(kept)):
        raise Refusal(
            "notice-cpr", msg("Leave the CPR number out. Everybody reads notices."), field
        )
    return kept


def hours(typed: str) -> str:
    """Return hours as they are shown, "8–15", "19" or "8.30–15.30"; "" for all day.

    Raises:
        Refusal: they are no times of day, or the last comes before the first.
    """
    kept = clean(typed, HOURS_LIMIT)
    if not kept:
        return ""
    found = span(kept)
    if found is None or found[1] < found[0]:
        raise Refusal(
            "notice-hours-unclear",
            msg("Write the hours as 8-15, 8.30-15.30 or 19, or leave them empty."),
            "hours",
        )
    first, last = found
    return _hour(first) if first == last else f"{_hour(first)}–{_hour(last)}"


def span(text: str) -> tuple[time, time] | None:
    """Return the two times of day that hours name, which may be one and the same."""
    found = _HOURS.fullmatch(_FILLERS.sub(" ", text.casefold()).strip())
    if not found:
        return None
    first = _time(found["h1"], found["m1"])
    last = _time(found["h2"], found["m2"]) if found["h2"] else first
    return (first, last) if first and last else None


def at_that_hour(text: str, clock: time | None) -> bool:
    """Return whether somebody may have been at work at a time of day.

    Args:
        text: the hours of the work.
        clock: the time of day; None where only the day is known.
    """
    found = span(text)
    if clock is None or found is None:
        return True
    first, last = (datetime.combine(date.min + timedelta(days=1), each) for each in found)
    if first == last:  # from then on
        return clock >= (first - EARLY_OR_LATE).time()
    moment = datetime.combine(first.date(), clock)
    return first - EARLY_OR_LATE <= moment <= last + EARLY_OR_LATE


def spoken(texts: Mapping[str, str], estate_language: str) -> Message:
    """Return the text as a message: the reader's language, else the estate's, else any."""
    return told(texts, first_language(texts, estate_language))


def first_language(texts: Mapping[str, str], estate_language: str) -> str:
    """Return the language that whoever reads none of the others reads."""
    return estate_language if estate_language in texts else next(iter(texts))


def _texts(raw: Mapping[str, str]) -> dict[str, str]:
    kept = {code: checked_text(text) for code, text in raw.items() if code}
    texts = {code: text for code, text in kept.items() if text}
    checked_text(next(iter(texts.values()), ""), needed=True)
    return texts


def _time(hour: str, minute: str | None) -> time | None:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _hour(clock: time) -> str:
    return f"{clock.hour}.{clock.minute:02}" if clock.minute else str(clock.hour)


_FILLERS = re.compile(r"\bkl\b\.?|\bat\b|\bfra\b|\bfrom\b")
_HOURS = re.compile(
    r"(?P<h1>\d{1,2})(?:[.:](?P<m1>\d{2}))?"
    r"(?: ?(?:[-–—]|til|to) ?(?P<h2>\d{1,2})(?:[.:](?P<m2>\d{2}))?)?"
)
