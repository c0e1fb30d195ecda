"""What a phone is told of: just what a letter would be written about, and never one's own doing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from kiosk import account, alerts, favours, trust, vacations
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.vacations import Report
from tests.examples import ALERT, AWAY, FAVOUR
from tests.kiosk.push.conftest import Phone, a_phone
from tests.kiosk.push.test_push import ask_for_a_new_pin
from tests.kiosk.trust import neighbours
from tests.people import move_in

World = tuple[Phone, Phone]


@pytest.fixture
def world(kiosk: Kiosk) -> World:
    """Anna and Bente trust each other, and the phones of both say when there is news."""
    anna = a_phone(kiosk, move_in(kiosk, "Anna", mobile="20123456"))
    bente = move_in(kiosk, "Bente", "Lærkevej 4, 1. tv", mobile="20123457")
    neighbours.befriend(kiosk, anna.person, bente)
    return anna, a_phone(kiosk, bente, "https://push.example.org/bente")


def told(kiosk: Kiosk) -> list[int]:
    """Return whose phones were told since it was asked last, and have it all sent."""
    with kiosk.store.write() as db:
        rows = db.exec(select(LetterRow).where(LetterRow.channel == "push")).all()
        waiting = sorted(row.resident_id for row in rows if row.state == "waiting")
        for row in rows:
            row.state = "sent"
        return waiting


def test_an_alert_and_its_ending(kiosk: Kiosk, world: World) -> None:
    """Everybody it reaches, but for whoever sent or ended it."""
    anna, bente = world
    sent = alerts.send(kiosk, anna.visit, ALERT)
    assert [bente.person.resident_id] == told(kiosk)
    alerts.end(kiosk, anna.visit, sent.id, alerts.Ending.HARMLESS)
    assert [bente.person.resident_id] == told(kiosk)


def test_a_vacation_that_is_changed(kiosk: Kiosk, world: World) -> None:
    """Those who see it; whoever is switched off hears nothing, not even of its end."""
    anna, bente = world
    away = replace(AWAY, audience=frozenset({bente.person.resident_id}))
    saved = vacations.log(kiosk, anna.visit, away)
    heard = told(kiosk)
    later = replace(away, home_again=date(2026, 12, 30), key="later")
    vacations.change(kiosk, anna.visit, saved.id, later)
    assert [bente.person.resident_id] == told(kiosk)
    vacations.switch(kiosk, anna.visit, saved.id, bente.person.resident_id, on=False)
    vacations.cancel(kiosk, anna.visit, saved.id)
    assert ([], []) == (heard, told(kiosk))


def test_an_absence_that_somebody_else_reports(kiosk: Kiosk, world: World) -> None:
    """The owner is told."""
    anna, bente = world
    trust.let_report(
        kiosk, anna.visit, neighbours.tie_with(kiosk, anna.person, bente.person).id, on=True
    )
    vacations.report(
        kiosk,
        bente.visit,
        Report(anna.person.resident_id, date(2027, 3, 1), None, whole_home=True, key="report"),
    )
    assert [anna.person.resident_id] == told(kiosk)


def test_an_answer_to_a_favour(kiosk: Kiosk, world: World) -> None:
    """Whoever asked is told that somebody will, and whoever will that it is them."""
    anna, bente = world
    posted = favours.post(kiosk, anna.visit, FAVOUR)
    assert [] == told(kiosk)
    favours.answer(kiosk, bente.visit, posted.id)
    assert [anna.person.resident_id] == told(kiosk)
    ((answer,),) = (each.answers for each in favours.near(kiosk, anna.visit) if each.answers)
    favours.choose(kiosk, anna.visit, answer.id)
    assert [bente.person.resident_id] == told(kiosk)


def test_an_invitation_by_mobile(kiosk: Kiosk, world: World) -> None:
    """Minutes later, with the letter, so that the inviter learns nothing from it."""
    carl = a_phone(
        kiosk,
        move_in(kiosk, "Carl", "Lærkevej 4, 2. tv", mobile="20123458"),
        "https://push.example.org/carl",
    )
    trust.invite_by(kiosk, world[0].visit, "20 12 34 58", "by mobile")
    assert [] == told(kiosk)
    trust.send_letters(kiosk)
    assert [carl.person.resident_id] == told(kiosk)


def test_an_invitation_by_door_is_found_at_the_next_log_in(kiosk: Kiosk, world: World) -> None:
    """No letter is written about it, and no phone is told."""
    carl = a_phone(kiosk, move_in(kiosk, "Carl", "Lærkevej 4, 2. tv"), "https://x.example.org/c")
    neighbours.invite(kiosk, world[0].person, carl.person)
    trust.send_letters(kiosk)
    assert [] == told(kiosk)


def test_a_new_pin_that_somebody_asked_for(kiosk: Kiosk, world: World) -> None:
    """A paper member hears of it in time to stop it."""
    ask_for_a_new_pin(kiosk, world[0])
    assert [world[0].person.resident_id] == told(kiosk)


def test_what_one_does_oneself_is_no_news(kiosk: Kiosk, world: World) -> None:
    """The phone in one's hand does not ring for it."""
    anna = world[0].visit
    account.change_contact(kiosk, anna, "Anna", "20888888", "")
    account.send_code(kiosk, anna, "mobile")
    account.change_language(kiosk, anna, "en")
    assert [] == told(kiosk)
