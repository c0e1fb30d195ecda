"""`kiosk print-test` prints everything a slip can need, and says what the printer answered."""

from argparse import Namespace
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.commands import print_test as print_test_command
from kiosk.commands.call import Call
from kiosk.printing import interpreter
from kiosk.refusals import Refusal
from kiosk.words import language
from screens import paper
from tests.kiosk.printing import fakes
from tests.kiosk.printing.fakes import Device


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def print_test(home: Path, url: str) -> int:
    """Run the command on another printer than the home's own."""
    return main(["print-test", "--home", str(home), "--printer", url])


def test_a_good_printer_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The slip is whole, and the command ends well."""
    device = Device(fakes.READY)
    with fakes.listening(device) as port:
        status = print_test(tmp_path, f"tcp://127.0.0.1:{port}")
    assert status == 0
    assert device.paper.startswith(b"\x1b@")
    assert device.paper.endswith(b"\x1dV\x01")
    assert capsys.readouterr().out == "The printer is ready.\nThe test slip was sent.\n"


def test_a_printer_without_paper_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is sent to it, and a sentence says what to do."""
    device = Device(fakes.NO_PAPER)
    with fakes.listening(device) as port:
        status = print_test(tmp_path, f"tcp://127.0.0.1:{port}")
    assert status == 1
    assert device.paper == b""
    assert capsys.readouterr().out.startswith("The printer has no paper.")


def test_a_file_gets_the_slip(tmp_path: Path) -> None:
    """A file is a printer too."""
    assert print_test(tmp_path, f"file:{tmp_path / 'out'}") == 0
    assert (tmp_path / "out").read_bytes().startswith(b"\x1b@")


def test_previews_lie_beside_each_other(tmp_path: Path) -> None:
    """Each test slip in a demo home gets the next number, after the slips that are there."""
    (tmp_path / "kiosk.toml").write_text("demo = true\n", "utf-8")
    (tmp_path / "slips").mkdir()
    (tmp_path / "slips" / "0012.png").touch()
    assert [print_test(tmp_path, "preview:") for _ in range(2)] == [0, 0]
    drawn = sorted(path.name for path in (tmp_path / "slips").iterdir())
    assert ["0012.png", "0013.png", "0013.txt", "0014.png", "0014.txt"] == drawn


def test_no_printer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A strange address and a printer that is not there end with status 1 and a sentence."""
    assert print_test(tmp_path, "lpt1:") == 1
    assert "lpt1:" in capsys.readouterr().err
    assert print_test(tmp_path, f"file:{tmp_path}/no/lp0") == 1
    assert "does not answer" in capsys.readouterr().out


@pytest.mark.parametrize("kind", sorted(paper.SLIPS))
def test_every_slip_can_be_looked_at(kind: str, tmp_path: Path) -> None:
    """Any kind of slip is printed with made-up data."""
    out = tmp_path / "out"
    assert (
        main(["print-test", "--home", str(tmp_path), "--printer", f"file:{out}", "--slip", kind])
        == 0
    )
    assert interpreter.read(out.read_bytes())


def test_a_slip_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown kind ends with status 1, and the kinds that there are."""
    call = Call(tmp_path, None, language("en"), Namespace(printer="none:", slip="poem"))
    with pytest.raises(Refusal) as told:
        print_test_command.run(call)
    assert told.value.code == "slip-unknown"
    assert main(["print-test", "--home", str(tmp_path), "--slip", "poem"]) == 1
    assert "welcome_pack" in capsys.readouterr().err
