"""When homes stand empty, and who may know.

The most dangerous rows of the house. Who sees a vacation is decided when it is *read*: the tie is
awake now, and the owner has switched this person on. A permission belongs to a tie, so it ends with
the tie, and no later tie inherits it. Nobody who is switched off hears anything, not even that
something was cancelled.
"""

from kiosk.vacations.actions import cancel, change, draft, log, mine, print_card, switch
from kiosk.vacations.cards import (
    KEY_HINT,
    Absence,
    Draft,
    Home,
    LogVacation,
    Onlooker,
    Task,
    Vacation,
)
from kiosk.vacations.dates import read_date
from kiosk.vacations.helping import count_to_look_after, to_look_after
from kiosk.vacations.keeping import about, forget, sweep
from kiosk.vacations.notes import note
from kiosk.vacations.rules import check_dates

__all__ = [
    "KEY_HINT",
    "Absence",
    "Draft",
    "Home",
    "LogVacation",
    "Onlooker",
    "Task",
    "Vacation",
    "about",
    "cancel",
    "change",
    "check_dates",
    "count_to_look_after",
    "draft",
    "forget",
    "log",
    "mine",
    "note",
    "print_card",
    "read_date",
    "sweep",
    "switch",
    "to_look_after",
]
