"""Doors come in, are found again, and are never lost."""

from pathlib import Path

import pytest

from kiosk import board, estate
from kiosk.house import Kiosk
from kiosk.refusals import Refusal

DEMO = Path(__file__).parents[3] / "deploy" / "demo" / "addresses.csv"
SMALL = "Lærkevej 4: st-1, tv th; Lærkevej 6: st, tv"


def fill(kiosk: Kiosk, text: str = SMALL) -> estate.ImportReport:
    """Take in a small estate."""
    return estate.import_doors(kiosk, estate.read_description(text))


def facts(kiosk: Kiosk) -> dict[str, str]:
    """Return what the board says."""
    with kiosk.store.read() as db:
        return board.facts(db)


def test_doors_come_in_order(kiosk: Kiosk) -> None:
    """A stairwell's doors come from the lowest floor up, left to right."""
    fill(kiosk, "Lærkevej 4: 2, th mf tv; Lærkevej 4: kl; Lærkevej 4: st, 10 2 1")
    (stairwell,) = estate.stairwells(kiosk)
    shorts = [door.short for door in estate.doors(kiosk, stairwell.id)]
    assert shorts == ["kl.", "st. 1", "st. 2", "st. 10", "2. tv", "2. mf", "2. th"]
