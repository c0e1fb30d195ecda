"""Rows become cards here, and requests become rows; all inside the caller's transaction."""

import json
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from kiosk import letters, residents, trust
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.vacations import rules
from kiosk.vacations.cards import Absence, LogVacation, Onlooker, Task, Vacation
from kiosk.vacations.notes import note
from kiosk.vacations.tables import OPEN_END, AudienceRow, VacationRow
from kiosk.words import msg


def fill(row: VacationRow, request: LogVacation) -> None:
    """Write what the owner told into the row."""
    row.away_from = request.away_from
    row.until = request.home_again or OPEN_END
    row.kind = request.kind.value
    row.whole_home = request.whole_home
    row.tasks = json.dumps([task.value for task in Task if task in request.tasks])
    row.note = note(request.note)


def tasks(row: VacationRow) -> tuple[Task, ...]:
    """Return the tasks of a row in the order that people see them."""
    asked = set(json.loads(row.tasks))
    return tuple(task for task in Task if task.value in asked)


def home_again(row: VacationRow) -> date | None:
    """Return the date of return; None where nobody knows."""
    return None if row.until == OPEN_END else row.until


def card(db: Session, row: VacationRow) -> Vacation:
    """Return the vacation as its owner sees it."""
    return Vacation(
        id=row.id or 0,
        away_from=row.away_from,
        home_again=home_again(row),
        kind=Absence(row.kind),
        whole_home=row.whole_home,
        tasks=tasks(row),
        note=row.note,
        audience=audience(db, row),
    )


def audience(db: Session, row: VacationRow) -> tuple[Onlooker, ...]:
    """Return every trusted neighbour of the owner, and who of them sees this vacation."""
    shared = {share.tie_id: share for share in _shares(db, row)}
    return tuple(
        onlooker(tie, tie.id in shared, seen=tie.id in shared and shared[tie.id].seen)
        for tie in trust.ties(db, row.owner_id)
    )


def onlooker(tie: trust.Tie, on: bool, *, seen: bool = False) -> Onlooker:
    """Return a trusted neighbour as one line of an audience."""
    return Onlooker(tie.resident_id, tie.name, on, tie.gets_sms, tie.awake, tie.why_asleep, seen)


def share_with(db: Session, row: VacationRow, chosen: Iterable[int]) -> None:
    """Let exactly these trusted neighbours see the vacation, and forget who had looked.

    Raises:
        Refusal: one of them is not a trusted neighbour of the owner.
    """
    ties = {tie.resident_id: tie.id for tie in trust.ties(db, row.owner_id)}
    wanted = set(chosen)
    if not wanted <= ties.keys():
        raise not_a_neighbour()
    for share in _shares(db, row):
        db.delete(share)
    db.flush()
    for resident_id in wanted:
        db.add(AudienceRow(vacation_id=row.id or 0, tie_id=ties[resident_id], until=row.until))
    db.flush()


def seen_by_now(db: Session, row: VacationRow) -> frozenset[int]:
    """Return the ids of the residents who can see the vacation at this moment."""
    shared = {share.tie_id for share in _shares(db, row)}
    return frozenset(tie.resident_id for tie in trust.helpers(db, row.owner_id) if tie.id in shared)


def tell(db: Session, kiosk: Kiosk, resident_ids: Iterable[int]) -> None:
    """Write to helpers that something has changed: no name, no door, no date, no note."""
    text = msg("You have a reminder from Nabohjælp. See it at the kiosk.")
    for resident_id in sorted(resident_ids):
        who = residents.get(db, resident_id)
        if who.gets_sms and who.mobile:
            letters.queue(db, kiosk, who.id, "sms", who.mobile, text, who.language)
        elif who.gets_email and who.email:
            letters.queue(db, kiosk, who.id, "email", who.email, text, who.language)


def mine_of(db: Session, owner: Resident, since: date) -> list[VacationRow]:
    """Return the owner's vacations that are not over at `since`, soonest return first.

    Those from before a reset that is still in doubt are held back from whoever has the new PIN.
    """
    era = trust.hidden_before(db, owner.id)
    return list(
        db.exec(
            select(VacationRow)
            .where(
                VacationRow.owner_id == owner.id,
                VacationRow.until >= since,
                VacationRow.era >= era,
            )
            .order_by(col(VacationRow.until), col(VacationRow.away_from))
            .limit(rules.MAX_COMING)
        ).all()
    )


def own(db: Session, owner: Resident, vacation_id: int) -> VacationRow:
    """Return one vacation of the owner's.

    Raises:
        Refusal: it is not there, not theirs, or held back from them.
    """
    row = db.get(VacationRow, vacation_id)
    if row is None or row.owner_id != owner.id or row.era < trust.hidden_before(db, owner.id):
        raise Refusal("vacation-gone", msg("This vacation is not saved any more."))
    return row


def not_a_neighbour() -> Refusal:
    """Return the refusal of somebody in the audience who is no trusted neighbour."""
    return Refusal(
        "audience-not-neighbour",
        msg("You are not trusted neighbours any more. Look at the list once more."),
        "audience",
    )


def _shares(db: Session, row: VacationRow) -> list[AudienceRow]:
    return list(db.exec(select(AudienceRow).where(AudienceRow.vacation_id == row.id)).all())
