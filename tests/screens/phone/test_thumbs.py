"""What a thumb meets on a phone: places big enough to hit, a way back, and no needless question."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk import alerts
from kiosk.house import Kiosk
from tests.examples import ALERT
from tests.people import Person
from tests.screens.phone.browser import NARROW, log_in

pytestmark = pytest.mark.xdist_group("browser")

THUMB = 44  # pixels, as phones' makers ask for
LOW = """least => [...document.querySelectorAll("a, button")]
    .filter(each => each.getClientRects().length && each.getBoundingClientRect().height < least)
    .map(each => each.innerText)"""


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A phone as narrow as they come."""
    context = chromium.new_context(viewport=NARROW, locale="en-GB", base_url=address)
    yield context.new_page()
    context.close()


def test_every_link_is_as_high_as_a_thumb(sqlite_kiosk: Kiosk, bente: Person, page: Page) -> None:
    """The numbers to ring in danger too, and an alert whose line is short."""
    alerts.send(sqlite_kiosk, bente.visit, ALERT)
    log_in(page, bente)
    for path in ("/", "/alerts", "/home", "/alerts/new", "/account/channels"):
        page.goto(path)
        assert [] == page.evaluate(LOW, THUMB), path


def test_the_way_back_is_marked(bente: Person, page: Page) -> None:
    """A page on the home screen has no browser's own arrow; where one starts there is none."""
    log_in(page, bente)
    name = page.locator("header a")
    expect(name).to_have_attribute("aria-current", "page")
    page.goto("/trust")
    assert '"‹"' == name.evaluate("link => getComputedStyle(link, '::before').content")
    name.click()
    page.wait_for_url("**/home")
    assert "none" == name.evaluate("link => getComputedStyle(link, '::before').content")


def test_what_an_answer_makes_needless_is_not_asked(bente: Person, page: Page) -> None:
    """No day of return for whoever does not know it; no clock for what happens just now."""
    log_in(page, bente)
    page.goto("/vacations/new")
    expect(page.locator("#home_again")).to_be_visible()
    page.get_by_label("I do not know for how long").check()
    expect(page.locator("#home_again")).to_be_hidden()
    page.goto("/alerts/new")
    expect(page.locator("#clock")).to_be_hidden()
    page.get_by_label("Another day or time").check()
    expect(page.locator("#clock")).to_be_visible()


def test_what_is_missing_is_said_in_the_phones_own_terms(bente: Person, page: Page) -> None:
    """Days are picked there, not typed; and what is said has room beside two fields."""
    log_in(page, bente)
    page.goto("/vacations/new")
    page.get_by_role("button", name="Save").click()
    why = page.locator("#away_from-why")
    expect(why).to_have_text("Choose a day.")
    narrower = "(why) => document.querySelector('main').clientWidth - why.clientWidth"
    page.set_viewport_size({"width": 390, "height": 740})
    assert 0 == why.evaluate(narrower)
