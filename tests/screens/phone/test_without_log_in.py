"""What everybody may see on the phone without a log-in."""

from dataclasses import replace

from kiosk import alerts, estate, notices
from kiosk.alerts import Done, Police
from kiosk.house import Kiosk
from tests.examples import ALERT, WORK
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


def test_good_news_is_no_alert(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """It stands with the notices, as in the lobby, and their heading says so."""
    phone = reader()
    assert "Notices and good news" not in phone.text
    good = replace(ALERT, kind=alerts.Kind.GOOD, done=Done.GOOD_HELPED, police=Police.NOT_NEEDED)
    alerts.send(sqlite_kiosk, bente.visit, replace(good, key="good"))
    alerts.send(sqlite_kiosk, bente.visit, ALERT)
    story = replace(WORK, texts={"en": "Number six has light again"}, kind=notices.Kind.STORY)
    notices.post(sqlite_kiosk, story)
    notices.post(sqlite_kiosk, WORK)
    phone = reader(**{"Accept-Language": "en-GB"})
    phone.get("/?near=1")  # drawn anew
    above, _, below = phone.text.partition(" Alerts ")
    told = ("Notices and good news", "Fibernet", "Neighbours helped each other", "Number six has")
    for each in told:
        assert each in above
    assert above.index("Fibernet") < above.index("Neighbours helped")
    assert "Bicycle stolen" in below
    assert "Neighbours helped" not in below


def test_whom_a_notice_is_for_reads_as_people_say_it(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """The last stairwell follows an "and"; no line begins with the dot before the hours."""
    assert bente.name
    ids = frozenset(each.id for each in estate.stairwells(sqlite_kiosk))
    painting = replace(WORK, stairwell_ids=ids, hours="8-15", kind=notices.Kind.NOTICE)
    notices.post(sqlite_kiosk, painting)
    phone = reader(**{"Accept-Language": "da"})
    phone.get("/alerts")
    assert "Gælder Lærkevej 4 og Lærkevej 6" in phone.text
    assert "&nbsp;· 8–15" in phone.page.text
    alerts.send(sqlite_kiosk, bente.visit, replace(ALERT, police=Police.TOLD))
    phone.get("/alerts?near=1")
    assert "\N{NO-BREAK SPACE}· politiet har besked" in phone.page.text


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
