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

from kiosk import backups, boot, caretaker, recovery_code
from kiosk.backups import container
from kiosk.chance import CROCKFORD
from kiosk.commands import printing
from kiosk.commands.running import alone
from kiosk.keys import key_path, read_keys
from kiosk.printing import interpreter, places, preview
from kiosk.settings import load
from kiosk.store import Store, StoreFault, open_store
from kiosk.store.faults import DISK_FULL
from tests.kiosk.backups.test_commands import DOORS, move, names
from tests.kiosk.commands.shell import run
from tests.kiosk.printing import fakes
from tests.kiosk.printing.fakes import Device
from tests.told import refused

pytestmark = pytest.mark.usefixtures("terminal")

Tell = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Where the printer's bytes go."""
    return tmp_path / "paper"


@pytest.fixture
def stands(tmp_path: Path, paper: Path, capsys: Tell) -> Path:
    """A home with a printer, and Anna living there."""
    home, pin = tmp_path / "home", tmp_path / "pin"
    pin.write_text("731904")
    given = ("--estate", "Lærkevej", "--doors", DOORS, "--caretaker-pin-file", str(pin))
    assert run("init", home, *given, "--printer", f"file:{paper}") == 0
    move(home, "Anna")
    assert "The recovery code is on the slip. Look at it now" in capsys.readouterr().out
    return home


def codes_on(paper: bytes) -> list[str]:
    """Return the recovery codes that are on paper, the first one first."""
    rows = preview.text(interpreter.read(paper), 42).splitlines()
    bare = (row.replace(" ", "") for row in rows)
    lines = [row for row in bare if re.fullmatch("[0-9A-Z]{8,9}", row)]
    return ["".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]


@pytest.fixture
def show(stands: Path, tmp_path: Path, capsys: Tell) -> Callable[[], Path]:
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


def test_another_machine(stands: Path, paper: Path, tmp_path: Path, capsys: Tell) -> None:
    """Backup and slip are enough: neighbours, PINs, caretaker, settings and key are there again."""
    code, file, new = tmp_path / "slip", tmp_path / "a.backup", tmp_path / "new"
    (printed,) = codes_on(paper.read_bytes())
    code.write_text(printed)
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
    assert f"file:{paper}" == load(new).printer.url
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
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell
) -> None:
    """Where only the key is gone, what came after the backup stays."""
    code, file = show(), tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    move(stands, "Ole")
    old = lose_key(stands)
    assert run("restore", stands, file, "--code-file", code) == 0
    assert "The data here is in order and was not touched." in capsys.readouterr().out
    assert (old, ["Anna", "Ole"]) == (key_path(load(stands)).read_bytes(), sorted(names(stands)))


def test_data_that_the_key_does_not_open_is_not_touched(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell
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
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell
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
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell
) -> None:
    """Neither a home nor a key is made for what cannot be restored."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    keys = set(key_path(load(stands)).parent.iterdir())
    file.write_bytes(file.read_bytes()[:-1])
    assert run("restore", new, file, "--code-file", code) == 1
    assert "is damaged or not whole" in capsys.readouterr().err
    assert (False, keys) == (new.exists(), set(key_path(load(stands)).parent.iterdir()))


def turned(place: int) -> Callable[[bytes], bytes]:
    """Return how one bit of a file is turned."""
    return lambda content: content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(
    "harm",
    [
        turned(len(container.KIND) + 80 + 5),
        lambda content: content[:90],
        lambda content: content[:130],
        lambda content: content[:-1],
    ],
)
def test_damage_is_no_other_code(
    stands: Path, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    """Where the wrapped keys are turned or cut, the file is damaged, whatever is typed."""
    file = tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    file.write_bytes(harm(file.read_bytes()))
    refused("backup-damaged", lambda: backups.check_code(file))
    refused("backup-damaged", lambda: backups.keys_of(file, "7F3KM9QW2XTB4HRC8VNE5YJP6D"))


def test_data_that_is_damaged_is_not_touched(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell
) -> None:
    """A file that opens and cannot be read to its end is not taken for whole."""
    code, file = show(), tmp_path / "a.backup"
    assert run("backup", stands, file) == 0
    lose_key(stands)
    database = stands / "kiosk.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2 :: 4096] = bytes(len(content[len(content) // 2 :: 4096]))
    content[-4000:-2000] = bytes(2000)
    database.write_bytes(content)
    assert run("restore", stands, file, "--code-file", code) == 1
    assert "is damaged, or another kiosk's. Nothing was changed." in capsys.readouterr().err
    assert (bytes(content), False) == (database.read_bytes(), key_path(load(stands)).exists())


def test_on_a_server_the_log_tells_whose_the_data_is(
    stands: Path,
    show: Callable[[], Path],
    postgres_store: Store,
    tmp_path: Path,
    monkeypatch: Patch,
    capsys: Tell,
) -> None:
    """Every key opens a server's data, so its seal must fit; "recovery-other-data"."""
    code, file, own = show(), tmp_path / "a.backup", tmp_path / "b.backup"
    assert run("backup", stands, file) == 0
    url = postgres_store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("KIOSK_DATABASE_URL", url)
    home, mine = tmp_path / "served", tmp_path / "mine"
    assert run("init", home, "--estate", "Birkevej", "--doors", DOORS) == 0
    assert run("recovery", home, "--show") == 0
    told = re.search("The recovery code: ([0-9A-Z ]+)", capsys.readouterr().out)
    mine.write_text(told[1] if told else "")
    move(home, "Ole")
    assert run("backup", home, own) == 0
    key = lose_key(home)
    assert run("restore", home, file, "--code-file", code) == 1
    assert "The data on the database server is another kiosk's" in capsys.readouterr().err
    assert not key_path(load(home)).exists()
    assert run("restore", home, own, "--code-file", mine) == 0
    assert "The data here is in order and was not touched." in capsys.readouterr().out
    assert (key, ["Ole"]) == (key_path(load(home)).read_bytes(), names(home))


def test_an_empty_server_is_filled(
    stands: Path,
    show: Callable[[], Path],
    postgres_store: Store,
    tmp_path: Path,
    monkeypatch: Patch,
) -> None:
    """Tables that nobody has moved into are in nobody's way."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    url = postgres_store.engine.url.render_as_string(hide_password=False)
    postgres_store.close()  # nobody else may be on it
    monkeypatch.setenv("KIOSK_DATABASE_URL", url)
    assert run("restore", new, file, "--code-file", code) == 0
    assert ["Anna"] == names(new)


@pytest.mark.parametrize("left", [b"", b"00\n11\n"])
def test_a_damaged_key_is_a_lost_one(
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell, left: bytes
) -> None:
    """What is left of a key file is laid aside and the key comes back; the data stays."""
    code, file, path = show(), tmp_path / "a.backup", key_path(load(stands))
    assert run("backup", stands, file) == 0
    key, aside = path.read_bytes(), path.with_name(f"{path.name}.damaged")
    path.write_bytes(left)
    assert run("restore", stands, file, "--code-file", code) == 0
    assert f"The damaged key file is kept as {aside}." in capsys.readouterr().out
    assert (key, left, ["Anna"]) == (path.read_bytes(), aside.read_bytes(), names(stands))


def test_a_damaged_key_is_back_where_nothing_came_of_it(
    stands: Path, show: Callable[[], Path], tmp_path: Path
) -> None:
    """Beside data that is not this key's, what is left of the key file lies as it lay."""
    code, file, other = show(), tmp_path / "a.backup", tmp_path / "other"
    assert run("backup", stands, file) == 0
    assert run("init", other, "--estate", "Birkevej", "--doors", DOORS) == 0
    path = key_path(load(other))
    path.write_bytes(b"")
    assert run("restore", other, file, "--code-file", code) == 1
    assert (b"", []) == (path.read_bytes(), list(path.parent.glob("*.damaged")))


def test_another_kiosks_key_keeps_its_place(
    stands: Path, show: Callable[[], Path], tmp_path: Path, monkeypatch: Patch, capsys: Tell
) -> None:
    """Where the settings name a key that is another's, that is said; "key-file-other"."""
    code, file, key = show(), tmp_path / "a.backup", tmp_path / "own.key"
    assert run("backup", stands, file) == 0
    key.write_text(f"{'11' * 32}\n{'22' * 32}\n")
    monkeypatch.setenv("KIOSK_DATABASE_KEY_FILE", str(key))
    before, new = key.read_bytes(), tmp_path / "new"
    assert run("restore", new, file, "--code-file", code) == 1
    assert "is another kiosk's key, so nothing was changed." in capsys.readouterr().err
    assert (before, False) == (key.read_bytes(), new.exists())


def test_a_second_restore_deletes_nothing_of_the_first(
    stands: Path, show: Callable[[], Path], tmp_path: Path
) -> None:
    """Whoever comes while another restores is refused, and leaves alone what that one made."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    new.mkdir()
    with alone(new):
        assert run("restore", new, file, "--code-file", code) == 1  # home-runs
        made = [new / name for name in ("id", "kiosk.toml", "kiosk.db")]
        for path in made:
            path.write_text("made")
        assert run("restore", new, file, "--code-file", code) == 1
        assert ["made"] * 3 == [path.read_text() for path in made]


def test_a_server_that_is_away_leaves_nothing_behind(
    stands: Path, show: Callable[[], Path], tmp_path: Path, monkeypatch: Patch
) -> None:
    """Where the data's server does not answer, home, settings and key are gone again."""
    code, file, new = show(), tmp_path / "a.backup", tmp_path / "new"
    assert run("backup", stands, file) == 0
    monkeypatch.setenv("KIOSK_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("KIOSK_DATABASE_KEY_FILE", str(tmp_path / "own.key"))
    assert run("restore", new, file, "--code-file", code) == 1
    assert (False, False) == (new.exists(), (tmp_path / "own.key").exists())


def test_before_there_was_a_code_the_key_is_needed(tmp_path: Path, capsys: Tell) -> None:
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
    stands: Path, show: Callable[[], Path], tmp_path: Path, capsys: Tell
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


def test_a_new_code_is_printed_at_once(stands: Path, paper: Path, capsys: Tell) -> None:
    """The code goes to paper and is not shown; the log tells that one was made, and no more."""
    assert run("recovery", stands) == 0
    told = capsys.readouterr().out
    assert "The recovery code is on the slip. Look at it now" in told
    assert not re.search("[0-9A-Z]{3} ?[0-9A-Z]{3}", told)
    first, second = codes_on(paper.read_bytes())
    kept = newest(stands)
    assert kept is not None
    assert read_keys(load(stands)) == recovery_code.unwrap(kept, second)
    refused("recovery-code-other", lambda: recovery_code.unwrap(kept, first))
    assert 2 == acts(stands).count(caretaker.Act.RECOVERY_CODE)


def newest(home: Path) -> bytes | None:
    """Return what a home's newest code wraps."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store), kiosk.store.read() as db:
        found = caretaker.newest_recovery(db)
        return found.wrapped if found else None


def acts(home: Path) -> list[caretaker.Act | None]:
    """Return what a home's log holds."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store):
        return [each.act for each in caretaker.audit.entries(kiosk)]


@pytest.mark.parametrize(
    ("device", "told"),
    [
        (Device(fakes.READY, dies_after=200), "The printer stopped in the middle of the slip."),
        (Device(fakes.NO_PAPER), "The printer has no paper."),
    ],
)
def test_a_slip_that_is_not_whole_changes_nothing(
    stands: Path, paper: Path, device: Device, told: str, monkeypatch: Patch, capsys: Tell
) -> None:
    """A printer that takes half of it or none leaves the code before it in force."""
    before = newest(stands), acts(stands)
    with fakes.listening(device) as port:
        monkeypatch.setenv("KIOSK_PRINTER_URL", f"tcp://127.0.0.1:{port}")
        assert run("recovery", stands) == 1
    said = capsys.readouterr().out
    assert (True, True) == (told in said, "one from before goes on to hold" in said)
    assert before == (newest(stands), acts(stands))
    (first,) = codes_on(paper.read_bytes())
    assert read_keys(load(stands)) == recovery_code.unwrap(before[0] or b"", first)


def test_a_code_that_cannot_be_kept_is_called_back(
    stands: Path, paper: Path, monkeypatch: Patch, capsys: Tell
) -> None:
    """Where the disk is full after the slip came out, its reader is told to throw it away."""

    def full(*_: object) -> None:
        raise StoreFault("disk-full", DISK_FULL)

    before = newest(stands)
    monkeypatch.setattr(caretaker, "keep_recovery_code", full)
    assert run("recovery", stands) == 1
    assert "The code on the slip does not hold." in capsys.readouterr().err
    assert (before, 2) == (newest(stands), len(codes_on(paper.read_bytes())))


def test_a_preview_is_no_paper(stands: Path, monkeypatch: Patch, capsys: Tell) -> None:
    """A printer that only a demo may have brings out no slip, so no code is made."""
    before = newest(stands)
    monkeypatch.setenv("KIOSK_PRINTER_URL", "preview:")
    assert run("recovery", stands) == 1
    assert "kiosk demo only" in capsys.readouterr().err  # printer-only-for-demo
    assert before == newest(stands)


def test_a_busy_printer_is_waited_for_and_then_told(
    stands: Path, paper: Path, monkeypatch: Patch, capsys: Tell
) -> None:
    """Nothing is made while another slip comes out."""
    monkeypatch.setattr(printing, "TURN_S", 0.2)
    kiosk, before = boot.open_kiosk(load(stands)), newest(stands)
    with closing(kiosk.store), places.turn(kiosk.store, kiosk.settings) as had:
        assert had
        assert run("recovery", stands) == 1
    assert "The printer is busy with other slips." in capsys.readouterr().out
    assert (before, 1) == (newest(stands), len(codes_on(paper.read_bytes())))


def test_a_printer_that_is_away_does_not_undo_a_set_up(tmp_path: Path, capsys: Tell) -> None:
    """The kiosk stands without a code, and it is said how to get one."""
    home, away = tmp_path / "home", f"file:{tmp_path}/no/lp0"
    given = ("--estate", "Lærkevej", "--doors", DOORS, "--printer", away)
    assert run("init", home, *given) == 0
    told = capsys.readouterr().out
    assert "The printer does not answer." in told
    assert "So there is no recovery code yet." in told
    assert (None, []) == (newest(home), acts(home))


def test_without_a_printer_nothing_is_made(tmp_path: Path, capsys: Tell) -> None:
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
    stands: Path, show: Callable[[], Path], paper: Path, tmp_path: Path
) -> None:
    """No row of the database, nor of the copy in a backup, holds a code that was ever made."""
    assert run("recovery", stands) == 0
    shown = show().read_text().replace(" ", "").strip()
    codes = {*codes_on(paper.read_bytes()), shown}
    assert 3 == len(codes)
    file, body, settings = tmp_path / "a.backup", tmp_path / "body.db", load(stands)
    assert run("backup", stands, file) == 0
    keys = read_keys(settings)
    container.unpack(file, body, keys)
    for url in (boot.database_url(settings), f"sqlite:///{body}"):
        rows = rows_of(open_store(url, keys.database))
        assert [row for row in rows if "Lærkevej" in row]
        assert not [row for row in rows for code in codes if code in row]


def rows_of(store: Store) -> list[str]:
    """Return every row of every table there is, without its spaces."""
    with closing(store), store.engine.connect() as db:
        tables = sa.inspect(db).get_table_names()
        found = [db.execute(sa.text(f'SELECT * FROM "{table}"')).all() for table in tables]  # noqa: S608 - its own names
        return [str(row).replace(" ", "") for table in found for row in table]
