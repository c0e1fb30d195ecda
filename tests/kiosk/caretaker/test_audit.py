"""Nothing that a caretaker did can be taken out of the log, or put into it, unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from kiosk.caretaker import Act, Flaw, Harm, appoint, audit, witness
from kiosk.caretaker.tables import AuditEnds, AuditRow
from kiosk.house import Kiosk
from kiosk.words import language
from tests.conftest import MONDAY, FakeClock

ALTERED, MISSING, ENDS = Harm.ALTERED, Harm.MISSING, Harm.ENDS


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


def move_the_end(db: Session) -> None:
    """Say that the log ends before its last entry."""
    ends = db.get_one(AuditEnds, 1)
    ends.last, ends.last_chain = 4, db.get_one(AuditRow, 4).chain
    db.add(ends)


def drop_it_all(db: Session) -> None:
    """Take every entry out."""
    for number in range(1, 6):
        db.delete(db.get_one(AuditRow, number))


def forget_it_all(db: Session) -> None:
    """Take every entry out, and what says that there were any."""
    drop_it_all(db)
    db.delete(db.get_one(AuditEnds, 1))


def forget_the_ends(db: Session) -> None:
    """Take out what says where the log ends."""
    db.delete(db.get_one(AuditEnds, 1))


def age(db: Session) -> None:
    """Make the first three entries look old enough to be swept."""
    for number in range(1, 4):
        row = db.get_one(AuditRow, number)
        row.at -= timedelta(days=200)
        db.add(row)


def test_a_log_that_nobody_touched_is_whole(kiosk: Kiosk) -> None:
    """An empty log and a written one both verify."""
    assert audit.verify(kiosk) is None
    five_entries(kiosk)
    assert audit.verify(kiosk) is None


TAMPERED = [
    (change, Flaw(3, ALTERED)),
    (blame, Flaw(3, ALTERED)),
    (postdate, Flaw(3, ALTERED)),
    (cut_the_middle, Flaw(3, MISSING)),
    (cut_the_beginning, Flaw(1, MISSING)),
    (cut_the_end, Flaw(5, MISSING)),
    (add_one, Flaw(6, ALTERED)),
    (cut_the_end_and_move_it, Flaw(5, MISSING)),
    (move_the_end, Flaw(6, ENDS)),
    (drop_it_all, Flaw(1, MISSING)),
    (forget_it_all, Flaw(1, MISSING)),
    (forget_the_ends, Flaw(6, ENDS)),
    (age, Flaw(1, ALTERED)),
]


@pytest.mark.parametrize(("tamper", "expected"), TAMPERED)
def test_what_was_tampered_with_is_found(
    kiosk: Kiosk, tamper: Callable[[Session], None], expected: Flaw
) -> None:
    """`verify` names the first entry that is not as it was written."""
    five_entries(kiosk)
    with kiosk.store.write() as db:
        tamper(db)
    assert expected == audit.verify(kiosk)


@pytest.mark.parametrize(("tamper", "expected"), TAMPERED)
def test_what_was_tampered_with_is_not_mended_by_going_on(
    kiosk: Kiosk, clock: FakeClock, tamper: Callable[[Session], None], expected: Flaw
) -> None:
    """Neither the kiosk's next entries nor its sweep make a harmed log whole."""
    five_entries(kiosk)
    with kiosk.store.write() as db:
        tamper(db)
    clock.advance(timedelta(minutes=1))
    sweep(kiosk)
    five_entries(kiosk)
    sweep(kiosk)
    flaw = audit.verify(kiosk)
    assert flaw is not None
    assert expected.number == flaw.number


def test_without_its_witness_a_harmed_log_still_shows(kiosk: Kiosk) -> None:
    """A log whose end was cut off and moved is not whole to the database alone."""
    five_entries(kiosk)
    (kiosk.settings.home / witness.FILE).unlink()
    with kiosk.store.write() as db:
        cut_the_end_and_move_it(db)
    assert Flaw(5, ENDS) == audit.verify(kiosk)
    with kiosk.store.write() as db:
        audit.write(db, kiosk, 1, Act.VOUCHED)
    assert Flaw(6, ENDS) == audit.verify(kiosk)


def test_who_was_appointed_was_written_down(kiosk: Kiosk) -> None:
    """An empty log is not whole where there is a caretaker, even without its witness."""
    appoint(kiosk, "Poul", "731904")
    assert audit.verify(kiosk) is None
    (kiosk.settings.home / witness.FILE).unlink()
    with kiosk.store.write() as db:
        db.execute(sa.delete(AuditRow))
        db.execute(sa.delete(AuditEnds))
    assert Flaw(1, ENDS) == audit.verify(kiosk)


def test_rows_that_hold_anything_are_read(sqlite_kiosk: Kiosk) -> None:
    """What SQLite lets anybody write into a row is a flaw, and never a fault of the program."""
    kiosk = sqlite_kiosk
    five_entries(kiosk)
    with kiosk.store.write() as db:
        db.connection().exec_driver_sql(
            "UPDATE caretaker_audit SET at = 'last week', act = 'x\x1b[2J', which = 'y',"
            " caretaker_id = 'z' WHERE number = 3"
        )
    assert Flaw(3, ALTERED) == audit.verify(kiosk)
    entry = audit.entries(kiosk)[2]
    assert (3, None, None, None) == (entry.number, entry.at, entry.act, entry.which)
    assert ("Unknown", "Cannot be read") == (entry.who.msgid, entry.what.msgid)
    assert 0 == sweep(kiosk)


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
    assert Flaw(6, MISSING) == audit.verify(kiosk)


def test_every_act_can_be_read() -> None:
    """Each act has words of its own."""
    labels = {language("da").say(act.label) for act in Act}
    assert len(labels) == len(Act)
