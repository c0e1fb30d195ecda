"""A log that was set back as a whole, chain and seal and all, is told by what was noted apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from kiosk.caretaker import Act, Flaw, Harm, audit, witness
from kiosk.house import Kiosk
from tests.conftest import FakeClock

Saved = Callable[[], None]


def write(kiosk: Kiosk, count: int = 3, act: Act = Act.ALERT_RELEASED) -> None:
    """Write some entries."""
    for _ in range(count):
        with kiosk.store.write() as db:
            audit.write(db, kiosk, 1, act)


def saved(kiosk: Kiosk) -> Saved:
    """Return what sets the log back to how it stands now, as whoever keeps the database can."""
    tables = [
        SQLModel.metadata.tables[name] for name in ("caretaker_audit", "caretaker_audit_ends")
    ]
    with kiosk.store.read() as db:
        rows = [[dict(row) for row in db.execute(sa.select(t)).mappings()] for t in tables]

    def set_back() -> None:
        with kiosk.store.write() as db:
            for table, kept in zip(tables, rows, strict=True):
                db.execute(table.delete())
                db.execute(table.insert(), kept)

    return set_back


def file_of(kiosk: Kiosk) -> Path:
    """Return where the entries of a home are noted."""
    return kiosk.settings.home / witness.FILE


def test_a_log_that_was_set_back_is_told(kiosk: Kiosk) -> None:
    """The entries since are missing, however right the marks of what is left are."""
    write(kiosk)
    set_back = saved(kiosk)
    write(kiosk)
    assert audit.verify(kiosk) is None
    set_back()
    assert Flaw(4, Harm.MISSING) == audit.verify(kiosk)


def test_going_on_after_that_hides_nothing(kiosk: Kiosk) -> None:
    """Entries that take the place of those that were cut off are not the ones that were noted."""
    write(kiosk)
    set_back = saved(kiosk)
    write(kiosk)
    set_back()
    write(kiosk, 5, Act.VOUCHED)
    assert Flaw(4, Harm.ALTERED) == audit.verify(kiosk)


def test_without_a_witness_that_could_not_be_told(kiosk: Kiosk) -> None:
    """The database alone does not know better, which is why the witness lies apart from it."""
    write(kiosk)
    set_back = saved(kiosk)
    write(kiosk)
    set_back()
    file_of(kiosk).unlink()
    assert audit.verify(kiosk) is None


def test_what_was_rolled_back_is_not_noted(kiosk: Kiosk) -> None:
    """An entry is noted once it is on the disk, and never before."""
    write(kiosk, 1)

    def act_and_fail() -> None:
        with kiosk.store.write() as db:
            audit.write(db, kiosk, 1, Act.VOUCHED)
            raise KeyError

    with pytest.raises(KeyError):
        act_and_fail()
    assert [1] == [entry.number for entry in witness.noted(kiosk)]
    assert audit.verify(kiosk) is None


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-20],  # torn by a power cut
        lambda content: content.replace(b"3 2026", b"9 2026"),
        lambda _: b"",
        lambda _: (
            b"9 2026-11-23T11:45:00+00:00 c m\n\xff\x00 1 2 3 4\n" + b"9" * 10_000 + b" 1 2 3"
        ),
    ],
)
def test_a_note_that_is_not_ours_is_none(kiosk: Kiosk, harm: Callable[[bytes], bytes]) -> None:
    """What a power cut or a stranger left in the file accuses nobody, and the next note is read."""
    write(kiosk)
    file_of(kiosk).write_bytes(harm(file_of(kiosk).read_bytes()))
    assert audit.verify(kiosk) is None
    write(kiosk, 1)
    assert 4 == witness.noted(kiosk)[-1].number
    assert audit.verify(kiosk) is None


def test_a_home_that_cannot_be_written_to_stops_no_caretaker(kiosk: Kiosk) -> None:
    """Where nothing can be noted the act is done and in the log all the same."""
    nowhere = replace(kiosk, settings=replace(kiosk.settings, home=kiosk.settings.home / "gone"))
    write(nowhere, 2)
    assert () == witness.noted(nowhere)
    assert 2 == len(audit.entries(kiosk))
    assert audit.verify(nowhere) is None


def test_it_says_nothing_of_what_was_done(kiosk: Kiosk) -> None:
    """Number, instant and two keyed hashes: no act, no caretaker, and of what is old nothing."""
    write(kiosk, 1, Act.VOUCHED)
    number, at, *hashes = file_of(kiosk).read_text("ascii").split()
    assert ("1", kiosk.clock.now().isoformat()) == (number, at)
    assert [64, 64] == [len(each) for each in hashes]


def test_it_forgets_what_the_log_forgets(kiosk: Kiosk, clock: FakeClock) -> None:
    """After 180 days an entry is noted nowhere any more, and what is kept still verifies."""
    write(kiosk)
    clock.advance(timedelta(days=100))
    write(kiosk)
    clock.advance(timedelta(days=80))
    with kiosk.store.write() as db:
        assert 3 == audit.sweep(db, kiosk)
    assert [4, 5, 6] == [entry.number for entry in witness.noted(kiosk)]
    assert audit.verify(kiosk) is None
    set_back = saved(kiosk)
    write(kiosk, 1)
    set_back()
    assert Flaw(7, Harm.MISSING) == audit.verify(kiosk)
