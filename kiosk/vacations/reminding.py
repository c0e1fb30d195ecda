"""Helpers are reminded: the evening before, the first day, each week, and the day of return.

Twice a day at most, however many homes they look after, and with a sentence that says nothing:
whoever sees it on a phone learns neither whose home it is nor that one stands empty. A kiosk that
was off at the hour reminds as soon as it is on again, but never at night, and never of yesterday.
Whoever is switched on too late to be reminded of the beginning is written to at once.
"""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from kiosk import estate
from kiosk.house import Kiosk
from kiosk.vacations import rows
from kiosk.vacations.cards import Span
from kiosk.vacations.tables import LastReminder, VacationRow, span

MORNING, EVENING, NIGHT = time(8), time(17), time(22)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


class Occasion(NamedTuple):
    """One of a day's two times to remind."""

    day: date
    evening: bool


def occasion(now: datetime) -> Occasion | None:
    """Return what it is time for at a local time; None in the night."""
    if MORNING <= now.time() < NIGHT:
        return Occasion(now.date(), now.time() >= EVENING)
    return None


def concerns(away: Span, when: Occasion) -> bool:
    """Return whether helpers are reminded of an absence on some occasion."""
    if when.evening:
        return away.first == when.day + A_DAY
    if when.day in {away.first, away.until}:
        return True
    lasts = away.first < when.day and (away.until is None or when.day < away.until)
    return lasts and (when.day - away.first) % A_WEEK == timedelta(0)


def remind(kiosk: Kiosk) -> int:
    """Remind those who look after a home, once on each occasion. To be called each minute.

    Returns:
        How many people were reminded.
    """
    when = occasion(_here(kiosk))
    if when is None:
        return 0
    with kiosk.store.read() as db:
        if _is_done(db.get(LastReminder, 1), when):
            return 0
    with kiosk.store.write() as db:
        last = db.get(LastReminder, 1)
        if _is_done(last, when):
            return 0
        helpers = _helpers(db, when)
        if not _is_done(last, morning := Occasion(when.day, evening=False)):
            helpers |= _helpers(db, morning)
        last = last or LastReminder(day=when.day, evening=when.evening)
        last.day, last.evening = when
        db.add(last)
        rows.tell(db, kiosk, helpers)
        return len(helpers)


def tell_late(db: Session, kiosk: Kiosk, row: VacationRow, helpers: AbstractSet[int]) -> None:
    """Write at once to helpers who were switched on when their first reminder was over already."""
    if is_late(span(row), _here(kiosk), db.get(LastReminder, 1)):
        rows.tell(db, kiosk, helpers & rows.seen_by_now(db, row))


def is_late(away: Span, now: datetime, last: LastReminder | None) -> bool:
    """Return whether nobody is reminded of the beginning of an absence any more.

    Args:
        away: when.
        now: the estate's time.
        last: on which occasion helpers were reminded last.
    """
    today = now.date()
    if away.first == today:
        return now.time() >= NIGHT or _is_done(last, Occasion(today, evening=False))
    eve = away.first == today + A_DAY and now.time() < NIGHT
    return away.first < today or (eve and _is_done(last, Occasion(today, evening=True)))


def _here(kiosk: Kiosk) -> datetime:
    """Return the estate's time."""
    return kiosk.clock.now().astimezone(ZoneInfo(estate.timezone(kiosk)))


def _is_done(last: LastReminder | None, when: Occasion) -> bool:
    """Return whether it was for this occasion or a later one of the day, if the clock stepped."""
    return last is not None and when.day == last.day and last.evening >= when.evening


def _helpers(db: Session, when: Occasion) -> frozenset[int]:
    """Return who can see, at this moment, an absence that they are to be reminded of."""
    near = select(VacationRow).where(
        col(VacationRow.until) >= when.day,
        col(VacationRow.away_from) <= when.day + A_DAY,
        col(VacationRow.over).is_(False),
    )
    found = [row for row in db.exec(near).all() if concerns(span(row), when)]
    return frozenset(who for row in found for who in rows.seen_by_now(db, row))
