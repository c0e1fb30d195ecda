"""`kiosk print-test` prints everything a slip can need, and says what the printer answered."""

from pathlib import Path

import pytest

from kiosk.__main__ import main
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
    with device.running():
        status = print_test(tmp_path, f"tcp://127.0.0.1:{device.port}")
    assert status == 0
    assert device.paper.startswith(b"\x1b@")
    assert device.paper.endswith(b"\x1dV\x01")
    assert capsys.readouterr().out == "The printer is ready.\nThe test slip was sent.\n"


def test_a_printer_without_paper_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is sent to it, and a sentence says what to do."""
    device = Device(fakes.NO_PAPER)
    with device.running():
        status = print_test(tmp_path, f"tcp://127.0.0.1:{device.port}")
    assert status == 1
    assert device.paper == b""
    assert capsys.readouterr().out.startswith("The printer has no paper.")


def test_a_file_gets_the_slip(tmp_path: Path) -> None:
    """A file is a printer too."""
    assert print_test(tmp_path, f"file:{tmp_path / 'out'}") == 0
    assert (tmp_path / "out").read_bytes().startswith(b"\x1b@")


def test_no_printer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A strange address and a printer that is not there end with status 1 and a sentence."""
    assert print_test(tmp_path, "lpt1:") == 1
    assert "lpt1:" in capsys.readouterr().err
    assert print_test(tmp_path, f"file:{tmp_path}/no/lp0") == 1
    assert "does not answer" in capsys.readouterr().out
