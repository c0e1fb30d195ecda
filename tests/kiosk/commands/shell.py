"""Commands as a caretaker types them, in a home of the test's own."""

from contextlib import closing
from pathlib import Path

from kiosk import boot, estate
from kiosk.__main__ import main
from kiosk.settings import load

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "deploy" / "demo" / "addresses.csv"
HEAD = "id,status,vejnavn,husnr,etage,dør"
DOORS = "Lærkevej 4: st-1, tv th"


def run(command: str, home: Path, *options: object) -> int:
    """Run one command in a home."""
    return main([command, "--home", str(home), *map(str, options)])


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
