"""`kiosk audit` tells the log of what caretakers did, and whether somebody has tampered with it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import boot
from kiosk.caretaker import Act, appoint, audit, witness
from kiosk.commands.running import running
from kiosk.house import Kiosk
from kiosk.settings import load
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.commands.shell import run

pytestmark = pytest.mark.usefixtures("terminal")

NAME = "Canarypoul"


@contextmanager
def opened(home: Path) -> Iterator[Kiosk]:
    """Open a home's kiosk on that Monday."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store):
        yield replace(kiosk, clock=FakeClock(MONDAY))


def worked(home: Path) -> str:
    """Appoint a caretaker who does some things, in winter and summer; return their number."""
    with opened(home) as kiosk:
        number = appoint(kiosk, NAME, "731904")
        summer = replace(kiosk, clock=FakeClock(MONDAY + timedelta(days=200)))
        for when, act, which in (
            (kiosk, Act.LOGGED_IN, None),
            (kiosk, Act.CODES_PRINTED, 12),
            (summer, Act.ALERT_RELEASED, 7),
        ):
            with when.store.write() as db:
                audit.write(db, when, 1, act, which)
    return number


def tamper(home: Path, statement: str) -> None:
    """Change a home's database behind the kiosk's back."""
    with opened(home) as kiosk, kiosk.store.write() as db:
        db.connection().execute(sa.text(statement))


def test_the_log(on_either: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line an entry, the newest last, in the estate's language and time; nobody by name."""
    number = worked(on_either)
    assert 0 == run("audit", on_either)
    told = capsys.readouterr().out
    assert [
        f"     1  2026-11-23 12:45  Kommandolinje  En vicevært blev ansat: nr. {number}",
        f"     2  2026-11-23 12:45  Vicevært {number}  Loggede ind",
        f"     3  2026-11-23 12:45  Vicevært {number}  Udskrev postkassekoder: 12",
        f"     4  2027-06-11 13:45  Vicevært {number}  Sendte en advarsel videre: nr. 7",
    ] == told.splitlines()
    assert NAME not in told


def test_a_whole_log(on_either: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log that nobody touched is whole, before and after the first entry."""
    assert 0 == run("audit", on_either, "--verify")
    assert "The log is whole. Nothing is written in it.\n" == capsys.readouterr().out
    assert 0 == run("audit", on_either)
    assert "" == capsys.readouterr().out
    worked(on_either)
    assert 0 == run("audit", on_either, "--verify")
    assert "The log is whole, from entry 1 to entry 4.\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE caretaker_audit SET caretaker_id = 2 WHERE number = 3",
            "Entry 3 of the log is not as the kiosk wrote it.",
        ),
        ("DELETE FROM caretaker_audit WHERE number = 2", "Entry 2 of the log is missing."),
        ("DELETE FROM caretaker_audit WHERE number = 4", "Entry 4 of the log is missing."),
        ("DELETE FROM caretaker_audit", "Entry 1 of the log is missing."),
        (
            "UPDATE caretaker_audit_ends SET seal = 'x'",
            "What says where the log ends was changed. From entry 5 on",
        ),
    ],
)
def test_a_log_that_was_tampered_with(
    on_either: Path, statement: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first entry that was cut or altered is named, with what it means and what to do."""
    worked(on_either)
    tamper(on_either, statement)
    assert 1 == run("audit", on_either, "--verify")
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith(told)
    assert "Find out who can reach the machine" in said.err
    assert 0 == run("audit", on_either)


def test_it_works_while_the_kiosk_runs(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lobby and office hold the home, and somebody may be writing to its database."""
    worked(stands)
    with running(stands), opened(stands) as kiosk, kiosk.store.write():
        assert [0, 0] == [run("audit", stands), run("audit", stands, "--verify")]
    assert "whole" in capsys.readouterr().out


def test_a_row_that_holds_anything(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What somebody has written into the log is no command to a terminal, and no traceback."""
    worked(stands)
    tamper(stands, "UPDATE caretaker SET number = 'x\x1b[2Jy'")
    tamper(stands, "UPDATE caretaker_audit SET at = 'z', act = '\x1b[2J' WHERE number = 3")
    assert 0 == run("audit", stands)
    line = capsys.readouterr().out.splitlines()[2]
    assert "     3  ?                 Vicevært x[2Jy  Kan ikke læses" == line


def test_a_witness_that_cannot_be_read(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the disk refuses is told in a sentence."""
    (stands / witness.FILE).mkdir()
    assert 1 == run("audit", stands, "--verify")
    assert "could not be done" in capsys.readouterr().err
