"""Calendars by a secret link."""

import re
import time
from dataclasses import replace
from datetime import date

import icalendar
import pytest

from kiosk import calendars, trust, vacations
from kiosk.calendars import Entry, Feed, Kind
from kiosk.house import Kiosk
from screens.phone.ics import REFRESH, ics
from screens.phone.site import Site
from tests.conftest import MONDAY
from tests.examples import AWAY
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.reader import Open, Reader, shown


def test_a_feed_is_read_by_calendars(bente: Person, reader: Open) -> None:
    """Whole days, one neutral text, and nothing of the home."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    phone.post(away_from="2412", home_again="0301", kind="dates", note="Secret note")
    phone.get("/account/calendars")
    phone.post(kind="own", do="make")
    stranger = reader()
    assert 200 == stranger.get(link_on(phone))
    assert stranger.page.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(stranger.page.text)
    (event,) = calendar.events
    assert (date(2026, 12, 24), date(2027, 1, 4)) == (event.DTSTART, event.DTEND)
    assert "Nabohjælp: see the page" == str(event["SUMMARY"])
    for secret in ("Secret", "Bente", "Lærkevej"):
        assert secret not in stranger.page.text


def test_a_link_is_shown_to_the_visit_that_made_it(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For five minutes, on a page that can be loaded again: that makes no other and ends none.

    Neither the address nor what leads there holds it, and it goes when it leads nowhere.
    """
    phone, other = reader(), reader()
    for each in (phone, other):
        each.log_in(bente)
        each.get("/account/calendars")
    phone.post(kind="own", do="make")
    (sent,) = phone.page.history
    assert (303, "/account/calendars#own") == (sent.status_code, sent.headers["location"])
    link = link_on(phone)
    assert link not in sent.text
    for _ in range(2):
        phone.get("/account/calendars")
        assert link == link_on(phone)
    other.get("/account/calendars")
    assert "There is a link to it, made on Monday 23 November 2026." in other.text
    assert link not in other.page.text

    other.post(kind="own", do="make")
    phone.get("/account/calendars")
    assert link not in phone.page.text
    assert link_on(other)
    now = time.monotonic()
    monkeypatch.setattr(site.links, "_clock", lambda: now + 301)
    other.get("/account/calendars")
    assert "There is a link to it, made on Monday 23 November 2026." in other.text
    assert calendars.links(sqlite_kiosk, bente.visit).own


def test_a_link_that_is_dead_empties_the_calendar(bente: Person, reader: Open) -> None:
    """Calendars keep what they had where a page is gone, so a dead link is a calendar without days.

    It is the same whether it was revoked or never was, and a component stands in it, as RFC 5545
    wants. An address that is no link's at all is no page.
    """
    phone, program = reader(), reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    phone.post(away_from="2412", home_again="0301", kind="dates")
    phone.get("/account/calendars")
    phone.post(kind="own", do="make")
    link = link_on(phone)
    program.get(link)
    assert 1 == len(icalendar.Calendar.from_ical(program.page.text).events)
    phone.get("/account/calendars")
    phone.post(kind="own", do="revoke")
    assert 200 == program.get(link)
    assert program.page.headers["content-type"].startswith("text/calendar")
    dead = program.page.content
    calendar = icalendar.Calendar.from_ical(dead)
    assert ([], ["VTIMEZONE"]) == (calendar.events, [each.name for each in calendar.subcomponents])
    assert 200 == program.get(f"/c/{'7' * 26}.ics")
    assert dead == program.page.content
    assert 404 == program.get("/c/7.ics")


def test_an_entry_is_the_same_when_it_is_read_again(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Read again it is the entry of before, with other days too; how often to read is said."""
    saved = vacations.log(sqlite_kiosk, bente.visit, AWAY)
    link = calendars.make_link(sqlite_kiosk, bente.visit, Kind.OWN)
    seen = []
    for home_again in (AWAY.home_again, date(2027, 2, 1)):
        vacations.change(sqlite_kiosk, bente.visit, saved.id, replace(AWAY, home_again=home_again))
        for _ in range(2):
            program = reader()
            program.get(f"/c/{link}.ics")
            calendar = icalendar.Calendar.from_ical(program.page.text)
            (event,) = calendar.events
            seen.append((str(event["UID"]), event.DTEND))
            refresh = calendar["REFRESH-INTERVAL"]
            assert isinstance(refresh, icalendar.vDDDTypes)
            assert (REFRESH, "DURATION") == (refresh.dt, refresh.params["VALUE"])
            assert "PT6H" == calendar["X-PUBLISHED-TTL"]
    assert 1 == len({uid for uid, _ in seen})
    assert 2 == len({after for _, after in seen})


def test_two_calendars_have_two_names(bente: Person, reader: Open) -> None:
    """Neither name says what its days are; the page says in plain words where a link goes."""
    phone, program = reader(), reader()
    phone.log_in(bente)
    names = set()
    for kind in Kind:
        phone.get("/account/calendars")
        phone.post(kind=kind.value, do="make")
        for where in ("iPhone, iPad, Mac", "Google", "Outlook"):
            assert where in phone.text
        program.get(link_on(phone))
        calendar = icalendar.Calendar.from_ical(program.page.text)
        assert calendar["X-WR-CALNAME"] == calendar["NAME"]
        names.add(str(calendar["NAME"]))
    assert {"Nabohjælp: mine", "Nabohjælp: neighbours"} == names


def test_a_long_line_is_folded() -> None:
    """No line is longer than 75 bytes, not even where letters are two, and nothing is lost."""
    url = f"https://{'nabohjælp-' * 12}lærkevej.example.dk"
    entry = Entry("7" * 64, date(2026, 12, 24), date(2027, 1, 4))
    written = ics(Feed(Kind.OWN, "da", (entry,)), url, MONDAY)
    assert any(len(line) > 60 for line in written.split(b"\r\n"))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(written).events
    assert url == str(event["URL"])


def link_on(phone: Reader) -> str:
    """Return the last link that a page shows, without its host."""
    found = re.findall(r"http://127\.0\.0\.1:8080(/c/\w+\.ics)<", phone.page.text)
    return str(found[-1])


def test_a_helper_may_be_allowed(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """A tick for each trusted neighbour, off until the owner turns it on."""
    neighbours.befriend(sqlite_kiosk, bente, carl)
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/calendars")
    assert not re.search(r'name="tie" value="\d+" checked', phone.page.text)
    (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
    value = shown(sqlite_kiosk, tie.id, "tie")
    phone.post(do="allow", tie=value)
    phone.get("/account/calendars")
    assert re.search(rf'name="tie" value="{value}" checked', phone.page.text)
