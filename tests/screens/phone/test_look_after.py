"""Homes to look after, on their helper's phone, by plain forms."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk import trust, vacations
from kiosk.house import Kiosk
from screens.phone.veil import veil
from tests.conftest import FakeClock
from tests.examples import AWAY
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.reader import Open, page_of, shown


@pytest.fixture
def away(sqlite_kiosk: Kiosk, bente: Person, carl: Person) -> int:
    """Carl is away, and has asked Bente to water the plants."""
    neighbours.befriend(sqlite_kiosk, carl, bente)
    request = replace(
        AWAY,
        away_from=date(2026, 11, 23),
        tasks=frozenset({vacations.Task.PLANTS}),
        audience=frozenset({bente.resident_id}),
    )
    return vacations.log(sqlite_kiosk, carl.visit, request).id


def duty(kiosk: Kiosk, carl: Person) -> tuple[str | None, bool]:
    """Return who waters Carl's plants, and whether it is done."""
    (vacation,) = vacations.mine(kiosk, carl.visit)
    return vacation.duties[0].taken_by, vacation.duties[0].done


def test_a_task_is_taken_done_and_given_back(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, away: int, reader: Open
) -> None:
    """A button each; the owner sees who."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/look-after")
    assert "1 counts on you today." in phone.text
    assert "Water the plants nobody yet" in phone.text
    phone.post(do="take:plants", home=veil(sqlite_kiosk.pepper, away))
    assert ("Bente", False) == duty(sqlite_kiosk, carl)
    phone.post(do="done:plants", home=veil(sqlite_kiosk.pepper, away))
    assert ("Bente", True) == duty(sqlite_kiosk, carl)
    phone.post(do="undo:plants", home=veil(sqlite_kiosk.pepper, away))
    phone.post(do="give:plants", home=veil(sqlite_kiosk.pepper, away))
    assert (None, False) == duty(sqlite_kiosk, carl)
    assert 422 == phone.post(do="eat:plants", home=veil(sqlite_kiosk.pepper, away))


def test_an_absence_is_reported_and_ended(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """Only for somebody who named this helper."""
    neighbours.befriend(sqlite_kiosk, carl, bente)
    helper, owner = reader(), reader()
    helper.log_in(bente)
    assert 404 == helper.get(f"/look-after/{shown(sqlite_kiosk, carl.resident_id, 'person')}")
    owner.log_in(carl)
    (tie,) = trust.circle(sqlite_kiosk, carl.visit).ties
    owner.get(f"/trust/tie/{shown(sqlite_kiosk, tie.id, 'tie')}?name=1")
    assert "May Bente say for you that you are away?" in owner.text
    owner.post(do="name")
    assert "Bente may say when you are away." in owner.text
    helper.get(f"/look-after/{shown(sqlite_kiosk, carl.resident_id, 'person')}")
    helper.post(away_from="2026-11-23", home_again="", whole_home="yes")
    assert "It is saved." in helper.text
    (said,) = vacations.mine(sqlite_kiosk, carl.visit)
    assert "Bente" == said.reported_by
    owner.get(page_of(sqlite_kiosk, said.id))
    assert "Bente has said so" in owner.text
    helper.get("/look-after")
    helper.post(do="home", home=veil(sqlite_kiosk.pepper, said.id))
    assert () == vacations.mine(sqlite_kiosk, carl.visit)


def test_thanks_are_said_afterwards(
    sqlite_kiosk: Kiosk,
    bente: Person,
    carl: Person,
    away: int,
    reader: Open,
    clock: FakeClock,
) -> None:
    """Home early, the owner says thank you; home tells the helper of it until it was read."""
    clock.advance(timedelta(days=1))
    owner, helper = reader(), reader()
    owner.log_in(carl)
    owner.get(page_of(sqlite_kiosk, away))
    owner.post()
    assert "say thank you" in owner.text
    owner.get(page_of(sqlite_kiosk, away))
    assert "Bente looked after your home." in owner.text
    owner.get("/home")
    assert "Home again? Say thank you to your helpers" in owner.text
    owner.get(page_of(sqlite_kiosk, away))
    owner.post("/vacations", thank=veil(sqlite_kiosk.pepper, away))
    assert "you have said thank you" in owner.text
    owner.get(page_of(sqlite_kiosk, away))
    assert "You have said thank you." in owner.text
    assert "Say thank you" not in owner.text
    helper.log_in(bente)
    assert "and a word for you" in helper.text
    for _ in range(2):
        helper.get("/look-after")
        assert "Carl says thank you for your help." in helper.text
    helper.get("/home")
    assert "and a word for you" not in helper.text


def test_the_owner_reads_who_did_what(
    sqlite_kiosk: Kiosk,
    bente: Person,
    carl: Person,
    away: int,
    reader: Open,
    clock: FakeClock,
) -> None:
    """Back home as planned: each task that was taken with its helper; on that day also for longer.

    The list shows the vacation once, and not both as one that comes and as one to give thanks for.
    """
    vacations.take(sqlite_kiosk, bente.visit, away, vacations.Task.PLANTS)
    (planned,) = vacations.mine(sqlite_kiosk, carl.visit)
    assert planned.home_again is not None
    clock.advance(planned.home_again - clock.today("Europe/Copenhagen"))
    owner = reader()
    owner.log_in(carl)
    owner.get("/vacations")
    page = page_of(sqlite_kiosk, away)
    assert 1 == owner.page.text.count(f'href="{page}"')
    owner.get(page)
    assert "Bente looked after your home." in owner.text
    assert "Water the plants Bente" in owner.text
    assert f'href="{page}/change"' in owner.page.text
    clock.advance(timedelta(days=1))
    owner.log_in(carl)
    owner.get(page)
    assert "Water the plants Bente" in owner.text
    assert f'href="{page}/change"' not in owner.page.text
    clock.advance(timedelta(days=7))
    owner.log_in(carl)
    assert 404 == owner.get(page)
