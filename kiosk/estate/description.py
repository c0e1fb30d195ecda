"""Reading a short description of an estate: "Lærkevej 4: st-3, tv th; Lærkevej 6: st-2, tv mf th".

For estates whose caretaker has no register file at hand. Each part names a stairwell, its floors
and the doors on each; a stairwell whose floors differ is named twice.
"""

import re
from collections.abc import Iterator
from itertools import product

from kiosk.estate import rules
from kiosk.estate.cards import Place, Row
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

LONGEST = 20_000  # characters; hundreds of stairwells
MOST_DOORS_A_PART = 1000

_STAIRWELL = re.compile(r"(.*\D)\s*\b([0-9]{1,4}\s?[^\W\d_]?)")
_LOWEST, _HIGHEST = -9, 99


def read_description(text: str) -> tuple[Row, ...]:
    """Return the doors that a short description names, part by part.

    Raises:
        Refusal: there is nothing in it, or far too much.
    """
    parts = [part.strip() for part in re.split(r"[;\n]", text[: LONGEST + 1])]
    if len(text) > LONGEST or not any(parts):
        raise Refusal(
            "description-strange",
            msg("Write the doors like this: Lærkevej 4: st-3, tv th; Lærkevej 6: st-2, tv mf th"),
            "doors",
        )
    return tuple(row for number, part in enumerate(parts, 1) if part for row in _part(number, part))


def _part(number: int, part: str) -> Iterator[Row]:
    try:
        named = tuple(places(part))
    except Refusal as refusal:
        yield Row(number, None, fault=refusal.message)
        return
    for place in named:
        yield Row(number, place)


def places(part: str) -> Iterator[Place]:
    """Yield the doors of one part.

    Raises:
        Refusal: it cannot be read.
    """
    where, colon, rest = re.sub(r"\s*[-–—]\s*", "-", part).partition(":")
    found = _STAIRWELL.fullmatch(where.strip())
    floors, _, doors = rest.partition(",")
    if not found or (colon and not floors.strip()):
        raise _strange(part)
    road, house = found.groups()
    levels = [level for word in floors.split() for level in _floors(word)] or [""]
    sides = [side for word in doors.replace(",", " ").split() for side in _doors(word)] or [""]
    if len(levels) * len(sides) > MOST_DOORS_A_PART:
        raise _strange(part)
    for level, side in product(levels, sides):
        yield rules.place(road, house, level, side)


def _floors(word: str) -> Iterator[str]:
    low, dash, high = word.partition("-")
    if not dash:
        yield rules.floor(low)
        return
    ends = [rules.door_order(rules.floor(end), "")[0] for end in (low, high)]
    if not ends[0] >= _LOWEST or not ends[0] <= ends[1]:
        raise _strange(word)
    for level in range(ends[0], ends[1] + 1):
        yield {-1: "kl", 0: "st"}.get(level, f"k{-level}" if level < 0 else str(level))


def _doors(word: str) -> Iterator[str]:
    low, dash, high = word.partition("-")
    if not (dash and low.isascii() and low.isdigit() and high.isascii() and high.isdigit()):
        yield rules.door(word)
        return
    if not 0 < int(low[:5]) <= int(high[:5]) <= MOST_DOORS_A_PART:
        raise _strange(word)
    for side in range(int(low), int(high) + 1):
        yield str(side)


def _strange(part: str) -> Refusal:
    return Refusal(
        "doors-strange",
        msg(
            "“%(part)s” cannot be read. Write it like this: Lærkevej 4: st-3, tv th",
            part=clean(part),
        ),
        "doors",
    )
