"""`kiosk caretaker` tells who is one, appoints and dismisses, and shows no PIN."""

import io
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import boot, caretaker
from kiosk.__main__ import main
from kiosk.caretaker import Shift
from kiosk.commands.answers import caretakers_pin
from kiosk.commands.call import Call, WrongUsage
from kiosk.settings import load
from kiosk.words import language

PIN = "905162"


@pytest.fixture
def stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a kiosk and no caretaker, at an English terminal."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "pin").write_text(f"{PIN}\n", "ascii")
    home = tmp_path / "home"
    doors = ("--estate", "Lærkevej 4", "--doors", "Lærkevej 4: st, tv th")
    assert 0 == main(["init", "--home", str(home), *doors])
    return home


def run(home: Path, *options: str) -> int:
    """Run the command in a home."""
    return main(["caretaker", "--home", str(home), *options])


def gets_in(home: Path, number: str) -> bool:
    """Return whether a number and the PIN begin a shift."""
    kiosk = boot.open_kiosk(load(home))
    with closing(kiosk.store):
        return isinstance(caretaker.log_in(kiosk, number, PIN), Shift)


def test_who_was_set_up_without_one_is_told_how(
    stands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Setting up may leave the caretaker out; the way to one is told then and later."""
    other = str(stands.with_name("other"))
    assert 0 == main(["init", "--home", other, "--estate", "Åvej", "--doors", "Åvej 2: st, tv"])
    assert "kiosk caretaker --appoint NAME" in capsys.readouterr().out
    assert 0 == run(stands)
    assert "Nobody is a caretaker here." in capsys.readouterr().out


def test_one_comes_and_one_goes(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has a number of their own, and who is dismissed gets in no more; no PIN is shown."""
    pin = str(tmp_path / "pin")
    for name in ("Poul", "Eva"):
        assert 0 == run(stands, "--appoint", name, "--pin-file", pin)
    capsys.readouterr()
    assert 0 == run(stands)
    told = capsys.readouterr().out
    eva, poul = told.splitlines()
    assert [eva[4:], poul[4:]] == ["  Eva", "  Poul"]
    assert gets_in(stands, eva[:4])
    assert 0 == run(stands, "--dismiss", eva[:4])
    first, *left = capsys.readouterr().out.splitlines()
    assert first.startswith("That number opens nothing any more")
    assert [poul] == left
    assert [False, True] == [gets_in(stands, each[:4]) for each in (eva, poul)]
    assert PIN not in f"{told}{first}"
    assert 1 == run(stands, "--dismiss", eva[:4])
    assert "There is no caretaker with this number." in capsys.readouterr().err


def test_nothing_is_guessed(
    stands: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a file and a terminal there is no PIN; one thing at a time."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert 2 == run(stands, "--appoint", "Eva")
    assert "--pin-file F" in capsys.readouterr().err
    assert 2 == run(stands, "--appoint", "Eva", "--dismiss", "1951")
    with pytest.raises(WrongUsage) as told:
        caretakers_pin(Call(stands, None, language("en"), Namespace()), None)
    assert "caretaker-pin-missing" == told.value.code
