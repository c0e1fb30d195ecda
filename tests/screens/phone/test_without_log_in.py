"""What everybody may see on the phone without a log-in."""

from dataclasses import replace

from kiosk import alerts
from kiosk.house import Kiosk
from tests.examples import ALERT
from tests.people import Person
from tests.screens.phone.reader import Open


def test_alerts_without_what_is_for_members(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """The line is for everybody, the description for those who live here."""
    told = replace(ALERT, text="A lock was cut with a large tool")
    sent = alerts.send(sqlite_kiosk, bente.visit, told)
    phone = reader()
    phone.get("/alerts")
    assert "Bicycle stolen" in phone.text
    phone.get(f"/alerts/{sent.id}")
    assert "There is more for members." in phone.text
    assert "large tool" not in phone.page.text
    phone.log_in(bente)
    phone.get(f"/alerts/{sent.id}")
    assert "large tool" in phone.text


def test_the_language_is_the_browsers_or_the_one_that_was_chosen(
    bente: Person, reader: Open
) -> None:
    """Danish for Danish browsers, English where that was chosen, the resident's own inside."""
    phone = reader(**{"Accept-Language": "da-DK,da;q=0.9"})
    phone.get("/login")
    assert '<html lang="da"' in phone.page.text
    phone.get("/login?language=en")
    assert '<html lang="en"' in phone.page.text
    other = reader(**{"Accept-Language": "da"})
    other.log_in(bente)
    assert '<html lang="en"' in other.page.text


def test_an_information_screen_reads_the_alerts(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Atom lists what everybody may read, and each alert stands there as CAP."""
    alerts.send(sqlite_kiosk, bente.visit, ALERT)
    screen = reader()
    assert 200 == screen.get("/alerts.atom")
    assert screen.page.headers["content-type"].startswith("application/atom+xml")
    assert "Bicycle stolen" in screen.page.text
    assert 200 == screen.get("/cap/1.xml")
    assert screen.page.headers["content-type"].startswith("application/cap+xml")
    assert "Bente" not in screen.page.text
    assert 404 == screen.get("/cap/2.xml")


def test_members_pages_want_a_log_in(reader: Open) -> None:
    """A form of a member's page, sent without a visit, leads to the log-in."""
    phone = reader()
    phone.get("/p/77777777")
    phone.post("/account/leave", sure="yes")
    assert 403 == phone.page.status_code
    assert 'href="/login?next=/account/leave"' in phone.page.text
