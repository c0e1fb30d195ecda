"""What a kiosk has in memory comes onto no disk."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import boot
from kiosk.keys import make_keys
from kiosk.settings import load

TOLD = """
import ctypes, resource, sys
from pathlib import Path
from kiosk import boot, settings

resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2)
boot.open_kiosk(settings.load(Path(sys.argv[1]))).store.close()
print("limit", *resource.getrlimit(resource.RLIMIT_CORE))
print("open", ctypes.CDLL(None).prctl(3))
"""


def told(home: Path, settings: str) -> list[str]:
    """Return what becomes of a process that opens a home with these settings."""
    home.mkdir()
    (home / "kiosk.toml").write_text(settings, "utf-8")
    found = load(home)
    make_keys(found)
    boot.open_kiosk(found).store.close()
    command = [sys.executable, "-c", TOLD, str(home)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout.splitlines()[-2:]


@pytest.mark.usefixtures("terminal")
def test_a_kiosk_that_breaks_down_leaves_no_memory_behind(tmp_path: Path) -> None:
    """No core file may be written, no helper gets one, and nobody else looks in."""
    assert ["limit 0 0", "open 0"] == told(tmp_path / "home", "")


@pytest.mark.usefixtures("terminal")
def test_a_made_up_estate_can_be_measured(tmp_path: Path) -> None:
    """It writes no core file either, but whoever made it may look into it."""
    assert ["limit 0 0", "open 1"] == told(tmp_path / "home", "demo = true\n")
