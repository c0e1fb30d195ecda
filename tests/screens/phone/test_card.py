"""An invitation card that a phone's camera reads: from the letterbox to the answer."""

import httpx
import pytest

from kiosk import trust
from kiosk.house import Kiosk
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.conftest import secured, served
from tests.screens.phone.reader import Open, Reader
from tests.screens.phone.rows import everything

ODD = "7K3M9P2A7K3M"


@pytest.fixture
def code(sqlite_kiosk: Kiosk, bente: Person, carl: Person) -> str:
    """The code of a card that Bente has put into Carl's letterbox."""
    neighbours.invite(sqlite_kiosk, bente, carl)
    return neighbours.printed_code(sqlite_kiosk, bente)


def scan(phone: Reader, code: str) -> None:
    """Open the link of a card."""
    assert 200 == phone.get(f"/i/{code}")


def test_a_neighbour_who_scans_a_card_answers_after_the_pass(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, code: str, reader: Open
) -> None:
    """The card leads to the log-in, the pass back to the card, and the button makes the yes."""
    phone = reader()
    scan(phone, code)
    assert "/invited" == phone.path
    assert 'href="/login?next=/trust/card"' in phone.page.text
    phone.get(f"/p/{carl.pass_code}")
    phone.post("/login", pin=carl.pin)
    assert "/trust/card" == phone.path
    assert "Do you want to be trusted neighbours?" in phone.text
    assert () == trust.circle(sqlite_kiosk, bente.visit).asked
    phone.post("/trust/card")
    assert "Now Bente is asked" in phone.text
    assert 1 == len(trust.circle(sqlite_kiosk, bente.visit).asked)
    assert "" == phone.cookie("card")


def test_a_phone_that_is_remembered_comes_back_to_the_card(
    carl: Person, code: str, reader: Open
) -> None:
    """The PIN is enough."""
    phone = reader()
    phone.log_in(carl)
    phone.post("/account/phones", do="enrol")
    phone.post("/logout")
    scan(phone, code)
    phone.get("/login?next=/trust/card")
    phone.post("/login", pin=carl.pin)
    assert "/trust/card" == phone.path


def test_whoever_went_elsewhere_finds_the_card_at_home(
    carl: Person, code: str, reader: Open
) -> None:
    """It waits on one's own page, until it is answered: no thanks is told to nobody."""
    phone = reader()
    phone.log_in(carl)
    scan(phone, code)
    assert "/trust/card" == phone.path
    phone.get("/home")
    assert "Answer the invitation that you scanned" in phone.text
    phone.get("/trust/card")
    phone.post("/trust/card", do="no")
    assert "Nobody is told." in phone.text
    phone.get("/home")
    assert "Answer the invitation that you scanned" not in phone.text
    assert "" == phone.cookie("card")


def test_somebody_new_is_told_where_to_sign_up(code: str, reader: Open) -> None:
    """In plain words, on the card's page and on the front page."""
    phone = reader()
    scan(phone, code)
    for sentence in (
        "A neighbour invites you",
        "Are you new here?",
        "Go to the kiosk and press 1.",
        "Take the card along for that.",
    ):
        assert sentence in phone.text
    phone.get("/")
    assert 'href="/new"' in phone.page.text
    phone.get("/new")
    assert "Go to the kiosk and press 1." in phone.text
    assert "card" not in phone.text


def test_every_card_looks_alike_and_opening_one_writes_nothing(
    sqlite_kiosk: Kiosk, bente: Person, code: str, reader: Open
) -> None:
    """A code that is open, one that was taken back and one that never was make the same page."""
    before = everything(sqlite_kiosk)
    told = []
    for each in (code, ODD):
        phone = reader()
        scan(phone, each)
        told.append((phone.page.url, phone.page.text))
    assert before == everything(sqlite_kiosk)
    (sent,) = trust.circle(sqlite_kiosk, bente.visit).sent
    trust.withdraw(sqlite_kiosk, bente.visit, sent.id)
    phone = reader()
    scan(phone, code)
    told.append((phone.page.url, phone.page.text))
    assert 1 == len(set(told))
    assert 404 == reader().get("/i/7!7")


def test_the_code_is_kept_for_an_hour_where_no_script_reads_it(sqlite_kiosk: Kiosk) -> None:
    """The cookie lasts an hour, and the page's address does not hold the code."""
    with served(secured(sqlite_kiosk)) as url:
        found = httpx.get(f"{url}/i/{ODD}", headers={"Host": "nabo.example.dk"})
    assert (303, "/invited") == (found.status_code, found.headers["location"])
    cookie = found.headers["set-cookie"]
    assert cookie.startswith(f"__Host-nabo-card={ODD};")
    for part in ("; Max-Age=3600", "; Secure", "; HttpOnly", "; SameSite=lax"):
        assert part in cookie


@pytest.mark.parametrize("how", ["refused", "logged out"])
def test_a_card_asks_no_second_person(carl: Person, reader: Open, how: str) -> None:
    """A code that led nowhere is forgotten, and so is one whose finder has logged out."""
    phone = reader()
    phone.log_in(carl)
    scan(phone, ODD)
    if how == "refused":
        assert 422 == phone.post("/trust/card")
        assert f'value="{ODD}"' in phone.page.text
        assert "card-unknown" == phone.page.headers["x-refusal"]
    else:
        phone.post("/logout")
    assert "" == phone.cookie("card")
    phone.log_in(carl)
