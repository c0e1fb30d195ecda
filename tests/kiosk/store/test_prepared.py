"""Prepared questions answer as the session would, with records that nobody can change."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from kiosk import board
from kiosk.board.tables import BoardFact
from kiosk.store import Prepared, PreparedForEach, Store, given
from kiosk.store.prepared import MOST_AT_ONCE

OTHER = aliased(BoardFact)
VALUE_OF = Prepared(select(BoardFact.value).where(col(BoardFact.name) == given("name")))
FACT = Prepared(select(BoardFact).where(col(BoardFact.name) == given("name")))
COUNT = Prepared(select(sa.func.count()).select_from(BoardFact))
SAME = Prepared(
    select(BoardFact, OTHER)
    .outerjoin(
        OTHER, sa.and_(col(OTHER.value) == col(BoardFact.value), col(OTHER.name) != BoardFact.name)
    )
    .order_by(col(BoardFact.name))
)
NAMED = PreparedForEach(lambda names: select(BoardFact).where(col(BoardFact.name).in_(names)))


def tell(store: Store, **facts: str) -> None:
    """Write facts down."""
    with store.write() as db:
        for name, value in facts.items():
            board.fact(db, name, value)


def test_a_row_is_a_record_of_its_columns(store: Store) -> None:
    """What is selected as a row has that row's attributes, and cannot be changed."""
    tell(store, a="1")
    with store.read() as db:
        found = FACT.first(db, name="a")
        assert found is not None
        assert ("a", "1") == (found.name, found.value)
        with pytest.raises(AttributeError):
            found.value = "2"


def test_values_are_values(store: Store) -> None:
    """A single column, and what the database has counted, come as they are."""
    tell(store, a="1", b="2")
    with store.read() as db:
        assert ["1"] == VALUE_OF.all(db, name="a")
        assert 2 == COUNT.first(db)
        assert VALUE_OF.first(db, name="c") is None


def test_the_missing_side_of_an_outer_join_is_none(store: Store) -> None:
    """Each side is a record of its own; one that is not there is None, also where names repeat."""
    tell(store, a="1", b="1", c="2")
    with store.read() as db:
        found = [(one.name, other and other.name) for one, other in SAME.all(db)]
    assert [("a", "b"), ("b", "a"), ("c", None)] == found


def test_what_was_not_written_yet_is_found(store: Store) -> None:
    """A question asked in a transaction that writes sees what that transaction changed."""
    tell(store, a="1")
    with store.write() as db:
        db.get_one(BoardFact, "a").value = "2"
        db.add(BoardFact(name="b", value="3"))
        assert ["2", "3"] == [VALUE_OF.first(db, name=name) for name in ("a", "b")]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 9])
def test_each_thing_is_found_once(store: Store, count: int) -> None:
    """However many are asked for, each is found once and nothing else is."""
    names = [f"fact {number}" for number in range(10)]
    tell(store, **dict.fromkeys(names, "1"))
    with store.read() as db:
        found = [fact.name for fact in NAMED.all(db, names[:count] * 2)]
    assert names[:count] == sorted(found)


def test_lists_of_about_one_length_are_one_statement(store: Store) -> None:
    """A list of five and one of eight are asked for by the same words; of none nothing is asked."""
    ran: list[str] = []

    def note(*event: object) -> None:
        ran.append(str(event[2]))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    with store.read() as db:
        for count in (0, 5, 8):
            NAMED.all(db, map(str, range(count)))
    looks = [sql for sql in ran if sql.startswith("SELECT")]
    assert 2 == len(looks)
    assert 1 == len(set(looks))


def test_more_than_a_statement_takes_are_asked_for_in_turns(store: Store) -> None:
    """A list that is longer than a statement may be is found whole."""
    names = [f"{number:04}" for number in range(MOST_AT_ONCE + 3)]
    tell(store, **dict.fromkeys(names, "1"))
    with store.read() as db:
        assert names == sorted(fact.name for fact in NAMED.all(db, names))
