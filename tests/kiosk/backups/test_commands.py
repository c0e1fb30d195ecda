"""`kiosk backup` and `kiosk restore` as a caretaker calls them."""

import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from kiosk import boot, residents
from kiosk.__main__ import main
from kiosk.commands.running import alone, running
from kiosk.keys import key_path
from kiosk.settings import load
from tests.kiosk.commands.shell import run
from tests.people import move_in
from tests.told import refused

HOME = Path(__file__).parents[3]
DOORS = "Lærkevej 4: st-3, tv th"

pytestmark = pytest.mark.usefixtures("terminal")


@pytest.fixture
def stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with a kiosk, and Anna living there."""
    home, pin = tmp_path / "home", tmp_path / "pin"
    pin.write_text("731904")
    given = ("--estate", "Lærkevej", "--doors", DOORS, "--caretaker-pin-file", str(pin))
    assert run("init", home, *given) == 0
    move(home, "Anna")
    capsys.readouterr()
    return home


def move(home: Path, name: str) -> None:
    """Let somebody move in."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store):
        move_in(kiosk, name)


def names(home: Path) -> list[str]:
    """Return who lives there."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store), kiosk.store.read() as db:
        return [each.name for each in residents.everybody(db)]


def test_there_and_back(stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A backup says where it is and what it needs; a restore, what sleeps and what to do."""
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    told = capsys.readouterr().out
    assert f"The backup is in {file}: " in told
    assert "It lies on the same disk as the data." in told
    assert str(key_path(load(stands))) in told
    move(stands, "Ole")
    assert run("restore", stands, file) == 0
    told = capsys.readouterr().out
    assert "Passes and PINs that were valid a moment ago still are." in told
    assert re.search(r"^Lærkevej is as it was on .* 20\d\d at \d\d:\d\d\.$", told, re.MULTILINE)
    assert "These log in as caretakers: Vicevært (" in told
    assert f"kiosk restore {stands / 'before-restore.backup'}" in told
    assert ["Anna"] == names(stands)


def test_what_was_lost_is_said(
    stands: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the old database, passes are blocked and nobody knows who left: both are told."""
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    (stands / "kiosk.db").write_bytes(b"not what it was" * 1000)
    monkeypatch.setenv("KIOSK_LOBBY_REQUIRE_PASS", "true")
    assert run("restore", stands, file) == 0
    told = capsys.readouterr().out
    assert "All passes are blocked" in told
    assert "Set [lobby] require_pass = false" in told
    assert "Whoever has left since is back." in told
    assert f"It is kept as {stands / 'kiosk.db.damaged'}." in told


def test_it_is_refused_while_the_kiosk_runs(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While lobby, office or another command runs there, nothing is restored; "home-runs"."""
    file = tmp_path / "a.backup"
    with running(stands):
        assert run("backup", stands, file) == 0
        assert run("restore", stands, file) == 1
    assert "The kiosk runs, so nothing was changed." in capsys.readouterr().err
    assert run("restore", stands, file) == 0


def test_nothing_starts_while_it_is_restored(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Meanwhile lobby, office and every other command wait for another time."""
    with alone(stands):
        for command in ("", "lobby", "office"):
            assert main(["--home", str(stands), *filter(None, [command])]) == 1
        assert run("backup", stands, tmp_path / "a.backup") == 1
        refused("home-restoring", running(stands).__enter__)
        refused("home-runs", alone(stands).__enter__)
    assert 4 == capsys.readouterr().err.count("A backup is being restored here.")


def test_an_office_that_runs_is_noticed(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A real office holds the home for as long as it lives, even if it dies at once."""
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    command = [sys.executable, "-m", "kiosk", "office", "--home", str(stands)]
    free = {"KIOSK_PHONE_LISTEN": "127.0.0.1:0"}
    office = subprocess.Popen(
        command, cwd=HOME, env=os.environ | free, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        while office.poll() is None and not held(stands):
            pass
        assert office.poll() is None
        assert run("restore", stands, file) == 1
    finally:
        office.kill()
        office.communicate()
    assert "The kiosk runs" in capsys.readouterr().err
    assert run("restore", stands, file) == 0


def held(home: Path) -> bool:
    """Return whether the system knows of a lock on a home, without asking for one."""
    return f":{home.stat().st_ino} " in Path("/proc/locks").read_text("ascii")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("nowhere.backup", "No such file"),
        ("", "Is a directory"),
        ("no/where.backup", "No such file"),
    ],
)
def test_a_file_that_is_not_there(
    stands: Path, tmp_path: Path, file: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read is a sentence, and changes nothing."""
    assert run("restore", stands, tmp_path / file) == 1
    assert told in capsys.readouterr().err
    assert ["Anna"] == names(stands)


def test_a_place_that_is_not_there(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there is a sentence."""
    assert run("backup", stands, tmp_path / "no" / "a.backup") == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_wrong_usage(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both commands want a file."""
    assert run("backup", stands) == 2
    assert run("restore", stands) == 2
    assert capsys.readouterr().err.count("FILE") >= 2


def test_a_home_that_was_not_set_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no kiosk stands there is nothing to back up or to restore into."""
    for command in ("backup", "restore"):
        assert run(command, tmp_path / "no", tmp_path / "a.backup") == 1
    assert 2 == capsys.readouterr().err.count("There is no kiosk in")


def test_on_a_new_machine(stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new home with the old key file in place of its own takes the backup, as the README says."""
    file, new = tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    assert run("init", new, "--estate", "New", "--doors", DOORS) == 0
    assert run("restore", new, file) == 1
    assert "was made with another key" in capsys.readouterr().err
    key_path(load(new)).write_bytes(key_path(load(stands)).read_bytes())
    assert run("restore", new, file) == 0
    assert ["Anna"] == names(new)


def test_the_doctor_knows_the_newest_backup(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The doctor says that there is none, how old it is, and that an old one needs a hand."""
    run("doctor", stands)
    assert "note  Backup: none yet" in capsys.readouterr().out
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    capsys.readouterr()
    assert run("doctor", stands) == 0
    assert f"ok    Backup: made today, {file}" in capsys.readouterr().out
    for days, verdict, status in ((3, "ok", 0), (10, "note", 0), (40, "fault", 1)):
        at = datetime.now(UTC) - timedelta(days=days)
        (stands / "last-backup").write_text(f"{at.isoformat()}\n{file}\n")
        assert run("doctor", stands) == status
        lines = capsys.readouterr().out.splitlines()
        (line,) = [line for line in lines if "Backup:" in line]
        assert line.startswith(verdict)
        assert f"{days} days" in line


def test_moving_to_a_server(
    stands: Path,
    tmp_path: Path,
    postgres_template: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A backup is how a kiosk moves from a file to a server that has nothing yet."""
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    with psycopg.connect(postgres_template, autocommit=True) as admin:
        admin.execute("CREATE DATABASE moved_here")
    base, _, query = postgres_template.partition("?")
    url = f"{base.rpartition('/')[0]}/moved_here" + (f"?{query}" if query else "")
    monkeypatch.setenv("KIOSK_DATABASE_URL", url)
    try:
        with psycopg.connect(url):
            assert run("restore", stands, file) == 1
        assert "The kiosk runs" in capsys.readouterr().err
        assert run("restore", stands, file) == 0
        assert "All passes are blocked" in capsys.readouterr().out
        assert ["Anna"] == names(stands)
    finally:
        with psycopg.connect(postgres_template, autocommit=True) as admin:
            admin.execute("DROP DATABASE moved_here WITH (FORCE)")
