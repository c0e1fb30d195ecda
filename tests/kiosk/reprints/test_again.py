"""A slip that was lost is asked about, and made anew from what is true today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from kiosk import account, estate, notices, printing, reprints, stickers, trust, vacations, visits
from kiosk.house import Kiosk
from kiosk.printing import Slip, Spool, Step, interpreter, preview
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.refusals import Refusal
from kiosk.stickers import Sticker
from kiosk.visits import Claim, Visit
from screens import paper
from tests.examples import AWAY
from tests.people import Person, move_in

COPY = "KOPI"


@pytest.fixture
def bente(kiosk: Kiosk) -> Person:
    """A resident whose welcome slip is out of the way."""
    person = move_in(kiosk, "Bente", "Lærkevej 4, 1. th")
    while Spool(kiosk, MemoryPrinter(), paper.render).work_once():
        pass
    return person


def tear(kiosk: Kiosk) -> list[str]:
    """Let the printer tear what is queued; return what is on the paper all the same."""
    printer = MemoryPrinter()
    printer.ends = Outcome.PARTLY
    return texts(kiosk, printer)


def texts(kiosk: Kiosk, printer: MemoryPrinter) -> list[str]:
    """Print what is queued, and return what each slip says."""
    spool = Spool(kiosk, printer, paper.render)
    while spool.work_once():
        pass
    return [preview.text(interpreter.read(data), 42) for _, data in printer.slips]


def next_visit(kiosk: Kiosk, person: Person) -> Visit:
    """End the visit, and let the same person log in again."""
    visits.end(kiosk, person.visit)
    visit = visits.log_in(kiosk, Claim("pass", person.pass_code), person.pin)
    if not isinstance(visit, Visit):
        visit = visits.log_in(kiosk, Claim("typed", person.number), person.pin)
    assert isinstance(visit, Visit)
    return visit


def away(kiosk: Kiosk, visit: Visit) -> tuple[int, Slip]:
    """Save a vacation and queue its card."""
    today = kiosk.clock.today("Europe/Copenhagen")
    saved = vacations.log(
        kiosk,
        visit,
        replace(AWAY, away_from=today + timedelta(days=1), home_again=today + timedelta(days=5)),
    )
    return saved.id, vacations.print_card(kiosk, visit, saved.id)


def test_a_vacation_card_is_asked_about_and_says_what_is_true_today(
    kiosk: Kiosk, bente: Person
) -> None:
    """In the owner's next visit it is made from the vacation as it is now, and marked a copy."""
    vacation_id, slip = away(kiosk, bente.visit)
    assert COPY not in tear(kiosk)[0]
    visit = next_visit(kiosk, bente)
    (asked,) = reprints.to_ask(kiosk, visit)
    assert (asked.kind, asked.subject, asked.uncertain) == ("vacation_card", vacation_id, True)
    again = reprints.print_again(kiosk, visit, asked.id)
    assert again.number == slip.number
    assert f"{COPY} · nr. {slip.number}" in texts(kiosk, MemoryPrinter())[0]
    assert reprints.to_ask(kiosk, visit) == ()


def test_a_pass_gets_a_new_code(kiosk: Kiosk, bente: Person) -> None:
    """The pass that may lie somewhere opens nothing once another one is printed."""
    slip = account.new_pass(kiosk, bente.visit)
    (torn,) = tear(kiosk)
    visit = next_visit(kiosk, bente)
    (asked,) = reprints.to_ask(kiosk, visit)
    again = reprints.print_again(kiosk, visit, asked.id)
    (whole,) = texts(kiosk, MemoryPrinter())
    assert again.number == slip.number
    assert COPY in whole
    assert torn.count("█") > 0
    assert [row for row in torn.splitlines() if "█" in row] != [
        row for row in whole.splitlines() if "█" in row
    ]


def test_an_invitation_keeps_its_code(kiosk: Kiosk, bente: Person) -> None:
    """Either card will do, and only one is unmarked."""
    door = estate.find_door(kiosk, "Lærkevej 4, st. tv")
    slip = trust.invite(kiosk, bente.visit, door.id, "key").slip
    tear(kiosk)
    visit = next_visit(kiosk, bente)
    (asked,) = reprints.to_ask(kiosk, visit)
    again = reprints.print_again(kiosk, visit, asked.id)
    assert again.number == slip.number
    assert COPY in texts(kiosk, MemoryPrinter())[0]


@pytest.mark.parametrize("kind", ["my_data", "digest", "stickers"])
def test_data_news_and_orders_are_made_from_today(kiosk: Kiosk, bente: Person, kind: str) -> None:
    """What is held, what is new and what is ordered, as it is in the next visit; marked a copy."""
    today = kiosk.clock.today("Europe/Copenhagen")
    notices.post(kiosk, notices.NewNotice({"da": "Beboermøde"}, today, today))
    made: dict[str, Callable[[Kiosk, Visit], Slip]] = {
        "my_data": account.print_my_data,
        "digest": account.print_news,
        "stickers": lambda kiosk, visit: stickers.order(kiosk, visit, tuple(Sticker)),
    }
    slip = made[kind](kiosk, bente.visit)
    assert COPY not in tear(kiosk)[0]
    visit = next_visit(kiosk, bente)
    (asked,) = reprints.to_ask(kiosk, visit)
    again = reprints.print_again(kiosk, visit, asked.id)
    assert (kind, slip.number) == (asked.kind, again.number)
    assert f"{COPY} · nr. {slip.number}" in texts(kiosk, MemoryPrinter())[0]
    assert () == reprints.to_ask(kiosk, visit)


def test_whoever_prints_again_by_themselves_gets_a_copy_too(kiosk: Kiosk, bente: Person) -> None:
    """There is no way around the mark: the usual button prints a copy as well."""
    vacation_id, slip = away(kiosk, bente.visit)
    tear(kiosk)
    assert vacations.print_card(kiosk, bente.visit, vacation_id).number == slip.number
    assert COPY in texts(kiosk, MemoryPrinter())[0]


def test_what_was_dropped_is_told_and_is_no_copy(kiosk: Kiosk, bente: Person) -> None:
    """What waited for paper when its visit ended never began: it is itself the next time."""
    _, slip = away(kiosk, bente.visit)
    visit = next_visit(kiosk, bente)
    (asked,) = reprints.to_ask(kiosk, visit)
    assert (asked.number, asked.uncertain) == (slip.number, False)
    reprints.print_again(kiosk, visit, asked.id)
    assert COPY not in texts(kiosk, MemoryPrinter())[0]


def test_only_its_owner_is_asked(kiosk: Kiosk, bente: Person) -> None:
    """Whoever logs in next hears nothing of it, and cannot print or settle it."""
    _, slip = away(kiosk, bente.visit)
    tear(kiosk)
    visits.end(kiosk, bente.visit)
    other = move_in(kiosk, "Ole", "Lærkevej 4, 1. th").visit
    assert reprints.to_ask(kiosk, other) == ()
    for action in (reprints.print_again, reprints.settle):
        with pytest.raises(Refusal) as refused:
            action(kiosk, other, slip.id)
        assert refused.value.code == "slip-settled"


def test_an_answer_is_the_end_of_it(kiosk: Kiosk, bente: Person) -> None:
    """Whoever has the slip says so once."""
    _, slip = away(kiosk, bente.visit)
    tear(kiosk)
    visit = next_visit(kiosk, bente)
    reprints.settle(kiosk, visit, slip.id)
    assert reprints.to_ask(kiosk, visit) == ()
    with pytest.raises(Refusal):
        reprints.print_again(kiosk, visit, slip.id)


def test_a_vacation_that_is_gone_is_told(kiosk: Kiosk, bente: Person) -> None:
    """Nothing is printed of what was cancelled meanwhile, and the question can be answered."""
    vacation_id, slip = away(kiosk, bente.visit)
    tear(kiosk)
    visit = next_visit(kiosk, bente)
    vacations.cancel(kiosk, visit, vacation_id)
    with pytest.raises(Refusal) as refused:
        reprints.print_again(kiosk, visit, slip.id)
    assert refused.value.code == "vacation-gone"
    reprints.settle(kiosk, visit, slip.id)
    assert reprints.to_ask(kiosk, visit) == ()


def test_leaving_forgets_whose_they_were(kiosk: Kiosk, bente: Person) -> None:
    """No row of the spool knows somebody who has left."""
    _, slip = away(kiosk, bente.visit)
    tear(kiosk)
    with kiosk.store.write() as db:
        visits.delete_credentials(db, kiosk, bente.resident_id)
    with kiosk.store.read() as db:
        owners = db.connection().execute(sa.text("SELECT owner FROM printing_slip")).scalars()
        assert set(owners) == {None}
        assert db.connection().scalar(sa.text("SELECT count(*) FROM printing_owner")) == 0
    found = printing.state(kiosk, slip.id)
    assert found is not None
    assert found.step is Step.UNCERTAIN
