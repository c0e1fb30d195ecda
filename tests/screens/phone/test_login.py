"""Logging in on a phone: what opens a visit, what does not, and how it ends."""

import re
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from kiosk import account, visits
from kiosk.house import Kiosk
from kiosk.visits import Claim, Denied
from kiosk.visits.tables import CountRow, VisitRow
from tests.conftest import FakeClock
from tests.kiosk.account.people import letterbox_code
from tests.kiosk.trust import neighbours
from tests.people import FIRST_DOOR, move_in
from tests.screens.phone.conftest import secured, served
from tests.screens.phone.reader import HIDDEN, Open, Reader


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


def test_a_pass_stays_in_no_address(sqlite_kiosk: Kiosk) -> None:
    """Its link leads on at once, and what it held comes along where neither script nor site reads.

    The browser forgets it after ten minutes, or when it has logged in.
    """
    bente = move_in(sqlite_kiosk, language="en")
    with served(secured(sqlite_kiosk)) as url:
        phone = Reader(url, Host="nabo.example.dk")
        answer = phone.http.get(f"/p/{bente.pass_code}", follow_redirects=False)
        assert (303, "/login/pass", b"") == (
            answer.status_code,
            answer.headers["location"],
            answer.content,
        )
        name, *parts = answer.headers["set-cookie"].split("; ")
        assert f"__Host-nabo-pass={bente.pass_code}" == name
        assert {"HttpOnly", "Max-Age=600", "Path=/", "SameSite=lax", "Secure"} == set(parts)
        cookies = {"Cookie": f"{name}; __Host-nabo-seat=1"}
        phone.page = phone.http.get("/login/pass", headers=cookies)
        form = dict(HIDDEN.findall(phone.page.text)) | {"pin": bente.pin}
        answer = phone.http.post("/login", data=form, headers=cookies, follow_redirects=False)
        assert "/home" == answer.headers["location"]
        (dropped,) = (
            each
            for each in answer.headers.get_list("set-cookie")
            if each.startswith("__Host-nabo-pass=")
        )
        assert "Max-Age=0" in dropped
        phone.http.close()


def test_every_pass_leads_to_the_same_page(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Right, wrong, or not a code at all: nothing is looked up before a PIN is sent."""
    bente = move_in(sqlite_kiosk, language="en")
    told = set()
    for code in (bente.pass_code, "7" * 26, "x", "%20", "%C3%A6%22%3B%0D%0A", "7" * 300):
        phone = reader()
        assert 200 == phone.get(f"/p/{code}")
        told.add((phone.path, phone.text))
    assert 1 == len(told)
    assert "Type your PIN" in told.pop()[1]


def test_a_pass_that_a_browser_opened_by_itself_changes_nothing(
    sqlite_kiosk: Kiosk, reader: Open
) -> None:
    """A remembered phone is asked for its own owner's PIN, whatever link was looked at ahead."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", "Lærkevej 4, 1. tv", language="en")
    phone = reader()
    phone.log_in(bente)
    phone.post("/account/phones", do="enrol")
    phone.post("/logout")
    phone.http.get(f"/p/{carl.pass_code}", headers={"Sec-Purpose": "prefetch"})
    phone.get("/login")
    assert 200 == phone.post("/login", pin=bente.pin)
    assert "/home" == phone.path


def test_what_is_left_of_a_pass_is_forgotten(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Without what was scanned its page says how to begin; logging out leaves nothing of it."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.get("/login/pass")
    assert "Scan the code on your neighbour pass" in phone.text
    phone.log_in(bente)
    phone.get(f"/p/{bente.pass_code}")
    assert bente.pass_code == phone.cookie("pass")
    phone.post("/logout")
    assert "" == phone.cookie("pass")


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


def test_one_logs_out_of_one_place(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Under "My phones" each place has its button; this one has none."""
    bente = move_in(sqlite_kiosk, language="en")
    mine, left_behind = reader(), reader()
    mine.log_in(bente)
    left_behind.log_in(bente)
    mine.get("/account/phones")
    assert "Logged in at a kiosk since 12:45" in mine.text
    newest, kiosks = re.findall(r'name="end" value="(\d+)"', mine.page.text)
    mine.post(end=newest)
    assert "You are logged out there." in mine.text
    left_behind.get("/trust")
    assert "/login" == left_behind.path
    assert [kiosks] == re.findall(r'name="end" value="(\d+)"', mine.page.text)
    mine.post(do="elsewhere")
    assert "You are logged in here alone now." in mine.text
    assert [] == re.findall(r'name="end"', mine.page.text)


def test_logging_in_again_leaves_no_visit_behind(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """The one that this phone was in is over, wherever its cookie was copied."""
    bente = move_in(sqlite_kiosk, language="en")
    phone, thief = reader(), reader()
    phone.log_in(bente)
    thief.http.cookies.set("nabo-visit", phone.cookie("visit"))
    thief.get("/home")
    assert "/home" == thief.path
    phone.log_in(bente)
    thief.get("/home")
    assert "/login" == thief.path


def test_a_reset_in_doubt_shows_no_other_place(
    sqlite_kiosk: Kiosk, reader: Open, clock: FakeClock
) -> None:
    """Whoever has the new PIN learns nothing of who else is in, and may log them out."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", "Lærkevej 4, 1. tv", language="en")
    neighbours.befriend(sqlite_kiosk, bente, carl)
    box = letterbox_code(sqlite_kiosk, FIRST_DOOR)
    account.reset_pin(sqlite_kiosk, Claim("pass", bente.pass_code), box, "111222", "111222")
    account.settle_resets(sqlite_kiosk)
    clock.advance(timedelta(hours=24))
    account.settle_resets(sqlite_kiosk)
    phone, other = reader(), reader()
    for each in (other, phone):
        each.log_in(replace(bente, pin="111222"))
    for path in ("/account", "/account/phones", "/account/data"):
        phone.get(path)
        assert "other place" not in phone.text.lower().replace("other places are shown", "")
        assert [] == re.findall(r'name="end"', phone.page.text)
    phone.get("/account/phones")
    assert "Other places are shown again" in phone.text
    phone.post(do="elsewhere")
    other.get("/home")
    assert "/login" == other.path


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


def test_pages_on_a_home_screen_log_in_by_a_pasted_link(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """No camera opens them; a copied link does, of a pass, a card or the kiosk, and no other."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    assert "standalone" == phone.http.get("/manifest.webmanifest").json()["display"]
    phone.get("/login")
    assert 'href="/login/link"' in phone.page.text
    phone.get("/login/link")
    for wrong in ("", "https://evil.example/", "https://nabo.example.dk/x/7777777777"):
        assert 422 == phone.post("/login/link", link=wrong)
        assert "page-no-link" == phone.page.headers["x-refusal"]
        assert 'id="link-why"' in phone.page.text
        assert f'value="{wrong}"' in phone.page.text
    for kind, opened in (("h", "Go on here"), ("i", "A neighbour invites you")):
        phone.get("/login/link")
        phone.post("/login/link", link=f"https://nabo.example.dk/{kind}/7777777777")
        assert opened in phone.text
    for link in (f"HTTPS://NABO.EXAMPLE.DK/P/{bente.pass_code} ", bente.pass_code.lower()):
        phone.http.cookies.clear()
        phone.get("/login/link")
        phone.post("/login/link", link=link)
        phone.post("/login", pin=bente.pin)
        assert "/home" == phone.path


def test_a_pin_is_pasted_as_it_is_shown(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """In pairs, with the blanks between them; no field cuts it."""
    bente = move_in(sqlite_kiosk, language="en")
    phone = reader()
    phone.get(f"/p/{bente.pass_code}")
    (field,) = re.findall(r'<input id="pin"[^>]*>', phone.page.text)
    assert "maxlength" not in field
    assert "pattern" not in field
    assert 200 == phone.post("/login", pin=in_pairs(bente.pin))
    assert "/home" == phone.path
    phone.get("/account/pin")
    dealt = phone.number
    assert 200 == phone.post(old=in_pairs(bente.pin), pin_again=f" {in_pairs(dealt)}\u00a0")
    assert "Your new PIN works now." in phone.text


def in_pairs(pin: str) -> str:
    """Return a PIN as pages show it."""
    return " ".join((pin[:2], pin[2:4], pin[4:]))
