"""Pure decisions: which quarter something is counted in, when that is told, and what is not.

Burglaries are the one figure that is entered and not counted. They can be as long as the quarter is
open, so that an entry is mended while nobody has read it, and never afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kiosk.figures.cards import ENDINGS, MONTHS, Cell, Figure, Hidden, Quarter
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

LEAST = 5  # product.md: never a figure under five
SETTLES = timedelta(weeks=6)  # an alert is kept for 30 days after its end, a vacation for 7
MOST = 20  # quarters that are told: five years
MOST_BURGLARIES = 999  # in a quarter: whoever types more has slipped
BURGLARIES_FIELD = "burglaries"


def quarter(day: date) -> date:
    """Return the first day of the quarter that a day is in."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def first_day(year: int, number: int) -> date:
    """Return the first day of a year's first to fourth quarter."""
    return date(year, (number - 1) * MONTHS + 1, 1)


def after(first: date) -> date:
    """Return the first day of the next quarter."""
    return quarter(first + timedelta(days=31 * MONTHS))


def told_from(first: date) -> date:
    """Return the day from which a quarter is told."""
    return after(first) + SETTLES


def is_closed(first: date, today: date) -> bool:
    """Return whether a quarter is told, so that nothing is counted in it any more."""
    return told_from(first) <= today


def open_quarters(today: date) -> tuple[date, ...]:
    """Return the quarters that have begun and are not closed, the latest last."""
    this = quarter(today)
    before = quarter(this - timedelta(days=1))
    return tuple(first for first in (before, this) if not is_closed(first, today))


def check_open(first: date, today: date) -> None:
    """Refuse to enter anything in a quarter that is told already, or has not begun.

    Raises:
        Refusal: it is one of these.
    """
    if first > today:
        raise Refusal("quarter-not-begun", msg("That quarter has not begun yet."))
    if is_closed(first, today):
        raise Refusal(
            "quarter-told",
            msg("That quarter is told by now, and its figures never change. Nothing was written."),
        )


def read_burglaries(typed: str) -> int:
    """Return how many burglaries somebody has typed.

    Raises:
        Refusal: it is no whole number, or too many.
    """
    digits = clean(typed).replace(" ", "")
    if not digits.isdecimal():
        raise Refusal(
            "burglaries-no-number",
            msg("Write how many there were, in digits. Write 0 if there were none."),
            BURGLARIES_FIELD,
        )
    return checked_burglaries(int(digits))


def checked_burglaries(number: int) -> int:
    """Return a number of burglaries that can be.

    Raises:
        Refusal: it is too many, or less than none.
    """
    if not 0 <= number <= MOST_BURGLARIES:
        raise Refusal(
            "burglaries-too-many",
            msg("That cannot be. Write a number from 0 to %(most)s.", most=MOST_BURGLARIES),
            BURGLARIES_FIELD,
        )
    return number


def booked(day: date, today: date) -> date:
    """Return the quarter that something is counted in: its own, or the first that is not closed."""
    found = quarter(day)
    while is_closed(found, today):
        found = after(found)
    return found


def told(known: Iterable[date], today: date) -> tuple[date, ...]:
    """Return every closed quarter since the first that is known, the latest last."""
    found = min(known, default=None)
    quarters: list[date] = []
    while found and is_closed(found, today):
        quarters.append(found)
        found = after(found)
    return tuple(quarters[-MOST:])


def cells(first: date, counts: Mapping[Figure, int]) -> Quarter:
    """Return a quarter with what may be told of it."""
    endings = [counts.get(ending, 0) for ending in ENDINGS]
    total, *parts = sums(endings)
    alone = {
        figure: hidden(counts.get(figure, 0)) for figure in (Figure.SIGNED_UP, Figure.VACATIONS)
    }
    found = alone | {Figure.ALERTS: total} | dict(zip(ENDINGS, parts, strict=True))
    entered = counts.get(Figure.BURGLARIES)
    found[Figure.BURGLARIES] = Hidden.NOT_ENTERED if entered is None else hidden(entered)
    return Quarter(first, {figure: found[figure] for figure in Figure})


def hidden(number: int) -> Cell:
    """Return a figure that stands alone as it may be told."""
    return number if number >= LEAST else Hidden.FEWER


def sums(parts: Sequence[int]) -> tuple[Cell, ...]:
    """Return a total and then its parts, so that none under five can be worked out.

    Which part is kept back beside those goes by their order, the last first, never by their size:
    the smallest one would be known to be no larger than those that are told.
    """
    small = {at for at, part in enumerate(parts) if part < LEAST}
    if _are_safe([parts[at] for at in small]) or sum(parts) < LEAST:
        return hidden(sum(parts)), *map(hidden, parts)
    if len(small) == len(parts):
        return Hidden.KEPT_BACK, *map(hidden, parts)
    back = set(small)
    for at in reversed(range(len(parts))):
        back.add(at)
        if back > small and sum(parts[each] for each in back) > LEAST:
            break
    told = (Hidden.KEPT_BACK if at in back else part for at, part in enumerate(parts))
    return sum(parts), *told


def _are_safe(small: Sequence[int]) -> bool:
    """Return whether figures under five stay hidden from whoever knows their sum.

    One alone is its sum. Several are not to be under five together, and where they are nearly as
    many as they can be, each of them is known as good as well.
    """
    nearly_all = (LEAST - 1) * len(small) - 1
    return not small or (len(small) > 1 and LEAST <= sum(small) < nearly_all)
