"""What decides about alerts: when, by whom, how they read, how long they last. No database here."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from kiosk.alerts import office
from kiosk.alerts.cards import SendAlert
from kiosk.alerts.kinds import (
    Done,
    Ending,
    Kind,
    Origin,
    Place,
    Police,
    Reach,
    When,
)
from kiosk.alerts.wording import checked_text
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import Message, msg, told

EXPIRES = timedelta(days=14)
ENDED_SHOWN = timedelta(days=3)
ENDED_SHOWN_TO_REACHED = timedelta(days=14)  # paper members come by when they come by
KEPT = timedelta(days=30)  # after the ending (threats.md, "Retention")
OLDEST = timedelta(days=30)
SLACK = timedelta(minutes=5)  # people's watches
DAY = timedelta(hours=24)
MOST_A_DAY = 5
MOST_A_DAY_UNCONFIRMED = 2
ENOUGH_TO_HIDE_AMONG = 5
AGAIN = timedelta(hours=1)  # the same alert within it is the same event
NOTHING_FOR_POLICE = frozenset({Kind.DANGER, Kind.GOOD})  # they are not "not told yet" either

# What looked like the beginning of one of these may have been the people who pull the fibre. What
# is broken or gone is not explained by anybody's work.
EXPLAINABLE_KINDS = frozenset({Kind.ODD, Kind.DANGER})
EXPLAINABLE = frozenset({Done.BURGLARY_TRIED, Done.TRICK_DOOR})

_Choice = TypeVar("_Choice", bound=StrEnum)


def checked(request: SendAlert, now: datetime) -> SendAlert:
    """Return the alert as it will be kept.

    Args:
        request: what its sender filled in.
        now: local time.

    Raises:
        Refusal: a choice that is not offered, a time that cannot be, or a text that may not.
    """
    kind = _offered(Kind, request.kind, "kind")
    done = _offered(Done, request.done, "done")
    if done not in kind.deeds:
        raise _not_offered("done")
    place = _offered(Place, request.place, "place")
    reach = _offered(Reach, request.reach, "reach")
    police = _offered(Police, request.police, "police")
    if police is Police.NOT_YET and kind in NOTHING_FOR_POLICE:
        police = Police.NOT_NEEDED
    police_at = (request.police_at or _minute(now)) if police is Police.TOLD else None
    return replace(
        request,
        kind=kind,
        done=done,
        place=place,
        happened=_checked_time(request.happened, now),
        reach=reach,
        police=police,
        police_at=police_at,
        text=checked_text(request.text),
    )


def happened(choice: When, now: datetime, typed: str = "") -> date | datetime:
    """Return when it was.

    Args:
        choice: what was chosen.
        now: local time.
        typed: for `When.TYPED`: a day as `2311` or `23-11`, a time as `14.30`, or both.

    Raises:
        Refusal: what was typed is no day or time, or cannot be when it was.
    """
    match choice:
        case When.NOW:
            return now
        case When.TODAY:
            return now.date()
        case When.YESTERDAY:
            return now.date() - timedelta(days=1)
        case When.TYPED:
            return _checked_time(_read(typed, now), now)


def local_day(moment: date | datetime) -> date:
    """Return the date of a moment that may be a date already."""
    return moment.date() if isinstance(moment, datetime) else moment


def local_clock(moment: date | datetime) -> time | None:
    """Return the time of day of a moment, to the minute; none for a date."""
    return _minute(moment) if isinstance(moment, datetime) else None


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of where a sender lives, with how many take part there."""

    estate: str
    stairwell: str
    in_stairwell: int
    zone: str
    in_zone: int


def origin(home: Home) -> Origin:
    """Return how exactly an alert may say where it comes from: where five or more take part."""
    if home.in_stairwell >= ENOUGH_TO_HIDE_AMONG:
        return Origin.STAIRWELL
    return Origin.ZONE if home.in_zone >= ENOUGH_TO_HIDE_AMONG else Origin.ESTATE


def sender(home: Home) -> Message:
    """Return what others see of a sender: the smallest area in which five or more take part.

    A road that the lobby's heading names is not said again: "no. 4" under "Lærkevej 2–12".
    """
    match origin(home):
        case Origin.STAIRWELL:
            return area(home.stairwell, home.estate)
        case Origin.ZONE:
            return area(home.zone, home.estate)
        case Origin.ESTATE:
            return msg("here where we live")


def waits(now: datetime, hours: str = "") -> Message:
    """Return what to tell a sender who is not confirmed.

    Args:
        now: local time.
        hours: the caretaker's office hours, as they stand in the settings.
    """
    found = office.opening(hours, now)
    if found is None:
        return msg(
            "Waits until the caretaker has seen it, in office hours: %(hours)s. Is it urgent, "
            "call 114.",
            hours=hours,
        )
    day, opens = found
    return msg(
        "Waits until the caretaker is in, %(day)s at %(hour)s. Is it urgent, call 114.",
        day=day,
        hour=opens if opens.minute else opens.hour,
    )


def explainable(done: Done) -> bool:
    """Return whether announced work can explain such an alert."""
    return done in EXPLAINABLE or done.kind in EXPLAINABLE_KINDS


def line(
    done: Done, place: Place, sender: Message, police: Police, ending: Ending | None
) -> Message:
    """Return the one line that everybody may read: no name, no door, nothing that was typed."""
    parts = {"done": done.line, "place": place.phrase, "sender": sender}
    if ending:
        return msg(
            "%(done)s %(place)s, %(sender)s · ended: %(ending)s", **parts, ending=ending.phrase
        )
    if police is Police.TOLD:
        return msg("%(done)s %(place)s, %(sender)s · the police know", **parts)
    return msg("%(done)s %(place)s, %(sender)s", **parts)


def police_note(police: Police, at: time | None) -> Message | None:
    """Return what an alert says of the police."""
    if police is Police.TOLD and at:
        return msg("The police were told at %(time)s.", time=at)
    if police is Police.NOT_YET:
        return msg("The police have not been told yet.")
    return None


def check_limit(sent: int, confirmed: bool) -> None:
    """Let a sender go on who has sent `sent` alerts in the last 24 hours.

    Raises:
        Refusal: that is enough for one day.
    """
    if sent >= (MOST_A_DAY if confirmed else MOST_A_DAY_UNCONFIRMED):
        raise Refusal(
            "alert-limit",
            msg("You have sent enough alerts for today. Is it urgent, call 114."),
        )


def one_of(endings: tuple[Ending, ...], ending: Ending) -> Ending:
    """Return an ending that somebody may choose.

    Raises:
        Refusal: it is none of theirs.
    """
    if ending not in endings:
        raise _not_offered("ending")
    return ending


def area(name: str, estate: str) -> Message:
    """Return what a stairwell or zone is called under the estate's own name."""
    road, _, number = name.rpartition(" ")
    if road and estate.startswith(road):
        return msg("no. %(number)s", number=number)
    return told({"": name}, "")


def _offered(choices: type[_Choice], value: str, field: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        raise _not_offered(field) from None


def _not_offered(field: str) -> Refusal:
    return Refusal("alert-not-offered", msg("That is not one of the choices. Choose again."), field)


def _minute(moment: datetime) -> time:
    return time(moment.hour, moment.minute)


def _checked_time(moment: date | datetime, now: datetime) -> date | datetime:
    if isinstance(moment, datetime):
        moment = (
            moment.astimezone(now.tzinfo) if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        )
        future = moment > now + SLACK
    else:
        future = moment > now.date()
    if future:
        raise Refusal(
            "alert-in-future",
            msg("That time has not come yet. When did it happen?"),
            "happened",
        )
    if local_day(moment) < now.date() - OLDEST:
        raise Refusal(
            "alert-too-old",
            msg("That is more than 30 days ago. Tell the caretaker about it instead."),
            "happened",
        )
    return moment


def _read(typed: str, now: datetime) -> date | datetime:
    """Return the day, or the day and time, that somebody typed; a time alone is today's."""
    words = _FILLERS.sub(" ", clean(typed).lower()).split()
    match words:
        case [alone] if found := _CLOCK.fullmatch(alone):
            return _at(now.date(), found, now)
        case [alone] if found := _DAY.fullmatch(alone):
            return _day(found, now.date())
        case [first, second] if (found := _DAY.fullmatch(first)) and (
            clock := _LOOSE_CLOCK.fullmatch(second)
        ):
            return _at(_day(found, now.date()), clock, now)
        case _:
            raise _unclear()


def _day(found: re.Match[str], today: date) -> date:
    day, month, year = (int(part) if part else 0 for part in found.groups())
    try:
        this_year = date(year or today.year, month, day)
        last_year = date(today.year - 1, month, day)
    except ValueError:
        raise _unclear() from None
    turned = not year and this_year > today and last_year >= today - OLDEST
    return last_year if turned else this_year


def _at(day: date, found: re.Match[str], now: datetime) -> datetime:
    hour, minute = map(int, found.groups())
    try:
        return datetime.combine(day, time(hour, minute), now.tzinfo)
    except ValueError:
        raise _unclear() from None


def _unclear() -> Refusal:
    return Refusal(
        "alert-when-unclear",
        msg("Type the day as 2311, the time as 14.30, or both: 2311 14.30"),
        "happened",
    )


_FILLERS = re.compile(r"\bkl\b\.?|\bd\.|\bden\b|\bat\b|,")
_DAY = re.compile(r"(\d{1,2})[-/.]?(\d{2})(?:[-/.]?(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_LOOSE_CLOCK = re.compile(r"(\d{1,2})[.:]?(\d{2})")
