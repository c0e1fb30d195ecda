"""A slip is followed until it is out; in trouble people are told what to do, and go on."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from kiosk import account, estate, notices, printing, trust, visits
from kiosk.house import Kiosk
from kiosk.printing import PrinterState, Slip, Spool, Step
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.printing.tables import SlipRow
from kiosk.settings import PrinterSettings
from kiosk.visits import Claim, Visit
from screens import paper
from tests.conftest import FakeClock
from tests.people import Person, move_in

Lobby = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def house(sqlite_kiosk: Kiosk) -> Kiosk:
    """A real home with a printer on the network."""
    printer = PrinterSettings("tcp://printer")
    return replace(
        sqlite_kiosk, settings=replace(sqlite_kiosk.settings, demo=False, printer=printer)
    )


@pytest.fixture
def bente(house: Kiosk) -> Person:
    """A resident whose welcome slip is out of the way."""
    person = move_in(house, "Bente", "Lærkevej 4, 1. th", language="en")
    work(house)
    return person


def work(
    house: Kiosk, state: PrinterState = PrinterState.READY, ends: Outcome = Outcome.DONE
) -> int:
    """Let the office print what it can, and return how many slips came out."""
    printer = MemoryPrinter()
    printer.is_now, printer.ends = state, ends
    spool = Spool(house, printer, paper.render)
    while spool.work_once():
        pass
    return len(printer.slips)


def choice_of_lost(guest: Any) -> str:
    """Return the digit that stands before the slip that was not printed."""
    found = re.search(r"(\d) 1 slip was not printed", guest.text)
    assert found is not None, guest.text
    return found[1]


def _slips(db: Session) -> Sequence[SlipRow]:
    """Return the slips there are, the newest first."""
    return db.exec(select(SlipRow).order_by(col(SlipRow.id).desc())).all()


def invite(house: Kiosk, visit: Visit) -> Slip:
    """Queue an invitation."""
    door = estate.find_door(house, "Lærkevej 4, st. tv")
    return trust.invite(house, visit, door.id, "key").slip


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (PrinterState.NO_PAPER, "out of paper"),
        (PrinterState.COVER_OPEN, "Press it shut"),
        (PrinterState.CUTTER, "Paper is caught"),
        (PrinterState.FAULT, "Switching it off and on"),
        (PrinterState.OFFLINE, "Is it switched on?"),
    ],
)
async def test_trouble_is_told_and_nobody_waits(
    lobby: Lobby, house: Kiosk, bente: Person, state: PrinterState, told: str
) -> None:
    """What is wrong and what to do stand there, that all is saved too, and Enter goes on."""
    async with lobby(kiosk=house) as guest:
        slip = invite(house, bente.visit)
        work(house, state)
        await guest.enter(bente.visit, "slip", slip=slip)
        assert told in guest.text
        assert "verything is saved" in guest.text
        await guest.press("enter")
        assert guest.place == "HomeScreen"


@pytest.mark.parametrize("key", ["escape", "0", "minus"])
async def test_every_way_back_goes_on(lobby: Lobby, house: Kiosk, bente: Person, key: str) -> None:
    """What was printed stands, so the keys that lead back elsewhere lead on here."""
    async with lobby(kiosk=house) as guest:
        await guest.enter(bente.visit, "slip", slip=invite(house, bente.visit))
        await guest.press(key)
        assert "HomeScreen" == guest.place


async def test_data_and_news_are_taken_along(lobby: Lobby, house: Kiosk, bente: Person) -> None:
    """One key where they are read; before the log-in nobody is offered the news on paper."""
    today = house.clock.today("Europe/Copenhagen")
    notices.post(house, notices.NewNotice({"da": "Beboermøde"}, today, today))
    async with lobby(kiosk=house) as guest:
        await guest.press("3")
        assert "Beboermøde" in guest.text
        assert "on paper" not in guest.text
        await guest.enter(bente.visit, "alerts")
        await guest.press("2")
        assert "SlipScreen" == guest.place
        await guest.press("enter")
        assert "AlertsScreen" == guest.place
        await guest.go("account_data")
        await guest.press("enter")
        assert "SlipScreen" == guest.place
        await guest.press("enter")
        assert "AccountScreen" == guest.place
    with house.store.read() as db:
        assert ["my_data", "digest"] == [each.kind for each in _slips(db)[:2]]


async def test_no_paper_shows_what_may_be_shown(lobby: Lobby, house: Kiosk, bente: Person) -> None:
    """An invitation can be read off the screen; a pass cannot."""
    async with lobby(kiosk=house, size=(80, 60)) as guest:
        slips = invite(house, bente.visit), account.new_pass(house, bente.visit)
        work(house, PrinterState.NO_PAPER)
        await guest.enter(bente.visit, "slip", slip=slips[0])
        assert "Shall we be trusted neighbours?" in guest.text
        await guest.go("slip", slip=slips[1])
        assert "Shall we be trusted neighbours?" not in guest.text
        assert "This is your neighbour pass." not in guest.text


async def test_done_is_told_with_a_beep(
    lobby: Lobby, house: Kiosk, bente: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one sound there is says that the slip is out, once; the sentence says to take it."""
    async with lobby(kiosk=house) as guest:
        beeps: list[str] = []
        slip = invite(house, bente.visit)
        await guest.enter(bente.visit, "slip", slip=slip)
        monkeypatch.setattr(guest.app._driver, "write", beeps.append)
        work(house)
        await guest.wait_for("Take it with you")
        await guest.screen._look()
        assert beeps.count("\a") == 1


async def test_low_paper_is_told(lobby: Lobby, house: Kiosk, bente: Person) -> None:
    """Whoever takes a slip from a nearly empty roll can tell the caretaker."""
    async with lobby(kiosk=house) as guest:
        slip = invite(house, bente.visit)
        work(house, PrinterState.PAPER_LOW)
        await guest.enter(bente.visit, "slip", slip=slip)
        assert "running low" in guest.text


async def test_a_torn_slip_is_printed_again_at_once(
    lobby: Lobby, house: Kiosk, bente: Person
) -> None:
    """Asked whether it came out, its owner prints another, which is followed in its turn."""
    async with lobby(kiosk=house) as guest:
        slip = invite(house, bente.visit)
        work(house, ends=Outcome.PARTLY)
        await guest.enter(bente.visit, "slip", slip=slip)
        assert "Look in the tray" in guest.text
        assert ">1 Yes, I have it" in guest.text
        await guest.press("2")
        assert "is being printed" in guest.text
        work(house)
        await guest.wait_for("in the tray. Take it")
        found = printing.state(house, guest.screen._slip.id)
        assert found is not None
        assert (found.number, found.copy, found.step) == (slip.number, True, Step.DONE)


async def test_a_whole_slip_is_not_asked_about_again(
    lobby: Lobby, house: Kiosk, bente: Person
) -> None:
    """Yes, I have it: that was it."""
    async with lobby(kiosk=house) as guest:
        slip = invite(house, bente.visit)
        work(house, ends=Outcome.PARTLY)
        await guest.enter(bente.visit, "slip", slip=slip)
        await guest.press("1")
        assert guest.place == "HomeScreen"


async def test_the_next_visit_asks_its_owner(
    lobby: Lobby, house: Kiosk, bente: Person, clock: FakeClock
) -> None:
    """Home asks once about a slip that was torn, prints it again, and then is home."""
    slip = invite(house, bente.visit)
    work(house, ends=Outcome.PARTLY)
    visits.end(house, bente.visit)
    clock.advance(timedelta(minutes=5))
    visit = visits.log_in(house, Claim("pass", bente.pass_code), bente.pin)
    assert isinstance(visit, Visit)
    async with lobby(kiosk=house) as guest:
        await guest.enter(visit)
        assert guest.place == "LostScreen"
        assert f"Slip {slip.number}" in guest.text
        assert "Have you got it?" in guest.text
        await guest.press("2")
        assert guest.place == "SlipScreen"
        assert work(house) == 1
        await guest.wait_for("in the tray. Take it")
        await guest.press("enter")
        assert guest.place == "HomeScreen"


async def test_a_dropped_slip_is_told_and_can_wait(
    lobby: Lobby, house: Kiosk, bente: Person
) -> None:
    """Whoever left too early hears of it among the ways on, and prints it when they like."""
    invite(house, bente.visit)
    visits.end(house, bente.visit)
    visit = visits.log_in(house, Claim("pass", bente.pass_code), bente.pin)
    assert isinstance(visit, Visit)
    async with lobby(kiosk=house) as guest:
        await guest.enter(visit)
        assert guest.place == "HomeScreen"
        await guest.press(choice_of_lost(guest))
        assert "you left before an invitation was printed" in guest.text
        await guest.press("escape")
        await guest.press(choice_of_lost(guest), "1")
        assert guest.place == "SlipScreen"
        assert work(house) == 1


async def test_doing_without_is_an_answer(lobby: Lobby, house: Kiosk, bente: Person) -> None:
    """Nobody is pressed to print."""
    invite(house, bente.visit)
    visits.end(house, bente.visit)
    visit = visits.log_in(house, Claim("pass", bente.pass_code), bente.pin)
    assert isinstance(visit, Visit)
    async with lobby(kiosk=house) as guest:
        await guest.enter(visit)
        await guest.press(choice_of_lost(guest), "2")
        assert guest.place == "HomeScreen"
        assert "not printed" not in guest.text
    with house.store.read() as db:
        assert printing.lost(db, bente.resident_id) == ()


async def test_without_a_printer_nobody_is_asked(
    lobby: Lobby, sqlite_kiosk: Kiosk, house: Kiosk, bente: Person
) -> None:
    """Where every slip is lost, none is worth a line."""
    invite(house, bente.visit)
    visits.end(house, bente.visit)
    visit = visits.log_in(house, Claim("pass", bente.pass_code), bente.pin)
    assert isinstance(visit, Visit)
    async with lobby(kiosk=sqlite_kiosk) as guest:
        await guest.enter(visit)
        assert "not printed" not in guest.text
