"""`kiosk register` tells what becomes of each line of a register."""

from pathlib import Path

import pytest

from tests.kiosk.commands.shell import DEMO, offered, run, written

pytestmark = pytest.mark.usefixtures("terminal")


def test_line_by_line(stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line is told in order with what became of it, then the counts."""
    path = written(
        tmp_path,
        *("x,1,Lærkevej,4,st,tv", "x,1,Lærkevej,4,st,th", "x,1,Lærkevej,4,1,tv"),
        *("x,1,Lærkevej,6,,", "x,3,Lærkevej,4,2,tv", "x,4,Lærkevej,4,3,tv"),
    )
    assert run("register", stands, path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Line 2: Lærkevej 4, st. tv is known.",
        "Line 3: Lærkevej 4, st. th is known.",
        "Line 4: Lærkevej 4, 1. tv is known.",
        "Line 5: Lærkevej 6 is new. It has no flats: a house or a shop, one door.",
        "Line 6: Lærkevej 4, 2. tv is provisional, and is offered once it is current.",
        "Line 7: Lærkevej 4, 3. tv is withdrawn, and is not offered.",
        "Lærkevej 4, 1. th is not in the file any more, and is not offered.",
        "New: 1. Known: 3. Gone: 1. Refused: 0.",
    ]


def test_a_dry_run(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run says the same and changes nothing."""
    assert run("register", stands, str(DEMO), "--dry-run") == 0
    assert "this was only a look" in capsys.readouterr().out
    assert len(offered(stands)) == 4


def test_damaged_lines(stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A damaged line stops all, unless the good lines are asked for."""
    path = written(tmp_path, "x,1,Lærkevej,6,st,tv", "x,1,Lærkevej,6", "x,1,Lærkevej,0,,")
    assert run("register", stands, path) == 1
    told = capsys.readouterr()
    assert "Line 3: The line has 4 fields, but the first line has 6." in told.out
    assert "2 lines cannot be read" in told.err
    assert len(offered(stands)) == 4
    assert run("register", stands, path, "--good-lines") == 0
    assert len(offered(stands)) == 5
