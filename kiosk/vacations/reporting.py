"""Saying for somebody else that they are away, where they have named one for that.

Whom an owner has named may say so, and sees what another of them has said; nobody else does, until
the owner has looked. Nothing here reads another vacation of the owner's: a report never learns
whether it overlaps one, so that nobody can ask by trying.
"""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import trust, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.trust import Owner
from kiosk.vacations import rows, rules, sharing
from kiosk.vacations.cards import Absence, Home, LogVacation, Named, Report
from kiosk.vacations.tables import VacationRow
from kiosk.visits import Visit
from kiosk.words import msg

KEY_LIMIT = 40  # the helper's id stands before it


def named_by(kiosk: Kiosk, visit: Visit) -> tuple[Named, ...]:
    """Return who has named me, by name; a tie that sleeps is left out."""
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        named = (each.resident for each in trust.owners(db, me.id) if each.may_report)
        cards = (Named(each.id, each.name) for each in named)
        return tuple(sorted(cards, key=lambda card: (card.name.casefold(), card.owner_id)))


def report(kiosk: Kiosk, visit: Visit, request: Report) -> Home:
    """Say for somebody who named me that they are away, and look after their home.

    Whom else they have named sees it too. They are told that there is news.

    Raises:
        Refusal: they have not named me, its dates cannot be, or I have said so too often.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        owner = _owner(db, me, request.owner_id)
        key = f"{me.id}/{request.key[:KEY_LIMIT]}"
        row = db.exec(
            select(VacationRow).where(VacationRow.owner_id == owner.id, VacationRow.key == key)
        ).first()
        if row is None:
            row = _save(db, kiosk, me, owner, request, key)
            rows.tell(db, kiosk, {owner.id, *rows.seen_by_now(db, row)} - {me.id})
        shared = sharing.one_shared_with(db, kiosk, me.id, row.id or 0)
        return sharing.homes(db, kiosk, me.id, [shared])[0]


def take_back(kiosk: Kiosk, visit: Visit, vacation_id: int) -> None:
    """End an absence that I have reported: they are home, or it was a mistake.

    Raises:
        Refusal: I have not reported it, or its owner has made it theirs.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        shared = sharing.one_shared_with(db, kiosk, me.id, vacation_id)
        if shared.row.reported_by != me.id:
            raise sharing.home_gone()
        owner_id = shared.owner.resident.id
        rows.tell(db, kiosk, {owner_id, *rows.seen_by_now(db, shared.row)} - {me.id})
        rows.end(db, db.get_one(VacationRow, vacation_id), sharing.today_of(kiosk))


def _owner(db: Session, me: Resident, owner_id: int) -> Resident:
    owners: tuple[Owner, ...] = trust.owners(db, me.id)
    for each in owners:
        if each.resident.id == owner_id and each.may_report:
            return each.resident
    raise Refusal(
        "report-not-named",
        msg("They have not named you for this, or not any more. Ask them to, at the kiosk."),
    )


def _save(  # noqa: PLR0917 - one call is one row
    db: Session, kiosk: Kiosk, me: Resident, owner: Resident, request: Report, key: str
) -> VacationRow:
    kind = Absence.DATES if request.home_again else Absence.OPEN
    today = sharing.today_of(kiosk)
    rules.check_dates(request.away_from, request.home_again, kind, today)
    standing = sa.select(sa.func.count()).where(
        col(VacationRow.reported_by) == me.id,
        col(VacationRow.owner_id) == owner.id,
        col(VacationRow.until) >= today,
        col(VacationRow.over).is_(False),
    )
    if db.execute(standing).scalar_one() >= rules.MAX_REPORTED:
        raise Refusal(
            "report-too-many",
            msg("You have said so for them already. Take one back first."),
        )
    row = VacationRow(
        owner_id=owner.id,
        key=key,
        era=trust.era(db, owner.id),
        away_from=request.away_from,
        until=request.away_from,
        kind="",
        whole_home=False,
        tasks="",
        note="",
        reported_by=me.id,
    )
    named = tuple(tie for tie in trust.ties(db, owner.id) if tie.may_report)
    audience = frozenset(tie.resident_id for tie in named)
    told = LogVacation(
        request.away_from,
        request.home_again,
        kind,
        request.whole_home,
        rules.OFFERED,
        "",
        audience,
        key,
    )
    rows.fill(row, told)
    db.add(row)
    db.flush()
    rows.share_with(db, row, audience, named)
    return row
