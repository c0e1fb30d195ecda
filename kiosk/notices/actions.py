"""Putting notices up, reading them, and taking them down when their days are over."""

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import board, estate
from kiosk.house import Kiosk
from kiosk.notices import rules
from kiosk.notices.cards import Kind, NewNotice, Notice, said
from kiosk.notices.tables import NoticeRow
from kiosk.refusals import Refusal
from kiosk.store import Prepared, given
from kiosk.words import Message, msg, told

MOST = 50  # more than anybody reads standing

_CURRENT = Prepared(
    select(NoticeRow)
    .where(col(NoticeRow.last_day) >= given("today"))
    .order_by(col(NoticeRow.first_day), col(NoticeRow.id))
    .limit(MOST)
)
_WORK = Prepared(
    select(NoticeRow)
    .where(
        col(NoticeRow.kind) == Kind.WORK.value,
        col(NoticeRow.first_day) <= given("day"),
        col(NoticeRow.last_day) >= given("day"),
    )
    .order_by(col(NoticeRow.id))
)


def post(kiosk: Kiosk, new: NewNotice) -> Notice:
    """Put a notice up at set-up; a caretaker's own way is `caretaker.post_notice`.

    Raises:
        Refusal: see `rules.checked`.
    """
    with kiosk.store.write() as db:
        return add(db, kiosk, new)


def current(kiosk: Kiosk) -> tuple[Notice, ...]:
    """Return the notices whose days are not over, the soonest first; everybody may read them."""
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    with kiosk.store.read() as db:
        return tuple(_card(db, kiosk, row) for row in _CURRENT.all(db, today=today))


def posted(db: Session, kiosk: Kiosk) -> tuple[Notice, ...]:
    """Return every notice that is up, the last posted first, for whoever may take it down."""
    rows = db.exec(select(NoticeRow).order_by(col(NoticeRow.id).desc()).limit(MOST))
    return tuple(_card(db, kiosk, row) for row in rows)


def add(db: Session, kiosk: Kiosk, new: NewNotice) -> Notice:
    """Put a notice up, in the caller's transaction.

    Raises:
        Refusal: see `rules.checked`; or there is no such stairwell, or enough notices are up.
    """
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    good = rules.checked(new, today)
    for stairwell_id in good.stairwell_ids:
        estate.stairwell(db, stairwell_id)
    if db.exec(select(sa.func.count()).select_from(NoticeRow)).one() >= MOST:
        raise Refusal(
            "notice-enough", msg("There are many notices already. Take an old one down first.")
        )
    row = NoticeRow(
        kind=good.kind.value,
        texts=json.dumps(dict(good.texts), ensure_ascii=False),
        first_day=good.first_day,
        last_day=good.last_day,
        hours=good.hours,
        stairwells=json.dumps(sorted(good.stairwell_ids)),
        posted_at=kiosk.clock.now(),
    )
    db.add(row)
    db.flush()
    _put_up(db, kiosk, row, today)
    return _card(db, kiosk, row)


def remove(db: Session, notice_id: int) -> bool:
    """Take a notice down before its time. Returns whether it was there."""
    row = db.get(NoticeRow, notice_id)
    if row is None:
        return False
    _take_down(db, row)
    return True


def poster(db: Session, kiosk: Kiosk, notice_id: int) -> dict[str, str | bool | dict[str, str]]:
    """Return a notice as the card of its slip.

    Raises:
        Refusal: it is not up any more.
    """
    row = db.get(NoticeRow, notice_id)
    if row is None:
        raise Refusal("notice-gone", msg("This notice is not up any more."))
    texts: dict[str, str] = json.loads(row.texts)
    return {
        "text": texts,
        "language": rules.first_language(texts, kiosk.settings.estate.language),
        "work": row.kind == Kind.WORK.value,
        "story": row.kind == Kind.STORY.value,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "hours": row.hours,
    }


def matching_work(
    db: Session,
    kiosk: Kiosk,
    stairwell_ids: frozenset[int] | None,
    day: date,
    clock: time | None = None,
) -> tuple[Notice, ...]:
    """Return the work announced for a place and time.

    Args:
        db: the caller's transaction.
        kiosk: the kiosk.
        stairwell_ids: any of these stairwells; None for anywhere.
        day: the local date.
        clock: the local time of day, an hour more or less; None where it is not known.
    """
    rows = _WORK.all(db, day=day)
    cards = (_card(db, kiosk, row) for row in rows if rules.at_that_hour(row.hours, clock))
    return tuple(
        card
        for card in cards
        if stairwell_ids is None or not card.stairwell_ids or card.stairwell_ids & stairwell_ids
    )


def sweep(db: Session, kiosk: Kiosk) -> int:
    """Delete notices whose days are over, list running ones under today; return how many went."""
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    gone = 0
    for row in db.exec(select(NoticeRow)).all():
        if row.last_day < today:
            _take_down(db, row)
            gone += 1
        elif row.first_day < today:
            _put_up(db, kiosk, row, today)
    return gone


def _put_up(db: Session, kiosk: Kiosk, row: NoticeRow, today: date) -> None:
    board.put(
        db,
        _topic(row),
        _ref(row),
        rules.spoken(json.loads(row.texts), kiosk.settings.estate.language),
        when=_said(row.hours),
        day=row.first_day if row.kind == Kind.STORY.value else max(row.first_day, today),
        until=_end_of(kiosk, row.last_day),
        at=row.posted_at,
    )


def _said(hours: str) -> Message | None:
    spoken = said(hours)
    if isinstance(spoken, str):
        return told({"": spoken}, "") if spoken else None
    return spoken


def _take_down(db: Session, row: NoticeRow) -> None:
    board.take_down(db, _topic(row), _ref(row))
    db.delete(row)
    db.flush()


def _end_of(kiosk: Kiosk, day: date) -> datetime:
    """Return the instant a local date is over."""
    zone = ZoneInfo(kiosk.settings.estate.timezone)
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def _topic(row: NoticeRow) -> str:
    """Return the part of the board that a notice stands in: good news has its own."""
    return "good" if row.kind == Kind.STORY.value else "notice"


def _ref(row: NoticeRow) -> str:
    return f"notice-{row.id}"


def _card(db: Session, kiosk: Kiosk, row: NoticeRow) -> Notice:
    stairwell_ids = frozenset(json.loads(row.stairwells))
    names = (estate.stairwell(db, each).name for each in sorted(stairwell_ids))
    return Notice(
        id=row.id or 0,
        kind=Kind(row.kind),
        text=rules.spoken(json.loads(row.texts), kiosk.settings.estate.language),
        first_day=row.first_day,
        last_day=row.last_day,
        hours=row.hours,
        stairwell_ids=stairwell_ids,
        stairwells=tuple(names),
    )
