"""What an owner does about their vacations: one action, one transaction."""

from datetime import date

from sqlmodel import Session, select

from kiosk import estate, printing, trust, visits
from kiosk.house import Kiosk
from kiosk.printing import Slip
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.vacations import reminding, rows, rules
from kiosk.vacations.cards import Absence, Draft, LogVacation, Vacation
from kiosk.vacations.tables import AudienceRow, VacationRow, home_again, span, tasks
from kiosk.vacations.wording import period
from kiosk.visits import Visit
from kiosk.words import msg

KEY_LIMIT = 64


def draft(kiosk: Kiosk, visit: Visit) -> Draft:
    """Return what is offered for a new vacation: the usual tasks, and everybody who could be told.

    Switched on are those who are proven and not taking a break; whoever is not yet, the owner
    switches on knowingly.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        around = rows.circle(db, kiosk, me.id)
        return Draft(rules.OFFERED, tuple(around.onlooker(tie, tie.ready) for tie in around.ties))


def log(kiosk: Kiosk, visit: Visit, request: LogVacation) -> Vacation:
    """Save a vacation.

    Raises:
        Refusal: its dates cannot be or overlap another's, its note holds what it must not, or
            somebody in its audience is no trusted neighbour.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        key = request.key[:KEY_LIMIT]
        same = select(VacationRow).where(VacationRow.owner_id == me.id, VacationRow.key == key)
        if saved := db.exec(same).first():
            return rows.card(db, kiosk, saved)
        today = kiosk.clock.today(estate.timezone(kiosk))
        rules.check_dates(request.away_from, request.home_again, request.kind, today)
        _refuse_overlaps(db, me, request, today)
        row = VacationRow(
            owner_id=me.id,
            key=key,
            era=trust.era(db, me.id),
            away_from=request.away_from,
            until=request.away_from,
            kind="",
            whole_home=False,
            tasks="",
            note="",
        )
        rows.fill(row, request)
        db.add(row)
        db.flush()
        rows.share_with(db, row, request.audience, trust.ties(db, me.id))
        reminding.tell_late(db, kiosk, row, request.audience)
        return rows.card(db, kiosk, row)


def mine(kiosk: Kiosk, visit: Visit) -> tuple[Vacation, ...]:
    """Return my vacations that are not over, soonest return first."""
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        today = kiosk.clock.today(estate.timezone(kiosk))
        return rows.cards(db, kiosk, me.id, rows.mine_of(db, me, today))


def lately(kiosk: Kiosk, visit: Visit) -> tuple[Vacation, ...]:
    """Return my vacations that ended in the last week: there is somebody to thank."""
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        today = kiosk.clock.today(estate.timezone(kiosk))
        found = rows.mine_of(db, me, today - rules.KEPT, over=True)
        return rows.cards(db, kiosk, me.id, [row for row in found if _ended(row, today)])


def thank(kiosk: Kiosk, visit: Visit, vacation_id: int) -> Vacation:
    """Thank everybody who could see a vacation that has ended: they hear of it, once.

    Raises:
        Refusal: it is not mine, or has not ended.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = rows.own(db, me, vacation_id)
        if not _ended(row, kiosk.clock.today(estate.timezone(kiosk))):
            raise Refusal("thanks-too-early", msg("Say thank you when you are home again."))
        if not row.thanked:
            row.thanked = True
            db.add(row)
            rows.unread(db, row)
            rows.tell(db, kiosk, rows.seen_by_now(db, row))
        return rows.card(db, kiosk, row)


def change(kiosk: Kiosk, visit: Visit, vacation_id: int, request: LogVacation) -> Vacation:
    """Make a vacation longer, shorter or different; `request.key` does not matter here.

    Those who could see it before and still can are told that there is news. Whoever is switched
    off by this hears nothing.

    Raises:
        Refusal: as `log`, or it is not mine.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _standing(db, me, vacation_id)
        today = kiosk.clock.today(estate.timezone(kiosk))
        rules.check_dates(
            request.away_from, request.home_again, request.kind, today, began=row.away_from
        )
        _refuse_overlaps(db, me, request, today, but=row.id)
        before = rows.seen_by_now(db, row)
        rows.fill(row, request)
        row.reported_by = None
        row.thanked = False  # it goes on; they are thanked when it has ended again
        db.add(row)
        db.flush()
        rows.share_with(db, row, request.audience, trust.ties(db, me.id))
        rows.drop_claims(db, row)
        rows.tell(db, kiosk, before & rows.seen_by_now(db, row))
        reminding.tell_late(db, kiosk, row, request.audience - before)
        return rows.card(db, kiosk, row)


def cancel(kiosk: Kiosk, visit: Visit, vacation_id: int) -> None:
    """End a vacation: I am home early, or do not go. Those who could see it hear of it.

    From now on nobody sees its dates, tasks or note; who could see it is remembered for a week, so
    that they hear that I am home, and can be thanked.

    Raises:
        Refusal: it is not mine, or has ended.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _standing(db, me, vacation_id)
        rows.tell(db, kiosk, rows.seen_by_now(db, row))
        rows.end(db, row, kiosk.clock.today(estate.timezone(kiosk)))


def switch(kiosk: Kiosk, visit: Visit, vacation_id: int, resident_id: int, on: bool) -> Vacation:
    """Let one trusted neighbour see a vacation, or not any more; off is told to nobody.

    Raises:
        Refusal: it is not mine, or they are no trusted neighbour.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _standing(db, me, vacation_id)
        tie = next((tie for tie in trust.ties(db, me.id) if tie.resident_id == resident_id), None)
        if tie is None:
            raise rows.not_a_neighbour()
        share = db.get(AudienceRow, (row.id, tie.id))
        if on and share is None:
            db.add(AudienceRow(vacation_id=row.id or 0, tie_id=tie.id, until=row.until))
            db.flush()
            reminding.tell_late(db, kiosk, row, {resident_id})
        elif share is not None and not on:
            db.delete(share)
        db.flush()
        return rows.card(db, kiosk, row)


def print_card(kiosk: Kiosk, visit: Visit, vacation_id: int) -> Slip:
    """Print the card for one hand: dates and tasks, and nothing that says whose or where.

    Raises:
        Refusal: it is not mine.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _standing(db, me, vacation_id)
        back = home_again(row)
        card: dict[str, printing.Json] = {
            "away_from": row.away_from.isoformat(),
            "home_again": back.isoformat() if back else None,
            "kind": row.kind,
            "tasks": [task.value for task in tasks(row)],
        }
        return printing.queue(
            db, kiosk, "vacation_card", card, visit.language, visit.id, vacation_id
        )


def print_receipt(kiosk: Kiosk, visit: Visit, vacation_id: int) -> Slip:
    """Print that it is saved: a reference, and neither what nor when.

    Raises:
        Refusal: it is not mine.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _standing(db, me, vacation_id)
        card: dict[str, printing.Json] = {"reference": rules.reference(kiosk.pepper, row.id or 0)}
        return printing.queue(db, kiosk, "receipt", card, visit.language, visit.id, vacation_id)


def _standing(db: Session, me: Resident, vacation_id: int) -> VacationRow:
    row = rows.own(db, me, vacation_id)
    if row.over:
        raise rows.vacation_gone()
    return row


def _ended(row: VacationRow, today: date) -> bool:
    """Return whether somebody was away and is home again; on the day of return they are."""
    return row.away_from < row.until <= today


def _refuse_overlaps(
    db: Session, me: Resident, request: LogVacation, today: date, but: int | None = None
) -> None:
    others = [
        row for row in rows.mine_of(db, me, today) if row.id != but and row.reported_by is None
    ]
    if len(others) >= rules.MAX_COMING:
        raise rules.refuse_too_many(len(others))
    for row in others:
        if request.span.overlaps(span(row)):
            raise rules.refuse_overlap(period(span(row), Absence(row.kind), today))
