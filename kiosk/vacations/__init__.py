"""When homes stand empty, and who may know.

The most dangerous rows of the house. Who sees a vacation is decided when it is *read*: the tie is
awake now, and the owner has switched this person on. A permission belongs to a tie, so it ends with
the tie, and no later tie inherits it. Nobody who is switched off hears anything, not even that
something was cancelled.
"""

from kiosk.vacations.actions import (
    cancel,
    change,
    draft,
    lately,
    log,
    mine,
    print_card,
    print_receipt,
    switch,
    thank,
)
from kiosk.vacations.cards import (
    KEY_HINT,
    THANKED,
    Absence,
    Draft,
    Duty,
    Event,
    Fresh,
    Home,
    Job,
    JobState,
    LogVacation,
    Named,
    News,
    Onlooker,
    Report,
    Span,
    Task,
    Vacation,
)
from kiosk.vacations.dates import read_date
from kiosk.vacations.helping import (
    count_to_look_after,
    do,
    give_back,
    has_news,
    news,
    print_tasks,
    take,
    to_look_after,
)
from kiosk.vacations.keeping import about, forget, restored, sweep
from kiosk.vacations.notes import note
from kiosk.vacations.reminding import remind
from kiosk.vacations.reporting import named_by, report, take_back
from kiosk.vacations.rules import check_dates, holes
from kiosk.vacations.spans import Days, own_days, shared_days
from kiosk.vacations.wording import (
    cover,
    hole,
    looked_after,
    note_on,
    period,
    said_by,
    thanked,
    who_counts,
)

__all__ = [
    "KEY_HINT",
    "THANKED",
    "Absence",
    "Days",
    "Draft",
    "Duty",
    "Event",
    "Fresh",
    "Home",
    "Job",
    "JobState",
    "LogVacation",
    "Named",
    "News",
    "Onlooker",
    "Report",
    "Span",
    "Task",
    "Vacation",
    "about",
    "cancel",
    "change",
    "check_dates",
    "count_to_look_after",
    "cover",
    "do",
    "draft",
    "forget",
    "give_back",
    "has_news",
    "hole",
    "holes",
    "lately",
    "log",
    "looked_after",
    "mine",
    "named_by",
    "news",
    "note",
    "note_on",
    "own_days",
    "period",
    "print_card",
    "print_receipt",
    "print_tasks",
    "read_date",
    "remind",
    "report",
    "restored",
    "said_by",
    "shared_days",
    "sweep",
    "switch",
    "take",
    "take_back",
    "thank",
    "thanked",
    "to_look_after",
    "who_counts",
]
