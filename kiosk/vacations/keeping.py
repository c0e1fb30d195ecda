"""How long vacations are kept, and what their owner may see of what is kept.

Of one that is forgotten after somebody was away stays that there was one more in that quarter.
"""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, figures, trust
from kiosk.figures import Figure
from kiosk.house import Kiosk
from kiosk.vacations import rules, sharing
from kiosk.vacations.cards import Absence
from kiosk.vacations.tables import OPEN_END, AudienceRow, VacationRow, span
from kiosk.vacations.wording import period
from kiosk.words import Message, msg


def sweep(db: Session, kiosk: Kiosk) -> int:
    """Delete the vacations that were over a week ago, and return how many.

    Those without an end go when they began more than a year ago.
    """
    today = kiosk.clock.today(estate.timezone(kiosk))
    over = col(VacationRow.until) < today - rules.KEPT
    forgotten = sa.and_(
        col(VacationRow.until) == OPEN_END,
        col(VacationRow.away_from) < today - rules.OPEN_LIFE - rules.KEPT,
    )
    found = db.exec(select(VacationRow).where(over)).all()
    found_open = db.exec(select(VacationRow).where(forgotten)).all()
    _forget(db, kiosk, (*found, *found_open), today)
    return len(found) + len(found_open)


def forget(db: Session, kiosk: Kiosk, resident_id: int) -> None:
    """Delete every vacation of somebody who leaves."""
    found = db.exec(select(VacationRow).where(VacationRow.owner_id == resident_id)).all()
    _forget(db, kiosk, found, kiosk.clock.today(estate.timezone(kiosk)))


def restored(db: Session) -> None:
    """Switch everybody off after the kiosk was restored from a copy.

    Who was switched off since is on again there, and what was cancelled is back: so the owners
    look at each of their vacations anew before anybody else does.
    """
    db.execute(sa.delete(AudienceRow))
    db.flush()


def about(db: Session, kiosk: Kiosk, resident_id: int) -> tuple[tuple[Message, Message], ...]:
    """Return the vacations held about somebody, for their own eyes, as label and value."""
    found = db.exec(
        select(VacationRow)
        .where(
            VacationRow.owner_id == resident_id,
            VacationRow.era >= trust.hidden_before(db, resident_id),
        )
        .order_by(col(VacationRow.until), col(VacationRow.away_from))
    ).all()
    today = sharing.today_of(kiosk)
    return tuple((msg("Vacation"), period(span(row), Absence(row.kind), today)) for row in found)


def _forget(db: Session, kiosk: Kiosk, found: Iterable[VacationRow], today: date) -> None:
    for row in found:
        if row.away_from < row.until <= today:
            figures.count(db, kiosk, Figure.VACATIONS, row.until)
        db.delete(row)
    db.flush()
