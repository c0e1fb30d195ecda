"""What the units say, as systemd would put them together."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.kiosk.commands.shell import ROOT

DEPLOY = ROOT / "deploy"
MACHINE = DEPLOY / "machine"
UNITS = MACHINE / "etc/systemd/system"
GRAPHICAL = DEPLOY / "graphical/etc/systemd/system/nabokiosk-lobby.service.d/graphical.conf"
EVERY = UNITS / "nabokiosk-.service.d/nabokiosk.conf"
PROGRAM = "/opt/nabokiosk/bin/kiosk"

_LINE = re.compile(r"(?:[#;].*|\[(?P<section>\w+)\]|(?P<key>\w+)=(?P<value>.*))?")


def said(*files: Path) -> dict[str, list[str]]:
    """Return what these files say, one after another: each key of each section, and its values.

    An empty value takes back what was said before, as in systemd.
    """
    found: dict[str, list[str]] = {}
    for section, key, value in (line for file in files for line in _lines(file)):
        values = found.setdefault(f"[{section}] {key}", [])
        if value:
            values.append(value)
        else:
            values.clear()
    return found


def _lines(file: Path) -> Iterator[tuple[str, str, str]]:
    section = ""
    for line in file.read_text("utf-8").splitlines():
        read = _LINE.fullmatch(line)
        assert read, f"{file.name}: {line}"
        section = read["section"] or section
        if read["key"]:
            yield section, read["key"], read["value"]


def environment(*files: Path) -> dict[str, str]:
    """Return the variables that these files set."""
    pairs = (
        pair for line in said(*files).get("[Service] Environment", []) for pair in line.split()
    )
    return dict(pair.split("=", 1) for pair in pairs)


def services() -> dict[str, tuple[Path, ...]]:
    """Return the files of each service, in the order in which systemd reads them."""
    found = {path.name: (path, EVERY) for path in sorted(UNITS.glob("*.service"))}
    lobby = found["nabokiosk-lobby.service"]
    return {**found, "nabokiosk-lobby.service, graphical": (*lobby, GRAPHICAL)}
