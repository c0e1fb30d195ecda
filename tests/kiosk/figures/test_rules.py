"""Which quarter something is counted in, and what may be told of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.figures import ENDINGS, Cell, Figure, Hidden, rules
from kiosk.refusals import Refusal
from tests.told import refused

FEWER, KEPT_BACK, NOT_ENTERED = Hidden.FEWER, Hidden.KEPT_BACK, Hidden.NOT_ENTERED
AUTUMN = date(2026, 10, 1)
DAYS = st.dates(date(1970, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_quarters(day: date, first: date) -> None:
    """A quarter is named by its first day."""
    assert first == rules.quarter(day)


def test_a_quarter_is_closed_six_weeks_after_its_end() -> None:
    """Not before, so that what ended on its last day is counted in it."""
    assert not rules.is_closed(AUTUMN, date(2027, 2, 11))
    assert rules.is_closed(AUTUMN, date(2027, 2, 12))


@given(day=DAYS, today=DAYS)
def test_nothing_is_counted_in_a_closed_quarter(day: date, today: date) -> None:
    """Whatever day something is from: a quarter that is told never changes again."""
    booked = rules.booked(day, today)
    assert not rules.is_closed(booked, today)
    assert booked >= rules.quarter(day)
    if not rules.is_closed(rules.quarter(day), today):
        assert booked == rules.quarter(day)


@given(day=DAYS, today=DAYS)
def test_a_quarter_can_be_entered_from_its_first_day_until_it_is_told(
    day: date, today: date
) -> None:
    """Those two or one, and no other; from the day on which it is told on, nothing is entered."""
    first = rules.quarter(day)
    open_quarters = rules.open_quarters(today)
    assert (first in open_quarters) == (first <= today < rules.told_from(first))
    assert open_quarters[-1] == rules.quarter(today)
    if first > today:
        refused("quarter-not-begun", lambda: rules.check_open(first, today))
    elif first not in open_quarters:
        refused("quarter-told", lambda: rules.check_open(first, today))
    else:
        rules.check_open(first, today)


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), (" 007 ", 7), ("1 2", 12), ("٣", 3), ("999", 999)]
)
def test_a_number_of_burglaries_is_read(typed: str, number: int) -> None:
    """In any digits; none is a number."""
    assert number == rules.read_burglaries(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "burglaries-no-number"),
        ("two", "burglaries-no-number"),
        ("-1", "burglaries-no-number"),
        ("1.5", "burglaries-no-number"),
        ("²", "burglaries-no-number"),
        ("1000", "burglaries-too-many"),
        ("9" * 5000, "burglaries-too-many"),
    ],
)
def test_what_is_no_number_of_burglaries_is_refused(typed: str, code: str) -> None:
    """With what to write instead, beside its field."""
    with pytest.raises(Refusal) as told:
        rules.read_burglaries(typed)
    assert (code, "burglaries") == (told.value.code, told.value.field)


def test_less_than_none_is_refused() -> None:
    """However it came here."""
    refused("burglaries-too-many", lambda: rules.checked_burglaries(-1))


@given(known=st.lists(DAYS.map(rules.quarter), max_size=5), today=DAYS, later=DAYS)
def test_every_closed_quarter_is_told(known: list[date], today: date, later: date) -> None:
    """All since the first that is known, with none between them left out, and never an open one."""
    told = rules.told(known, today)
    assert all(rules.is_closed(each, today) and each >= min(known) for each in told)
    assert all(rules.after(one) == other for one, other in pairwise(told))
    assert len(told) <= rules.MOST
    assert rules.told((), later) == ()


def test_five_years_are_told() -> None:
    """What is older than that is told no more."""
    told = rules.told([date(2015, 1, 1)], date(2026, 11, 23))
    assert (date(2021, 10, 1), date(2026, 7, 1), 20) == (told[0], told[-1], len(told))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((7, 9, 5), (21, 7, 9, 5)),
        ((0, 0, 0), (FEWER, FEWER, FEWER, FEWER)),
        ((1, 2, 1), (FEWER, FEWER, FEWER, FEWER)),
        ((2, 2, 2), (6, FEWER, FEWER, FEWER)),
        ((4, 4, 4), (KEPT_BACK, FEWER, FEWER, FEWER)),
        ((2, 9, 3), (14, FEWER, 9, FEWER)),
        ((3, 9, 6), (18, KEPT_BACK, 9, KEPT_BACK)),
        ((3, 6, 9), (18, KEPT_BACK, 6, KEPT_BACK)),
        ((0, 9, 0), (9, KEPT_BACK, KEPT_BACK, KEPT_BACK)),
        ((4, 9, 4), (17, KEPT_BACK, KEPT_BACK, KEPT_BACK)),
        ((0, 7, 5), (12, KEPT_BACK, KEPT_BACK, KEPT_BACK)),
    ],
)
def test_totals_and_their_parts(parts: Sequence[int], told: Sequence[Cell]) -> None:
    """A part that a total would give away has another one kept back beside it."""
    assert told == rules.sums(parts)


def tables(count: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield every row of so many figures whose sum is at most so much."""
    for bars in combinations(range(most + count), count):
        yield tuple(bar - before - 1 for before, bar in pairwise((-1, *bars)))


@pytest.mark.parametrize(("count", "most"), [(2, 30), (3, 24), (4, 18), (len(ENDINGS), 14)])
def test_no_hidden_figure_can_be_worked_out(count: int, most: int) -> None:
    """Whoever knows these rules, and all that is told, is left with several numbers for each."""
    worlds = defaultdict(list)
    for parts in tables(count, most):
        worlds[rules.sums(parts)].append((sum(parts), *parts))
    assert any(KEPT_BACK in told for told in worlds)
    for told, possible in worlds.items():
        for cell, *numbers in zip(told, *possible, strict=True):
            if isinstance(cell, Hidden):
                assert len(set(numbers)) > 1, told
                assert cell is KEPT_BACK or max(numbers) < rules.LEAST
            else:
                assert {cell} == set(numbers)
                assert cell >= rules.LEAST
        total, *rest = told
        if not isinstance(total, Hidden):
            hidden = total - sum(cell for cell in rest if not isinstance(cell, Hidden))
            assert hidden not in range(1, rules.LEAST), told


def test_burglaries_cannot_be_worked_out_from_anything_else() -> None:
    """Whoever knows all that is told, and all other numbers, is left with each one under five."""
    worlds = defaultdict(set)
    for burglaries, *others in product([None, *range(12)], *[(0, 3, 4, 5, 9)] * 4):
        counts = dict(zip((Figure.SIGNED_UP, *ENDINGS[:2], Figure.VACATIONS), others, strict=True))
        if burglaries is not None:
            counts[Figure.BURGLARIES] = burglaries
        worlds[(*others, *rules.cells(AUTUMN, counts).cells.values())].add(burglaries)
    for *_, told in worlds:
        assert told in {NOT_ENTERED, FEWER, *range(rules.LEAST, 12)}
    for (*_, told), possible in worlds.items():
        wanted = {NOT_ENTERED: {None}, FEWER: set(range(rules.LEAST))}.get(told, {told})
        assert wanted == possible


def test_burglaries_change_no_other_figure() -> None:
    """They are part of no total."""
    told = set()
    for number in range(12):
        cells = rules.cells(AUTUMN, {Figure.BURGLARIES: number, Figure.ALERTS_EXPIRED: 7}).cells
        told.add(tuple(cell for figure, cell in cells.items() if figure != Figure.BURGLARIES))
    assert 1 == len(told)


@given(st.dictionaries(st.sampled_from(Figure), st.integers(0, 30)))
def test_every_figure_is_told_or_said_to_be_hidden(counts: dict[Figure, int]) -> None:
    """Each quarter has the same figures, in the same order; no number is under five."""
    cells = rules.cells(date(2026, 1, 1), counts).cells
    assert list(Figure) == list(cells)
    numbers = [cell for cell in cells.values() if not isinstance(cell, Hidden)]
    assert all(number >= rules.LEAST for number in numbers)
    total = sum(counts.get(ending, 0) for ending in ENDINGS)
    assert cells[Figure.ALERTS] in {total, FEWER, KEPT_BACK}
    missing = {figure for figure, cell in cells.items() if cell is NOT_ENTERED}
    assert missing == {Figure.BURGLARIES} - counts.keys()
