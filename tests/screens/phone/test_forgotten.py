"""Forgotten or lost, on a phone: the same answers as at the kiosk, to whoever asks."""

import re
from dataclasses import replace

import pytest

from kiosk import account
from kiosk.account import rules
from kiosk.house import Kiosk
from kiosk.settings import EstateSettings
from kiosk.visits import Claim, Visit, log_in
from screens.phone.memory import ASKED_AT_ONCE, BURST, Rates
from screens.phone.site import open_site
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.account.test_reset import DAY, WRONG
from tests.people import FIRST_DOOR, Person, move_in
from tests.screens.phone.conftest import served
from tests.screens.phone.reader import Open, Reader

MOBILE = "+4520123456"


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Somebody with a confirmed mobile."""
    return move_in(sqlite_kiosk, language="en", mobile="20123456")


def test_a_number_and_a_letterbox_code_bring_a_new_pin(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open, clock: FakeClock
) -> None:
    """It is dealt, may be dealt again, is typed back, and works a day later."""
    code = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    phone = reader()
    phone.get("/login")
    phone.get("/forgotten")
    assert "I have forgotten my PIN" in phone.text
    phone.get("/forgotten/pin")
    typed = {"claim": bente.number, "letterbox_code": code.lower()}
    assert 200 == phone.post(do="deal", **typed)
    first = phone.number
    assert 200 == phone.post(do="deal")
    dealt = phone.number
    assert first != dealt
    assert 422 == phone.post(do="save", pin_again=first)
    assert "pin-not-same" == phone.page.headers["x-refusal"]
    assert dealt == phone.number
    assert 200 == phone.post(do="save", pin_again=dealt)
    assert "your new PIN works in 24 hours" in phone.text
    account.settle_resets(sqlite_kiosk)
    assert account.coming_reset(sqlite_kiosk, bente.visit)
    clock.advance(DAY)
    account.settle_resets(sqlite_kiosk)
    assert isinstance(log_in(sqlite_kiosk, Claim("pass", bente.pass_code), dealt), Visit)


def test_a_scanned_pass_says_who_it_is(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """From the pass's own page nothing but the code is typed."""
    code = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    phone = reader()
    phone.get(f"/p/{bente.pass_code}")
    phone.post("/forgotten/pin", do="begin")
    assert "Your pass is read." in phone.text
    assert 422 == phone.post(do="deal", letterbox_code="7777")
    assert "code-mistyped" == phone.page.headers["x-refusal"]
    assert "Your pass is read." in phone.text
    assert 'value="7777"' in phone.page.text
    phone.post(do="deal", letterbox_code=code)
    phone.post(do="save", pin_again=phone.number)
    account.settle_resets(sqlite_kiosk)
    assert account.coming_reset(sqlite_kiosk, bente.visit)


def test_everybody_is_answered_alike(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """A right number, a wrong code, a pass that never was: page after page the same."""
    people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    dorte = move_in(sqlite_kiosk, "Dorte", "Lærkevej 4, 2. th")
    told = set()
    for way, claim in (("typed", bente.number), ("typed", dorte.number), ("pass", "7" * 26)):
        phone = reader()
        phone.get("/forgotten/pin")
        phone.post(do="deal", way=way, claim=claim, letterbox_code=WRONG)
        pages = [phone.text.replace(phone.number, "")]
        phone.post(do="save", pin_again=phone.number)
        told.add((re.sub(r"\d\d \d\d \d\d", "", pages[0]), phone.text))
    assert 1 == len(told)


def test_a_mistyped_number_and_a_made_up_step_keep_the_form(reader: Open) -> None:
    """The check of the number tells that it was mistyped, and nothing else."""
    phone = reader()
    phone.get("/forgotten/pin")
    assert 422 == phone.post(do="deal", claim="123456", letterbox_code=WRONG)
    assert "reset-number-mistyped" == phone.page.headers["x-refusal"]
    assert 'id="claim-why"' in phone.page.text
    assert 'value="123456"' in phone.page.text
    assert 422 == phone.post(do="steal", claim="123456")
    assert "page-no-answer" == phone.page.headers["x-refusal"]


def test_a_pin_that_nobody_remembers_dealing_is_dealt_anew(bente: Person, reader: Open) -> None:
    """Where none was dealt to this browser, they say so and show another."""
    phone = reader()
    phone.get("/forgotten/pin")
    typed = {"way": "typed", "claim": bente.number, "letterbox_code": WRONG}
    assert 422 == phone.post(do="save", pin_again="123456", **typed)
    assert "pin-dealt-long-ago" == phone.page.headers["x-refusal"]
    assert 6 == len(phone.number)


def test_a_new_pin_is_stopped_by_the_code_that_told_of_it(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Without a log-in; a code that stops nothing is told, and a mistyped one beside its field."""
    box = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    account.reset_pin(sqlite_kiosk, Claim("typed", bente.number), box, "111222", "111222")
    account.settle_resets(sqlite_kiosk)
    code = people.code_in(people.letters(sqlite_kiosk, MOBILE)[-1])
    phone = reader()
    phone.get("/forgotten/stop")
    assert 422 == phone.post(code="77")
    assert "code-mistyped" == phone.page.headers["x-refusal"]
    assert 422 == phone.post(code=WRONG)
    assert "That code stops nothing." in phone.text
    phone.post(code=code)
    assert "It is stopped." in phone.text
    assert account.coming_reset(sqlite_kiosk, bente.visit) is None


def test_whoever_guesses_is_slowed_down_and_whoever_knows_is_not(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """A flood from the house's own address leaves the one with the letter a way."""
    box = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    account.reset_pin(sqlite_kiosk, Claim("typed", bente.number), box, "111222", "111222")
    account.settle_resets(sqlite_kiosk)
    phone = reader()
    phone.get("/forgotten/stop")
    for _ in range(BURST + 3):
        phone.post(code=WRONG)
    assert "page-too-many-codes" == phone.page.headers["x-refusal"]
    phone.post(code=people.code_in(people.letters(sqlite_kiosk, MOBILE)[-1]))
    assert "It is stopped." in phone.text


def ask_from(phone: Reader, person: Person, code: str = WRONG) -> int:
    """Ask for a new PIN with somebody's number; return the status."""
    phone.get("/forgotten/pin")
    phone.post(do="deal", claim=person.number, letterbox_code=code)
    return phone.post(do="save", pin_again=phone.number)


def test_whoever_asks_too_often_shuts_out_nobody(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """A flood from one address is refused, right number or not; elsewhere a neighbour is heard."""
    box = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    dorte = move_in(sqlite_kiosk, "Dorte", "Lærkevej 4, 2. th")
    stranger = reader(**{"X-Forwarded-For": "192.0.2.7"})
    answers = [ask_from(stranger, dorte) for _ in range(ASKED_AT_ONCE + 60)]
    assert [200] * ASKED_AT_ONCE + [422] * 60 == answers
    told = set()
    for person in (dorte, bente):
        assert 422 == ask_from(stranger, person)
        assert "page-too-many-codes" == stranger.page.headers["x-refusal"]
        told.add(re.sub(r"\d\d \d\d \d\d", "", stranger.text))
    assert 1 == len(told)
    assert 200 == ask_from(reader(**{"X-Forwarded-For": "192.0.2.8"}), bente, box)
    account.settle_resets(sqlite_kiosk)
    assert account.coming_reset(sqlite_kiosk, bente.visit)


def test_whoever_mistypes_uses_up_nothing(bente: Person, reader: Open) -> None:
    """A PIN typed back wrong, a number that is none: neither is asking."""
    phone = reader()
    phone.get("/forgotten/pin")
    phone.post(do="deal", claim=bente.number, letterbox_code=WRONG)
    dealt = phone.number
    wrong = "000000" if dealt != "000000" else "111111"
    for _ in range(ASKED_AT_ONCE + 1):
        phone.post(do="save", pin_again=wrong)
        assert "pin-not-same" == phone.page.headers["x-refusal"]
    assert 200 == phone.post(do="save", pin_again=dealt)


def test_a_flood_from_everywhere_is_slowed_down(sqlite_kiosk: Kiosk, bente: Person) -> None:
    """All that phones ask is bounded too, for as long as it floods and no longer."""
    now = 0.0
    crowd = Rates(lambda: now, burst=2, seconds=10.0)
    with served(replace(open_site(sqlite_kiosk), crowd=crowd)) as url:
        phones = [Reader(url, **{"X-Forwarded-For": f"192.0.2.{each}"}) for each in range(3)]
        assert [200, 200, 422] == [ask_from(phone, bente) for phone in phones]
        now = 10.0
        assert 200 == ask_from(phones[2], bente)
        for phone in phones:
            phone.http.close()


def test_too_many_for_a_day_is_said(
    bente: Person, reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a pass has been used for it all day, whoever has it hears so."""
    monkeypatch.setattr(rules, "OWN_RESET_TRIES", 0)
    phone = reader()
    phone.get("/forgotten/pin")
    phone.post(do="deal", way="pass", claim=bente.pass_code, letterbox_code=WRONG)
    assert 422 == phone.post(do="save", pin_again=phone.number)
    assert "Too many have tried that here today." in phone.text


def test_whoever_lost_a_pass_or_all_is_told_where_to_go(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """With the office hours, where the estate has told them."""
    phone = reader()
    phone.get("/forgotten/pass")
    assert "There you block the old pass." in phone.text
    phone.get("/forgotten/both")
    assert "Go to the caretaker in office hours" in phone.text
    estate = EstateSettings(office_hours="8-9")
    settings = replace(sqlite_kiosk.settings, estate=estate)
    with served(open_site(replace(sqlite_kiosk, settings=settings))) as url:
        other = Reader(url)
        other.get("/forgotten/both")
        assert "Office hours: 8-9." in other.text
        other.http.close()
    wanted = settings.lobby._replace(require_pass=True)
    with served(open_site(replace(sqlite_kiosk, settings=replace(settings, lobby=wanted)))) as url:
        strict = Reader(url)
        strict.get("/forgotten/pass")
        assert "Office hours: 8-9." in strict.text
        assert "Log in with your neighbour number" not in strict.text
        strict.http.close()
