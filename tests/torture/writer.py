"""Registers neighbours one after another, and says each number once it is saved.

`python -m tests.torture.writer HOME FIRST [COUNT]`: started to be killed, or to save so many.
"""

import sys
from itertools import count
from pathlib import Path

from kiosk import boot, estate, visits
from kiosk.house import Kiosk
from kiosk.residents import TERMS, Level
from kiosk.settings import load
from kiosk.visits import Registration


def save(kiosk: Kiosk, number: int) -> None:
    """Register neighbour `number`, who presses as often as it takes."""
    doors = estate.doors(kiosk, estate.stairwells(kiosk)[0].id)
    visits.register(
        kiosk,
        Registration(
            door_id=doors[number % len(doors)].id,
            name=name_of(number),
            adult=True,
            level=Level.PAPER,
            mobile="",
            email="",
            alert_channels=frozenset({"kiosk"}),
            pin="271828",
            pin_again="271828",
            terms_version=TERMS.version,
            language="da",
            key=f"torture-{number}",
        ),
    )


def name_of(number: int) -> str:
    """Return what neighbour `number` is called."""
    return f"Torturo {number}"


def main() -> None:
    """Save until somebody kills us."""
    home, first = Path(sys.argv[1]), int(sys.argv[2])
    kiosk = boot.open_kiosk(load(home))
    numbers = range(first, first + int(sys.argv[3])) if sys.argv[3:] else count(first)
    for number in numbers:
        save(kiosk, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
