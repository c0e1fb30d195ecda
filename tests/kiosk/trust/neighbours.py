"""What tests of trust do again and again, through the kiosk's own actions."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import sqlalchemy as sa

from kiosk import estate, residents, trust
from kiosk.house import Kiosk
from tests.people import Person

TV, TH = "Lærkevej 4, st. tv", "Lærkevej 4, st. th"
ONE_TV, ONE_TH = "Lærkevej 4, 1. tv", "Lærkevej 4, 1. th"
NEXT_DOOR = "Lærkevej 6, 1. mf"

_WHOLE_TABLE = re.compile(r"Seq Scan|SCAN (?!CONSTANT|\(subquery)")

_keys = count(1)


def new_key() -> str:
    """Return a key that no press of a button has used."""
    return f"press-{next(_keys)}"


def door_of(kiosk: Kiosk, person: Person) -> int:
    """Return the id of somebody's door."""
    with kiosk.store.read() as db:
        return residents.get(db, person.resident_id).door.id


def door_id(kiosk: Kiosk, text: str) -> int:
    """Return the id of a door."""
    return estate.find_door(kiosk, text).id


def invite(kiosk: Kiosk, inviter: Person, invited: Person) -> None:
    """Let one invite the other's door."""
    trust.invite(kiosk, inviter.visit, door_of(kiosk, invited), new_key())


def accept(kiosk: Kiosk, invited: Person, inviter: Person) -> None:
    """Let the one who is invited say yes to what waits for them, or to the card they found."""
    waiting = trust.circle(kiosk, invited.visit).waiting
    shown = [card.invitation_id for card in waiting if card.from_name == inviter.name]
    trust.accept(kiosk, invited.visit, shown[0] if shown else printed_code(kiosk, inviter))


def confirm(kiosk: Kiosk, inviter: Person, invited: Person, yes: bool = True) -> None:
    """Let the inviter answer whether they know who said yes."""
    asked = trust.circle(kiosk, inviter.visit).asked
    wanted = next(card for card in asked if card.name == invited.name)
    trust.confirm(kiosk, inviter.visit, wanted.answer_id, yes)


def befriend(kiosk: Kiosk, one: Person, other: Person) -> None:
    """Make two trusted neighbours, in the three steps that it takes."""
    invite(kiosk, one, other)
    accept(kiosk, other, one)
    confirm(kiosk, one, other)


def tie_with(kiosk: Kiosk, me: Person, other: Person) -> trust.Tie:
    """Return my tie with somebody."""
    ties = trust.circle(kiosk, me.visit).ties
    return next(tie for tie in ties if tie.resident_id == other.resident_id)


def printed_code(kiosk: Kiosk, inviter: Person) -> str:
    """Return the code on the newest card of an inviter, as whoever finds it reads it."""
    newest = sa.text(
        "SELECT code FROM trust_invitation WHERE inviter_id = :who ORDER BY id DESC LIMIT 1"
    )
    with kiosk.store.read() as db:
        return str(db.connection().execute(newest, {"who": inviter.resident_id}).scalar_one())


def looks_after(kiosk: Kiosk, helper: Person) -> tuple[int, ...]:
    """Return the ids of those whose homes a helper may look after."""
    with kiosk.store.read() as db:
        return tuple(each.resident.id for each in trust.owners(db, helper.resident_id))


def reset_pin(kiosk: Kiosk, person: Person) -> None:
    """Let a new PIN work that was asked for with a letterbox code."""
    with kiosk.store.write() as db:
        trust.sleep_all(db, person.resident_id)


def statements(kiosk: Kiosk, action: Callable[[], object]) -> list[str]:
    """Return the SQL that an action runs."""
    ran: list[str] = []

    def note(*event: object) -> None:
        ran.append(str(event[2]))

    sa.event.listen(kiosk.store.engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        sa.event.remove(kiosk.store.engine, "before_cursor_execute", note)
    return ran


def query_plans(kiosk: Kiosk, action: Callable[[], object], tables: str) -> dict[str, str]:
    """Return how the database finds the rows of each statement of an action that names `tables`.

    PostgreSQL reads small tables whole because that is cheaper; it is asked not to, so that what
    it still reads whole has no index to go by.
    """
    ran: dict[str, Any] = {}

    def note(*event: Any) -> None:
        sql, given, many = event[2], event[3], event[5]
        if sql.split()[0] in {"SELECT", "UPDATE", "DELETE"} and tables in sql:
            ran[sql] = given[0] if many else given

    sa.event.listen(kiosk.store.engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        sa.event.remove(kiosk.store.engine, "before_cursor_execute", note)
    explain, column = ("EXPLAIN QUERY PLAN", 3) if kiosk.store.is_sqlite else ("EXPLAIN", 0)
    with kiosk.store.read() as db:
        raw = db.connection()
        if not kiosk.store.is_sqlite:
            raw.exec_driver_sql("SET enable_seqscan = off")
        return {
            sql: "; ".join(row[column] for row in raw.exec_driver_sql(f"{explain} {sql}", given))
            for sql, given in ran.items()
        }


def whole_tables(plans: dict[str, str]) -> dict[str, str]:
    """Return the statements that read a whole table; an empty list of ids is none."""
    return {sql: plan for sql, plan in plans.items() if _WHOLE_TABLE.search(plan)}
