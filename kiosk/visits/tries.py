"""Counting tries, so that nothing is guessed and no count is lost.

A try is counted as wrong before it is looked at, in a transaction of its own; only a right answer
takes its own place back. Whatever happens in between - an exception, a kill, a power cut - the
try stands. Eight tries at once take eight places.

Counts go by who is claimed. A claim that belongs to nobody is counted by itself in just the same
way, so waiting tells nobody whether there is such a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk.house import Kiosk
from kiosk.visits import rules, stopwatch
from kiosk.visits.cards import Denied, Warned
from kiosk.visits.tables import CountRow, WarningRow
from kiosk.words import Message, many, msg

WRONG = msg("That does not fit together. Check the number and the PIN, or scan your pass.")
PASS_ONLY = msg("Numbers cannot be used here today. Scan your pass to log in.")
OFF = msg("This way to log in is closed. Log in another way, or ask the caretaker for help.")

ESTATE = "estate"
_KIOSK = "kiosk:"
_OF_NOBODY = ":x:"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a try is counted under.

    Args:
        name: the count's row.
        a_day: how many wrong tries it allows in a day.
        of_person: whether waits and the end after many in a row apply; else only the day's cap.
    """

    name: str
    a_day: int
    of_person: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """The place a try took in one scope."""

    scope: Scope
    in_a_row: int
    today: int
    day_ends: float


@dataclass(frozen=True, slots=True)
class Try:
    """A try that has been counted as wrong. `wait_s` is the wait that follows if it is."""

    places: tuple[Place, ...]
    wait_s: int


def of_person(kind: str, resident_id: int | None, claim_hash: str) -> Scope:
    """Return the scope of whoever is claimed: a person, or a claim that belongs to nobody."""
    who = f":r:{resident_id}" if resident_id is not None else f"{_OF_NOBODY}{claim_hash}"
    return Scope(f"{kind}{who}", rules.A_DAY_AND_PERSON)


def of_typing(kiosk: Kiosk) -> tuple[Scope, ...]:
    """Return the scopes that typed claims share: this kiosk, and the whole estate."""
    return (
        Scope(f"{_KIOSK}{kiosk.settings.lobby.stairwell}", rules.A_DAY_AND_KIOSK, of_person=False),
        Scope(ESTATE, rules.A_DAY_AND_ESTATE, of_person=False),
    )


def begin(db: Session, kiosk: Kiosk, scopes: Sequence[Scope]) -> Try | Denied:
    """Count a try as wrong in all its scopes, or say why it is not looked at.

    Nothing is counted for a try that is not looked at.
    """
    now = stopwatch.store(db, kiosk)
    rows = [_today(db, kiosk, scope, now) for scope in scopes]
    for scope, row in zip(scopes, rows, strict=True):
        if denied := _held_up(scope, row, now):
            return denied
    wait = 0.0
    for scope, row in zip(scopes, rows, strict=True):
        row.in_a_row += 1
        row.today += 1
        row.changed_at = kiosk.clock.now()
        if scope.of_person:
            if own := rules.wait_after(row.in_a_row):
                row.wait_until = now + own
            wait = max(wait, _waits_until(scope, row) - now)
        db.add(row)
    db.flush()
    places = (
        Place(scope, row.in_a_row, row.today, row.day_ends)
        for scope, row in zip(scopes, rows, strict=True)
    )
    return Try(tuple(places), _seconds(wait))


def right(db: Session, counted: Try) -> None:
    """Take back the place of a try that was right; tries that began after it keep theirs."""
    for place in counted.places:
        row = db.get(CountRow, place.scope.name)
        if row is None:
            continue
        row.in_a_row = max(0, row.in_a_row - place.in_a_row)
        if row.day_ends == place.day_ends:
            row.today = max(0, row.today - 1)
        if row.in_a_row < rules.LOT:
            row.wait_until = 0.0
        db.add(row)
    db.flush()


def wrong(db: Session, kiosk: Kiosk, counted: Try, said: Message = WRONG) -> Denied:
    """Let a try stand as it was counted, and return what to tell; the same for everything wrong."""
    for place in counted.places:
        if not place.scope.of_person and place.today == place.scope.a_day:
            db.add(WarningRow(scope=place.scope.name, at=kiosk.clock.now()))
    db.flush()
    return Denied(wait_message(counted.wait_s), counted.wait_s) if counted.wait_s else Denied(said)


def wait_message(wait_s: int) -> Message:
    """Return the one answer for every resident who has to wait this many seconds."""
    return msg("%(wait)s You can also log in another way.", wait=too_often(wait_s))


def too_often(wait_s: int) -> Message:
    """Return how long to wait, in whole minutes or hours."""
    minutes = -(-wait_s // 60)
    if minutes <= 120:  # noqa: PLR2004 - up to two hours people think in minutes
        return many(
            "That was wrong too often. Try again in %(n)s minute.",
            "That was wrong too often. Try again in %(n)s minutes.",
            minutes,
        )
    return many(
        "That was wrong too often. Try again in %(n)s hour.",
        "That was wrong too often. Try again in %(n)s hours.",
        -(-minutes // 60),
    )


def warnings(db: Session) -> tuple[Warned, ...]:
    """Return what the caretaker is to be told, the newest first. It names nobody."""
    rows = db.exec(select(WarningRow).order_by(col(WarningRow.at).desc()))
    return tuple(Warned(row.at, _told(row.scope)) for row in rows)


def forget_person(db: Session, resident_id: int) -> None:
    """Delete the counts of somebody who leaves."""
    own = col(CountRow.scope).like(f"%:r:{resident_id}")
    db.execute(sa.delete(CountRow).where(own))


def sweep(db: Session, before: datetime) -> None:
    """Delete counts that belong to nobody, and warnings, that are older than `before`."""
    nobody = col(CountRow.scope).contains(_OF_NOBODY)
    db.execute(sa.delete(CountRow).where(nobody, col(CountRow.changed_at) < before))
    db.execute(sa.delete(WarningRow).where(col(WarningRow.at) < before))


def _today(db: Session, kiosk: Kiosk, scope: Scope, now: float) -> CountRow:
    row = db.get(CountRow, scope.name)
    if row is None:
        row = CountRow(scope=scope.name, changed_at=kiosk.clock.now())
    if row.day_ends <= now:
        row.today = 0
        row.day_ends = now + rules.DAY
    return row


def _held_up(scope: Scope, row: CountRow, now: float) -> Denied | None:
    if scope.of_person and row.in_a_row >= rules.OFF_IN_A_ROW:
        return Denied(OFF, None)
    wait_s = _seconds(_waits_until(scope, row) - now)
    if wait_s <= 0:
        return None
    return Denied(wait_message(wait_s) if scope.of_person else PASS_ONLY, wait_s)


def _waits_until(scope: Scope, row: CountRow) -> float:
    """Return the instant of the stopwatch until which nothing is looked at."""
    return max(row.wait_until, row.day_ends if row.today >= scope.a_day else 0.0)


def _seconds(rest: float) -> int:
    """Return whole seconds, rounded up, so that nobody is sent back a moment too early."""
    return int(-(-rest // 1))


def _told(scope: str) -> Message:
    if scope == ESTATE:
        return msg(
            "There were %(n)s wrong PINs in one day in the whole estate. "
            "Until the next day only passes were let in.",
            n=rules.A_DAY_AND_ESTATE,
        )
    return msg(
        "There were %(n)s wrong PINs in one day at one kiosk. "
        "Until the next day only passes were let in there.",
        n=rules.A_DAY_AND_KIOSK,
    )
