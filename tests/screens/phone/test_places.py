"""Every place at the kiosk: the phone goes on there, with what is typed, or it is said why not."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from kiosk import visits
from kiosk.house import Kiosk
from kiosk.visits import Claim, Visit
from screens.lobby.handover.going import target
from screens.lobby.handover.ways import SIGN_UP, START
from screens.lobby.places import PLACES
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.pin import PinField
from screens.phone.veil import veil, veiled_place
from tests.kiosk.account.people import PIN
from tests.screens.lobby import conftest as the_lobbys
from tests.screens.lobby import test_fit
from tests.screens.lobby.conftest import Lobby
from tests.screens.lobby.test_fit import CARDS, Home, walk
from tests.screens.phone.reader import Open, Reader
from tests.screens.phone.test_carrying import FORMS

lobby, home, long_words = the_lobbys.lobby, test_fit.home, test_fit.long_words

FRONT = "/"

PAPER = "a slip comes out of this printer, or did not"
DUTY = "caretakers work at the kiosk"
HERE = "it is about whoever stands here just now"
NO_PAGE: Mapping[str, str] = {
    **{place: DUTY for place in PLACES if place.startswith("caretaker")},
    "home": "the phone begins where the kiosk does",
    "hidden": HERE,
    "language": HERE,
    "registered": PAPER,
    "renewal": PAPER,
    "renewal_done": PAPER,
    "slip": PAPER,
    "slip_lost": PAPER,
    "sorry": HERE,
    "welcome": "the phone begins where the kiosk does",
}

PROOF = "a PIN or a code says who is typing it: it never travels"
NOT_CARRIED: Mapping[str, str] = {
    "account_code": PROOF,
    "account_pin": PROOF,
    "caretaker_burglaries": DUTY,
    "caretaker_login": DUTY,
    "caretaker_lost": DUTY,
    "caretaker_moved": DUTY,
    "caretaker_post": DUTY,
    "caretaker_stays": DUTY,
    "caretaker_vouch": DUTY,
    "confirm_address": PROOF,
    "forgotten_code": PROOF,
    "forgotten_pin": PROOF,
    "forgotten_send": "whose PIN it is never travels",
    "forgotten_stop": PROOF,
    "login": "a number lets nobody in out there: that takes the pass",
    "login_pin": PROOF,
    "new_pin_again": PROOF,
}
ELSEWHERE = {"alert_send"}  # carried by a test of its own, which looks at it before it is sent

ONE_OF_MANY = {  # which are shown something, and lead to what is the same for all
    "forgotten_code": "a code is of use where it was asked for, and nowhere else",
    "forgotten_told": "what to do is on the page that asks what is lost",
    "login_pin": "whose PIN it is never travels",
    "new_pin": PROOF,
    "new_pin_again": PROOF,
    "vacation_joined": "the form with the dates that overlap, which asks the same",
    "vacation_tasks": "the form is one page there",
    "vacation_who": "the form is one page there",
}


def opens(kiosk: Kiosk, phone: Reader, place: str) -> bool:
    """Return whether a phone opens exactly that page, down to the line on it."""
    wanted = urlsplit(veiled_place(kiosk.pepper, place))
    phone.get(wanted.geturl())
    found = phone.page.url
    there = (wanted.path, wanted.query) == (found.path, found.query.decode())
    line = f'id="{wanted.fragment}"' in phone.page.text if wanted.fragment else True
    return phone.page.status_code == 200 and there and line


def on_the_phone(kiosk: Kiosk, phone: Reader, number: str) -> Reader:
    """Log somebody in on a phone, as only a test can: by the number that kiosks take."""
    visit = visits.log_in(kiosk, Claim("typed", number), PIN)
    assert isinstance(visit, Visit)
    key = kiosk.pepper
    ids = f"{veil(key, visit.id, 'visit')}.{veil(key, visit.resident_id, 'person')}"
    token = f"en.{ids}.{visit.token}"
    phone.http.cookies.set("nabo-visit", token, domain="127.0.0.1")
    return phone


async def test_every_place_goes_on_at_its_own_page(lobby: Lobby, home: Home, reader: Open) -> None:
    """What is one of many leads to that very one, and no place to the start but for a reason."""
    stranger = reader()
    member = on_the_phone(home.kiosk, reader(), home.anna.number)
    wrong = []
    async with lobby(kiosk=home.kiosk) as guest:
        async for place in walk(guest, home, "en", PLACES.keys() - {"handover"}):
            member_here = guest.app.visit is not None
            page = target(guest.screen).place
            one = place in CARDS and place not in ONE_OF_MANY and place not in NO_PAGE
            if (place in NO_PAGE) != (page in {START, FRONT}):
                wrong.append(f"{place} leads to {page}")
            elif page == SIGN_UP:
                assert place.startswith("register"), place
            elif one and not any(char.isdigit() for char in page) and place != "account_code":
                wrong.append(f"{place} leads to {page}, which is not about one thing")
            elif not opens(home.kiosk, member if member_here else stranger, page):
                wrong.append(f"{place}: {page} opens {member.page.url}, {stranger.page.url}")
    assert [] == wrong


async def test_every_form_travels(lobby: Lobby, home: Home) -> None:
    """Whatever is typed at the kiosk comes along, or there is a reason why it may not."""
    carries = {form.place for form in FORMS} | ELSEWHERE
    wrong = []
    async with lobby(kiosk=home.kiosk) as guest:
        for place in PLACES:
            screen = await guest.app.walk._screen(place)
            has_form = type(screen).half_filled is not KioskScreen.half_filled
            takes = bool(screen.query(Field) or screen.query(PinField))
            travels = has_form and (place in carries or place.startswith("register"))
            if takes and not travels and place not in NOT_CARRIED:
                wrong.append(f"what is typed at {place} stays there")
            if has_form and not travels:
                wrong.append(f"no test carries {place}")
            if place in NOT_CARRIED and (travels or not takes):
                wrong.append(f"{place} needs no reason")
    assert [] == wrong
