"""Alerts on the phone: sent, read and ended, by plain forms."""

import re
from dataclasses import replace
from datetime import date

from kiosk import account, alerts, notices
from kiosk.house import Kiosk
from tests.examples import ALERT, ODD, WORK
from tests.people import Person, move_in
from tests.screens.phone.reader import Open


def test_a_description_is_refused_with_its_reason(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """A telephone number is refused as at the kiosk, and the form stands as it was."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/alerts/new")
    form = {
        "police": "told",
        "done": "theft-parcel",
        "place": "laundry",
        "when": "now",
        "reach": "estate",
        "text": "Ring 20 12 34 56",
    }
    assert 422 == phone.post(**form)
    assert "Ring 20 12 34 56" in phone.page.text
    assert 'value="theft-parcel" selected' in phone.page.text
    assert () == alerts.newest(sqlite_kiosk)


def test_a_typed_time_and_an_ending(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """The phone's date and time fields say when; the sender says how it ended."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/alerts/new")
    form = {"police": "told", "done": "theft-parcel", "place": "laundry", "reach": "estate"}
    when = {"when": "typed", "happened": "2026-11-22", "clock": "14:30"}
    phone.post(**form, **when)
    assert "Sunday 22 November 2026 14:30" in phone.text
    phone.post(do="send")
    (sent,) = alerts.newest(sqlite_kiosk)
    assert date(2026, 11, 22) == sent.day
    phone.get(f"/alerts/{sent.id}")
    phone.post(ending="harmless")
    assert "Everybody it reached is told." in phone.text


def test_an_alert_is_not_sent_after_all(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """Announced work of that hour is shown before it is sent, and it may be them."""
    notices.post(sqlite_kiosk, WORK)
    phone = reader()
    phone.log_in(bente)
    phone.get("/alerts/new")
    form = {"police": "not-yet", "done": "odd-rang", "place": "stairwell", "reach": "estate"}
    phone.post(**form, when="now")
    assert "Work is announced here for that time. Is it them? Fibernet" in phone.text
    assert "It is them: do not send it" in phone.text
    phone.post(do="stop")
    assert "Nothing was sent." in phone.text
    assert () == alerts.newest(sqlite_kiosk)


def test_the_police_know_now(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """Its sender says so once, and everybody reads it."""
    sent = alerts.send(sqlite_kiosk, bente.visit, ALERT)
    phone, other = reader(), reader()
    phone.log_in(bente)
    phone.get(f"/alerts/{sent.id}")
    phone.post(do="police")
    assert "Thank you. Now nobody else need ring." in phone.text
    assert "The police know now" not in phone.text
    other.get(f"/alerts/{sent.id}")
    assert "What is being done about it: The police were told" in other.text
    other.get("/forgotten/pin")
    other.post(f"/alerts/{sent.id}", do="police")
    assert 403 == other.page.status_code
    assert "visit-over" == other.page.headers["x-refusal"]


def test_it_was_harmless_and_then_it_was_not(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """Whom it reached may know that it was announced work; its sender may say it was not."""
    notices.post(sqlite_kiosk, WORK)
    sent = alerts.send(sqlite_kiosk, bente.visit, ODD)
    sender, knows = reader(), reader()
    sender.log_in(bente)
    knows.log_in(carl)
    knows.get(f"/alerts/{sent.id}")
    assert "It was harmless: Fibernet" in knows.text
    (way,) = re.findall(r'href="(\?work=\d+)"', knows.page.text)
    knows.get(f"/alerts/{sent.id}{way}")
    assert "Do you know that it was them? Then the alert ends for everybody." in knows.text
    knows.post(f"/alerts/{sent.id}{way}", do="no")
    assert alerts.Status.OPEN is alerts.newest(sqlite_kiosk)[0].status
    knows.get(f"/alerts/{sent.id}{way}")
    knows.post(f"/alerts/{sent.id}{way}", do="yes")
    assert "Everybody it reached is told." in knows.text
    sender.get(f"/alerts/{sent.id}")
    assert "It was: Fibernet" in sender.text
    sender.post(do="reopen")
    assert alerts.Status.OPEN is alerts.newest(sqlite_kiosk)[0].status
    knows.get(f"/alerts/{sent.id}{way}")
    assert "It was harmless" not in knows.text
    assert 422 == knows.post(f"/alerts/{sent.id}?work=9", do="yes")
    assert "alert-not-explained" == knows.page.headers["x-refusal"]


def test_good_news_can_only_have_been_a_mistake(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """No police, and nothing to solve."""
    good = replace(ALERT, kind=alerts.Kind.GOOD, done=alerts.Done.GOOD_HELPED, key="good")
    sent = alerts.send(sqlite_kiosk, bente.visit, good)
    phone = reader()
    phone.log_in(bente)
    phone.get(f"/alerts/{sent.id}")
    assert ["mistake"] == re.findall(r'name="ending" value="(\w+)"', phone.page.text)
    assert "The police know now" not in phone.text


def test_the_nearest_come_first_where_one_wants_that(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """The same alerts in another order; one that hides in the whole estate is near nobody."""
    *_, eva = (move_in(sqlite_kiosk, name) for name in ("Per", "Ida", "Bo", "Eva"))
    near = replace(ALERT, done=alerts.Done.THEFT_PARCEL, key="near")
    alerts.send(sqlite_kiosk, bente.visit, near)
    account.leave(sqlite_kiosk, eva.visit, sure=True)
    alerts.send(sqlite_kiosk, bente.visit, ALERT)
    phone = reader()
    phone.log_in(bente)
    told = {}
    for order in ("", "?near=1"):
        phone.get(f"/alerts{order}")
        told[order] = re.findall(r'class="line"[^>]*>([^<]+)', phone.page.text)
    assert told[""] == list(reversed(told["?near=1"]))
    assert told["?near=1"][0].startswith("Parcel stolen")
