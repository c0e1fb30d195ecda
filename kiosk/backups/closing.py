"""What must not come back with a copy: whatever was ended, blocked, used up or left since.

Where the database that is replaced can still be read, it says who has left since, which passes and
PINs hold, and what burglaries were entered. All else is closed in every case: ties and vacations
sleep, visits, links, codes and alerts that were out wait for a person to say that they still hold.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from kiosk import (
    account,
    alerts,
    calendars,
    caretaker,
    estate,
    favours,
    figures,
    handover,
    letters,
    notices,
    printing,
    residents,
    trust,
    vacations,
    visits,
)
from kiosk.backups import rows
from kiosk.house import Kiosk
from kiosk.notices import NewNotice
from kiosk.refusals import Refusal
from kiosk.store import Store
from kiosk.words import language, languages, msg

TOLD_FOR = timedelta(days=13)  # two weeks on the lobby's board


@dataclass(frozen=True, slots=True)
class Since:
    """What the database that is replaced knows.

    Args:
        people: who may come in.
        newest: the last number that a resident was given.
        frozen: who is moving out, and since when.
        dismissed: the numbers of those who are caretakers no more.
        recovery: what its newest recovery code wraps.
        doubted: who may be somebody else, since their PIN came by a letterbox code.
        burglaries: how many were entered for the figures, by quarter.
    """

    people: visits.Known
    newest: int
    frozen: Mapping[int, datetime]
    dismissed: frozenset[str]
    recovery: caretaker.Recovery | None
    doubted: frozenset[int]
    burglaries: Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Closed:
    """What was closed.

    Args:
        known: whether the database that is replaced told what was ended since.
        left: how many had left since and are gone again; None where nobody can know.
        caretakers: who may log in as one, name and number.
    """

    known: bool
    left: int | None
    caretakers: tuple[tuple[str, str], ...]


def look(store: Store) -> Since:
    """Return what the database that is replaced knows."""
    with store.read() as db:
        return Since(
            visits.known(db),
            rows.last_ids(db.connection()).get("resident", 0),
            residents.moving_out(db),
            caretaker.dismissed(db),
            caretaker.newest_recovery(db),
            trust.all_in_doubt(db),
            figures.entered(db),
        )


def close(
    db: Session, kiosk: Kiosk, made_at: datetime, since: Since | None, *, bring_back: bool
) -> Closed:
    """Close in a copy whatever may have been closed since it was made, and tell people.

    Args:
        db: the copy.
        kiosk: for its clock.
        made_at: when the copy was made.
        since: what the database that is replaced knows; None where nobody can read it.
        bring_back: keep who has left since, because they were deleted by mistake.
    """
    if since is not None and not _same_history(db, since):
        since = None
    left = None if since is None or bring_back else _left(db, kiosk, since)
    visits.restored(db, kiosk, since.people if since else None)
    trust.restored(db)
    if since is not None:  # their PIN is taken over, and with it the doubt whose it is
        for resident_id in sorted(since.doubted & set(visits.known(db).people)):
            trust.sleep_all(db, resident_id)
    vacations.restored(db)
    alerts.restored(db)
    favours.restored(db)
    calendars.restored(db)
    handover.restored(db)
    printing.restored(db)
    letters.restored(db)
    zone = ZoneInfo(estate.timezone(kiosk))
    day = made_at.astimezone(zone).date()
    moving = {who: since.frozen.get(who) for who in since.people.people} if since else {}
    account.restored(db, kiosk, day, moving)
    stay = caretaker.restored(db, kiosk, since.dismissed if since else frozenset())
    if since is not None:
        caretaker.carry_over(db, since.recovery)
        figures.carry_over(db, since.burglaries)
    text = msg(
        "The kiosk was set back to how it was on %(day)s. "
        "Log in and look through what is yours, please.",
        day=day,
    )
    today = kiosk.clock.today(estate.timezone(kiosk))
    texts = {code: language(code).say(text) for code in languages()}
    with suppress(Refusal):  # as many as can be are up already
        notices.add(db, kiosk, NewNotice(texts, today, today + TOLD_FOR))
    return Closed(since is not None, left, stay)


def _same_history(db: Session, since: Since) -> bool:
    """Return whether the other database is this copy's own later self.

    If it is not, an id may be somebody else's there, and says nothing about anybody here.
    """
    here, there = visits.known(db), since.people
    same = [here.number(who) == there.number(who) for who in here.people if who in there.people]
    return all(same) and since.newest >= rows.last_ids(db.connection()).get("resident", 0)


def _left(db: Session, kiosk: Kiosk, since: Since) -> int:
    """Let those go again who have left since, and return how many."""
    gone = set(visits.known(db).people) - set(since.people.people)
    for resident_id in sorted(gone):
        account.forget(db, kiosk, resident_id)
    return len(gone)
