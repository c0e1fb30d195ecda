"""Rows become cards here, and requests become rows; all inside the caller's transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import letters, push, residents, trust
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.store import Prepared, PreparedForEach, given, once
from kiosk.vacations import rules, sharing
from kiosk.vacations.cards import Absence, Duty, LogVacation, Onlooker, Span, Task, Vacation
from kiosk.vacations.notes import note
from kiosk.vacations.tables import (
    OPEN_END,
    AudienceRow,
    ClaimRow,
    VacationRow,
    home_again,
    span,
    tasks,
)
from kiosk.vacations.wording import period
from kiosk.words import msg

ROWS_A_LIST = 2 * rules.MAX_COMING  # those of one's own, and those that helpers reported

_MINE_WITH_OVER = (
    select(VacationRow)
    .where(
        col(VacationRow.owner_id) == given("owner_id"),
        col(VacationRow.until) >= given("since"),
        col(VacationRow.era) >= given("era"),
    )
    .order_by(col(VacationRow.until), col(VacationRow.away_from))
    .limit(ROWS_A_LIST)
)
_MINE = {
    True: Prepared(_MINE_WITH_OVER),
    False: Prepared(_MINE_WITH_OVER.where(col(VacationRow.over).is_(False))),
}
_SHARES_OF = PreparedForEach(
    lambda ids: select(AudienceRow).where(col(AudienceRow.vacation_id).in_(ids))
)


def fill(row: VacationRow, request: LogVacation) -> None:
    """Write what the owner told into the row."""
    row.away_from = request.away_from
    row.until = request.home_again or OPEN_END
    row.kind = request.kind.value
    row.whole_home = request.whole_home
    row.tasks = json.dumps([task.value for task in Task if task in request.tasks])
    row.note = note(request.note)


@dataclass(frozen=True, slots=True)
class Circle:
    """What is the same for all vacations of one owner: who trusts them, and when those are away."""

    ties: tuple[trust.Tie, ...]
    busy: Mapping[int, tuple[Span, ...]]
    today: date

    def onlooker(self, tie: trust.Tie, on: bool, *, seen: bool = False) -> Onlooker:
        """Return a trusted neighbour as one line of an audience."""
        return Onlooker(
            resident_id=tie.resident_id,
            name=tie.name,
            on=on,
            gets_sms=tie.gets_sms,
            awake=tie.awake,
            why_asleep=tie.why_asleep,
            seen=seen,
            busy=self.busy.get(tie.resident_id, ()),
        )


def circle(db: Session, kiosk: Kiosk, owner_id: int) -> Circle:
    """Read it."""
    return once(
        db,
        ("circle", owner_id),
        lambda: Circle(
            trust.ties(db, owner_id),
            sharing.busy_by_owner(db, kiosk, owner_id),
            sharing.today_of(kiosk),
        ),
    )


def card(db: Session, kiosk: Kiosk, row: VacationRow) -> Vacation:
    """Return a vacation as its owner sees it."""
    return cards(db, kiosk, row.owner_id, [row])[0]


def cards(
    db: Session, kiosk: Kiosk, owner_id: int, found: Sequence[VacationRow]
) -> tuple[Vacation, ...]:
    """Return vacations as their owner sees them, in as many looks as one."""
    if not found:
        return ()
    around = circle(db, kiosk, owner_id)
    ids = [row.id or 0 for row in found]
    shares = _SHARES_OF.all(db, ids)
    claims = sharing.claims_on(db, ids)
    said = residents.by_id(db, {row.reported_by for row in found if row.reported_by})
    return tuple(
        replace(
            _card(
                row,
                around,
                {share.tie_id: share for share in shares if share.vacation_id == row.id},
                {task: claim for (which, task), claim in claims.items() if which == row.id},
                said[row.reported_by].name if row.reported_by else None,
            ),
            reference=rules.reference(kiosk.pepper, row.id or 0),
        )
        for row in found
    )


def _card(
    row: VacationRow,
    around: Circle,
    shares: Mapping[int, AudienceRow],
    claims: Mapping[str, ClaimRow],
    reported_by: str | None,
) -> Vacation:
    audience = tuple(
        around.onlooker(tie, tie.id in shares, seen=tie.id in shares and shares[tie.id].seen)
        for tie in around.ties
    )
    names = {tie.id: tie.name for tie in around.ties}
    return Vacation(
        id=row.id or 0,
        away_from=row.away_from,
        home_again=home_again(row),
        kind=Absence(row.kind),
        when=period(span(row), Absence(row.kind), around.today),
        whole_home=row.whole_home,
        tasks=tasks(row),
        note=row.note,
        audience=audience,
        duties=tuple(_duty(task, claims.get(task.value), names) for task in tasks(row)),
        holes=rules.holes(span(row), [each.busy for each in audience if each.on and each.awake]),
        reported_by=reported_by,
        thanked=row.thanked,
    )


def _duty(task: Task, claim: ClaimRow | None, names: Mapping[int, str]) -> Duty:
    name = names.get(claim.tie_id) if claim else None
    return Duty(task, name, bool(claim and name and claim.done))


def share_with(
    db: Session, row: VacationRow, chosen: Iterable[int], ties: Iterable[trust.Tie]
) -> None:
    """Let exactly these trusted neighbours see the vacation; what they have not seen is the news.

    Whoever could see it before and still can keeps the tasks they have taken.

    Raises:
        Refusal: one of them is not a trusted neighbour of the owner.
    """
    known = {tie.resident_id: tie.id for tie in ties}
    wanted = set(chosen)
    if not wanted <= known.keys():
        raise not_a_neighbour()
    shares = {share.tie_id: share for share in _shares(db, row)}
    ids = {known[resident_id] for resident_id in wanted}
    for tie_id, share in shares.items():
        if tie_id in ids:
            share.seen, share.changed, share.until = False, True, row.until
            db.add(share)
        else:
            db.delete(share)
    for tie_id in ids - shares.keys():
        db.add(AudienceRow(vacation_id=row.id or 0, tie_id=tie_id, until=row.until))
    db.flush()


def drop_claims(db: Session, row: VacationRow) -> None:
    """Forget who took what is not asked for any more."""
    asked = [task.value for task in tasks(row)]
    gone = sa.delete(ClaimRow).where(
        col(ClaimRow.vacation_id) == row.id, col(ClaimRow.task).not_in(asked)
    )
    db.execute(gone)


def seen_by_now(db: Session, row: VacationRow) -> frozenset[int]:
    """Return the ids of the residents who can see the vacation at this moment."""
    shared = {share.tie_id for share in _shares(db, row)}
    return frozenset(tie.resident_id for tie in trust.helpers(db, row.owner_id) if tie.id in shared)


def tell(db: Session, kiosk: Kiosk, resident_ids: Iterable[int]) -> None:
    """Write to helpers that there is something to see: no name, no door, no date, no note."""
    text, now = letters.reminder(kiosk.settings), kiosk.clock.now()
    for _, who in sorted(residents.by_id(db, resident_ids).items()):
        push.nudge(db, kiosk, who)
        way: letters.Channel = "sms" if who.gets_sms else "email"
        address = who.mobile if who.gets_sms else who.email if who.gets_email else None
        lately = letters.count(db, who.id, way, now - timedelta(days=1), now)
        if address and lately < rules.LETTERS_A_DAY:
            letters.queue(db, kiosk, who.id, way, address, text, who.language)


def mine_of(db: Session, owner: Resident, since: date, *, over: bool = False) -> list[VacationRow]:
    """Return records of the owner's vacations that are not over at `since`, soonest return first.

    Those from before a reset that is still in doubt are held back from whoever has the new PIN.
    With `over`, those too that the owner came home early from.
    """
    era = trust.hidden_before(db, owner.id)
    return _MINE[over].all(db, owner_id=owner.id, since=since, era=era)


def own(db: Session, owner: Resident, vacation_id: int) -> VacationRow:
    """Return one vacation of the owner's.

    Raises:
        Refusal: it is not there, not theirs, or held back from them.
    """
    row = db.get(VacationRow, vacation_id)
    if row is None or row.owner_id != owner.id or row.era < trust.hidden_before(db, owner.id):
        raise vacation_gone()
    return row


def end(db: Session, row: VacationRow, today: date) -> None:
    """Let an absence be over, and forget what it said; one that never began has no dates left."""
    row.over, row.tasks, row.note = True, "[]", ""
    row.away_from, row.until = min(row.away_from, today), today
    db.add(row)
    for share in _shares(db, row):
        share.until = today
        db.add(share)
    unread(db, row)
    db.execute(sa.delete(ClaimRow).where(col(ClaimRow.vacation_id) == row.id))
    db.flush()


def unread(db: Session, row: VacationRow) -> None:
    """Let what became of an absence be news to everybody who could see it."""
    for share in _shares(db, row):
        share.seen = False
        db.add(share)
    db.flush()


def vacation_gone() -> Refusal:
    """Return the refusal of a vacation that is not there, not theirs, or over."""
    return Refusal("vacation-gone", msg("This vacation is not saved any more."))


def not_a_neighbour() -> Refusal:
    """Return the refusal of somebody in the audience who is no trusted neighbour."""
    return Refusal(
        "audience-not-neighbour",
        msg("You are not trusted neighbours any more. Look at the list once more."),
        "audience",
    )


def _shares(db: Session, row: VacationRow) -> list[AudienceRow]:
    return list(db.exec(select(AudienceRow).where(AudienceRow.vacation_id == row.id)).all())
