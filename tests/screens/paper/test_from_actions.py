"""Every slip that an action puts in the queue is one that the office can print."""

from kiosk import account, estate, printing, trust, vacations, visits
from kiosk.house import Kiosk
from kiosk.printing import Spool, Step
from kiosk.printing.printers.memory import MemoryPrinter
from kiosk.vacations import Absence, LogVacation, Task
from screens import paper
from tests.kiosk.trust.neighbours import befriend
from tests.people import move_in


def test_what_actions_queue_is_printed(sqlite_kiosk: Kiosk) -> None:
    """Welcome, invitation, task list, vacation card and letterbox code all come out."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th")
    today = sqlite_kiosk.clock.today("Europe/Copenhagen")
    door = estate.find_door(sqlite_kiosk, "Lærkevej 4, st. tv")
    trust.invite(sqlite_kiosk, bente.visit, door.id, "key")
    saved = vacations.log(
        sqlite_kiosk,
        bente.visit,
        LogVacation(
            away_from=today,
            home_again=None,
            kind=Absence.OPEN,
            whole_home=True,
            tasks=frozenset(Task),
            note="",
            audience=frozenset(),
            key="key",
        ),
    )
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, 1. tv")
    befriend(sqlite_kiosk, bente, ole)
    vacations.switch(sqlite_kiosk, bente.visit, saved.id, ole.resident_id, on=True)
    for task in Task:
        vacations.take(sqlite_kiosk, ole.visit, saved.id, task)
    vacations.print_tasks(sqlite_kiosk, ole.visit)
    last = vacations.print_card(sqlite_kiosk, bente.visit, saved.id)
    account.letterbox(sqlite_kiosk, [visits.who(sqlite_kiosk, bente.visit).door.id])
    printer = MemoryPrinter()
    spool = Spool(sqlite_kiosk, printer, paper.render)
    while spool.work_once():
        pass
    found = [printing.state(sqlite_kiosk, number) for number in range(1, last.id + 2)]
    assert [each.step for each in found if each is not None] == [Step.DONE] * (last.id + 1)
