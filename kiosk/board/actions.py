"""Putting lines up and taking them down; every helper works inside its caller's transaction."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from kiosk.board.tables import BoardFact, BoardLine
from kiosk.glance import LINES_A_TOPIC, Glance, Line
from kiosk.house import Kiosk
from kiosk.store import Prepared, given
from kiosk.words import Message


def put(
    db: Session,
    topic: str,
    ref: str,
    text: Message,
    *,
    when: Message | None = None,
    day: date,
    until: datetime,
    at: datetime,
) -> None:
    """Put a line on the board, or change the one that is there.

    Args:
        db: the caller's transaction.
        topic: "notice", "good", "alert" or "ended".
        ref: which one, in its own room's terms.
        text: the line.
        when: when it is or was, where that is more than `day`.
        day: the local date that it is listed under.
        until: the instant it disappears by itself.
        at: the instant it was made, for the order.
    """
    db.merge(
        BoardLine(
            topic=topic,
            ref=ref,
            text=text.to_json(),
            happened=when.to_json() if when else None,
            day=day,
            until=until,
            at=at,
        )
    )
    db.flush()


def take_down(db: Session, topic: str, ref: str) -> None:
    """Take a line off the board; one that is not there is no fault."""
    if line := db.get(BoardLine, (topic, ref)):
        db.delete(line)
        db.flush()


def fact(db: Session, name: str, value: str) -> None:
    """Write down a fact that everybody may know."""
    db.merge(BoardFact(name=name, value=value))
    db.flush()


def look(kiosk: Kiosk) -> Glance:
    """Return what the lobby shows to everybody, on any database."""
    with kiosk.store.read() as db:
        return Glance(
            facts=facts(db),
            notices=_lines(db, kiosk, "notice"),
            good=_lines(db, kiosk, "good"),
            alerts=_lines(db, kiosk, "alert") + _lines(db, kiosk, "ended"),
        )


def _lines(db: Session, kiosk: Kiosk, topic: str) -> tuple[Line, ...]:
    lines = _BY_DAY if topic == "notice" else _NEWEST
    rows = lines.all(db, topic=topic, now=kiosk.clock.now())
    return tuple(
        Line(
            row.ref,
            Message.from_json(row.text),
            Message.from_json(row.happened) if row.happened else None,
            row.day,
            row.at,
        )
        for row in rows
    )


def facts(db: Session) -> dict[str, str]:
    """Return every fact by its name."""
    return dict(_FACTS.all(db))


_UP = select(BoardLine).where(
    col(BoardLine.topic) == given("topic"), col(BoardLine.until) > given("now")
)
_BY_DAY = Prepared(_UP.order_by(col(BoardLine.day), col(BoardLine.at)).limit(LINES_A_TOPIC))
_NEWEST = Prepared(_UP.order_by(col(BoardLine.at).desc()).limit(LINES_A_TOPIC))
_FACTS = Prepared(select(BoardFact.name, BoardFact.value))
