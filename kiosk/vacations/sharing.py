"""What is shared with a helper at this moment: the one place that decides who sees dates.

Everything a helper is shown, takes on or prints comes through `shared_with`; nothing else joins
vacations to people. That is what makes the promise of the room one query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from kiosk import estate, trust
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.store import PreparedForEach, given, once
from kiosk.trust import Owner
from kiosk.vacations.cards import Absence, Event, Fresh, Home, Job, JobState, News, Span
from kiosk.vacations.rules import KEPT
from kiosk.vacations.tables import AudienceRow, ClaimRow, VacationRow, home_again, span, tasks
from kiosk.vacations.wording import period
from kiosk.words import msg

HOMES_A_LIST = 1000  # five for each tie that there is room for

_SHARED_BY = PreparedForEach(
    lambda tie_ids: (
        select(AudienceRow, VacationRow)
        .join(VacationRow, col(AudienceRow.vacation_id) == col(VacationRow.id))
        .where(col(AudienceRow.tie_id).in_(tie_ids), col(AudienceRow.until) >= given("since"))
        .order_by(col(AudienceRow.until))
        .limit(HOMES_A_LIST)
    )
)
_CLAIMS_ON = PreparedForEach(lambda ids: select(ClaimRow).where(col(ClaimRow.vacation_id).in_(ids)))


@dataclass(frozen=True, slots=True)
class Shared:
    """One vacation that a helper may see now, and the permission they see it by."""

    share: AudienceRow
    row: VacationRow
    owner: Owner


def today_of(kiosk: Kiosk) -> date:
    """Return the estate's date."""
    return kiosk.clock.today(estate.timezone(kiosk))


def shared_with(db: Session, kiosk: Kiosk, helper_id: int) -> list[Shared]:
    """Return what a helper may see now: the tie is awake, and they are switched on."""
    return [each for each in _shared_since(db, helper_id, today_of(kiosk)) if not each.row.over]


def one_shared_with(db: Session, kiosk: Kiosk, helper_id: int, vacation_id: int) -> Shared:
    """Return one of them.

    Raises:
        Refusal: they may not see it now, or there is no such vacation; which, is not said.
    """
    found = shared_with(db, kiosk, helper_id)
    for each in found:
        if each.row.id == vacation_id:
            return each
    raise home_gone()


def home_gone() -> Refusal:
    """Return the refusal of a home that somebody does not look after, or not any more."""
    return Refusal(
        "home-gone", msg("You do not look after this home now. Go back to see the list.")
    )


def told_of(db: Session, kiosk: Kiosk, helper_id: int) -> tuple[Shared, ...]:
    """Return the absences that a helper hears of: home early, not gone at all, thanks."""
    found = _shared_since(db, helper_id, today_of(kiosk) - KEPT)
    return tuple(each for each in found if each.row.over or each.row.thanked)


def news(told: Iterable[Shared]) -> tuple[News, ...]:
    """Return what a helper hears of them."""
    return tuple(
        News(each.owner.resident.name, Event.THANKS if each.row.thanked else Event.HOME)
        for each in told
    )


def busy_by_owner(db: Session, kiosk: Kiosk, helper_id: int) -> dict[int, tuple[Span, ...]]:
    """Return when others are away, as far as they share it with this one, by resident id.

    On and off is not away: somebody who comes home between shifts can still help.
    """
    spans: dict[int, tuple[Span, ...]] = {}
    for each in shared_with(db, kiosk, helper_id):
        if each.row.kind != Absence.ON_AND_OFF.value:
            owner_id = each.owner.resident.id
            spans[owner_id] = (*spans.get(owner_id, ()), span(each.row))
    return spans


def homes(db: Session, kiosk: Kiosk, helper_id: int, shared: Iterable[Shared]) -> tuple[Home, ...]:
    """Return what a helper may see as cards, those away first in front."""
    found, today = tuple(shared), today_of(kiosk)
    claims = claims_on(db, [each.row.id or 0 for each in found])
    cards = (_home(each, helper_id, claims, today) for each in found)
    return tuple(sorted(cards, key=lambda home: (home.away_from, home.owner_name.casefold())))


def claims_on(db: Session, vacation_ids: Iterable[int]) -> dict[tuple[int, str], ClaimRow]:
    """Return the claims on tasks that hold now: those of helpers whose tie is awake."""
    rows = _CLAIMS_ON.all(db, vacation_ids)
    if not rows:
        return {}
    holding = trust.awake_ties(db, {row.tie_id for row in rows})
    return {(row.vacation_id, row.task): row for row in rows if row.tie_id in holding}


def _shared_since(db: Session, helper_id: int, since: date) -> tuple[Shared, ...]:
    return once(db, ("shared", helper_id, since), lambda: _find_shared(db, helper_id, since))


def _find_shared(db: Session, helper_id: int, since: date) -> tuple[Shared, ...]:
    owners = {owner.tie_id: owner for owner in trust.owners(db, helper_id)}
    found = _SHARED_BY.all(db, owners, since=since)
    return tuple(Shared(share, row, owners[share.tie_id]) for share, row in found)


def _home(
    each: Shared, helper_id: int, claims: dict[tuple[int, str], ClaimRow], today: date
) -> Home:
    share, row = each.share, each.row
    asked = tasks(row)
    return Home(
        vacation_id=row.id or 0,
        owner_name=each.owner.resident.name,
        door=each.owner.resident.door,
        away_from=row.away_from,
        home_again=home_again(row),
        kind=Absence(row.kind),
        when=period(span(row), Absence(row.kind), today),
        whole_home=row.whole_home,
        tasks=asked,
        note=row.note,
        jobs=tuple(
            Job(task, _state(claims.get((row.id or 0, task.value)), share.tie_id)) for task in asked
        ),
        fresh=None if share.seen or row.thanked else Fresh.CHANGED if share.changed else Fresh.NEW,
        reported_by_me=row.reported_by == helper_id,
    )


def _state(claim: ClaimRow | None, tie_id: int) -> JobState:
    if claim is None:
        return JobState.FREE
    if claim.tie_id != tie_id:
        return JobState.TAKEN
    return JobState.DONE if claim.done else JobState.MINE
