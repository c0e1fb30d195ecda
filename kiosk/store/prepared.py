"""Reads that are asked again and again: put together once, answered with plain records.

A page or a screen asks some twenty small questions, and through the ORM two thirds of what each
costs goes into building the question and into objects that wait to be changed (measured: a row by
its id 130 µs, prepared 26). So what people wait for is prepared where its module is imported; rows
that are to be changed still come from the session.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Generic, TypeVar, TypeVarTuple, overload

import sqlalchemy as sa
from sqlmodel import Session
from sqlmodel.sql.expression import Select, SelectOfScalar

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def given(name: str) -> Any:
    """Return the place of a value that is given each time the question is asked."""
    return sa.bindparam(name)


class Prepared(Generic[T]):
    """A question that is put together once.

    What comes back has the attributes of what was selected: of a table's row, or a tuple of those,
    or the values of single columns. It is a record of that moment, cannot be changed, and knows no
    session; of an outer join's missing side there is None.

    Args:
        statement: with `given` in the place of each value.
    """

    @overload
    def __init__(self, statement: SelectOfScalar[T]) -> None: ...
    @overload
    def __init__(self: "Prepared[tuple[*Ts]]", statement: Select[*Ts]) -> None: ...
    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._record: Callable[[Sequence[Any]], T] | None = None

    def all(self, db: Session, **values: Any) -> list[T]:
        """Return every answer; what `db` has not written yet is written before."""
        if self._record is None:
            self._record = _recording(self._statement)
        if db.autoflush:
            db.flush()
        found = db.connection().execute(self._statement, values).all()
        return [self._record(row) for row in found]

    def first(self, db: Session, **values: Any) -> T | None:
        """Return the first answer, if there is any."""
        return next(iter(self.all(db, **values)), None)


class PreparedForEach(Generic[T]):
    """A question about several things at once, put together once for about so many.

    A list of other length would be another statement each time; so the list is filled up to the
    next power of two with its last thing, which changes nothing where it is looked for in a list.

    Args:
        build: returns the statement for some places; it selects what is in them.
    """

    @overload
    def __init__(self, build: Callable[[Sequence[Any]], SelectOfScalar[T]]) -> None: ...
    @overload
    def __init__(
        self: "PreparedForEach[tuple[*Ts]]", build: Callable[[Sequence[Any]], Select[*Ts]]
    ) -> None: ...
    def __init__(self, build: Any) -> None:
        self._build = build
        self._prepared: dict[int, Prepared[T]] = {}

    def all(self, db: Session, things: Iterable[Any], **values: Any) -> list[T]:
        """Return every answer about these things; nothing is asked about none."""
        rest, found = iter(set(things)), list[T]()
        while asked := list(islice(rest, MOST_AT_ONCE)):
            size = 1 << (len(asked) - 1).bit_length()
            asked += asked[-1:] * (size - len(asked))
            places = {f"each_{number}": thing for number, thing in enumerate(asked)}
            if size not in self._prepared:
                self._prepared[size] = Prepared(self._build([given(name) for name in places]))
            found += self._prepared[size].all(db, **places, **values)
        return found


MOST_AT_ONCE = 512  # SQLite takes 32,766 values and PostgreSQL 65,535

Row = Sequence[Any]  # as the database gives it: all columns side by side


def _recording(statement: Any) -> Callable[[Row], Any]:
    """Return what makes an answer of a row."""
    parts: list[Callable[[Row], Any]] = []
    place = 0
    for told in statement.column_descriptions:
        entity = told.get("entity")
        if entity is None or told["expr"] is not entity:
            parts.append(itemgetter(place))
            place += 1
        else:
            mapper = sa.inspect(entity).mapper
            parts.append(_record(mapper, place))
            place += len(mapper.columns)
    if len(parts) == 1:
        return parts[0]
    return lambda row: tuple([part(row) for part in parts])


def _record(mapper: Any, place: int) -> Callable[[Row], Any]:
    """Return what makes a record of a mapped row's columns, which begin at `place`."""
    names = [mapper.get_property_by_column(column).key for column in mapper.columns]
    record: Any = namedtuple("Record", names)  # type: ignore[misc]  # noqa: PYI024 - known at run time
    end = place + len(names)
    key = place + [column.primary_key for column in mapper.columns].index(True)
    return lambda row: None if row[key] is None else record(*row[place:end])
