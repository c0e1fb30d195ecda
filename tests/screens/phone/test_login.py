"""Logging in on a phone: what opens a visit, what does not, and how it ends."""

from datetime import timedelta

import sqlalchemy as sa

from kiosk import account, visits
from kiosk.house import Kiosk
from kiosk.visits import Claim, Denied
from kiosk.visits.tables import CountRow, VisitRow
from tests.conftest import FakeClock
from tests.people import move_in
from tests.screens.phone.reader import Open


def test_a_pass_and_its_pin_lead_home(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """The link of a pass asks for the PIN, and the PIN opens one's own page."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.log_in(bente)
    assert "What would you like to do?" in phone.text


def test_everything_wrong_is_answered_alike(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """A wrong PIN, a pass that is blocked and one that never was make one and the same page."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", "Lærkevej 4, 1. tv", language="en")
    account.block_pass(sqlite_kiosk, carl.visit)
    told = set()
    wrong = "000000" if bente.pin != "000000" else "111111"
    for code, pin in ((bente.pass_code, wrong), (carl.pass_code, carl.pin), ("7" * 26, "123456")):
        phone = reader()
        before = visits.hashing.work.runs
        assert 200 == phone.get(f"/p/{code}")
        assert 422 == phone.post("/login", pin=pin)
        assert 1 == visits.hashing.work.runs - before
        assert "page-denied" == phone.page.headers["x-refusal"]
        told.add(phone.text)
    assert 1 == len(told)
    assert "That does not fit together. Type your PIN again, or log in another way." in told.pop()


def test_a_number_and_a_pin_are_not_enough(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Out there nobody types their way in, whatever is sent."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.get("/p/77777777")
    assert 422 == phone.post("/login", way="typed", code=bente.number, pin=bente.pin)
    assert "Scan your pass to log in." in phone.text
    denied = visits.log_in(sqlite_kiosk, Claim("typed", bente.number), bente.pin, on_phone=True)
    assert isinstance(denied, Denied)


def test_a_phone_that_is_remembered_needs_only_the_pin(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Once remembered, the phone asks for the PIN; forgotten, it knows nobody."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader(**{"User-Agent": "Mozilla/5.0 (Linux; Android 9) Chrome/80.0"})
    phone.log_in(bente)
    assert 200 == phone.post("/account/phones", do="enrol")
    phone.post("/logout")
    phone.get("/login")
    assert 200 == phone.post("/login", pin=bente.pin)
    assert "/home" == phone.path
    phone.get("/account/phones")
    assert "Android, Chrome · this phone" in phone.text
    (mine,) = visits.my_phones(sqlite_kiosk, bente.visit)
    visits.forget_phone(sqlite_kiosk, bente.visit, mine.id)
    assert "/login" == phone.page.url.join(phone.http.get("/home").url).path
    phone.get("/p/77777777")
    assert 422 == phone.post("/login", way="phone", pin=bente.pin)


def test_a_wrong_pin_is_counted_with_the_pass(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Five wrong PINs bring the same wait as at the kiosk."""
    bente = move_in(sqlite_kiosk, language="en")
    wrong = "000000" if bente.pin != "000000" else "111111"
    phone = reader()
    phone.get(f"/p/{bente.pass_code}")
    for _ in range(5):
        phone.post("/login", pin=wrong)
    assert "Try again in 15 minutes" in phone.text
    phone.post("/login", pin=bente.pin)
    assert "/login" == phone.path


def test_a_flood_of_strange_codes_locks_nobody_out(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Whoever tries made-up codes from the house's own address slows down none but themselves."""
    bente = move_in(sqlite_kiosk, language="en")
    flood = reader()
    flood.get("/p/7777777777")
    for _ in range(25):
        flood.post("/login", pin="123456")
    assert "Too many codes were tried from here." in flood.text
    assert "page-too-many-codes" == flood.page.headers["x-refusal"]
    reader().log_in(bente)


def test_each_change_of_power_changes_the_session(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Logging in, being remembered and a new PIN each leave the cookie before them worthless."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.get("/p/77777777")
    seats, sessions = [phone.cookie("seat")], [phone.cookie("visit")]
    phone.log_in(bente)
    seats.append(phone.cookie("seat"))
    sessions.append(phone.cookie("visit"))
    phone.post("/account/phones", do="enrol")
    seats.append(phone.cookie("seat"))
    sessions.append(phone.cookie("visit"))
    assert 3 == len(set(seats)) == len(set(sessions))
    thief = reader()
    thief.http.cookies.set("nabo-visit", sessions[1])
    assert 200 == thief.get("/home")
    assert "/login" == thief.path


def test_a_visit_ends_by_logging_out(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """After logging out the cookie opens nothing, even where it was copied."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.log_in(bente)
    copied = phone.cookie("visit")
    phone.post("/logout")
    assert "You are logged out." in phone.text
    thief = reader()
    thief.http.cookies.set("nabo-visit", copied)
    thief.get("/account/data")
    assert "/login" == thief.path


def test_one_logs_out_everywhere_else(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """A phone left behind shows nothing more; where nobody else is in, nothing is offered."""
    bente = move_in(sqlite_kiosk, language="en")
    visits.end(sqlite_kiosk, bente.visit)
    mine, left_behind = reader(), reader()
    mine.log_in(bente)
    mine.get("/account")
    assert "Log out there" not in mine.text
    left_behind.log_in(bente)
    mine.get("/account")
    assert "You are logged in at 1 other place." in mine.text
    mine.post(do="elsewhere")
    assert "You are logged in here alone now." in mine.text
    left_behind.get("/trust")
    assert "/login" == left_behind.path


def test_a_visit_ends_when_nobody_is_there(
    sqlite_kiosk: Kiosk, reader: Open, clock: FakeClock
) -> None:
    """After a quarter of an hour without a page the PIN is asked for again."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.log_in(bente)
    clock.advance(timedelta(minutes=16))
    phone.get("/trust")
    assert "/login" == phone.path


def test_a_new_pin_and_leaving_end_the_visits_on_phones(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Both reach every phone, and those that were remembered."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.log_in(bente)
    phone.post("/account/phones", do="enrol")
    dealt = visits.deal_pin(sqlite_kiosk)
    account.change_pin(sqlite_kiosk, bente.visit, bente.pin, dealt, dealt)
    phone.get("/home")
    assert "/login" == phone.path
    phone.get("/p/77777777")
    assert 422 == phone.post("/login", way="phone", pin=dealt)
    phone.get(f"/p/{bente.pass_code}")
    phone.post("/login", pin=dealt)
    assert "/home" == phone.path
    account.leave(sqlite_kiosk, bente.visit, sure=True)
    phone.get("/home")
    assert "/login" == phone.path


def test_one_goes_on_where_one_wanted_to(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """After the PIN the page that was asked for opens; another site never does."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.log_in(bente)
    phone.post("/account/phones", do="enrol")
    for wanted, opened in (("/trust", "/trust"), ("//evil.example/", "/home"), ("x", "/home")):
        phone.post("/logout")
        phone.get(f"/login?next={wanted}")
        phone.post("/login", pin=bente.pin)
        assert opened == phone.path


def test_opening_a_link_writes_nothing(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Previews open links too: nothing is counted, and no visit begins."""
    bente = move_in(sqlite_kiosk, language="en")
    with sqlite_kiosk.store.read() as db:
        before = db.execute(sa.select(sa.func.count()).select_from(VisitRow)).scalar_one()
    reader().get(f"/p/{bente.pass_code}")
    reader().get("/h/77777777777777777777777777")
    with sqlite_kiosk.store.read() as db:
        after = db.execute(sa.select(sa.func.count()).select_from(VisitRow)).scalar_one()
        counts = db.execute(sa.select(CountRow)).all()
    assert (before, []) == (after, list(counts))
