"""A visit ends while somebody types: nothing is lost without a word, and nobody else reads it."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import vacations
from kiosk.house import Kiosk
from screens.phone import pages
from screens.phone.memory import ASeats
from screens.phone.pages import DOORS
from screens.phone.site import MOST_KEPT, Site
from tests.conftest import FakeClock
from tests.people import Person
from tests.screens.phone.reader import Open, Reader
from tests.screens.phone.rows import everything

TYPED = {
    "away_from": "2026-12-24",
    "home_again": "2027-01-03",
    "kind": "dates",
    "note": "Parcels lie under the stairs",
}
BACK = "Here is what you typed. It is not saved yet."


def too_late(kiosk: Kiosk, phone: Reader, person: Person, clock: FakeClock) -> None:
    """Log in, be remembered, type a vacation for 16 minutes, and send it."""
    phone.log_in(person)
    phone.post("/account/phones", do="enrol")
    phone.get("/vacations/new")
    clock.advance(timedelta(minutes=16))
    before = everything(kiosk)
    assert 403 == phone.post("/vacations/new", **TYPED)
    assert before == everything(kiosk)


def back_in(phone: Reader, person: Person) -> None:
    """Press the page's button, and type the PIN."""
    assert 'href="/login?next=/vacations/new"' in phone.page.text
    phone.get("/login?next=/vacations/new")
    phone.post("/login", pin=person.pin)
    assert "/vacations/new" == phone.path


def test_a_form_that_came_too_late_stands_there_after_the_log_in(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open, clock: FakeClock
) -> None:
    """It says that nothing is saved and what to do; after the PIN the form can be sent."""
    phone = reader()
    too_late(sqlite_kiosk, phone, bente, clock)
    assert "visit-over" == phone.page.headers["x-refusal"]
    for sentence in ("Your visit has ended.", "Nothing is saved yet.", "for you alone"):
        assert sentence in phone.text
    back_in(phone, bente)
    for _ in range(2):  # opening it once more loses nothing
        assert BACK in phone.text
        for name in ("away_from", "home_again"):
            assert f'value="{TYPED[name]}"' in phone.page.text
        assert TYPED["note"] in phone.text
        phone.get("/vacations/new")
    phone.post("/vacations/new", **TYPED)
    assert "It is saved." in phone.text
    phone.get("/vacations/new")
    assert BACK not in phone.text
    assert "" == phone.cookie("typed")


def test_nobody_else_on_the_same_phone_reads_it(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open, clock: FakeClock, site: Site
) -> None:
    """Before a log-in it stands nowhere, and the next person's log-in deletes it."""
    phone = reader()
    too_late(sqlite_kiosk, phone, bente, clock)
    for path in ("/login?next=/vacations/new", "/vacations/new", "/"):
        phone.get(path)
        assert TYPED["note"] not in phone.page.text
    token = phone.cookie("typed")
    assert token
    phone.log_in(carl)
    phone.get("/vacations/new")
    assert TYPED["note"] not in phone.page.text
    assert site.kept.look(token) is None
    phone.post("/logout")
    phone.log_in(bente)
    phone.get("/vacations/new")
    assert TYPED["note"] not in phone.page.text


def test_a_page_that_nobody_touched_closes_without_doing_anything(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """It is sent by the page itself, saves nothing, and asks for the PIN although there is time."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    assert 403 == phone.post("/vacations/new", lapse="lapse", **TYPED)
    assert "Nothing is saved yet." in phone.text
    assert TYPED["note"] not in phone.page.text
    assert () == vacations.mine(sqlite_kiosk, bente.visit)
    phone.get("/vacations/new")
    assert TYPED["note"] in phone.page.text


def test_a_page_asked_for_too_late_says_why_the_pin_is_asked_for(
    bente: Person, reader: Open, clock: FakeClock
) -> None:
    """And leads on to that page; whoever never was logged in is told nothing of a visit."""
    phone = reader()
    phone.log_in(bente)
    clock.advance(timedelta(minutes=16))
    phone.get("/trust")
    assert "/login" == phone.path
    assert "Your visit has ended. Log in again." in phone.text
    assert "next=/trust" in str(phone.page.url)
    stranger = reader()
    stranger.get("/trust")
    assert "Your visit has ended." not in stranger.text


def test_no_pin_and_no_code_is_ever_kept(bente: Person, reader: Open, clock: FakeClock) -> None:
    """Pages that ask for one keep nothing; the others ask for none."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/pin")
    clock.advance(timedelta(minutes=16))
    assert 403 == phone.post(old=bente.pin, pin_again="123456")
    assert "Nothing is saved yet." in phone.text
    assert "waits here" not in phone.text
    assert "" == phone.cookie("typed")
    keeping = {door.path for door in DOORS if door.keeps}
    assert "/vacations/new" in keeping
    assert not [path for path in keeping if "pin" in path or "code" in path or "confirm" in path]
    templates = Path(pages.__file__).parents[1] / "templates"
    for name in ("vacation_form", "alert_form", "favour_form", "contact", "invite_by", "report"):
        text = (templates / f"{name}.html").read_text("utf-8")
        assert 'name="code"' not in text
        assert "pin(" not in text


def test_a_form_from_elsewhere_is_not_kept(reader: Open) -> None:
    """Without a visit that was, there is nobody to keep it for."""
    phone = reader()
    phone.get("/p/77777777")
    assert 403 == phone.post("/vacations/new", **TYPED)
    assert "" == phone.cookie("typed")


def test_strangers_push_out_nothing_that_waits(
    bente: Person, reader: Open, clock: FakeClock
) -> None:
    """However many forms come with a made-up visit, what a neighbour typed waits as ever."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    clock.advance(timedelta(minutes=16))
    phone.post(**TYPED)
    stranger = reader()
    for at in range(MOST_KEPT + 1):
        stranger.get("/p/77777777")
        stranger.http.cookies.set("nabo-visit", f"en.{at}.{bente.resident_id}.{'0' * 64}")
        assert 403 == stranger.post("/vacations/new", **TYPED)
    phone.get("/vacations/new")
    phone.get(f"/p/{bente.pass_code}")
    phone.post("/login", pin=bente.pin)
    phone.get("/vacations/new")
    assert TYPED["note"] in phone.page.text


@pytest.mark.parametrize("most", [2, 3])
def test_what_is_kept_is_forgotten_with_time(most: int) -> None:
    """Whatever is kept lasts its time and no longer, and the oldest goes first."""
    now = 0.0
    kept: ASeats[str] = ASeats(600, most, lambda: now)
    for seat in "abc":
        kept.keep(seat, seat)
    assert ("a" if most == 3 else None) == kept.look("a")
    now = 599.0
    kept.keep("d", "d")
    assert "c" == kept.look("c")
    now = 600.0
    assert kept.look("c") is None
    assert "d" == kept.take("d")
    assert kept.take("d") is None
