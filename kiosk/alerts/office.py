"""When the caretaker is in next, from the office hours as a person wrote them in the settings.

Hours that cannot be read are told as they stand; a wrong day would be worse than none.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

OPENS = time(8)  # where nothing is said
WEEKDAYS = frozenset(range(5))
LOOK_AHEAD = 30  # days; no office is closed longer
_NAMES = (
    ("mandag", "mandage", "man", "ma", "monday", "mondays", "mon"),
    ("tirsdag", "tirsdage", "tirs", "tir", "ti", "tuesday", "tuesdays", "tue"),
    ("onsdag", "onsdage", "ons", "on", "wednesday", "wednesdays", "wed"),
    ("torsdag", "torsdage", "tors", "tor", "to", "thursday", "thursdays", "thu"),
    ("fredag", "fredage", "fre", "fr", "friday", "fridays", "fri"),
    ("lørdag", "lørdage", "lør", "lø", "saturday", "saturdays", "sat"),
    ("søndag", "søndage", "søn", "sø", "sunday", "sundays", "sun"),
)
_DAYS = {name: number for number, names in enumerate(_NAMES) for name in names}
_ALL = {"hverdage": WEEKDAYS, "hverdag": WEEKDAYS, "weekdays": WEEKDAYS}
_ALL |= dict.fromkeys(("dagligt", "hver dag", "daily", "every day"), frozenset(range(7)))
_DAY = "|".join(sorted({*_DAYS, *_ALL}, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<days>(?:{_DAY})\.?(?: ?(?:-|til|to|og|and|,) ?(?:{_DAY})\.?)*)"
    r",? ?(?:kl\.?|at|fra|from)? ?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?"
    r"(?: ?(?:-|til|to) ?\d{1,2}(?:[.:]\d{2})?)?"
)
_BETWEEN = re.compile(r"[ ,;.]*(?:og |and )?")
_SPAN = re.compile(rf"({_DAY})\.?(?: ?(-|til|to) ?({_DAY}))?")

# Days on which nobody is in, beside Sundays: the public holidays, and those that offices keep too.
_FIXED = frozenset({(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)})
_FROM_EASTER = frozenset({-3, -2, 0, 1, 39, 49, 50})


@dataclass(frozen=True, slots=True)
class Hours:
    """From when somebody is in, on some days of the week; Monday is 0."""

    days: frozenset[int]
    opens: time


def opening(hours: str, now: datetime) -> tuple[date, time] | None:
    """Return the day and time that the caretaker is in next; None where hours cannot be read.

    Args:
        hours: "mandag–fredag kl. 8–9", "man-tors 8-12, fredag 10-12", "weekdays at 8"; "" for
            eight o'clock on weekdays.
        now: local time. Who is in already may be gone in a minute, so the next time counts.
    """
    known = read(hours) if hours.strip() else (Hours(WEEKDAYS, OPENS),)
    if known is None:
        return None
    days = (now.date() + timedelta(days=each) for each in range(LOOK_AHEAD))
    return next(
        (
            (day, each.opens)
            for day in days
            if not is_holiday(day)
            for each in sorted(known, key=lambda one: one.opens)
            if day.weekday() in each.days and (day > now.date() or each.opens > now.time())
        ),
        None,
    )


def read(text: str) -> tuple[Hours, ...] | None:
    """Return what hours say, None where a part of them is not understood."""
    left = re.sub(r"[\s\u2013\u2014]+", _plain, text.casefold()).strip(" .")
    found: list[Hours] = []
    while left:
        part = _PART.match(left)
        opens = _time(part["hour"], part["minute"]) if part else None
        if part is None or opens is None:
            return None
        found.append(Hours(_days(part["days"]), opens))
        left = left[part.end() :]
        between = _BETWEEN.match(left)
        left = left[between.end() :] if between else left
    return tuple(found) or None


def is_holiday(day: date) -> bool:
    """Return whether no office in Denmark is open, whatever the day of the week."""
    return (day.month, day.day) in _FIXED or (day - easter(day.year)).days in _FROM_EASTER


def easter(year: int) -> date:
    """Return Easter Sunday of a year, by the Gregorian calendar's own rule (Butcher's form)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _plain(found: re.Match[str]) -> str:
    return "-" if found[0].strip() else " "


def _days(text: str) -> frozenset[int]:
    days: set[int] = set()
    for first, to, last in _SPAN.findall(text):
        if first in _ALL:
            days |= _ALL[first]
        elif to and last in _DAYS:
            begin, end = _DAYS[first], _DAYS[last]
            days |= {(begin + n) % 7 for n in range((end - begin) % 7 + 1)}
        else:
            days.add(_DAYS[first])
    return frozenset(days)


def _time(hour: str, minute: str | None) -> time | None:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None
