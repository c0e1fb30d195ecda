"""200 ties and 1,000 old vacations cost a resident no more than two: no row is read one by one."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from kiosk import estate, residents, trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Task
from kiosk.visits import Visit
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.trust.neighbours import (
    NEXT_DOOR,
    ONE_TH,
    TH,
    TV,
    befriend,
    door_of,
    new_key,
    query_plans,
    reset_pin,
    statements,
    tie_with,
    whole_tables,
)
from tests.kiosk.vacations.absences import grow, log, request
from tests.people import Person, move_in

TODAY = date(2026, 11, 23)


WAITED_FOR: dict[str, Callable[[Kiosk, Visit], object]] = {
    "circle": trust.circle,
    "named_by": vacations.named_by,
    "draft": vacations.draft,
    "mine": vacations.mine,
    "lately": vacations.lately,
    "count": vacations.count_to_look_after,
    "to_look_after": vacations.to_look_after,
    "news": vacations.news,
    "has_news": vacations.has_news,
}


def test_two_hundred_ties_take_as_many_looks_as_two(kiosk: Kiosk) -> None:
    """What a resident waits for asks the database as often, however many neighbours they have."""
    few, many = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
    grow(kiosk, few, TODAY, ties=2, old=2)
    grow(kiosk, many, TODAY, ties=200, old=1000)

    looks = {
        name: [len(statements(kiosk, lambda: action(kiosk, who.visit))) for who in (few, many)]  # noqa: B023 - called at once
        for name, action in WAITED_FOR.items()
    }

    assert {name: [found[0]] * 2 for name, found in looks.items()} == looks
    assert 200 == len(trust.circle(kiosk, many.visit).ties)
    assert 200 == len(vacations.to_look_after(kiosk, many.visit))
    assert 1 == len(vacations.mine(kiosk, many.visit))


@pytest.fixture
def lively(kiosk: Kiosk, clock: FakeClock) -> Iterator[Callable[[], None]]:
    """Everything that happens between neighbours, once."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH, mobile="20 30 40 50")
    ida = move_in(kiosk, "Ida", ONE_TH)

    def everything() -> None:
        befriend(kiosk, anna, ole)
        trust.invite_by(kiosk, ole.visit, "20 11 22 33", new_key())
        trust.invite(kiosk, ole.visit, door_of(kiosk, ida), new_key())
        trust.invite(kiosk, ole.visit, estate.find_door(kiosk, NEXT_DOOR).id, new_key())
        trust.withdraw(kiosk, ole.visit, trust.circle(kiosk, ole.visit).sent[0].id)
        trust.decline(kiosk, ida.visit, trust.circle(kiosk, ida.visit).waiting[0].invitation_id)
        trust.send_letters(kiosk)
        trust.pause(kiosk, anna.visit, on=True)
        trust.pause(kiosk, anna.visit, on=False)
        reset_pin(kiosk, anna)
        trust.still_them(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        trust.let_report(kiosk, anna.visit, tie_with(kiosk, anna, ole).id, on=True)
        _between_vacations(kiosk, anna, ole)
        trust.end(kiosk, ole.visit, tie_with(kiosk, ole, anna).id)
        clock.set(clock.now() + timedelta(days=40))
        with kiosk.store.write() as db:
            vacations.about(db, kiosk, anna.resident_id)
            trust.about(db, ole.resident_id)
            vacations.sweep(db, kiosk)
            trust.sweep(db, kiosk)
            vacations.forget(db, kiosk, anna.resident_id)
            trust.end_all(db, ole.resident_id)
            residents.ids_by_confirmed_email(db, "ole@example.dk")

    yield everything
    clock.set(MONDAY)


def _between_vacations(kiosk: Kiosk, anna: Person, ole: Person) -> None:
    saved = log(kiosk, anna, ole, tasks=frozenset({Task.DOORMAT}))
    vacations.draft(kiosk, anna.visit)
    vacations.to_look_after(kiosk, ole.visit)
    vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
    vacations.do(kiosk, ole.visit, saved.id, Task.DOORMAT, done=True)
    vacations.give_back(kiosk, ole.visit, saved.id, Task.DOORMAT)
    vacations.take(kiosk, ole.visit, saved.id, Task.DOORMAT)
    vacations.print_tasks(kiosk, ole.visit)
    vacations.change(kiosk, anna.visit, saved.id, request(ole))
    vacations.switch(kiosk, anna.visit, saved.id, ole.resident_id, on=False)
    vacations.mine(kiosk, anna.visit)
    vacations.cancel(kiosk, anna.visit, saved.id)
    vacations.lately(kiosk, anna.visit)
    vacations.news(kiosk, ole.visit)
    report = vacations.Report(anna.resident_id, TODAY, None, whole_home=True, key=new_key())
    reported = vacations.report(kiosk, ole.visit, report)
    vacations.take_back(kiosk, ole.visit, reported.vacation_id)
    log(kiosk, anna, ole)


@pytest.mark.parametrize(("tables", "least"), [("trust_", 25), ("vacation", 25), ("resident", 8)])
def test_nothing_reads_a_whole_table(
    kiosk: Kiosk, lively: Callable[[], None], tables: str, least: int
) -> None:
    """Every statement about ties and vacations finds its rows by an index, on both databases."""
    plans = query_plans(kiosk, lively, tables)
    assert len(plans) > least
    assert {} == whole_tables(plans)


def test_the_indexes_are_what_finds_them(kiosk: Kiosk) -> None:
    """Without its index a statement would be found out: the test above can fail."""
    with kiosk.store.write() as db:
        db.connection().execute(sa.text("DROP INDEX ix_resident_email"))

    def look() -> None:
        with kiosk.store.read() as db:
            residents.ids_by_confirmed_email(db, "ole@example.dk")

    assert whole_tables(query_plans(kiosk, look, "resident"))
