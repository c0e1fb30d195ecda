"""How alerts and notices say when they are: "today 11.30", "today 8–15", "23 – 25 November"."""

from datetime import date, datetime, time

from kiosk.notices import Kind, Notice
from kiosk.words import N_, Language

DAYS = {0: N_("today"), 1: N_("tomorrow"), -1: N_("yesterday")}


def day_of(language: Language, day: date, today: date) -> str:
    """Return a day as people say it."""
    name = DAYS.get((day - today).days)
    return language.say(name) if name else language.date(day, "short")


def when(language: Language, day: date, clock: time | None, today: date) -> str:
    """Return a day and, where it is known, a time of day."""
    return " ".join(
        filter(None, (day_of(language, day, today), language.time(clock) if clock else ""))
    )


def since(language: Language, moment: datetime, today: date) -> str:
    """Return a local moment."""
    return when(language, moment.date(), moment.time(), today)


def days_of(language: Language, notice: Notice, today: date) -> str:
    """Return the days and hours of a notice, short enough for a list."""
    first, last = notice.first_day, notice.last_day
    if notice.kind is Kind.STORY:  # it is about the day it was told
        return day_of(language, first, today)
    days = day_of(language, max(first, min(today, last)), today)
    if last > max(first, today):
        days = f"{days} – {language.date(last, 'short')}"
    return " ".join(filter(None, (days, language.say(notice.at))))


def hours_of(language: Language, notice: Notice) -> str:
    """Return the days and hours of a notice in full."""
    days = [notice.first_day, notice.last_day][: 1 + (notice.first_day != notice.last_day)]
    text = " – ".join(language.date(day, "day") for day in days)
    return ", ".join(filter(None, (text, language.say(notice.at))))
