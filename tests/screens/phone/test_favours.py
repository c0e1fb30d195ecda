"""Everyday help on the phone, by plain forms."""

from kiosk import favours
from kiosk.house import Kiosk
from tests.people import Person
from tests.screens.phone.reader import Open


def test_from_a_request_to_a_bell(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """Asked without a name, answered, chosen: only then the two know of each other."""
    asks, helps = reader(), reader()
    asks.log_in(bente)
    helps.log_in(carl)
    asks.get("/favours/new")
    assert 422 == asks.post(what="request:tools", reach="zone", text="Ring 20 12 34 56")
    assert 'value="request:tools" selected' in asks.page.text
    asks.post(what="request:tools", reach="zone", text="A drill on Saturday")
    assert "This is what the others read Wants to borrow a tool · " in asks.text
    assert "Bente" not in asks.text
    assert () == favours.near(sqlite_kiosk, bente.visit)
    asks.post(do="change")
    assert 'value="request:tools" selected' in asks.page.text
    assert "A drill on Saturday</textarea>" in asks.page.text
    asks.post(what="request:tools", reach="zone", text="A drill on Sunday")
    asks.post(do="post")
    (mine,) = favours.near(sqlite_kiosk, bente.visit)
    helps.get(f"/favours/{mine.id}")
    assert "A drill on Sunday" in helps.text
    assert "Bente" not in helps.text
    helps.post(do="answer")
    asks.get("/home")
    assert "1 answer to you" in asks.text
    asks.get(f"/favours/{mine.id}")
    asks.post(do="choose")
    assert "You and Carl, 1. tv, have agreed." in asks.text
    helps.get(f"/favours/{mine.id}")
    assert "They said yes to you: Bente" in helps.text
    asks.post(f"/favours/{mine.id}", do="done")
    assert () == favours.near(sqlite_kiosk, bente.visit)


def test_an_answer_is_taken_back_and_others_are_asked(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """Neither side is bound."""
    asks, helps = reader(), reader()
    asks.log_in(bente)
    helps.log_in(carl)
    asks.get("/favours/new")
    asks.post(what="offer:carry", reach="stairwell", text="", do="post")
    (mine,) = favours.near(sqlite_kiosk, bente.visit)
    helps.get(f"/favours/{mine.id}")
    helps.post(do="answer")
    asks.get(f"/favours/{mine.id}")
    asks.post(do="choose")
    asks.post(do="others")
    assert "Your neighbours can answer again." in asks.text
    assert 422 == helps.post(f"/favours/{mine.id}", do="steal")
    assert 404 == helps.get("/favours/99")
