"""The command line itself: what it takes, what it says, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS, main, terminal_language
from kiosk.settings import FILE_NAME
from tests.kiosk.commands.shell import DEMO, DOORS, ROOT, run

pytestmark = pytest.mark.usefixtures("terminal")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is told, before or after a command."""
    assert main(["--version"]) == 0
    assert main(["doctor", "--version"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Help lists the commands, and each has help of its own."""
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in told] == []


@pytest.mark.parametrize("argv", [["nonsense"], ["--home"], ["register"], ["doctor", "--x"]])
def test_wrong_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What is no command or lacks something ends with 2."""
    assert main(argv) == 2
    assert capsys.readouterr().err.startswith("usage: kiosk")


@pytest.mark.parametrize("argv", [["", "doctor"], ["doctor", ""]])
def test_home_and_config_go_anywhere(
    stands: Path, argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The home and the settings file are understood before and after the command."""
    config = stands / FILE_NAME
    named = ["--home", str(stands), "--config", str(config)]
    assert main([word for part in argv for word in ([part] if part else named)]) == 0
    assert f"Home: {stands}" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["", "lobby", "office", "register", "letterbox"])
def test_a_home_without_a_kiosk(
    command: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no kiosk stands, each command says how to set one up, and makes nothing."""
    more = {"register": [str(DEMO)], "letterbox": ["Lærkevej 4"]}.get(command, [])
    assert main(["--home", str(home), *filter(None, [command]), *more]) == 1
    assert "Set one up with: kiosk init" in capsys.readouterr().err
    assert not home.exists()


def test_a_lost_database_is_not_replaced(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the database is gone, that is told and no empty one is made."""
    (stands / "kiosk.db").unlink()
    assert run("register", stands, str(DEMO)) == 1
    assert "is gone" in capsys.readouterr().err
    assert not (stands / "kiosk.db").exists()


def test_the_terminals_language(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Danish terminal is answered in Danish."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert run("register", home, str(DEMO)) == 1
    assert "Sæt en op med: kiosk init" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LC_ALL": "C", "LANG": "da_DK.UTF-8"}, "en"),
        ({"LC_MESSAGES": "da", "LANG": "en_GB"}, "da"),
        ({"LANG": "../../etc"}, "en"),
        ({}, "en"),
    ],
)
def test_how_the_language_is_found(environ: dict[str, str], code: str) -> None:
    """The usual variables decide, in their usual order."""
    assert terminal_language(environ) == code


def test_a_home_that_is_a_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the disk refuses is told in a sentence."""
    home.write_text("", "utf-8")
    assert run("init", home, "--estate", "A", "--doors", DOORS) == 1
    assert "could not be done" in capsys.readouterr().err


def test_a_pipe_that_closes_is_no_fault(stands: Path) -> None:
    """Whoever reads only the first line gets no traceback."""
    command = f"{sys.executable} -m kiosk register --home {stands} {DEMO} --dry-run | head -1"
    told = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (len(told.stdout.splitlines()), told.stderr) == (1, "")
