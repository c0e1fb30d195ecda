"""The command line: what it does, what it says, and how it ends."""

import codecs
import os
import pty
import resource
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import boot, caretaker, estate
from kiosk.__main__ import COMMANDS, main, terminal_language
from kiosk.keys import key_path, read_keys
from kiosk.printing import fonts
from kiosk.settings import FILE_NAME, load
from tests.kiosk.printing import fakes

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "deploy" / "demo" / "addresses.csv"
HEAD = "id,status,vejnavn,husnr,etage,dør"
PAGE = 4096  # bytes, SQLite's
PATIENCE_S = 30.0
DOORS = "Lærkevej 4: st-1, tv th"


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal of a user whose keys lie in the test's own folder."""
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that no kiosk stands in yet."""
    return tmp_path / "home"


@pytest.fixture
def stands(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with a kiosk of four doors."""
    assert run("init", home, "--estate", "Lærkevej 2–12", "--doors", DOORS) == 0
    capsys.readouterr()
    return home


def run(command: str, home: Path, *options: str) -> int:
    """Run one command in a home."""
    return main([command, "--home", str(home), *options])


def offered(home: Path) -> list[str]:
    """Return the addresses that a home's kiosk offers."""
    settings = load(home)
    kiosk = boot.open_kiosk(settings)
    with closing(kiosk.store):
        return [
            door.address
            for stairwell in estate.stairwells(kiosk)
            for door in estate.doors(kiosk, stairwell.id)
        ]


def written(tmp_path: Path, *lines: str) -> str:
    """Write a register file of these lines, and return its path."""
    path = tmp_path / "register.csv"
    path.write_text("\n".join((HEAD, *lines, "")), "utf-8")
    return str(path)


class TestLine:
    """The line itself."""

    def test_the_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The version is told, before or after a command."""
        assert main(["--version"]) == 0
        assert main(["doctor", "--version"]) == 0
        first, second = capsys.readouterr().out.splitlines()
        assert first == second

    def test_help_names_every_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Help lists the commands, and each has help of its own."""
        assert main(["--help"]) == 0
        told = capsys.readouterr().out
        assert [name for name in COMMANDS if name not in told] == []

    @pytest.mark.parametrize("argv", [["nonsense"], ["--home"], ["register"], ["doctor", "--x"]])
    def test_wrong_usage(self, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """What is no command or lacks something ends with 2."""
        assert main(argv) == 2
        assert capsys.readouterr().err.startswith("usage: kiosk")

    @pytest.mark.parametrize("argv", [["", "doctor"], ["doctor", ""]])
    def test_home_and_config_go_anywhere(
        self, stands: Path, argv: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The home and the settings file are understood before and after the command."""
        config = stands / FILE_NAME
        named = ["--home", str(stands), "--config", str(config)]
        assert main([word for part in argv for word in ([part] if part else named)]) == 0
        assert f"Home: {stands}" in capsys.readouterr().out

    @pytest.mark.parametrize("command", ["", "lobby", "office", "register", "letterbox"])
    def test_a_home_without_a_kiosk(
        self, command: str, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where no kiosk stands, each command says how to set one up, and makes nothing."""
        more = {"register": [str(DEMO)], "letterbox": ["Lærkevej 4"]}.get(command, [])
        assert main(["--home", str(home), *filter(None, [command]), *more]) == 1
        assert "Set one up with: kiosk init" in capsys.readouterr().err
        assert not home.exists()

    def test_a_lost_database_is_not_replaced(
        self, stands: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where the database is gone, that is told and no empty one is made."""
        (stands / "kiosk.db").unlink()
        assert run("register", stands, str(DEMO)) == 1
        assert "is gone" in capsys.readouterr().err
        assert not (stands / "kiosk.db").exists()

    def test_the_terminals_language(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
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
    def test_how_the_language_is_found(self, environ: dict[str, str], code: str) -> None:
        """The usual variables decide, in their usual order."""
        assert terminal_language(environ) == code

    def test_a_home_that_is_a_file(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What the disk refuses is told in a sentence."""
        home.write_text("", "utf-8")
        assert run("init", home, "--estate", "A", "--doors", DOORS) == 1
        assert "could not be done" in capsys.readouterr().err

    def test_a_pipe_that_closes_is_no_fault(self, stands: Path) -> None:
        """Whoever reads only the first line gets no traceback."""
        command = f"{sys.executable} -m kiosk register --home {stands} {DEMO} --dry-run | head -1"
        told = subprocess.run(
            ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (len(told.stdout.splitlines()), told.stderr) == (1, "")


class TestInit:
    """`kiosk init`."""

    def test_a_kiosk_stands(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Options alone set a kiosk up: settings, a key elsewhere, and its doors."""
        more = ["--printer", "tcp://10.0.0.5:9100", "--phone-url", "https://nabo.example.dk/"]
        assert run("init", home, "--estate", 'A "B" Ø', "--register", str(DEMO), *more) == 0
        settings = load(home)
        assert settings.estate.name == 'A "B" Ø'
        assert settings.printer.url == "tcp://10.0.0.5:9100"
        assert settings.phone.public_url == "https://nabo.example.dk"
        assert len(offered(home)) == 144
        assert "with 144 doors" in capsys.readouterr().out
        assert home.stat().st_mode & 0o777 == 0o700
        assert not key_path(settings).is_relative_to(home)

    def test_the_first_caretaker(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The caretaker's PIN is read from a file, and the number to log in with is told."""
        path = tmp_path / "pin"
        path.write_text("271828\n", "ascii")
        options = ["--doors", DOORS, "--caretaker-pin-file", str(path)]
        assert run("init", home, "--estate", "A", *options) == 0
        (line,) = (line for line in capsys.readouterr().out.splitlines() if "logs in" in line)
        number = line.removesuffix(".").rpartition(" ")[2]
        kiosk = boot.open_kiosk(load(home))
        with closing(kiosk.store):
            assert isinstance(caretaker.log_in(kiosk, number, "271828"), caretaker.Shift)

    def test_register_and_doors_together(self, home: Path) -> None:
        """Doors may come from both, for what the register lacks."""
        options = ["--register", str(DEMO), "--doors", "Åvej 1: st, tv"]
        assert run("init", home, "--estate", "A", *options) == 0
        assert len(offered(home)) == 145

    def test_it_never_overwrites(self, stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Where a kiosk stands already, nothing is changed."""
        before = {path: path.read_bytes() for path in stands.iterdir()}
        assert run("init", stands, "--estate", "Other", "--doors", "Åvej 1") == 1
        assert "is there already" in capsys.readouterr().err
        assert {path: path.read_bytes() for path in stands.iterdir()} == before

    def test_it_says_what_is_missing(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a terminal to ask on, what is missing is named."""
        assert run("init", home, "--printer", "none:") == 2
        told = capsys.readouterr().err
        assert "--estate NAME, --register FILE.csv" in told
        assert not home.exists()

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--doors", "Lærkevej 4: st, tv; nonsense"], "Nothing was set up"),
            (["--doors", " "], "Write the doors like this"),
            (["--register", "nowhere.csv"], "nowhere.csv cannot be read"),
            (["--register", str(ROOT / "pyproject.toml")], "lacks status"),
            (["--doors", DOORS, "--estate", "\x1b"], "Give the estate a name"),
            (["--doors", DOORS, "--printer", "lpt1"], "no printer"),
            (["--doors", DOORS, "--printer", "preview:"], "kiosk demo only"),
            (["--doors", DOORS, "--phone-url", "nabo"], "no web address"),
            (["--doors", DOORS, "--caretaker-pin-file", "nowhere"], "PIN file nowhere"),
        ],
    )
    def test_all_or_nothing(
        self, home: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Whatever is wrong is told in a sentence, and leaves nothing behind."""
        assert run("init", home, "--estate", "A", *options) == 1
        assert told in capsys.readouterr().err
        assert not home.exists()

    def test_a_file_of_no_doors(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A register without a current door sets nothing up."""
        path = written(tmp_path, "x,3,Lærkevej,4,2,th")
        assert run("init", home, "--estate", "A", "--register", path) == 1
        assert "No door is named there" in capsys.readouterr().err

    def test_good_lines_if_asked(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Bad lines are named; the others are taken where that is asked for."""
        path = written(tmp_path, "x,1,Lærkevej,4,2,th", "x,1,Lærkevej,4,2,thh")
        options = ["--estate", "A", "--register", path, "--good-lines"]
        assert run("init", home, *options) == 0
        assert "Line 3: The door “thh”" in capsys.readouterr().out
        assert offered(home) == ["Lærkevej 4, 2. th"]

    @pytest.mark.parametrize("pin", ["12345", "1234567", "abcdef", ""])
    def test_a_pin_that_is_none(
        self, home: Path, tmp_path: Path, pin: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A PIN file must hold six digits."""
        path = tmp_path / "pin"
        path.write_text(pin + "\n", "ascii")
        options = ["--doors", DOORS, "--caretaker-pin-file", str(path)]
        assert run("init", home, "--estate", "A", *options) == 1
        assert "six digits" in capsys.readouterr().err
        assert not home.exists()

    def test_a_full_disk_leaves_nothing(self, home: Path, tmp_path: Path) -> None:
        """Where the disk takes no more, that is told and what was made is taken away again."""

        def little_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))

        told = subprocess.run(
            [sys.executable, "-m", "kiosk", "init", "--home", home, "--estate=A", "--doors", DOORS],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=little_room,
        )
        assert (told.returncode, told.stderr.count("\n")) == (1, 1)
        assert not home.exists()
        assert list((tmp_path / "config").rglob("*.key")) == []

    def test_it_asks_on_a_terminal(self, home: Path) -> None:
        """On a terminal all that is missing is asked for, again where the answer is no use."""
        answers = {
            "called? ": ["", "Lærkevej"],
            "tv th ": ["nonsense", "Lærkevej 4: st, tv"],
            "(Enter: none yet) ": [""],
            "(Enter: no printer) ": ["lpt1", ""],
            "(Enter: no address) ": [""],
        }
        told = on_terminal(answers, "init", "--home", str(home))
        assert "“nonsense” cannot be read" in told
        assert "“lpt1” is no printer" in told
        assert "with one door" in told
        assert load(home).estate.name == "Lærkevej"


class TestRegister:
    """`kiosk register`."""

    def test_line_by_line(
        self, stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
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

    def test_a_dry_run(self, stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A dry run says the same and changes nothing."""
        assert run("register", stands, str(DEMO), "--dry-run") == 0
        assert "this was only a look" in capsys.readouterr().out
        assert len(offered(stands)) == 4

    def test_damaged_lines(
        self, stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A damaged line stops all, unless the good lines are asked for."""
        path = written(tmp_path, "x,1,Lærkevej,6,st,tv", "x,1,Lærkevej,6", "x,1,Lærkevej,0,,")
        assert run("register", stands, path) == 1
        told = capsys.readouterr()
        assert "Line 3: The line has 4 fields, but the first line has 6." in told.out
        assert "2 lines cannot be read" in told.err
        assert len(offered(stands)) == 4
        assert run("register", stands, path, "--good-lines") == 0
        assert len(offered(stands)) == 5


class TestLetterbox:
    """`kiosk letterbox`."""

    def test_slips_wait(self, stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A slip is queued for each door, and no code is shown."""
        assert run("letterbox", stands, "lærkevej 4 st tv", "4, 1. th") == 0
        told = capsys.readouterr().out
        assert told.startswith("2 slips wait for the printer.")
        assert any(char.isdigit() for char in told[1:]) is False

    def test_one_wrong_door_stops_all(
        self, stands: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where one door is not here, no slip is queued."""
        assert run("letterbox", stands, "Lærkevej 4, st. tv", "Lærkevej 99, st. tv") == 1
        assert "“Lærkevej 99, st. tv”" in capsys.readouterr().err


class TestDoctor:
    """`kiosk doctor`."""

    def test_what_was_made_is_for_one_user(self, stands: Path) -> None:
        """Nobody else on the machine can read the database."""
        assert (stands / "kiosk.db").stat().st_mode & 0o077 == 0

    def test_all_is_well(self, stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A kiosk that was just set up needs no hand."""
        assert run("doctor", stands) == 0
        lines = capsys.readouterr().out.splitlines()
        assert {line.split()[0] for line in lines} == {"ok", "note"}

    @pytest.mark.parametrize(
        ("harm", "told"),
        [
            ("home", "Other users may look into"),
            ("key", "Other users may read the key"),
            ("no key", "The key to the data is not in"),
            ("no database", "is gone"),
            ("damaged", "Restore a backup"),
            ("newer", "written by a newer kiosk"),
            ("settings", "cannot be read"),
            ("printer", "no printer"),
            ("unplugged", "Is it plugged in?"),
            ("no home", "There is no kiosk in"),
        ],
    )
    def test_what_needs_a_hand(
        self, stands: Path, harm: str, told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each thing that is wrong has a line that says so, and the end is 1."""
        damage(stands, harm)
        assert run("doctor", stands) == 1
        faults = [line for line in capsys.readouterr().out.splitlines() if line.startswith("fault")]
        assert len(faults) >= 1
        assert told in " ".join(faults)

    def test_an_older_schema_is_told(
        self, stands: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What the next start of a newer program will bring up to date is no fault."""
        monkeypatch.setattr("kiosk.store.schema.HEAD", "0000, still to come")
        assert run("doctor", stands) == 0
        assert "the next start brings it up to date" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("answers", "verdict", "told"),
        [
            (fakes.READY, "ok", "The printer is ready."),
            (fakes.PAPER_LOW, "note", "running low"),
            (fakes.MUTE, "note", "does not say how it is"),
            (fakes.NO_PAPER, "fault", "Put a new roll in"),
            (fakes.CUTTER, "fault", "knife is stuck"),
        ],
    )
    def test_how_the_printer_is(  # noqa: PLR0917 - fixtures
        self,
        stands: Path,
        answers: dict[int, int],
        verdict: str,
        told: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The doctor asks the printer itself, and says what to do."""
        with fakes.listening(fakes.Device(answers)) as port:
            monkeypatch.setenv("KIOSK_PRINTER_URL", f"tcp://127.0.0.1:{port}")
            assert run("doctor", stands) == int(verdict == "fault")
        lines = capsys.readouterr().out.splitlines()
        assert [line for line in lines if told in line and line.startswith(verdict)] != []

    @pytest.mark.parametrize(
        ("setting", "value", "told"),
        [
            ("PROFILE", "TM-T20", "Did you mean TM-T20II?"),
            ("COLUMNS", "40", "designed for 32, 42 and 48"),
            ("PROFILE", "NT-5890K", "has room for 32 characters"),
        ],
    )
    def test_which_printer_it_is(  # noqa: PLR0917 - fixtures
        self,
        stands: Path,
        setting: str,
        value: str,
        told: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """A model that nobody knows, or paper that is too narrow, is told."""
        monkeypatch.setenv("KIOSK_PRINTER_URL", f"file:{stands / 'kiosk.toml'}")
        monkeypatch.setenv(f"KIOSK_PRINTER_{setting}", value)
        run("doctor", stands)
        assert told in capsys.readouterr().out

    def test_letters_that_cannot_be_printed(
        self,
        stands: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What the machine lacks to print any script is named, with its package."""
        monkeypatch.setattr(fonts, "joins", lambda: False)
        monkeypatch.setattr(fonts, "fallback", lambda _: None)
        assert run("doctor", stands) == 0
        told = capsys.readouterr().out
        assert "libfribidi0" in told
        assert "fonts-noto-core" in told

    def test_a_key_beside_the_data(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A key in the home itself is worth a line."""
        monkeypatch.setenv("KIOSK_DATABASE_KEY_FILE", str(home / "kiosk.key"))
        assert run("init", home, "--estate", "A", "--doors", DOORS) == 0
        assert run("doctor", home) == 1
        assert "lies beside the data" in capsys.readouterr().out

    def test_it_makes_nothing(self, stands: Path) -> None:
        """A database that is gone is told, not replaced."""
        damage(stands, "no database")
        run("doctor", stands)
        assert not (stands / "kiosk.db").exists()


def damage(home: Path, harm: str) -> None:  # noqa: C901 - a list, one line each
    """Do one kind of harm to a home."""
    settings = load(home)
    match harm:
        case "home":
            home.chmod(0o755)
        case "key":
            key_path(settings).chmod(0o644)
        case "no key":
            key_path(settings).unlink()
        case "no database":
            (home / "kiosk.db").unlink()
        case "damaged":
            harmed = bytearray((home / "kiosk.db").read_bytes())
            harmed[-PAGE:] = bytes(PAGE)
            (home / "kiosk.db").write_bytes(harmed)
        case "newer":
            store = boot.open_database(settings, read_keys(settings))
            with store.write() as db:
                db.connection().execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
            store.close()
        case "settings":
            (home / FILE_NAME).write_text("[estate", "utf-8")
        case "printer":
            (home / FILE_NAME).write_text('[printer]\nurl = "lpt1"\n', "utf-8")
        case "unplugged":
            (home / FILE_NAME).write_text('[printer]\nurl = "file:/dev/usb/lp99"\n', "utf-8")
        case "no home":
            (home / "id").unlink()


def on_terminal(answers: dict[str, list[str]], *argv: str) -> str:
    """Run a command on a terminal of its own, answer its questions, and return what it shows.

    Args:
        answers: by what a question ends with, what to type each time that it is asked.
        argv: the command.
    """
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", *argv], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = ""
        for chunk in chunks(ours):
            shown += chunk
            for question, waiting in answers.items():
                if shown.endswith(question):
                    os.write(ours, f"{waiting.pop(0)}\n".encode())
        os.close(ours)
    assert process.returncode == 0
    return shown


def chunks(terminal: int) -> Iterator[str]:
    """Yield what a terminal shows until its program has ended, or says nothing for long."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    while select.select([terminal], [], [], PATIENCE_S)[0]:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            return
        yield decoder.decode(chunk)
