"""Every journey but those of `test_browser`, walked by real browsers, with and without script.

One neighbour reads English without script, the other Danish with it; buttons and fields are found
by what they send, so that words may change.
"""

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kiosk import favours, stickers, vacations, visits
from kiosk.house import Kiosk
from kiosk.vacations import JobState, Task
from kiosk.visits import Claim, Denied, Visit
from tests.examples import AWAY
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone.browser import log_in, send
from tests.screens.phone.conftest import Tab

pytestmark = [
    pytest.mark.xdist_group("journeys"),
    pytest.mark.parametrize(
        ("script", "speaks"), [(True, "da"), (False, "en")], ids=["script", "no script"]
    ),
]


@pytest.fixture
def bente(sqlite_kiosk: Kiosk, speaks: str) -> Person:
    """Whoever holds the phone."""
    return move_in(sqlite_kiosk, language=speaks)


@pytest.fixture
def carl(sqlite_kiosk: Kiosk, bente: Person, speaks: str) -> Person:
    """Her trusted neighbour, who reads the other language."""
    other = {"da": "en", "en": "da"}[speaks]
    carl = move_in(sqlite_kiosk, "Carl", CARL_LIVES, language=other)
    neighbours.befriend(sqlite_kiosk, bente, carl)
    return carl


@pytest.fixture
def phone(tab: Tab, bente: Person, script: bool) -> Page:
    """Bente's phone, logged in."""
    page = tab(java_script_enabled=script)
    log_in(page, bente)
    return page


def said(page: Page) -> None:
    """Check that the page says that something was done, and refuses nothing."""
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_stickers(phone: Page, bente: Person, sqlite_kiosk: Kiosk) -> None:
    """Ordered, and changed once more; without a tick nothing is ordered."""
    phone.goto("/home")
    phone.locator("a[href='/account']").click()
    phone.locator("a[href='/account/stickers']").click()
    send(phone)
    assert stickers.mine(sqlite_kiosk, bente.visit) is None
    phone.check("input[value=door]")
    send(phone)
    said(phone)
    phone.goto("/account/stickers")
    phone.uncheck("input[value=door]")
    phone.check("input[value=letterbox]")
    send(phone)
    said(phone)
    order = stickers.mine(sqlite_kiosk, bente.visit)
    assert order is not None
    assert (stickers.Sticker.LETTERBOX,) == tuple(order.stickers)
    phone.goto("/account/stickers")
    expect(phone.get_by_text(order.reference)).to_be_visible()


def test_tasks(phone: Page, bente: Person, carl: Person, sqlite_kiosk: Kiosk) -> None:
    """Taken, done, not done after all, given back; the owner sees each of it."""
    watched = frozenset({bente.resident_id})
    vacations.log(sqlite_kiosk, carl.visit, replace(AWAY, audience=watched))

    def stands() -> tuple[JobState, str | None]:
        (home,) = vacations.to_look_after(sqlite_kiosk, bente.visit)
        (job,) = home.jobs
        (duty,) = vacations.mine(sqlite_kiosk, carl.visit)[0].duties
        return job.state, duty.taken_by

    task = Task.PLANTS.value
    phone.goto("/home")
    phone.locator("a[href='/look-after']").click()
    for press, state in (
        ("take", JobState.MINE),
        ("done", JobState.DONE),
        ("undo", JobState.MINE),
        ("give", JobState.FREE),
    ):
        send(phone, f"[value='{press}:{task}']")
        said(phone)
        assert (state, None if press == "give" else bente.name) == stands()
    expect(phone.locator(f"button[value='take:{task}']")).to_be_visible()


def test_everyday_help_from_both_sides(
    phone: Page, tab: Tab, bente: Person, carl: Person, sqlite_kiosk: Kiosk, script: bool
) -> None:
    """Looked at, asked for, answered, taken back, answered again, agreed on, gone when done."""
    phone.goto("/favours/new")
    phone.select_option("#what", "request:tools")
    phone.select_option("#reach", "zone")
    phone.fill("#text", "En boremaskine, ring 20 12 34 56")
    send(phone)
    expect(phone.get_by_role("alert")).to_have_count(1)
    expect(phone.locator("#text")).to_have_value("En boremaskine, ring 20 12 34 56")
    phone.fill("#text", "En boremaskine på lørdag")
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_contain_text(" · ")
    expect(phone.get_by_text(bente.name)).to_have_count(0)
    send(phone)
    said(phone)

    theirs = tab(java_script_enabled=not script)
    log_in(theirs, carl)
    theirs.goto("/favours")
    expect(theirs.get_by_text(bente.name)).to_have_count(0)
    for press in ("answer", "back", "answer"):
        theirs.get_by_role("link", name="En boremaskine på lørdag").click()
        send(theirs, f"[value={press}]")
        said(theirs)

    phone.get_by_role("link", name="En boremaskine på lørdag").click()
    expect(phone.get_by_role("button", name="Carl")).to_be_visible()
    send(phone, "[value=choose]")
    theirs.get_by_role("link", name="En boremaskine på lørdag").click()
    expect(theirs.get_by_text(bente.name)).to_be_visible()
    send(phone, "[value=done]")
    said(phone)
    assert () == tuple(favours.near(sqlite_kiosk, carl.visit))


def test_a_new_pin(phone: Page, bente: Person, sqlite_kiosk: Kiosk) -> None:
    """A slip of the finger keeps the one that was dealt; then the old one opens nothing."""

    def opens(pin: str) -> bool:
        found = visits.log_in(sqlite_kiosk, Claim("typed", bente.number), pin)
        assert isinstance(found, Visit | Denied)
        return isinstance(found, Visit)

    phone.goto("/account/pin")
    phone.locator("summary").click()
    dealt = "".join(phone.locator(".number").inner_text().split())
    phone.fill("#old", bente.pin)
    phone.fill("#pin_again", dealt[::-1] if dealt != dealt[::-1] else bente.pin)
    send(phone)
    expect(phone.get_by_role("alert")).to_have_count(1)
    assert opens(bente.pin)
    phone.locator("summary").click()
    assert dealt == "".join(phone.locator(".number").inner_text().split())
    phone.fill("#old", bente.pin)
    phone.fill("#pin_again", dealt)
    send(phone)
    said(phone)
    assert opens(dealt)
    assert not opens(bente.pin)
    phone.goto("/home")
    expect(phone).to_have_url(re.compile("/home$"))


def test_calendars(phone: Page, bente: Person, sqlite_kiosk: Kiosk) -> None:
    """A link shows the days until it is made anew or taken back, which a reload is not."""
    vacations.log(sqlite_kiosk, bente.visit, AWAY)

    def shows(link: str) -> bool:
        return f"{date(2026, 12, 20):%Y%m%d}" in phone.request.get(link).text()

    def make() -> str:
        with phone.expect_navigation():
            own.locator("button[value=make]").click()
        said(phone)
        (link,) = set(re.findall(r"/c/[0-9A-Za-z]+\.ics", phone.content()))
        return str(link)

    own = phone.locator("form", has=phone.locator("input[name=kind][value=own]"))
    phone.goto("/account/calendars")
    first = make()
    assert shows(first)
    phone.reload()
    assert first in phone.content()
    assert shows(first)
    second = make()
    assert (False, True) == (shows(first), shows(second))
    phone.goto("/account/calendars")
    own.locator("button[value=revoke]").click()
    said(phone)
    assert not shows(second)
    expect(own.locator("button[value=revoke]")).to_have_count(0)


def test_phones(phone: Page, bente: Person, sqlite_kiosk: Kiosk) -> None:
    """Remembered, the PIN is enough; forgotten, it is not."""
    phone.goto("/home")
    send(phone, "[value=enrol]")
    said(phone)
    phone.locator("header button").click()
    phone.goto("/login")
    phone.fill("#pin", bente.pin)
    send(phone)
    expect(phone).to_have_url(re.compile("/home$"))
    assert [True] == [True for _ in visits.my_phones(sqlite_kiosk, bente.visit)]
    phone.goto("/account/phones")
    send(phone, "[name=forget]")
    said(phone)
    phone.locator("header button").click()
    phone.goto("/login")
    expect(phone.locator("#pin")).to_have_count(0)


def test_leaving(phone: Page, tab: Tab, bente: Person, carl: Person, sqlite_kiosk: Kiosk) -> None:
    """Nothing goes before it is meant; then the pass opens nothing, and the tie has ended."""
    phone.goto("/account/leave")
    send(phone, ".bad")
    expect(phone.get_by_role("alert")).to_have_count(1)
    assert bente.name == visits.who(sqlite_kiosk, bente.visit).name
    phone.check("input[name=sure]")
    send(phone, ".bad")
    said(phone)
    expect(phone.locator("header button")).to_have_count(0)
    phone.goto(f"/p/{bente.pass_code}")
    phone.fill("#pin", bente.pin)
    send(phone)
    expect(phone.get_by_role("alert")).to_have_count(1)
    theirs = tab()
    log_in(theirs, carl)
    theirs.goto("/trust")
    expect(theirs.get_by_text(bente.name)).to_have_count(0)
