"""My PIN, pass, channels, language and data on the phone, by plain forms."""

from dataclasses import replace

from kiosk import account, calendars, residents, stickers, visits
from kiosk.calendars import Kind
from kiosk.house import Kiosk
from kiosk.stickers import Sticker
from kiosk.visits import Claim, Denied, Visit
from screens.lobby.account.screen import WAYS as KIOSK_WAYS
from screens.lobby.widgets.choices import SHORT_LIST
from screens.phone.pages.account import WAYS
from screens.phone.site import open_site
from tests.kiosk.account import people
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone.conftest import served
from tests.screens.phone.reader import Open, Reader


def test_what_both_have_stands_in_one_order_in_the_same_words() -> None:
    """Whoever knows the list at the kiosk finds their way on the phone; neither has ten lines."""
    kiosk_says, phone_says = [way[1:] for way in KIOSK_WAYS], [way[1:] for way in WAYS]
    assert kiosk_says == [way for way in phone_says if way in kiosk_says]
    assert SHORT_LIST >= max(len(kiosk_says) + 1, len(phone_says))  # one stops a new PIN


def test_a_new_pin_is_dealt_and_never_chosen(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Only the PIN that was dealt can be taken, whatever else is sent along."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/pin")
    dealt = phone.number
    chosen = "123456"
    form = {"old": bente.pin, "pin": chosen, "new": chosen, "dealt": chosen}
    assert 422 == phone.post(**form, pin_again=chosen)
    assert "pin-not-same" == phone.page.headers["x-refusal"]
    assert 200 == phone.post(old=bente.pin, pin_again=dealt)
    assert "Your new PIN works now." in phone.text
    again = visits.log_in(sqlite_kiosk, Claim("pass", bente.pass_code), dealt)
    assert isinstance(again, Visit)


def test_a_new_pin_stops_calendars_and_says_so(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Whoever had a link is told that it leads nowhere now, and where there was none nothing is."""
    link = calendars.make_link(sqlite_kiosk, bente.visit, Kind.OWN)
    phone, old = reader(), bente.pin
    phone.log_in(bente)
    for stopped in (True, False):
        phone.get("/account/pin")
        dealt = phone.number
        phone.post(old=old, pin_again=dealt)
        assert stopped is ("Links to your calendars have stopped" in phone.text)
        old = dealt
    assert calendars.feed(sqlite_kiosk, link) is None


def test_a_mobile_is_confirmed_by_its_code(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """A wrong code is refused, the right one confirms, and alerts may go there."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/contact")
    phone.post(name="Bente Holm", mobile="20 12 34 56", email="")
    assert "/account/code/mobile" == phone.path
    assert "The code works for 15 minutes. Did none come?" in phone.text
    assert 'href="/account/contact"' in phone.page.text
    assert 422 == phone.post(code="12")
    assert "channel-code-not-six" == phone.page.headers["x-refusal"]
    letter = people.letters(sqlite_kiosk, "+4520123456")[-1]
    code = people.code_in(letter)
    phone.post(code=f"{code[:3]} {code[3:]}")
    assert "It is confirmed." in phone.text
    phone.post(channels=["kiosk", "sms"])
    assert "It is saved." in phone.text
    kept = account.contact(sqlite_kiosk, bente.visit)
    assert ("Bente Holm", frozenset({"kiosk", "sms"})) == (kept.name, kept.channels)


def test_blocking_the_pass_and_only_in_person(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """A page and a button each."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account")
    assert "My pass a new one, or block it when it is lost" in phone.text
    phone.get("/account/pass")
    phone.post(do="block")
    claim = Claim("pass", bente.pass_code)
    assert isinstance(visits.log_in(sqlite_kiosk, claim, bente.pin), Denied)
    phone.get("/account/own-pin")
    assert "Only in person a forgotten PIN is never replaced by letter" in phone.text
    phone.get("/account/person")
    phone.post(do="yes")
    with sqlite_kiosk.store.read() as db:
        assert residents.get(db, bente.resident_id).in_person_only


def test_a_language_of_ones_own(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """From then on letters and visits are in it."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/language")
    phone.post("/account/language", code="da")
    assert '<html lang="da"' in phone.page.text
    assert "da" == visits.who(sqlite_kiosk, bente.visit).language


def test_a_letterbox_code(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """A mistyped code says so beside the field."""
    dorte = move_in(sqlite_kiosk, "Dorte", CARL_LIVES, confirmed=False, language="en")
    phone = reader()
    phone.log_in(dorte)
    assert "Your address is not confirmed yet." in phone.text
    phone.get("/confirm")
    assert 422 == phone.post(code="7777")
    assert "code-mistyped" == phone.page.headers["x-refusal"]


def test_stickers_are_ordered(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """The caretaker finds them by what the page says, which is no name; it says when, too."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/stickers")
    assert 422 == phone.post()
    assert "stickers-none-chosen" == phone.page.headers["x-refusal"]
    phone.post(stickers=["door"])
    found = stickers.mine(sqlite_kiosk, bente.visit)
    assert found is not None
    assert (Sticker.DOOR,) == found.stickers
    assert f"Your order {found.reference} waits for you." in phone.text
    assert "You fetch it from the caretaker in office hours" in phone.text
    phone.post(stickers=["door", "letterbox"])
    found = stickers.mine(sqlite_kiosk, bente.visit)
    assert found is not None
    assert tuple(Sticker) == found.stickers
    told = sqlite_kiosk.settings.estate._replace(office_hours="8-9")
    settings = replace(sqlite_kiosk.settings, estate=told)
    with served(open_site(replace(sqlite_kiosk, settings=settings))) as url:
        other = Reader(url)
        other.log_in(bente)
        other.get("/account/stickers")
        assert "Office hours: 8-9." in other.text
        other.http.close()


def test_leaving_asks_once_and_takes_everything(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Without the tick nothing happens; with it nothing is left."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/account/leave")
    assert 422 == phone.post()
    assert "leave-not-sure" == phone.page.headers["x-refusal"]
    phone.post(sure="yes")
    assert "Everything about you is deleted." in phone.text
    with sqlite_kiosk.store.read() as db:
        assert () == residents.everybody(db)


def test_blocking_the_only_way_in_shows_another_first(sqlite_kiosk: Kiosk) -> None:
    """Where a pass is wanted the phone is remembered first; or one is led to the kiosk at once."""
    lobby = sqlite_kiosk.settings.lobby._replace(require_pass=True)
    demanding = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, lobby=lobby))
    with served(open_site(demanding)) as url:
        for answer, ways in (("remember", 1), ("block", 0)):
            phone = Reader(url)
            phone.log_in(move_in(demanding, answer, CARL_LIVES, language="en"))
            phone.get("/account/pass")
            assert "Nobody gets in here without a pass." in phone.text
            phone.post(do=answer)
            assert "/kiosk" == phone.path
            assert "print a new one there" in phone.text
            phone.get("/account/phones")
            assert ways == phone.text.count("this phone since")
            if ways:
                phone.get("/account/pass")
                assert "Nobody gets in here without a pass." not in phone.text
            phone.http.close()
