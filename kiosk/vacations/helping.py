"""What a helper does: sees the homes they look after, takes tasks, gives them back, does them."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from kiosk import printing, visits
from kiosk.house import Kiosk
from kiosk.printing import Slip
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.vacations import sharing
from kiosk.vacations.cards import Home, JobState, News, Task
from kiosk.vacations.sharing import Shared
from kiosk.vacations.tables import AudienceRow, ClaimRow
from kiosk.visits import Visit
from kiosk.words import msg

T = TypeVar("T")
_Find: TypeAlias = Callable[[Session, Kiosk, Visit], tuple[tuple[T, ...], list[AudienceRow]]]


def to_look_after(kiosk: Kiosk, visit: Visit) -> tuple[Home, ...]:
    """Return the homes I may look after, now and later, and record that I have looked."""
    return _noted(kiosk, visit, _look)


def count_to_look_after(kiosk: Kiosk, visit: Visit) -> int:
    """Return how many homes `to_look_after` would show; nothing is recorded."""
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        return len(sharing.shared_with(db, kiosk, me.id))


def news(kiosk: Kiosk, visit: Visit) -> tuple[News, ...]:
    """Return what became of absences that I could see, and record that I have read it.

    It is there for a week, however often it is read.
    """
    return _noted(kiosk, visit, _hear)


def has_news(kiosk: Kiosk, visit: Visit) -> bool:
    """Return whether there is something in `news` that I have not read; nothing is recorded."""
    with kiosk.store.read() as db:
        return bool(_hear(db, kiosk, visit)[1])


def take(kiosk: Kiosk, visit: Visit, vacation_id: int, task: Task) -> Home:
    """Take a task on. The owner sees that it is me, other helpers that it is taken.

    Raises:
        Refusal: I do not look after this home now, it does not ask for this, or somebody else has
            taken it.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        shared = sharing.one_shared_with(db, kiosk, me.id, vacation_id)
        state = _state(db, kiosk, me, shared, task)
        if state is JobState.TAKEN:
            raise Refusal(
                "task-taken",
                msg("Another helper has just taken this. Is there something else you can do?"),
            )
        if state is JobState.FREE:
            _free(db, vacation_id, task)  # the claim of somebody who sees nothing now
            db.add(ClaimRow(vacation_id=vacation_id, task=task.value, tie_id=shared.share.tie_id))
            db.flush()
        return _card(db, kiosk, me, shared)


def give_back(kiosk: Kiosk, visit: Visit, vacation_id: int, task: Task) -> Home:
    """Give a task back, so that another can take it.

    Raises:
        Refusal: I do not look after this home now, or have not taken this.
    """
    with kiosk.store.write() as db:
        me, shared, _ = _mine(db, kiosk, visit, vacation_id, task)
        _free(db, vacation_id, task)
        return _card(db, kiosk, me, shared)


def do(kiosk: Kiosk, visit: Visit, vacation_id: int, task: Task, done: bool) -> Home:
    """Say that a task I have taken is done, or is not after all.

    Raises:
        Refusal: I do not look after this home now, or have not taken this.
    """
    with kiosk.store.write() as db:
        me, shared, claim = _mine(db, kiosk, visit, vacation_id, task)
        claim.done = done
        db.add(claim)
        db.flush()
        return _card(db, kiosk, me, shared)


def print_tasks(kiosk: Kiosk, visit: Visit) -> Slip:
    """Print what I have taken on and not done, a part for each home.

    The slip names no owner, no door and no date: whoever finds it learns that somebody waters
    plants somewhere.

    Raises:
        Refusal: I have taken nothing.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        cards = sharing.homes(db, kiosk, me.id, sharing.shared_with(db, kiosk, me.id))
        taken = [
            [job.task.value for job in home.jobs if job.state is JobState.MINE] for home in cards
        ]
        parts: list[printing.Json] = [list(part) for part in taken if part]
        if not parts:
            raise Refusal(
                "tasks-none-taken",
                msg("You have taken no task yet. Choose a home, and then what you will do there."),
            )
        return printing.queue(db, kiosk, "tasks", {"homes": parts}, visit.language, visit.id)


def _noted(kiosk: Kiosk, visit: Visit, find: _Find[T]) -> tuple[T, ...]:
    """Return what is found, and record that it was seen.

    Where there is nothing new nothing is written, and nobody's writing is held up.
    """
    with kiosk.store.read() as db:
        cards, unseen = find(db, kiosk, visit)
    if unseen:
        with kiosk.store.write() as db:
            cards, unseen = find(db, kiosk, visit)
            _mark_seen(db, unseen)
    return cards


def _look(db: Session, kiosk: Kiosk, visit: Visit) -> tuple[tuple[Home, ...], list[AudienceRow]]:
    """Return the homes that somebody may look after, and what of them they have not seen yet."""
    me = visits.present(db, kiosk, visit)
    shared = sharing.shared_with(db, kiosk, me.id)
    unseen = [each.share for each in shared if not each.share.seen]
    return sharing.homes(db, kiosk, me.id, shared), unseen


def _hear(db: Session, kiosk: Kiosk, visit: Visit) -> tuple[tuple[News, ...], list[AudienceRow]]:
    """Return what somebody hears of absences that ended, and what of it they have not read yet."""
    me = visits.present(db, kiosk, visit)
    told = sharing.told_of(db, kiosk, me.id)
    return sharing.news(told), [each.share for each in told if not each.share.seen]


def _card(db: Session, kiosk: Kiosk, me: Resident, shared: Shared) -> Home:
    return sharing.homes(db, kiosk, me.id, [shared])[0]


def _state(db: Session, kiosk: Kiosk, me: Resident, shared: Shared, task: Task) -> JobState:
    for job in _card(db, kiosk, me, shared).jobs:
        if job.task is task:
            return job.state
    raise Refusal(
        "task-not-asked",
        msg("This is not asked for any more. Look at the list once more."),
    )


def _mine(
    db: Session, kiosk: Kiosk, visit: Visit, vacation_id: int, task: Task
) -> tuple[Resident, Shared, ClaimRow]:
    me = visits.present(db, kiosk, visit)
    shared = sharing.one_shared_with(db, kiosk, me.id, vacation_id)
    claim = db.get(ClaimRow, (vacation_id, task.value))
    if claim is None or claim.tie_id != shared.share.tie_id:
        raise Refusal("task-not-yours", msg("You have not taken this. Take it first."))
    return me, shared, claim


def _free(db: Session, vacation_id: int, task: Task) -> None:
    if claim := db.get(ClaimRow, (vacation_id, task.value)):
        db.delete(claim)
        db.flush()


def _mark_seen(db: Session, shares: list[AudienceRow]) -> None:
    """Record that a helper has looked; each vacation is theirs by one tie alone."""
    ties = {share.tie_id for share in shares}
    vacations = {share.vacation_id for share in shares}
    which = (col(AudienceRow.tie_id).in_(ties), col(AudienceRow.vacation_id).in_(vacations))
    db.execute(sa.update(AudienceRow).where(*which).values(seen=True))
