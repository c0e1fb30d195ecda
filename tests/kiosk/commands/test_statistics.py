"""`kiosk statistics` tells figures that hold no person, for people and for a spreadsheet."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk import boot, figures
from kiosk.figures import Figure
from kiosk.settings import load
from tests.conftest import FakeClock
from tests.kiosk.commands.shell import run

pytestmark = pytest.mark.usefixtures("terminal")

SPRING, SUMMER = date(2024, 4, 1), date(2024, 7, 1)
HEADER = (
    "quarter,signed_up,alerts,alerts_resolved,alerts_harmless,alerts_mistake,alerts_work,"
    "alerts_expired,alerts_withdrawn,vacations,burglaries"
)


def counted(home: Path) -> None:
    """Count two quarters that are long over."""
    kiosk = boot.open_kiosk(load(home))
    then = replace(kiosk, clock=FakeClock(datetime(2024, 9, 1, tzinfo=UTC)))
    with closing(kiosk.store), kiosk.store.write() as db:
        for figure, day, number in (
            (Figure.SIGNED_UP, SUMMER, 1234),
            (Figure.SIGNED_UP, date(2024, 9, 30), 1),
            (Figure.ALERTS_RESOLVED, SUMMER, 6),
            (Figure.ALERTS_HARMLESS, SUMMER, 8),
            (Figure.ALERTS_EXPIRED, SUMMER, 3),
            (Figure.VACATIONS, SUMMER, 4),
        ):
            for _ in range(number):
                figures.count(db, then, figure, day)
        figures.enter_burglaries(db, then, SUMMER, 5)


def test_for_people(on_either: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A quarter after the other, in the estate's language."""
    counted(on_either)
    assert 0 == run("statistics", on_either)
    assert [
        "3. kvartal 2024",
        "  Tilmeldte                        1.235",
        "  Advarsler, der er slut           17",
        "    det er løst                    6",
        "    det var harmløst               ikke oplyst",
        "    det var en fejl                ikke oplyst",
        "    det var varslet arbejde        ikke oplyst",
        "    intet nyt i 14 dage            ikke oplyst",
        "    trukket tilbage af viceværten  ikke oplyst",
        "  Ferier, der er slut              færre end 5",
        "  Indbrud                          5",
        "4. kvartal 2024",
    ] == (out := capsys.readouterr().out.splitlines())[:12]
    assert "  Indbrud                          ikke skrevet ind" == out[21]


def test_for_a_spreadsheet(on_either: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Columns of fixed names; plain numbers and fixed words, none of which can be a formula."""
    counted(on_either)
    assert 0 == run("statistics", on_either, "--csv")
    header, first, second, *rest = capsys.readouterr().out.splitlines()
    assert HEADER == header
    assert "2024-Q3,1235,17,6,withheld,withheld,withheld,withheld,withheld,<5,5" == first
    assert "2024-Q4,<5,<5,<5,<5,<5,<5,<5,<5,<5," == second
    cells = [cell for line in (header, first, second, *rest) for cell in line.split(",")]
    assert [] == [cell for cell in cells if not re.fullmatch(r"[a-z_]*|\d{4}-Q\d|\d+|<5", cell)]


def test_before_the_first_quarter_is_over(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said when there will be something; a spreadsheet has its columns already."""
    assert 0 == run("statistics", stands)
    assert capsys.readouterr().out.startswith("There are no figures yet.")
    assert 0 == run("statistics", stands, "--csv")
    assert f"{HEADER}\n" == capsys.readouterr().out


def written_down(home: Path) -> dict[str, int | None]:
    """Return the quarters that are open by the machine's own clock, with their burglaries."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store), kiosk.store.read() as db:
        return {each.name: each.burglaries for each in figures.open_quarters(db, kiosk)}


def test_burglaries_are_entered(on_either: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a quarter that is not told yet; the last number counts, and the log knows of both."""
    name = max(written_down(on_either))
    for number in (31, 3):
        assert 0 == run("statistics", on_either, "--burglaries", f"{name}={number}")
        assert "It is written down.\n" == capsys.readouterr().out
    assert 3 == written_down(on_either)[name]
    assert 0 == run("audit", on_either)
    told = capsys.readouterr().out.splitlines()[-2:]
    assert 2 == sum(line.endswith("Skrev indbrud ind i statistikken") for line in told)


@pytest.mark.parametrize(
    ("entry", "status", "said"),
    [
        ("2026-Q5=3", 2, "like this: 2026-Q4=3"),
        ("0000-Q1=3", 2, "like this: 2026-Q4=3"),
        ("2026-Q4", 2, "like this: 2026-Q4=3"),
        ("", 2, "like this: 2026-Q4=3"),
        ("2024-Q4=three", 1, "Write 0 if there were none."),
        ("2024-Q4=1000", 1, "from 0 to 999"),
        ("2024-Q4=3", 1, "never change"),
        ("0001-Q1=3", 1, "never change"),
        ("9999-Q4=3", 1, "has not begun"),
    ],
)
def test_what_cannot_be_entered_is_said(
    stands: Path, capsys: pytest.CaptureFixture[str], entry: str, status: int, said: str
) -> None:
    """In a sentence, with what to write; nothing is written down."""
    assert status == run("statistics", stands, f"--burglaries={entry}")
    assert said in capsys.readouterr().err
    assert {None} == set(written_down(stands).values())
