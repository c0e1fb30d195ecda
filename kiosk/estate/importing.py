"""Taking doors into the database, from the register's file or from a short description."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session, col, func, select

from kiosk import board
from kiosk.estate import rules
from kiosk.estate.cards import ImportReport, Place, Row
from kiosk.estate.changes import Changes, Key, Known, compare
from kiosk.estate.tables import Dwelling, Stairwell, Zone
from kiosk.house import Kiosk


def import_doors(
    kiosk: Kiosk, rows: Iterable[Row], *, dry_run: bool = False, only_good: bool = False
) -> ImportReport:
    """Make the estate's doors those of `rows`, and return line by line what that means.

    Doors are added, offered again or marked withdrawn, never deleted. The same rows again change
    nothing. Where a line cannot be read nothing is changed at all, unless `only_good`.

    Args:
        kiosk: where to.
        rows: from `read_csv` or `read_description`.
        dry_run: change nothing, only report.
        only_good: take the good lines although there are bad ones.
    """
    found = tuple(rows)
    if dry_run:
        with kiosk.store.read() as db:
            return compare(_known(db), found).report
    with kiosk.store.write() as db:
        changes = compare(_known(db), found)
        if changes.report.refused and not only_good:
            return changes.report
        _carry_out(db, changes)
        return replace(changes.report, taken=True)


def _known(db: Session) -> dict[Key, Known]:
    rows = db.exec(select(Dwelling, Stairwell).join(Stairwell)).all()
    doors = (
        Known(
            dwelling.id or 0,
            Place(at.street, at.number, dwelling.floor, dwelling.door),
            dwelling.withdrawn,
        )
        for dwelling, at in rows
    )
    return {door.place.key: door for door in doors}


def _carry_out(db: Session, changes: Changes) -> None:
    stairwells = _stairwells(db, changes.add)
    db.add_all(
        Dwelling(stairwell_id=stairwells[place.stairwell_key], floor=place.floor, door=place.door)
        for place in changes.add
    )
    for ids, withdrawn in ((changes.offer, False), (changes.withdraw, True)):
        for row in db.exec(select(Dwelling).where(col(Dwelling.id).in_(ids))):
            row.withdrawn = withdrawn
            db.add(row)
    db.flush()
    homes = db.exec(
        select(func.count()).select_from(Dwelling).where(col(Dwelling.withdrawn).is_(False))
    ).one()
    board.fact(db, "homes", str(homes))


def _stairwells(db: Session, places: list[Place]) -> dict[str, int]:
    """Return the id of each stairwell by its key, after making those that are missing."""
    ids = {row.key: row.id or 0 for row in db.exec(select(Stairwell))}
    missing: dict[str, dict[str, Place]] = {}
    for place in places:
        if place.stairwell_key not in ids:
            missing.setdefault(place.street.casefold(), {})[place.stairwell_key] = place
    for road in missing.values():
        ordered = sorted(
            road.values(), key=lambda place: rules.stairwell_order(place.street, place.number)
        )
        zones = _zones_for(db, ordered)
        rows = [
            Stairwell(
                key=place.stairwell_key, street=place.street, number=place.number, zone_id=zone
            )
            for place, zone in zip(ordered, zones, strict=True)
        ]
        db.add_all(rows)
        db.flush()
        ids |= {row.key: row.id or 0 for row in rows}
        for zone in set(zones):
            _name_zone(db, zone)
    return ids


def _zones_for(db: Session, places: list[Place]) -> list[int]:
    """Return a zone for each new stairwell of one road: the road's last, or new ones."""
    road = places[0].street.casefold()
    theirs = [row for row in db.exec(select(Stairwell)) if row.street.casefold() == road]
    if theirs:
        last = max(theirs, key=lambda row: rules.stairwell_order(row.street, row.number))
        return [last.zone_id] * len(places)
    chosen: list[int] = []
    for size in rules.zones(len(places)):
        zone = Zone(name="")
        db.add(zone)
        db.flush()
        chosen += [zone.id or 0] * size
    return chosen


def _name_zone(db: Session, zone_id: int) -> None:
    rows = sorted(
        db.exec(select(Stairwell).where(Stairwell.zone_id == zone_id)),
        key=lambda row: rules.stairwell_order(row.street, row.number),
    )
    zone = db.get_one(Zone, zone_id)
    zone.name = rules.zone_name(rows[0].street, [row.number for row in rows])
    db.add(zone)
    db.flush()
