"""Looking doors up, and setting the estate up; the import is in `importing`."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from kiosk import board
from kiosk.estate import rules
from kiosk.estate.cards import Door, Stairwell, Zone
from kiosk.estate.tables import Dwelling
from kiosk.estate.tables import Stairwell as StairwellRow
from kiosk.estate.tables import Zone as ZoneRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.store import Prepared, PreparedForEach, given, once, once_each
from kiosk.text import clean
from kiosk.words import msg


def set_up(kiosk: Kiosk, name: str) -> None:
    """Give the estate its name.

    Raises:
        Refusal: there is nothing of a name in it.
    """
    kept = clean(name)
    if not kept:
        raise Refusal("estate-name-missing", msg("Give the estate a name."), "estate")
    with kiosk.store.write() as db:
        board.fact(db, "estate", kept)


def stairwells(kiosk: Kiosk) -> tuple[Stairwell, ...]:
    """Return the stairwells that have doors, this kiosk's own first, then by road and number."""
    own = rules.tokens(kiosk.settings.lobby.stairwell)
    with kiosk.store.read() as db:
        offered = select(Dwelling.stairwell_id).where(col(Dwelling.withdrawn).is_(False))
        rows = db.exec(select(StairwellRow).where(col(StairwellRow.id).in_(offered))).all()
        ordered = sorted(
            rows,
            key=lambda row: (
                rules.tokens(_name(row)) != own,
                rules.stairwell_order(row.street, row.number),
            ),
        )
        return tuple(map(_stairwell, ordered))


def doors(kiosk: Kiosk, stairwell_id: int) -> tuple[Door, ...]:
    """Return the doors that a stairwell offers, from the lowest floor up, left to right."""
    with kiosk.store.read() as db:
        rows = db.exec(
            select(Dwelling, StairwellRow)
            .join(StairwellRow)
            .where(Dwelling.stairwell_id == stairwell_id, col(Dwelling.withdrawn).is_(False))
        ).all()
        return _in_order(_door(*row) for row in rows)


def find_door(kiosk: Kiosk, text: str) -> Door:
    """Return the door that somebody wrote down, however they wrote it.

    The road may be left out where only one has that number.

    Raises:
        Refusal: no door that is offered, or more than one, answers to it.
    """
    wanted = rules.tokens(text)
    with kiosk.store.read() as db:
        rows = db.exec(
            select(Dwelling, StairwellRow)
            .join(StairwellRow)
            .where(col(Dwelling.withdrawn).is_(False))
        ).all()
        found = [
            _door(dwelling, row)
            for dwelling, row in rows
            if wanted in _spellings(row.street, row.number, dwelling.floor, dwelling.door)
        ]
    if len(found) != 1:
        raise Refusal(
            "door-unknown",
            msg(
                "There is no door “%(door)s” here. Write it like this: Lærkevej 4, 2. th",
                door=clean(text),
            ),
            "door",
        )
    return found[0]


def door(db: Session, door_id: int) -> Door:
    """Return a door, offered or not.

    Raises:
        Refusal: there is none with this id.
    """
    found = doors_by_id(db, (door_id,))
    if door_id not in found:
        raise Refusal("door-not-here", msg("That door is not here. Choose it again."), "door")
    return found[door_id]


def doors_by_id(db: Session, door_ids: Iterable[int]) -> dict[int, Door]:
    """Return doors by their ids, all in one look; those that are not here are left out."""

    def find(wanted: set[int]) -> dict[int, Door]:
        return {row[0].id or 0: _door(*row) for row in _DOORS.all(db, wanted)}

    return once_each(db, "doors", door_ids, find)


def stairwell(db: Session, stairwell_id: int) -> Stairwell:
    """Return a stairwell.

    Raises:
        Refusal: there is none with this id.
    """
    row = once(
        db, ("stairwell", stairwell_id), lambda: _STAIRWELL.first(db, stairwell_id=stairwell_id)
    )
    if row is None:
        raise Refusal(
            "stairwell-not-here", msg("That stairwell is not here. Choose it again."), "stairwell"
        )
    return _stairwell(row)


def zone_of(db: Session, stairwell_id: int) -> Zone:
    """Return the zone that a stairwell is in.

    Raises:
        Refusal: there is no such stairwell.
    """
    zone_id = stairwell(db, stairwell_id).zone_id
    return once(db, ("zone", zone_id), lambda: _zone(db, zone_id))


def is_one_zone(db: Session) -> bool:
    """Return whether every stairwell is in one and the same zone."""
    zones = select(col(StairwellRow.zone_id)).distinct().limit(2)
    return len(db.exec(zones).all()) == 1


def stairwells_of_zone(db: Session, zone_id: int) -> tuple[Stairwell, ...]:
    """Return a zone's stairwells by road and number."""
    rows = _OF_ZONE.all(db, zone_id=zone_id)
    rows.sort(key=lambda row: rules.stairwell_order(row.street, row.number))
    return tuple(map(_stairwell, rows))


def name(db: Session) -> str:
    """Return the estate's name, "" before it has one."""
    return board.facts(db).get("estate", "")


def timezone(kiosk: Kiosk) -> str:
    """Return the IANA name of the time zone that dates are meant in."""
    return kiosk.settings.estate.timezone


_DOORS = PreparedForEach(
    lambda ids: select(Dwelling, StairwellRow).join(StairwellRow).where(col(Dwelling.id).in_(ids))
)
_STAIRWELL = Prepared(select(StairwellRow).where(col(StairwellRow.id) == given("stairwell_id")))
_OF_ZONE = Prepared(select(StairwellRow).where(col(StairwellRow.zone_id) == given("zone_id")))
_ZONE = Prepared(select(ZoneRow).where(col(ZoneRow.id) == given("zone_id")))


def _zone(db: Session, zone_id: int) -> Zone:
    row = _ZONE.all(db, zone_id=zone_id)[0]
    return Zone(row.id or 0, row.name)


def _name(row: StairwellRow) -> str:
    return f"{row.street} {row.number}"


def _stairwell(row: StairwellRow) -> Stairwell:
    return Stairwell(row.id or 0, _name(row), row.zone_id)


def _door(row: Dwelling, at: StairwellRow) -> Door:
    return Door(row.id or 0, row.stairwell_id, _name(at), row.floor, row.door)


def _in_order(cards: Iterable[Door]) -> tuple[Door, ...]:
    return tuple(sorted(cards, key=lambda card: rules.door_order(card.floor, card.door)))


def _spellings(road: str, number: str, floor: str, door_text: str) -> tuple[tuple[str, ...], ...]:
    within = rules.tokens(f"{number} {floor} {door_text}")
    return (*rules.tokens(road), *within), within
