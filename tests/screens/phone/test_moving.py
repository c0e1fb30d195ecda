"""Whoever was said to have moved out finds every page of the phone shut, and nothing behind it."""

import re

import pytest

from kiosk import account, calendars, trust, vacations
from kiosk.calendars import Kind
from kiosk.house import Kiosk
from screens.phone import pages
from tests.kiosk.trust import neighbours
from tests.kiosk.vacations import absences
from tests.people import Person
from tests.screens.phone.reader import Open, Reader
from tests.screens.phone.rows import everything

CANARIES = ("Kaktus", "Ole")
ID = re.compile(r"\{\w+(:int)?\}")


@pytest.fixture
def anna(sqlite_kiosk: Kiosk) -> Person:
    """Anna, who trusts Ole and is away."""
    anna, ole = absences.pair(sqlite_kiosk)
    absences.log(sqlite_kiosk, anna, ole, note="Kaktus")
    assert trust.circle(sqlite_kiosk, anna.visit).ties
    return anna


def moved(kiosk: Kiosk, who: Person, *, back: bool = False) -> None:
    """Let the caretaker say so."""
    door = neighbours.door_of(kiosk, who)
    with kiosk.store.write() as db:
        (account.move_back if back else account.move_out)(db, kiosk, door, who.name)


def addresses(phone: Reader) -> list[str]:
    """Return every address of the pages, those about one thing as the phone was led to them."""
    led = re.findall(r'href="(/[\w/-]+/\d+[^"]*)"', phone.page.text)
    return [ID.sub("7777", door.path) for door in pages.DOORS] + led


def test_no_page_opens(sqlite_kiosk: Kiosk, reader: Open, anna: Person) -> None:
    """A phone that was logged in is asked who it is, and told nothing of what it had before it."""
    phone = reader()
    phone.log_in(anna)
    phone.get("/trust")
    assert "Ole" in phone.text
    phone.get("/vacations")
    open_pages = addresses(phone)
    moved(sqlite_kiosk, anna)
    for path in open_pages:
        phone.get(path)
        assert not any(canary in phone.page.text for canary in CANARIES), path
    members = [door.path for door in pages.DOORS if door.member and door.show]
    for path in members:
        phone.get(ID.sub("7777", path))
        assert "/login" == phone.path, path


def test_no_form_does_anything(sqlite_kiosk: Kiosk, reader: Open, anna: Person) -> None:
    """Each form that was open is refused, and changes nothing."""
    phone = reader()
    phone.log_in(anna)
    phone.get("/account/leave")
    moved(sqlite_kiosk, anna)
    before = everything(sqlite_kiosk)
    left_open = phone.page
    for door in pages.DOORS:
        if door.member and door.do:
            phone.page = left_open
            phone.post(ID.sub("7777", door.path), sure="yes", name="Anne", mobile="20998877")
            assert not any(canary in phone.page.text for canary in CANARIES), door.path
    assert before == everything(sqlite_kiosk)


def test_no_way_in_is_left(sqlite_kiosk: Kiosk, reader: Open, anna: Person) -> None:
    """The pass is as wrong as any other, and right again after the way back."""
    phone, other = reader(), reader()
    phone.log_in(anna)
    moved(sqlite_kiosk, anna)
    for each in (phone, other):
        each.get(f"/p/{anna.pass_code}")
        each.post("/login", pin=anna.pin)
        assert "/login" == each.path
        assert "That does not fit together." in each.text
    moved(sqlite_kiosk, anna, back=True)
    other.log_in(anna)


def test_a_calendar_loses_its_days(sqlite_kiosk: Kiosk, reader: Open, anna: Person) -> None:
    """The secret link gives an empty calendar, and the days again after the way back."""
    code = calendars.make_link(sqlite_kiosk, anna.visit, Kind.OWN)
    assert vacations.mine(sqlite_kiosk, anna.visit)
    found = []
    for back in (None, False, True):
        if back is not None:
            moved(sqlite_kiosk, anna, back=back)
        phone = reader()
        (path,) = [door.path for door in pages.DOORS if ".ics" in door.path]
        phone.get(re.sub(r"\{\w+\}", code, path))
        found.append(phone.page.text.count("BEGIN:VEVENT"))
    assert [1, 0, 1] == found
