"""The README names what there is to set and to run."""

from pathlib import Path

from kiosk.__main__ import COMMANDS
from kiosk.commands.statistics import QUARTER
from kiosk.figures import Figure, Hidden
from kiosk.settings import SECTIONS

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_every_setting_is_documented() -> None:
    """Nobody has to read the code to set something."""
    missing = [
        f"[{name}] {key}"
        for name, section in SECTIONS.items()
        for key in section._fields
        if f"`[{name}]" not in README or f"{key}`" not in README
    ]
    assert missing == []


def test_every_command_is_documented() -> None:
    """Every command stands in the README."""
    assert [name for name in COMMANDS if f"`kiosk {name}" not in README] == []


def test_every_column_of_the_figures_is_documented() -> None:
    """Whoever opens them in a spreadsheet can look up what each column holds."""
    columns = [QUARTER, *Figure, *Hidden]
    assert [name for name in columns if f"`{name}`" not in README] == []


def test_every_picture_is_there() -> None:
    """The README shows real screens and slips."""
    root = Path(__file__).parents[2]
    shown = [part.split(")")[0] for part in README.split("](deploy/pictures/")[1:]]
    assert [name for name in shown if not (root / "deploy/pictures" / name).is_file()] == []
    assert shown != []
