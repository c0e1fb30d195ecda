"""What a helper sees: the homes they are asked to look after, decided as they look."""

from sqlmodel import Session, col, select

from kiosk import estate, trust, visits
from kiosk.house import Kiosk
from kiosk.trust import Owner
from kiosk.vacations import rows
from kiosk.vacations.cards import Absence, Home
from kiosk.vacations.tables import AudienceRow, VacationRow
from kiosk.visits import Visit

HOMES_A_LIST = 100  # far more than one person looks after


def to_look_after(kiosk: Kiosk, visit: Visit) -> tuple[Home, ...]:
    """Return the homes I may look after, now and later, and record that I have looked."""
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        found = _shared_with(db, kiosk, me.id)
        for share, _, _ in found:
            if not share.seen:
                share.seen = True
                db.add(share)
        homes = (_home(row, owner) for _, row, owner in found)
        return tuple(sorted(homes, key=lambda home: (home.away_from, home.owner_name)))


def count_to_look_after(kiosk: Kiosk, visit: Visit) -> int:
    """Return how many homes `to_look_after` would show; nothing is recorded."""
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        return len(_shared_with(db, kiosk, me.id))


def _shared_with(
    db: Session, kiosk: Kiosk, helper_id: int
) -> list[tuple[AudienceRow, VacationRow, Owner]]:
    owners = {owner.tie_id: owner for owner in trust.owners(db, helper_id)}
    today = kiosk.clock.today(estate.timezone(kiosk))
    shared = db.exec(
        select(AudienceRow, VacationRow)
        .join(VacationRow, col(AudienceRow.vacation_id) == col(VacationRow.id))
        .where(col(AudienceRow.tie_id).in_(owners), AudienceRow.until >= today)
        .order_by(col(AudienceRow.until))
        .limit(HOMES_A_LIST)
    ).all()
    return [(share, row, owners[share.tie_id]) for share, row in shared]


def _home(row: VacationRow, owner: Owner) -> Home:
    return Home(
        vacation_id=row.id or 0,
        owner_name=owner.resident.name,
        door=owner.resident.door,
        away_from=row.away_from,
        home_again=rows.home_again(row),
        kind=Absence(row.kind),
        whole_home=row.whole_home,
        tasks=rows.tasks(row),
        note=row.note,
    )
