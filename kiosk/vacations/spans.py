"""When homes stand empty, as bare days, for calendars: no name, door, task or note."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from kiosk import residents
from kiosk.house import Kiosk
from kiosk.vacations import rows, sharing
from kiosk.vacations.tables import home_again


@dataclass(frozen=True, slots=True)
class Days:
    """One absence: which, by which tie it was shared, its first day and the day of return."""

    vacation_id: int
    tie_id: int
    away_from: date
    home_again: date | None


def own_days(db: Session, kiosk: Kiosk, owner_id: int) -> tuple[Days, ...]:
    """Return somebody's absences that are not over."""
    found = rows.mine_of(db, residents.get(db, owner_id), sharing.today_of(kiosk))
    return tuple(Days(row.id or 0, 0, row.away_from, home_again(row)) for row in found)


def shared_days(db: Session, kiosk: Kiosk, helper_id: int) -> tuple[Days, ...]:
    """Return the absences that a helper may see at this moment; nobody is told that they looked."""
    return tuple(
        Days(each.row.id or 0, each.share.tie_id, each.row.away_from, home_again(each.row))
        for each in sharing.shared_with(db, kiosk, helper_id)
    )
