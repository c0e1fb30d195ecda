"""Nothing that a caretaker did can be taken out of the log, or put into it, unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from kiosk.caretaker import Act, audit
from kiosk.caretaker.tables import AuditEnds, AuditRow
from kiosk.house import Kiosk
from kiosk.words import language
from tests.conftest import MONDAY, FakeClock


def five_entries(kiosk: Kiosk) -> None:
    """Write five entries in five transactions."""
    for which in range(1, 6):
        with kiosk.store.write() as db:
            audit.write(db, kiosk, 1, Act.ALERT_RELEASED, which)


def sweep(kiosk: Kiosk) -> int:
    """Run the sweep."""
    with kiosk.store.write() as db:
        return audit.sweep(db, kiosk)


def change(db: Session) -> None:
    """Make the third entry say something else."""
    row = db.get_one(AuditRow, 3)
    row.which = 99
    db.add(row)


def blame(db: Session) -> None:
    """Make the third entry somebody else's."""
    row = db.get_one(AuditRow, 3)
    row.caretaker_id = 2
    db.add(row)


def postdate(db: Session) -> None:
    """Move the third entry by a minute."""
    row = db.get_one(AuditRow, 3)
    row.at += timedelta(minutes=1)
    db.add(row)


def cut_the_middle(db: Session) -> None:
    """Take the third entry out."""
    db.delete(db.get_one(AuditRow, 3))


def cut_the_beginning(db: Session) -> None:
    """Take the first entry out."""
    db.delete(db.get_one(AuditRow, 1))


def cut_the_end(db: Session) -> None:
    """Take the last entry out."""
    db.delete(db.get_one(AuditRow, 5))


def add_one(db: Session) -> None:
    """Put an entry in without the pepper."""
    db.add(AuditRow(number=6, at=MONDAY, caretaker_id=1, act="vouched", chain="0" * 64))


def cut_the_end_and_move_it(db: Session) -> None:
    """Take the last entry out and say that the log ends before it."""
    cut_the_end(db)
    ends = db.get_one(AuditEnds, 1)
    ends.last, ends.last_chain = 4, db.get_one(AuditRow, 4).chain
    db.add(ends)


def drop_it_all(db: Session) -> None:
    """Take every entry out."""
    for number in range(1, 6):
        db.delete(db.get_one(AuditRow, number))


def test_a_log_that_nobody_touched_is_whole(kiosk: Kiosk) -> None:
    """An empty log and a written one both verify."""
    assert audit.verify(kiosk) is None
    five_entries(kiosk)
    assert audit.verify(kiosk) is None


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (change, 3),
        (blame, 3),
        (postdate, 3),
        (cut_the_middle, 3),
        (cut_the_beginning, 1),
        (cut_the_end, 5),
        (add_one, 6),
        (cut_the_end_and_move_it, 1),
        (drop_it_all, 1),
    ],
)
def test_what_was_tampered_with_is_found(
    kiosk: Kiosk, tamper: Callable[[Session], None], expected: int
) -> None:
    """`verify` names the first entry that is not as it was written."""
    five_entries(kiosk)
    with kiosk.store.write() as db:
        tamper(db)
    assert audit.verify(kiosk) == expected


def test_what_was_rolled_back_is_not_in_the_log(kiosk: Kiosk) -> None:
    """An entry is written with its act, or not at all."""

    def act_and_fail() -> None:
        with kiosk.store.write() as db:
            audit.write(db, kiosk, 1, Act.VOUCHED)
            raise KeyError

    with pytest.raises(KeyError):
        act_and_fail()
    assert audit.entries(kiosk) == ()
    assert audit.verify(kiosk) is None


def test_the_latest_entries_come_first(kiosk: Kiosk) -> None:
    """As many as are asked for."""
    five_entries(kiosk)
    assert [entry.which for entry in audit.entries(kiosk, 2)] == [5, 4]


def test_after_180_days_an_entry_goes_and_the_rest_still_verifies(
    kiosk: Kiosk, clock: FakeClock
) -> None:
    """Retention cuts the beginning off without breaking the chain; a further cut shows."""
    five_entries(kiosk)
    clock.advance(timedelta(days=100))
    five_entries(kiosk)
    clock.advance(timedelta(days=80))
    assert sweep(kiosk) == 5
    assert audit.verify(kiosk) is None
    assert [entry.number for entry in audit.entries(kiosk)] == [10, 9, 8, 7, 6]
    with kiosk.store.write() as db:
        db.delete(db.get_one(AuditRow, 6))
    assert audit.verify(kiosk) == 6


def test_every_act_can_be_read() -> None:
    """Each act has words of its own."""
    labels = {language("da").say(act.label) for act in Act}
    assert len(labels) == len(Act)
