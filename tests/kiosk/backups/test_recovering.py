"""The machine is gone: a stick, a slip and another machine bring the kiosk back."""

import hashlib
import hmac
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import boot, caretaker, rooms
from kiosk.backups import container
from kiosk.chance import CROCKFORD
from kiosk.keys import key_path, read_keys
from kiosk.settings import load
from kiosk.store import open_store
from tests.kiosk.backups.test_commands import DOORS, move, names
from tests.kiosk.commands.shell import run

pytestmark = pytest.mark.usefixtures("terminal")

PRINTER = ("--printer", "file:/dev/usb/lp0")


@pytest.fixture
def stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with a printer, and Anna living there."""
    home, pin = tmp_path / "home", tmp_path / "pin"
    pin.write_text("731904")
    given = ("--estate", "Lærkevej", "--doors", DOORS, "--caretaker-pin-file", str(pin), *PRINTER)
    assert run("init", home, *given) == 0
    move(home, "Anna")
    assert "The first slip to come out is the recovery code." in capsys.readouterr().out
    return home


@pytest.fixture
def show(stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], Path]:
    """Return a file with a new recovery code, as it was shown."""

    def shown() -> Path:
        assert run("recovery", stands, "--show") == 0
        told = re.search("The recovery code: ([0-9A-Z ]+)", capsys.readouterr().out)
        assert told
        assert set(told[1].replace(" ", "")) <= set(CROCKFORD)
        paper = tmp_path / "slip"
        paper.write_text(told[1] + "\n")
        return paper

    return shown


def lose_key(home: Path) -> bytes:
    """Take a home's key away, and return what it was."""
    path = key_path(load(home))
    kept = path.read_bytes()
    path.unlink()
    return kept


def test_another_machine(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Backup and code are enough: neighbours, PINs, caretaker, settings and key are there again."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    assert "The recovery code on your slip opens it." in capsys.readouterr().out
    old = lose_key(stands)
    shutil.rmtree(stands)
    assert run("restore", new, file, "--code-file", code) == 0
    told = capsys.readouterr().out
    assert f"The key to the data is in {key_path(load(new))} again." in told
    assert "Lærkevej is as it was on " in told
    assert ["Anna"] == names(new)
    assert old == key_path(load(new)).read_bytes()
    assert PRINTER[1] == load(new).printer.url
    kiosk = boot.open_kiosk(load(new))
    with closing(kiosk.store):
        number = next(number for _, number in caretakers(new))
        assert isinstance(caretaker.log_in(kiosk, number, "731904"), caretaker.Shift)


def caretakers(home: Path) -> list[tuple[str, str]]:
    """Return who serves there, and their number."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store):
        return [(each.name, each.number) for each in caretaker.serving(kiosk)]


def test_the_same_code_opens_the_next_backups_too(
    stands: Path, show: Callable[[], Path], tmp_path: Path
) -> None:
    """On the new machine the slip goes on to hold."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    assert run("restore", new, file, "--code-file", code) == 0
    later = tmp_path / "b.backup"
    move(new, "Ole")
    assert run("backup", new, later) == 0
    third = tmp_path / "third"
    assert run("restore", third, later, "--code-file", code) == 0
    assert ["Anna", "Ole"] == sorted(names(third))


def test_a_key_that_is_lost_comes_back_alone(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where only the key is gone, what came after the backup stays."""
    code, file = show(), tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    move(stands, "Ole")
    old = lose_key(stands)
    assert run("restore", stands, file, "--code-file", code) == 0
    assert "The data here is whole and was not touched." in capsys.readouterr().out
    assert (old, ["Anna", "Ole"]) == (key_path(load(stands)).read_bytes(), sorted(names(stands)))


def test_data_that_the_key_does_not_open_is_not_touched(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another kiosk's data keep their place and get no other key; "recovery-other-data"."""
    code, file, other = show(), tmp_path / "a.backup", tmp_path / "other"
    assert run("backup", stands, file) == 0
    assert run("init", other, "--estate", "Birkevej", "--doors", DOORS) == 0
    lose_key(other)
    before = (other / "kiosk.db").read_bytes()
    assert run("restore", other, file, "--code-file", code) == 1  # recovery-other-data
    assert "is damaged, or another kiosk's. Nothing was changed." in capsys.readouterr().err
    assert (before, False) == ((other / "kiosk.db").read_bytes(), key_path(load(other)).exists())


def test_a_wrong_code_leaves_nothing_behind(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With another code, an older one or none at all there is no home afterwards."""
    older = show().read_text()
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    for wrong, told in (
        (older, "does not open this backup"),
        ("123", "has 26 letters and numbers"),
    ):
        code.write_text(wrong)
        assert run("restore", new, file, "--code-file", code) == 1
        assert told in capsys.readouterr().err
    assert run("restore", new, file, "--code-file", tmp_path / "nowhere") == 1
    assert "nowhere cannot be read" in capsys.readouterr().err  # secret-file-unreadable
    assert not new.exists()


def test_a_damaged_backup_leaves_nothing_behind(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a home nor a key is made for what cannot be restored."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    keys = set(key_path(load(stands)).parent.iterdir())
    file.write_bytes(file.read_bytes()[:-1])
    assert run("restore", new, file, "--code-file", code) == 1
    assert "is damaged or not whole" in capsys.readouterr().err
    assert (False, keys) == (new.exists(), set(key_path(load(stands)).parent.iterdir()))


def test_a_server_that_is_away_leaves_nothing_behind(
    stands: Path, show: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the data's server does not answer, home, settings and key are gone again."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    monkeypatch.setenv("KIOSK_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("KIOSK_DATABASE_KEY_FILE", str(tmp_path / "own.key"))
    assert run("restore", new, file, "--code-file", code) == 1
    assert (False, False) == (new.exists(), (tmp_path / "own.key").exists())


def test_before_there_was_a_code_the_key_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A backup that no code opens says so; "backup-without-code"."""
    home, file, slip = tmp_path / "home", tmp_path / "a.backup", tmp_path / "slip"
    assert run("init", home, "--estate", "Lærkevej", "--doors", DOORS) == 0
    assert "Make a recovery code, too" in capsys.readouterr().out
    assert run("backup", home, file) == 0
    assert "Or have a recovery code on paper instead" in capsys.readouterr().out
    slip.write_text("7F3KM9QW2XTB4HRC8VNE5YJP6D")
    assert run("restore", tmp_path / "new", file, "--code-file", slip) == 1
    assert "there was no recovery code yet" in capsys.readouterr().err


def test_without_anybody_to_ask_it_says_what_is_missing(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that gives no code is told of the kiosk or the key that is not there."""
    show()
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    assert run("restore", tmp_path / "new", file) == 1
    assert "There is no kiosk in " in capsys.readouterr().err
    lose_key(stands)
    assert run("restore", stands, file) == 1
    assert "The key to the data is not in " in capsys.readouterr().err


def test_backups_of_the_first_form_are_still_read(stands: Path, tmp_path: Path) -> None:
    """A file from before there were recovery codes is restored as ever."""
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    settings = load(stands)
    keys, body = read_keys(settings), tmp_path / "body.db"
    container.unpack(file, body, keys)
    kind, content = b"nabokiosk backup 1\n", body.read_bytes()
    secret = hmac.digest(keys.database, b"nabokiosk backup seal" + keys.pepper, "sha256")
    owner = hmac.digest(secret, b"owner", "sha256")[:16]
    rest = owner + hmac.digest(secret, kind + owner + content, "sha256") + content
    file.write_bytes(kind + hashlib.sha256(rest).digest() + rest)
    move(stands, "Ole")
    assert run("restore", stands, file) == 0
    assert ["Anna"] == names(stands)


def test_a_restore_keeps_the_newest_code(
    stands: Path, show: Callable[[], Path], tmp_path: Path
) -> None:
    """A slip that was printed after the backup holds for those that come after its restore."""
    assert run("backup", stands, tmp_path / "a.backup") == 0
    code = show()
    assert run("restore", stands, tmp_path / "a.backup") == 0
    assert run("backup", stands, tmp_path / "b.backup") == 0
    new = tmp_path / "new"
    assert run("restore", new, tmp_path / "b.backup", "--code-file", code) == 0
    assert ["Anna"] == names(new)


def test_a_slip_waits_for_the_printer(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The code goes to paper and is not shown; the log tells that one was made, and no more."""
    assert run("recovery", stands) == 0
    told = capsys.readouterr().out
    assert "The slip with the recovery code waits for the printer." in told
    assert not re.search("[0-9A-Z]{3} [0-9A-Z]{3}", told)
    kiosk = boot.open_kiosk(load(stands))
    with closing(kiosk.store):
        made = [each.act for each in caretaker.audit.entries(kiosk)]
    assert 2 == made.count(caretaker.Act.RECOVERY_CODE)


def test_without_a_printer_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no slip can come out, a code is made only to be shown; "recovery-no-printer"."""
    home = tmp_path / "home"
    assert run("init", home, "--estate", "Lærkevej", "--doors", DOORS) == 0
    assert run("recovery", home) == 1
    assert "kiosk recovery --show" in capsys.readouterr().err
    assert run("doctor", home) in {0, 1}
    assert "Recovery code: none yet." in capsys.readouterr().out
    assert run("recovery", home, "--show") == 0
    capsys.readouterr()
    assert run("doctor", home) in {0, 1}
    assert "Recovery code: made on " in capsys.readouterr().out


def test_the_code_is_nowhere_but_on_paper(
    stands: Path, show: Callable[[], Path], tmp_path: Path
) -> None:
    """Neither the home nor a backup holds a byte sequence of it, nor does the opened database."""
    code = show().read_text().replace(" ", "").strip()
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    settings = load(stands)
    store = open_store(boot.database_url(settings), read_keys(settings).database)
    with closing(store), store.engine.connect() as db:
        rows = [
            str(row)
            for table in rooms.metadata.sorted_tables
            for row in db.execute(sa.select(table)).all()
        ]
    kept = [path.read_bytes() for path in (*stands.iterdir(), file) if path.is_file()]
    assert not [one for one in kept if code.encode() in one]
    assert not [row for row in rows if code in row]
