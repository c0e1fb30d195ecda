"""Pure decisions about vacations: which dates can be, and what is offered."""

import hmac
from collections.abc import Sequence
from datetime import date, timedelta

from kiosk.chance import BITS_A_CHARACTER, CROCKFORD
from kiosk.refusals import Refusal
from kiosk.vacations.cards import Absence, Span, Task
from kiosk.words import Message, dated, many, msg

LONGEST = timedelta(days=366)  # a year away; longer is a move
OPEN_LIFE = timedelta(days=366)  # an absence without an end is forgotten after as long
KEPT = timedelta(days=7)  # product.md: gone 7 days after the return
MAX_COMING = 20  # vacations of one person that are not over
MAX_REPORTED = 3  # of these, by one helper
LETTERS_A_DAY = 12  # to one helper; more would be a neighbour who plays with a switch
REFERENCE_BITS = 20  # four characters
OFFERED = frozenset({Task.LETTERBOX, Task.PUSH_POST, Task.DOORMAT})  # what nearly everybody needs


def reference(pepper: bytes, vacation_id: int) -> str:
    """Return the four characters by which an owner tells one saved vacation from another.

    They open nothing: there is nowhere to type them, and they do not say how many there are.
    """
    mixed = int.from_bytes(hmac.digest(pepper, f"vacation {vacation_id}".encode(), "sha256")[:8])
    return "".join(
        CROCKFORD[mixed >> shift & 31] for shift in range(0, REFERENCE_BITS, BITS_A_CHARACTER)
    )


def check_dates(
    away_from: date,
    home_again: date | None,
    kind: Absence,
    today: date,
    began: date | None = None,
) -> None:
    """Refuse dates that cannot be meant.

    Args:
        away_from: the first day away.
        home_again: the day of return, or None.
        kind: how much is known.
        today: the local date.
        began: the first day away as saved, where a vacation is changed: it may lie in the past.

    Raises:
        Refusal: in the past, the wrong way round, without a night, or more than a year.
    """
    if away_from < today and away_from != began:
        raise Refusal(
            "vacation-past",
            msg("%(day)s is over. Write the first day away, from today on.", day=away_from),
            "away_from",
        )
    if away_from > today + LONGEST:
        raise Refusal(
            "vacation-too-far",
            msg("That is more than a year from now. Come back when it is closer."),
            "away_from",
        )
    if kind is Absence.OPEN and home_again is not None:
        raise Refusal(
            "vacation-end-not-open",
            msg("You wrote when you are home again. Choose “From one date to another”."),
            "home_again",
        )
    if home_again is None:
        if kind is Absence.DATES:
            raise Refusal(
                "vacation-end-missing",
                msg("Write the day you are home again, or choose “I do not know for how long”."),
                "home_again",
            )
        return
    _check_return(away_from, home_again, today)


def _check_return(away_from: date, home_again: date, today: date) -> None:
    if home_again < away_from:
        raise Refusal(
            "vacation-home-first",
            msg(
                "You are home on %(home)s, before you leave on %(away)s. Write one of them again.",
                home=dated(home_again, away_from, today),
                away=dated(away_from, home_again, today),
            ),
            "home_again",
        )
    if home_again == away_from:
        raise Refusal(
            "vacation-no-night",
            msg(
                "You are home the same day, so your home is not empty for a night. "
                "Write a later day."
            ),
            "home_again",
        )
    if home_again < today:
        raise Refusal(
            "vacation-home-past",
            msg(
                "%(day)s is over. Write the day you are home again, from today on.", day=home_again
            ),
            "home_again",
        )
    if home_again - away_from > LONGEST:
        raise Refusal(
            "vacation-too-long",
            msg("That is more than a year. Choose “I do not know for how long” instead."),
            "home_again",
        )


def holes(away: Span, busy: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """Return the nights of `away` in which every helper is away as well.

    Args:
        away: when the home is empty.
        busy: for each helper, when they are away themselves.

    Returns:
        Spans in order, as long as they can be. None where there is no helper at all: that is not
        a hole, and is said in other words.
    """
    left = [away] if busy else []
    for spans in busy:
        joined = _joined(spans)
        left = [part for gap in left for span in joined if (part := _common(gap, span))]
    return tuple(left)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the same nights with spans that touch or overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first):
        if joined and (joined[-1].until is None or span.first <= joined[-1].until):
            joined[-1] = joined[-1].joined(span)
        else:
            joined.append(span)
    return joined


def _common(one: Span, other: Span) -> Span | None:
    first = max(one.first, other.first)
    until = min((end for end in (one.until, other.until) if end), default=None)
    return Span(first, until) if until is None or first < until else None


def refuse_overlap(when: Message) -> Refusal:
    """Return the refusal of a vacation that overlaps one that is there."""
    return Refusal(
        "vacation-overlaps",
        msg(
            "You are away then already: %(when)s. Change that one, or write other dates.",
            when=when,
        ),
        "away_from",
    )


def refuse_too_many(count: int) -> Refusal:
    """Return the refusal of one vacation more than anybody has."""
    return Refusal(
        "vacation-too-many",
        many(
            "You have %(n)s vacation saved. Cancel one first.",
            "You have %(n)s vacations saved. Cancel one first.",
            count,
        ),
    )
