"""Reading dates the way people write them: `2412`, `24/12`, `24. dec`, `på fredag`, `om en uge`.

Danish and English words are both understood, whatever the language of the screen: people mix them.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import many, msg

LONGEST = 40  # characters; the longest date in words is much shorter
LONGEST_WAIT = 3  # months until one has a 31st again
YEARS_TO_A_LEAP = 8  # 29 February comes at least this often, over a century's missing one too

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january",
            "feb februar february",
            "mar marts march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "mandag man monday mon",
            "tirsdag tir tirs tuesday tue tues",
            "onsdag ons wednesday wed",
            "torsdag tor tors thursday thu thurs",
            "fredag fre friday fri",
            "lørdag lør saturday sat",
            "søndag søn sunday sun",
        )
    )
    for name in names.split()
}
_RELATIVE: Mapping[str, int] = {
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i morgen": 1,
    "imorgen": 1,
    "tomorrow": 1,
    "i overmorgen": 2,
    "overmorgen": 2,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
}

_FEASTS: Mapping[str, tuple[int, int]] = {
    "juleaften": (24, 12),
    "juleaftensdag": (24, 12),
    "christmas eve": (24, 12),
    "juledag": (25, 12),
    "christmas day": (25, 12),
    "nytårsaften": (31, 12),
    "new year's eve": (31, 12),
    "nytårsdag": (1, 1),
    "new year's day": (1, 1),
}
_SAME = str.maketrans("–’", "-'")
_NUMBERS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "en et a an one",
            "to two",
            "tre three",
            "fire four",
            "fem five",
            "seks six",
            "syv seven",
            "otte eight",
            "ni nine",
            "ti ten",
        ),
        start=1,
    )
    for name in names.split()
}
_UNITS: Mapping[str, int] = {
    name: days
    for days, names in ((1, "dag dage day days"), (7, "uge uger week weeks"))
    for name in names.split()
}

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_TYPED = re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4}|\d\d)?")
_PARTED = re.compile(
    r"(?P<d>\d{1,2})(?:[/.-] ?| )(?P<m>\d{1,2})(?:(?:[/.-] ?| )(?P<y>\d{4}|\d\d)?)?\.?"
)
_DAY_MONTH = re.compile(
    r"(?:the )?(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?[ -]?(?:of )?(?P<name>[a-zæøå]+)\.?,?"
    r"(?:[ -](?P<y>\d{4}|\d\d))?"
)
_MONTH_DAY = re.compile(
    r"(?P<name>[a-zæøå]+)\.? ?(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?,?(?: (?P<y>\d{4}))?"
)
_DAY_ALONE = re.compile(r"(?:d\. ?|den |the )(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?|(?P<d2>\d{1,2})\.")
_LED = re.compile(r"(?:d\. ?|den |the )(?=\d)")
_AHEAD = re.compile(r"(?:om|in) (?P<n>\d{1,3}|[a-z]+) (?P<unit>[a-z]+)")
_WEEKDAY = re.compile(r"(?:på |on )?(?P<name>[a-zæøå]+)\.?")
_LED_BY_WEEKDAY = re.compile(r"(?P<name>[a-zæøå]+)\.?,? (?:d\. ?|den |the )?(?P<rest>\d.*)")


def read_date(text: str, today: date, after: date | None = None) -> date:
    """Return the local date that somebody wrote.

    Without a year it is the next such date; a weekday is the next one, never the day it is looked
    for from. `i morgen` and `om en uge` are counted from today.

    Args:
        text: what was typed.
        today: the local date.
        after: where the year is left out, the date to look onward from instead of today: a return
            is looked for from the first day away.

    Raises:
        Refusal: it cannot be read, or there is no such day.
    """
    typed = clean(text, LONGEST).casefold().translate(_SAME)
    if not typed:
        raise Refusal("date-missing", msg("Write a date, for example 2412 for 24 December."))
    since = after or today
    if day := _from_today(typed, today) or _weekday(typed, since):
        return day
    if (led := _LED_BY_WEEKDAY.fullmatch(typed)) and led["name"] in _WEEKDAYS:
        return _on_that_weekday(_of_the_year(led["rest"], since), _WEEKDAYS[led["name"]])
    return _of_the_year(typed, since)


def _from_today(typed: str, today: date) -> date | None:
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    found = _AHEAD.fullmatch(typed)
    if not found or found["unit"] not in _UNITS:
        return None
    count = int(found["n"]) if found["n"].isdigit() else _NUMBERS.get(found["n"], 0)
    return today + timedelta(days=count * _UNITS[found["unit"]]) if count else None


def _weekday(typed: str, since: date) -> date | None:
    found = _WEEKDAY.fullmatch(typed)
    if not found or found["name"] not in _WEEKDAYS:
        return None
    ahead = (_WEEKDAYS[found["name"]] - since.weekday()) % 7
    return since + timedelta(days=ahead or 7)


def _on_that_weekday(day: date, weekday: int) -> date:
    """Return the day if it is on the weekday written with it; else one of them is wrong."""
    if day.weekday() != weekday:
        raise Refusal(
            "date-other-weekday", msg("That date is %(day)s. Write the date again.", day=day)
        )
    return day


def _of_the_year(typed: str, since: date) -> date:
    if typed in _FEASTS:
        day, month = _FEASTS[typed]
        return _day(day, month, None, since)
    if alone := _DAY_ALONE.fullmatch(typed):
        return _day_alone(int(alone["d"] or alone["d2"]), since)
    typed = _LED.sub("", typed, count=1)
    return _in_figures(typed, since) or _in_words(typed, since) or _unclear()


def _day_alone(day: int, since: date) -> date:
    """Return the next day of a month with this number."""
    for ahead in range(LONGEST_WAIT):
        year, month = divmod(since.year * 12 + since.month - 1 + ahead, 12)
        if 1 <= day <= monthrange(year, month + 1)[1] and date(year, month + 1, day) >= since:
            return date(year, month + 1, day)
    return _unclear()


def _in_figures(typed: str, since: date) -> date | None:
    found = _ISO.fullmatch(typed) or _TYPED.fullmatch(typed) or _PARTED.fullmatch(typed)
    return _day(int(found["d"]), int(found["m"]), found["y"], since) if found else None


def _in_words(typed: str, since: date) -> date | None:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        found = pattern.fullmatch(typed)
        if found and found["name"] in _MONTHS:
            return _day(int(found["d"]), _MONTHS[found["name"]], found["y"], since)
    return None


def _day(day: int, month: int, year: str | None, since: date) -> date:
    if not 1 <= month <= len("JFMAMJJASOND"):
        raise Refusal(
            "date-no-month",
            msg("There are twelve months. Write the day first, then the month, for example 2412."),
        )
    if year is not None:
        return _exactly(day, month, int(year) + (2000 if len(year) == len("26") else 0))
    for ahead in range(YEARS_TO_A_LEAP + 1):
        if 1 <= day <= monthrange(since.year + ahead, month)[1]:
            found = date(since.year + ahead, month, day)
            if found >= since:
                return found
    return _exactly(day, month, since.year)


def _exactly(day: int, month: int, year: int) -> date:
    if not MINYEAR <= year < MAXYEAR:
        _unclear()
    longest = monthrange(year, month)[1]
    if not 1 <= day <= longest:
        raise Refusal(
            "date-no-day",
            many(
                "That month has only %(n)s day. Write the date again.",
                "That month has only %(n)s days. Write the date again.",
                longest,
            ),
        )
    return date(year, month, day)


def _unclear() -> date:
    raise Refusal(
        "date-unclear",
        msg("Write the day and then the month, for example 2412, 24/12, 24 dec or “on Friday”."),
    )
