"""A made-up estate to measure in: built once a run, in a folder of its own."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk import glance
from kiosk.commands import demo
from kiosk.keys import read_keys
from kiosk.settings import Settings, load

PYTHON = sys.executable
KIOSK = str(Path(sys.executable).with_name("kiosk"))


@dataclass(frozen=True, slots=True)
class Home:
    """A home and how to run programs in it.

    Args:
        folder: where it is.
        settings: as they stand in its file.
        number: the neighbour number of somebody who lives there.
        pin: theirs.
    """

    folder: Path
    settings: Settings
    number: str
    pin: str

    @property
    def lobby(self) -> tuple[str, ...]:
        """The command that a systemd unit runs."""
        return (KIOSK, "lobby", "--home", str(self.folder))

    @property
    def window(self) -> Path:
        """Where `programs.window` writes."""
        return self.folder / "window.json"

    @property
    def environ(self) -> dict[str, str]:
        """The environment that goes with it."""
        return dict(os.environ) | {
            "BENCH_WINDOW": str(self.window),
            "KIOSK_LOBBY_IDLE_SECONDS": "100000",  # nobody is thrown out between two keys
        }


def build(folder: Path) -> Home:
    """Make a made-up estate with its key below `folder`."""
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    home = folder / "home"
    demo.build(home)
    settings = load(home)
    facts = glance.glance(home / "kiosk.db", read_keys(settings).database).facts
    return Home(home, settings, facts["demo_number"], facts["demo_pin"])


def program(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of one of `tests.bench.programs`."""
    return (PYTHON, "-m", f"tests.bench.programs.{name}", *arguments)
