"""Making, reading and revoking calendars' links."""

from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, estate, residents, trust, vacations, visits
from kiosk.calendars.cards import Entry, Feed, Kind, Links, Permission
from kiosk.calendars.tables import CalendarLinkRow, CalendarPermissionRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.vacations import Days
from kiosk.visits import Visit
from kiosk.words import Message, msg

CODE_BITS = 128
DAY = timedelta(days=1)
AHEAD = timedelta(days=7)


def links(kiosk: Kiosk, visit: Visit) -> Links:
    """Return which of my calendars have a link.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        made = select(CalendarLinkRow).where(CalendarLinkRow.resident_id == me.id)
        days = {row.kind: row.made_on for row in db.exec(made)}
        return Links(Kind.OWN.value in days, Kind.HELPING.value in days, days)


def about(db: Session, resident_id: int) -> tuple[tuple[Message, str | Message], ...]:
    """Return what is held of a resident's calendars, for "my data": label and value."""
    made = select(CalendarLinkRow).where(CalendarLinkRow.resident_id == resident_id)
    links = [(msg("Secret link to"), Kind(row.kind).label) for row in db.exec(made)]
    names = {tie.id: tie.name for tie in trust.ties(db, resident_id)}
    allowed = db.exec(
        select(CalendarPermissionRow.tie_id).where(col(CalendarPermissionRow.tie_id).in_(names))
    )
    return (*links, *((msg("May have your days in a calendar"), names[tie]) for tie in allowed))


def make_link(kiosk: Kiosk, visit: Visit, kind: Kind) -> str:
    """Return the code of a new link to one of my calendars; the link before it is dead.

    The code is shown this once: what is kept is its keyed hash.

    Raises:
        Refusal: the visit is over.
    """
    code = chance.code(kiosk.chance, CODE_BITS)
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = CalendarLinkRow(
            resident_id=me.id,
            kind=kind.value,
            code_hash=visits.keyed(kiosk, "calendar", code),
            made_on=kiosk.clock.today(estate.timezone(kiosk)),
        )
        db.merge(row)
    return code


def revoke_link(kiosk: Kiosk, visit: Visit, kind: Kind) -> None:
    """Let the link to one of my calendars lead nowhere any more; having none is no fault.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if row := db.get(CalendarLinkRow, (me.id, kind.value)):
            db.delete(row)


def revoke_all(db: Session, resident_id: int) -> None:
    """Let both links of a resident lead nowhere: a new PIN shuts out whoever had the old one."""
    db.execute(sa.delete(CalendarLinkRow).where(col(CalendarLinkRow.resident_id) == resident_id))


def permissions(kiosk: Kiosk, visit: Visit) -> tuple[Permission, ...]:
    """Return my trusted neighbours, and who of them may have my absences in their calendar.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        ties = trust.ties(db, me.id)
        allowed = _allowed(db, (tie.id for tie in ties))
        return tuple(Permission(tie.id, tie.name, tie.id in allowed) for tie in ties)


def allow(kiosk: Kiosk, visit: Visit, tie_id: int, on: bool) -> None:
    """Allow a helper's calendar to hold what I share with them, or forbid it again.

    Raises:
        Refusal: the visit is over, or that is no tie of mine.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if tie_id not in {tie.id for tie in trust.ties(db, me.id)}:
            raise Refusal("calendar-not-neighbour", msg("You are not trusted neighbours any more."))
        row = db.get(CalendarPermissionRow, tie_id)
        if on and row is None:
            db.add(CalendarPermissionRow(tie_id=tie_id))
        elif row is not None and not on:
            db.delete(row)


def feed(kiosk: Kiosk, code: str) -> Feed | None:
    """Return the calendar behind a link as it may be read now; None where the link is none."""
    code_hash = visits.keyed(kiosk, "calendar", visits.codes.read_code(code) or "")
    with kiosk.store.read() as db:
        found = select(CalendarLinkRow).where(CalendarLinkRow.code_hash == code_hash)
        row = db.exec(found).first()
        if row is None or not residents.is_active(db, row.resident_id):
            return None
        kind = Kind(row.kind)
        if kind is Kind.OWN:
            spans = vacations.own_days(db, kiosk, row.resident_id)
        else:
            shared = vacations.shared_days(db, kiosk, row.resident_id)
            allowed = _allowed(db, (span.tie_id for span in shared))
            spans = tuple(span for span in shared if span.tie_id in allowed)
        reader = residents.get(db, row.resident_id)
        today = kiosk.clock.today(estate.timezone(kiosk))
        entries = tuple(_entry(kiosk, row, span, today) for span in spans)
        return Feed(kind, reader.language, entries)


def _allowed(db: Session, tie_ids: Iterable[int]) -> frozenset[int]:
    """Return those of some ties whose owners allow the helper's calendar."""
    tie_id = col(CalendarPermissionRow.tie_id)
    rows = db.execute(sa.select(tie_id).where(tie_id.in_(set(tie_ids)))).scalars()
    return frozenset(int(found) for found in rows)


def _entry(kiosk: Kiosk, row: CalendarLinkRow, span: Days, today: date) -> Entry:
    """Return an absence as an entry; one without an end goes on a week ahead, as long as it lasts.

    A week, because some programs read no more often than each day or two, and must not show that
    somebody is home when nobody knows so.
    """
    uid = visits.keyed(kiosk, "calendar entry", f"{row.code_hash}:{span.vacation_id}")
    if span.home_again is None:
        return Entry(uid, span.away_from, max(span.away_from, today) + AHEAD)
    return Entry(uid, span.away_from, max(span.home_again, span.away_from) + DAY)


def restored(db: Session) -> None:
    """Let every link lead nowhere after the kiosk was restored from a copy.

    One that was revoked since would lead somewhere again, and so would a permission taken back.
    """
    db.execute(sa.delete(CalendarLinkRow))
    db.execute(sa.delete(CalendarPermissionRow))
    db.flush()
