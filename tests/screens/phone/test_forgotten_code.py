"""A forgotten PIN on a phone, by a code that is sent: page after page the same, whoever asks."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from kiosk import account, visits
from kiosk.account import rules
from kiosk.house import Kiosk
from kiosk.settings import LetterSettings
from kiosk.visits import Claim, Visit
from kiosk.words import language
from screens.phone import dealing
from screens.phone.ask import Ask, Fields
from screens.phone.memory import ASKED_AT_ONCE, SEATS_KEPT
from screens.phone.site import Site, open_site
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.test_forgotten import MOBILE, sent
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone.browser import NARROW, faults
from tests.screens.phone.conftest import served
from tests.screens.phone.reader import Open, Reader

WRONG = "0000 0000"


@pytest.fixture
def sqlite_kiosk(sqlite_kiosk: Kiosk) -> Kiosk:
    """A kiosk from which letters go."""
    return people.with_letters(sqlite_kiosk)


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Somebody with a confirmed mobile."""
    return move_in(sqlite_kiosk, language="en", mobile="20123456")


def newest(kiosk: Kiosk) -> str:
    """Be the office for a moment, and return the code that it sent last."""
    account.settle_codes(kiosk)
    return sent(kiosk, MOBILE)[-1]


def opens(kiosk: Kiosk, person: Person, pin: str) -> bool:
    """Return whether somebody's pass and a PIN open the pages."""
    found = visits.log_in(kiosk, Claim("pass", person.pass_code), pin, on_phone=True)
    return isinstance(found, Visit)


def test_a_number_and_a_code_bring_a_new_pin(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Which way needs what is said first; the PIN may be dealt again, and works at once."""
    phone = reader()
    phone.get("/forgotten")
    assert "I have forgotten my PIN a code by SMS or e-mail; works at once" in phone.text
    phone.get("/forgotten/send")
    assert 200 == phone.post(do="send", claim=bente.number)
    assert "/forgotten/code" == phone.path
    assert 200 == phone.post(code=newest(sqlite_kiosk))
    assert "/forgotten/new" == phone.path
    first = phone.number
    assert 200 == phone.post(do="deal")
    dealt = phone.number
    assert first != dealt
    assert 422 == phone.post(do="save", pin_again=first)
    assert "pin-not-same" == phone.page.headers["x-refusal"]
    assert dealt == phone.number
    assert 200 == phone.post(do="save", pin_again=dealt)
    assert "Your new PIN works now." in phone.text
    assert opens(sqlite_kiosk, bente, dealt)
    assert not opens(sqlite_kiosk, bente, bente.pin)
    assert "" == phone.cookie("asking")
    phone.get("/forgotten/new")
    assert "/forgotten/send" == phone.path


def test_whoever_comes_back_from_the_sms_goes_on(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """The page may be opened anew meanwhile; another browser has no use for the code."""
    phone, other = reader(), reader()
    for each in (phone, other):
        each.get("/forgotten/send")
        each.post(do="send", claim=bente.number)
        code = newest(sqlite_kiosk)
    phone.get("/forgotten/code")
    assert 422 == phone.post(code=code)
    assert "That is not the right code." in phone.text
    assert f'value="{code}"' in phone.page.text
    other.get("/forgotten/code")
    assert 200 == other.post(code=code)


def test_a_scanned_pass_says_who_it_is(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """From the pass's own page one button sends the code, and one leads to the letterbox."""
    phone = reader()
    phone.get(f"/p/{bente.pass_code}")
    phone.post("/forgotten/send", do="begin")
    assert "Your pass is read." in phone.text
    phone.post("/forgotten/send", do="send")
    assert "/forgotten/code" == phone.path
    assert newest(sqlite_kiosk)
    phone.get(f"/p/{bente.pass_code}")
    phone.post("/forgotten/send", do="begin")
    phone.post("/forgotten/pin", do="begin")
    assert "Ask the caretaker for a code in your letterbox." in phone.text
    assert "Your pass is read." in phone.text


def test_everybody_is_answered_alike(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """A right number, one of somebody without a channel, a pass that never was."""
    dorte = move_in(sqlite_kiosk, "Dorte", "Lærkevej 4, 2. th")
    told = set()
    for way, claim in (("typed", bente.number), ("typed", dorte.number), ("pass", "7" * 26)):
        phone = reader()
        phone.get("/forgotten/send")
        phone.post(do="send", way=way, claim=claim)
        account.settle_codes(sqlite_kiosk)
        pages = [phone.text]
        for _ in range(rules.PIN_CODE_TRIES + 1):
            phone.post(code=WRONG)
            pages.append(phone.text)
        told.add(tuple(pages))
    assert 1 == len(told)
    assert "of no use any more" in phone.text


def test_what_is_wrong_keeps_the_form(bente: Person, reader: Open) -> None:
    """A mistyped number, a made-up step, a code without eight digits, too many at once."""
    phone = reader()
    phone.get("/forgotten/send")
    assert 422 == phone.post(do="send", claim="123456")
    assert "reset-number-mistyped" == phone.page.headers["x-refusal"]
    assert 'value="123456"' in phone.page.text
    assert 422 == phone.post(do="steal")
    assert "page-no-answer" == phone.page.headers["x-refusal"]
    phone.post(do="send", claim=bente.number)
    assert 422 == phone.post(code="482713")
    assert "pin-code-not-eight" == phone.page.headers["x-refusal"]
    for _ in range(ASKED_AT_ONCE - 1):
        phone.get("/forgotten/send")
        assert 200 == phone.post(do="send", claim=bente.number)
    phone.get("/forgotten/send")
    assert 422 == phone.post(do="send", claim=bente.number)
    assert "page-too-many-codes" == phone.page.headers["x-refusal"]
    assert f'value="{bente.number}"' in phone.page.text


def test_no_step_is_reached_without_the_one_before(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open, clock: FakeClock
) -> None:
    """Without a key there is no page; where the code came back late or never, there is no PIN."""
    phone = reader()
    for path in ("/forgotten/code", "/forgotten/new"):
        phone.get(path)
        assert "/forgotten/send" == phone.path
    phone.post(do="send", claim=bente.number)
    code = newest(sqlite_kiosk)
    phone.get("/forgotten/new")
    assert 422 == phone.post(do="save", pin_again=phone.number)
    assert "forgotten-over" == phone.page.headers["x-refusal"]
    assert 422 == phone.post(do="steal")
    phone.get("/forgotten/code")
    phone.post(code=code)
    clock.advance(rules.CHANNEL_CODE_LIFE)
    assert 422 == phone.post(do="save", pin_again=phone.number)
    assert "That took too long." in phone.text
    assert opens(sqlite_kiosk, bente, bente.pin)


def test_a_pin_that_takes_long_to_learn_is_another_one(
    bente: Person, reader: Open, clock: FakeClock
) -> None:
    """Nobody has typed wrongly: it took a while, and the next PIN works; "pin-dealt-long-ago"."""
    phone = reader()
    phone.get("/forgotten/pin")
    letterbox = {"way": "typed", "claim": bente.number, "letterbox_code": WRONG}
    assert 200 == phone.post(do="deal", **letterbox)
    first = phone.number
    clock.advance(timedelta(seconds=dealing.DEALT_S))
    assert 422 == phone.post(do="save", pin_again=first, **letterbox)
    assert "pin-dealt-long-ago" == phone.page.headers["x-refusal"]
    assert "That took a while, so here is another PIN. Learn it, and type it." in phone.text
    second = phone.number
    assert first != second
    assert 422 == phone.post(do="save", pin_again=first, **letterbox)
    assert "pin-not-same" == phone.page.headers["x-refusal"]
    assert 200 == phone.post(do="save", pin_again=second, **letterbox)


def test_where_no_letters_go_the_letterbox_is_all(sqlite_kiosk: Kiosk, bente: Person) -> None:
    """The way is not offered; a pass's own page, and an address that is typed, lead there too."""
    silent = replace(sqlite_kiosk.settings, letters=LetterSettings())
    with served(open_site(replace(sqlite_kiosk, settings=silent))) as url:
        phone = Reader(url)
        phone.get("/forgotten")
        assert "SMS" not in phone.text
        phone.get("/forgotten/send")
        assert "Ask the caretaker for a code in your letterbox." in phone.text
        assert 422 == phone.post("/forgotten/send", do="send", claim=bente.number)
        assert "codes-not-sent" == phone.page.headers["x-refusal"]
        phone.get(f"/p/{bente.pass_code}")
        phone.post("/forgotten/send", do="begin")
        assert "Your pass is read." in phone.text
        phone.http.close()


def test_the_owner_finds_it_on_the_phone(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """Whoever is logged in is asked whether it was them, and puts an end to it."""
    mine, theirs = reader(), reader()
    mine.log_in(bente)
    theirs.get("/forgotten/send")
    theirs.post(do="send", claim=bente.number)
    code = newest(sqlite_kiosk)
    mine.get("/home")
    assert "Was it you who asked for a new PIN?" in mine.text
    mine.get("/account")
    assert "Then tell nobody the code." in mine.text
    mine.post("/account")
    assert "It is stopped." in mine.text
    assert 422 == theirs.post(code=code)


def test_a_crowd_pushes_out_no_pin_that_is_being_learned(
    sqlite_kiosk: Kiosk, site: Site, bente: Person, reader: Open
) -> None:
    """However many PINs strangers have dealt, a neighbour types theirs back."""
    phone, member = reader(), reader()
    phone.get("/forgotten/send")
    phone.post(do="send", claim=bente.number)
    phone.post(code=newest(sqlite_kiosk))
    member.log_in(move_in(sqlite_kiosk, "Carl", CARL_LIVES, language="en"))
    member.get("/account/pin")
    for _ in range(SEATS_KEPT + 1):
        dealing.deal(stranger(site))
    learned = phone.number
    assert 200 == phone.post(do="save", pin_again=learned)
    assert opens(sqlite_kiosk, bente, learned)
    assert 422 == member.post(old="000000", pin_again=member.number)
    assert "page-denied" == member.page.headers["x-refusal"]


def stranger(site: Site, **cookies: str) -> Ask:
    """Return what somebody asks who has just come."""
    said = {f"nabo-{name}": value for name, value in cookies.items()}
    seat = cookies.get("seat", "")
    return Ask(site, language("en"), "/", {}, {}, Fields(), said, "", "", seat)


def test_a_dealt_pin_is_its_browsers_alone(sqlite_kiosk: Kiosk, clock: FakeClock) -> None:
    """With another seat, or after twenty minutes, the same cookie gives none, or another."""
    site = open_site(sqlite_kiosk)
    first = stranger(site)
    pin = dealing.deal(first)
    seed, seat = first.kept["dealt"][0], first.seat
    assert pin == dealing.dealt(stranger(site, dealt=seed, seat=seat))
    assert pin != dealing.dealt(stranger(site, dealt=seed, seat="another"))
    for broken in ("", "7", "x.y", f"-1.{seed}"):
        assert "" == dealing.dealt(stranger(site, dealt=broken, seat=seat))
    assert "" == dealing.dealt(stranger(site, dealt=seed))
    clock.advance(timedelta(minutes=20))
    assert "" == dealing.dealt(stranger(site, dealt=seed, seat=seat))


def test_dealt_pins_are_as_likely_as_each_other(sqlite_kiosk: Kiosk) -> None:
    """Each has six digits, and each place holds all ten of them about as often."""
    site = open_site(sqlite_kiosk)
    pins = [dealing.deal(stranger(site)) for _ in range(2000)]
    assert {6} == {len(pin) for pin in pins}
    for place in range(6):
        found = Counter(pin[place] for pin in pins)
        assert 10 == len(found)
        assert 130 < min(found.values()) <= max(found.values()) < 270


@pytest.mark.parametrize("script", [True, False])
def test_a_browser_goes_the_whole_way(
    chromium: Browser, address: str, sqlite_kiosk: Kiosk, bente: Person, script: bool
) -> None:
    """With script and without, on a narrow screen, and every page on the way is for everybody."""
    page = chromium.new_page(viewport=NARROW, java_script_enabled=script, locale="en-GB")
    page.goto(f"{address}/forgotten")
    page.get_by_role("link", name="I have forgotten my PIN").first.click()
    wrong = faults(page) if script else []
    page.get_by_label("Neighbour number").fill(bente.number)
    page.get_by_role("button", name="Send the code").click()
    page.wait_for_url("**/forgotten/code")
    wrong += faults(page) if script else []
    page.get_by_label("Code").fill(newest(sqlite_kiosk))
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/forgotten/new")
    wrong += faults(page) if script else []
    page.get_by_text("Show the new PIN").click()
    dealt = str(page.locator(".number").text_content()).replace(" ", "")
    page.get_by_label("Type your new PIN").fill(dealt)
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Your new PIN works now.").wait_for()
    page.close()
    assert [] == wrong
    assert opens(sqlite_kiosk, bente, dealt)
