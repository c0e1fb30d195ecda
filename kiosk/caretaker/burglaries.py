"""Burglaries in the figures: the one figure that nobody can count from what neighbours do here.

The police and insurers tell whoever looks after the estate. While a quarter is open a caretaker
reads what was entered, because what they hear later is added to it; from the day on which it is
told there is only the figure that everybody reads, which is never under five.
"""

from datetime import date

from kiosk import figures
from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act, Shift
from kiosk.caretaker.shifts import on_duty
from kiosk.figures import OpenQuarter
from kiosk.house import Kiosk


def burglaries(kiosk: Kiosk, shift: Shift) -> tuple[OpenQuarter, ...]:
    """Return the quarters whose burglaries can be entered, with what was, the latest last.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return figures.open_quarters(db, kiosk)


def enter_burglaries(kiosk: Kiosk, shift: Shift, day: date, number: int) -> None:
    """Write down how many burglaries there were in the quarter of a day; an earlier entry is gone.

    Raises:
        Refusal: the shift is over, the quarter is told already or has not begun, or there cannot
            be so many.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        figures.enter_burglaries(db, kiosk, day, number)
        audit.write(db, kiosk, who, Act.BURGLARIES_ENTERED)


def burglaries_told(kiosk: Kiosk, day: date, number: int) -> None:
    """Write the same down for whoever holds the machine. For the command line.

    Raises:
        Refusal: as for a caretaker on duty.
    """
    with kiosk.store.write() as db:
        figures.enter_burglaries(db, kiosk, day, number)
        audit.write(db, kiosk, audit.COMMAND_LINE, Act.BURGLARIES_ENTERED)
