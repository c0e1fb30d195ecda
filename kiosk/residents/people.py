"""Helpers that write and read residents inside their caller's transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, figures
from kiosk.figures import Figure
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import rules
from kiosk.residents.cards import Level, NewResident, Resident
from kiosk.residents.contact import email, mobile
from kiosk.residents.tables import ResidentRow
from kiosk.store import Prepared, PreparedForEach, given, once_each
from kiosk.words import msg


def add(db: Session, kiosk: Kiosk, new: NewResident) -> Resident:
    """Register somebody; their address and channels are unconfirmed.

    Raises:
        Refusal: something that was written cannot be so, or there is no such door.
    """
    rules.must_be_adult(new.adult)
    number, address = mobile(new.mobile), email(new.email)
    channels = rules.alert_channels(new.alert_channels, number, address)
    now, today = kiosk.clock.now(), kiosk.clock.today(estate.timezone(kiosk))
    row = ResidentRow(
        door_id=estate.door(db, new.door_id).id,
        name=rules.person_name(new.name),
        level=rules.level_for(new.level, number, address).value,
        language=new.language,
        mobile=number,
        email=address,
        alert_channels=_packed(channels),
        terms_version=rules.accepted_terms(new.terms_version),
        terms_at=now,
        registered_at=now,
        last_seen=today,
    )
    db.add(row)
    db.flush()
    figures.count(db, kiosk, Figure.SIGNED_UP, today)
    return _card(row, estate.door(db, row.door_id))


def get(db: Session, resident_id: int) -> Resident:
    """Return somebody, frozen or not.

    Raises:
        Refusal: they have left.
    """
    if found := by_id(db, (resident_id,)):
        return found[resident_id]
    raise _gone()


def by_id(db: Session, resident_ids: Iterable[int]) -> dict[int, Resident]:
    """Return people by their ids, frozen or not, in two looks; who has left is not there."""

    def find(wanted: set[int]) -> dict[int, Resident]:
        rows = _BY_ID.all(db, wanted)
        doors = estate.doors_by_id(db, {row.door_id for row in rows})
        return {row.id or 0: _card(row, doors[row.door_id]) for row in rows}

    return once_each(db, "residents", resident_ids, find)


def at_door(db: Session, door_id: int) -> tuple[Resident, ...]:
    """Return who takes part behind a door, first come first. For the kiosk's own decisions only."""
    return _cards(db, col(ResidentRow.door_id) == door_id)


def frozen_at_door(db: Session, door_id: int) -> tuple[Resident, ...]:
    """Return who is moving out from behind a door. For the kiosk's own decisions only."""
    there = select(ResidentRow).where(ResidentRow.door_id == door_id, sa.not_(_active()))
    door = estate.door(db, door_id)
    return tuple(_card(row, door) for row in db.exec(there.order_by(col(ResidentRow.id))))


def ids_by_confirmed_mobile(db: Session, number: str) -> tuple[int, ...]:
    """Return who confirmed this number, in the same work whether anybody did."""
    confirmed = col(ResidentRow.mobile_confirmed).is_(True)
    of_number = sa.select(col(ResidentRow.id)).where(col(ResidentRow.mobile) == number, confirmed)
    return tuple(int(found) for found in db.execute(of_number.where(_active())).scalars())


def ids_by_confirmed_email(db: Session, address: str) -> tuple[int, ...]:
    """Return who confirmed this e-mail address, in the same work whether anybody did."""
    confirmed = col(ResidentRow.email_confirmed).is_(True)
    of_address = sa.select(col(ResidentRow.id)).where(col(ResidentRow.email) == address, confirmed)
    return tuple(int(found) for found in db.execute(of_address.where(_active())).scalars())


def is_active(db: Session, resident_id: int) -> bool:
    """Return whether somebody takes part and is not frozen, in the same work for everybody."""
    return _ACTIVE.first(db, resident_id=resident_id) is not None


def everybody(db: Session) -> tuple[Resident, ...]:
    """Return who takes part, first come first. For letters and the like; never to be shown."""
    return _cards(db)


def count_in_stairwells(db: Session, stairwell_ids: Iterable[int]) -> int:
    """Return how many people take part in these stairwells together."""
    wanted = frozenset(stairwell_ids)
    a_door = sa.select(col(ResidentRow.door_id), sa.func.count()).where(_active())
    homes = db.execute(a_door.group_by(col(ResidentRow.door_id))).all()
    return sum(n for door_id, n in homes if estate.door(db, door_id).stairwell_id in wanted)


def joined_homes(db: Session) -> int:
    """Return behind how many doors somebody takes part, or is moving out.

    Everybody sees this figure. If it fell when somebody is frozen, the caretaker who has named them
    would know that they took part.
    """
    homes = sa.func.count(sa.distinct(col(ResidentRow.door_id)))
    return int(db.execute(sa.select(homes)).scalar_one())


def unconfirmed_doors(db: Session) -> tuple[estate.Door, ...]:
    """Return the doors where somebody waits for a letterbox code, or did until they were frozen.

    The caretaker sees this list, and must not see in it whether somebody of a name was frozen.
    """
    waiting = select(ResidentRow.door_id).where(col(ResidentRow.address_confirmed_at).is_(None))
    return tuple(estate.door(db, door_id) for door_id in sorted(set(db.exec(waiting))))


def not_seen_since(db: Session, day: date) -> tuple[Resident, ...]:
    """Return who was last here before `day`, for retention."""
    return _cards(db, col(ResidentRow.last_seen) < day)


def frozen_before(db: Session, instant: datetime) -> tuple[int, ...]:
    """Return the ids of those who were frozen before an instant, for retention."""
    frozen = select(ResidentRow).where(col(ResidentRow.frozen_at) < instant)
    return tuple(row.id or 0 for row in db.exec(frozen.order_by(col(ResidentRow.id))))


def moving_out(db: Session) -> dict[int, datetime]:
    """Return who is frozen, by id, and since when. For a restore alone."""
    frozen = select(ResidentRow).where(sa.not_(_active()))
    return {row.id or 0: row.frozen_at for row in db.exec(frozen) if row.frozen_at}


def confirm_address(db: Session, resident_id: int, now: datetime) -> None:
    """Record that somebody's letterbox is theirs; the first time counts."""
    row = _row(db, resident_id)
    row.address_confirmed_at = row.address_confirmed_at or now
    _keep(db, row)


def confirm_channel(db: Session, resident_id: int, channel: Literal["mobile", "email"]) -> None:
    """Record that a code came back from somebody's mobile or e-mail."""
    row = _row(db, resident_id)
    if channel == "mobile":
        row.mobile_confirmed = row.mobile is not None
    else:
        row.email_confirmed = row.email is not None
    _keep(db, row)


def doubt_channel(db: Session, resident_id: int, channel: Literal["mobile", "email"]) -> None:
    """Let somebody's mobile or e-mail serve nothing until a code has come back from it again."""
    row = _row(db, resident_id)
    if channel == "mobile":
        row.mobile_confirmed = False
    else:
        row.email_confirmed = False
    _keep(db, row)


def set_contact(db: Session, resident_id: int, typed_mobile: str, typed_email: str) -> Resident:
    """Change how somebody is reached. What is new is unconfirmed, and alerts go there as well.

    Raises:
        Refusal: a number or an address cannot be read.
    """
    row = _row(db, resident_id)
    number, address = mobile(typed_mobile), email(typed_email)
    kept = rules.channels_after(_unpacked(row), (row.mobile, row.email), (number, address))
    row.mobile_confirmed = row.mobile_confirmed and row.mobile == number
    row.email_confirmed = row.email_confirmed and row.email == address
    row.mobile, row.email = number, address
    row.alert_channels = _packed(kept)
    row.level = rules.level_after(Level(row.level), number, address).value
    _keep(db, row)
    return _card(row, estate.door(db, row.door_id))


def set_channels(db: Session, resident_id: int, wanted: frozenset[str]) -> None:
    """Change where alerts reach somebody.

    Raises:
        Refusal: a channel was chosen that there is no number or address for.
    """
    row = _row(db, resident_id)
    row.alert_channels = _packed(rules.alert_channels(wanted, row.mobile, row.email))
    _keep(db, row)


def set_language(db: Session, resident_id: int, language: str) -> None:
    """Change the language that somebody is spoken and written to in."""
    row = _row(db, resident_id)
    row.language = language
    _keep(db, row)


def set_name(db: Session, resident_id: int, typed: str) -> Resident:
    """Correct somebody's name.

    Raises:
        Refusal: there is nothing to see in it.
    """
    row = _row(db, resident_id)
    row.name = rules.person_name(typed)
    _keep(db, row)
    return _card(row, estate.door(db, row.door_id))


def set_in_person_only(db: Session, resident_id: int, on: bool) -> None:
    """Record whether a forgotten PIN is replaced only by the caretaker, in person."""
    row = _row(db, resident_id)
    row.in_person_only = on
    _keep(db, row)


def seen(db: Session, resident_id: int, day: date) -> None:
    """Record the day somebody was last here; only the day, and only for retention."""
    row = _row(db, resident_id)
    row.last_seen = day
    _keep(db, row)


def freeze(db: Session, resident_id: int, now: datetime) -> None:
    """Let somebody do nothing more, and be found nowhere, until they are deleted.

    The first time counts. Whoever is not there is no fault, and the same work.
    """
    one = sa.update(ResidentRow).where(col(ResidentRow.id) == resident_id, _active())
    db.execute(one.values(frozen_at=now))


def thaw(db: Session, resident_id: int) -> None:
    """Let somebody who was frozen take part as before; whoever is not there is no fault."""
    one = sa.update(ResidentRow).where(col(ResidentRow.id) == resident_id)
    db.execute(one.values(frozen_at=None))


def delete(db: Session, resident_id: int) -> None:
    """Forget somebody; rows of other rooms that name them go with them."""
    db.delete(_row(db, resident_id))
    db.flush()


def _active() -> sa.ColumnElement[bool]:
    return col(ResidentRow.frozen_at).is_(None)


_BY_ID = PreparedForEach(lambda ids: select(ResidentRow).where(col(ResidentRow.id).in_(ids)))
_ACTIVE = Prepared(
    select(ResidentRow.id).where(col(ResidentRow.id) == given("resident_id"), _active())
)


def _row(db: Session, resident_id: int) -> ResidentRow:
    if row := db.get(ResidentRow, resident_id):
        return row
    raise _gone()


def _gone() -> Refusal:
    return Refusal("resident-gone", msg("This neighbour does not take part any more."))


def _keep(db: Session, row: ResidentRow) -> None:
    db.add(row)
    db.flush()


def _cards(db: Session, *where: sa.ColumnElement[bool]) -> tuple[Resident, ...]:
    found = select(ResidentRow).where(_active(), *where).order_by(col(ResidentRow.id))
    rows = db.exec(found).all()
    doors = estate.doors_by_id(db, {row.door_id for row in rows})
    return tuple(_card(row, doors[row.door_id]) for row in rows)


def _packed(channels: Iterable[str]) -> str:
    return ",".join(sorted(channels))


def _unpacked(row: ResidentRow) -> frozenset[str]:
    return frozenset(filter(None, row.alert_channels.split(",")))


def _card(row: ResidentRow, door: estate.Door) -> Resident:
    return Resident(
        id=row.id or 0,
        name=row.name,
        door=door,
        level=Level(row.level),
        language=row.language,
        mobile=row.mobile,
        mobile_confirmed=row.mobile_confirmed,
        email=row.email,
        email_confirmed=row.email_confirmed,
        address_confirmed=row.address_confirmed_at is not None,
        alert_channels=_unpacked(row),
        in_person_only=row.in_person_only,
        terms_version=row.terms_version,
        terms_at=row.terms_at,
        registered_at=row.registered_at,
        frozen=row.frozen_at is not None,
    )
