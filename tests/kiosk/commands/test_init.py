"""`kiosk init` sets a kiosk up whole, or says what is missing and leaves nothing behind."""

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

from kiosk import boot, caretaker
from kiosk.keys import key_path
from kiosk.settings import load
from tests.kiosk.commands.shell import DEMO, DOORS, ROOT, offered, run, written

pytestmark = pytest.mark.usefixtures("terminal")

PATIENCE_S = 30.0


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


def test_a_kiosk_stands(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Options alone set a kiosk up: settings, a key elsewhere, and its doors."""
    more = ["--printer", "tcp://127.0.0.1:9", "--phone-url", "https://nabo.example.dk/"]
    assert run("init", home, "--estate", 'A "B" Ø', "--register", str(DEMO), *more) == 0
    settings = load(home)
    assert settings.estate.name == 'A "B" Ø'
    assert settings.printer.url == "tcp://127.0.0.1:9"
    assert settings.phone.public_url == "https://nabo.example.dk"
    assert len(offered(home)) == 144
    assert "with 144 doors" in capsys.readouterr().out
    assert home.stat().st_mode & 0o777 == 0o700
    assert not key_path(settings).is_relative_to(home)


def test_the_first_caretaker(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
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


def test_register_and_doors_together(home: Path) -> None:
    """Doors may come from both, for what the register lacks."""
    options = ["--register", str(DEMO), "--doors", "Åvej 1: st, tv"]
    assert run("init", home, "--estate", "A", *options) == 0
    assert len(offered(home)) == 145


def test_it_never_overwrites(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a kiosk stands already, nothing is changed."""
    before = {path: path.read_bytes() for path in stands.iterdir()}
    assert run("init", stands, "--estate", "Other", "--doors", "Åvej 1") == 1
    assert "is there already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in stands.iterdir()} == before


def test_it_says_what_is_missing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
        (["--doors", DOORS, "--caretaker-pin-file", "nowhere"], "The file nowhere"),
    ],
)
def test_all_or_nothing(
    home: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is wrong is told in a sentence, and leaves nothing behind."""
    assert run("init", home, "--estate", "A", *options) == 1
    assert told in capsys.readouterr().err
    assert not home.exists()


def test_a_file_of_no_doors(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A register without a current door sets nothing up."""
    path = written(tmp_path, "x,3,Lærkevej,4,2,th")
    assert run("init", home, "--estate", "A", "--register", path) == 1
    assert "No door is named there" in capsys.readouterr().err


def test_good_lines_if_asked(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad lines are named; the others are taken where that is asked for."""
    path = written(tmp_path, "x,1,Lærkevej,4,2,th", "x,1,Lærkevej,4,2,thh")
    options = ["--estate", "A", "--register", path, "--good-lines"]
    assert run("init", home, *options) == 0
    assert "Line 3: The door “thh”" in capsys.readouterr().out
    assert offered(home) == ["Lærkevej 4, 2. th"]


@pytest.mark.parametrize("pin", ["12345", "1234567", "abcdef", ""])
def test_a_pin_that_is_none(
    home: Path, tmp_path: Path, pin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PIN file must hold six digits."""
    path = tmp_path / "pin"
    path.write_text(pin + "\n", "ascii")
    options = ["--doors", DOORS, "--caretaker-pin-file", str(path)]
    assert run("init", home, "--estate", "A", *options) == 1
    assert "six digits" in capsys.readouterr().err
    assert not home.exists()


def test_a_full_disk_leaves_nothing(home: Path, tmp_path: Path) -> None:
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


def test_it_asks_on_a_terminal(home: Path) -> None:
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
