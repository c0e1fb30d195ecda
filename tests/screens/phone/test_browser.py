"""The pages in a real browser at a phone's size: every journey, with and without script."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect
from starlette.types import Receive, Scope, Send

from kiosk import alerts, vacations
from kiosk.house import Kiosk
from screens.phone.guard import Guard
from tests.conftest import FakeClock
from tests.examples import ALERT, AWAY
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone import rounds
from tests.screens.phone.browser import NARROW, browser, faults, log_in, press
from tests.screens.phone.conftest import Tab

pytestmark = pytest.mark.xdist_group("browser")

DORTE_LIVES = "Lærkevej 4, 2. th"


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Bente trusts Carl, looks after his home, and Dorte has invited her."""
    kiosk = sqlite_kiosk
    bente = move_in(kiosk, "Bente Margrethe Sørensen", language="en", mobile="20123456")
    carl = move_in(kiosk, "Carl", CARL_LIVES, language="en")
    dorte = move_in(kiosk, "Dorte", DORTE_LIVES, language="en")
    neighbours.befriend(kiosk, carl, bente)
    neighbours.invite(kiosk, dorte, bente)
    away = replace(AWAY, audience=frozenset({bente.resident_id}))
    vacations.log(kiosk, carl.visit, replace(away, away_from=kiosk.clock.now().date()))
    return bente


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_round(tab: Tab, bente: Person, sqlite_kiosk: Kiosk, script: bool) -> None:
    """A vacation with the phone's own date fields, an alert, an answer, my data, and out."""
    page = tab(java_script_enabled=script)
    log_in(page, bente)

    page.get_by_role("link", name="Vacation").click()
    page.get_by_role("link", name="A new vacation").click()
    page.fill("#away_from", "2026-12-24")
    page.fill("#home_again", "2026-12-20")
    page.get_by_label("Take in parcels").check()
    page.fill("#note", "Parcels lie under the stairs")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.locator("#away_from")).to_have_value("2026-12-24")
    expect(page.locator("#note")).to_have_value("Parcels lie under the stairs")
    expect(page.get_by_label("Take in parcels")).to_be_checked()
    page.fill("#home_again", "2027-01-03")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#cover")).to_contain_text("your helpers are away as well")
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("It is saved. Have a good time.")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Thursday 24 December 2026 to Sunday 3 January 2027"
    )
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert (date(2026, 12, 24), date(2027, 1, 3)) == (saved.away_from, saved.home_again)
    see_and_switch(page)

    send_an_alert(page)
    (sent,) = alerts.newest(sqlite_kiosk)
    assert alerts.Kind.THEFT is sent.kind

    page.get_by_role("link", name="Trusted neighbours").click()
    page.get_by_role("link", name="Dorte has invited you").click()
    page.get_by_role("button", name="Yes, I will").click()
    expect(page.get_by_role("status")).to_contain_text("Now Dorte is asked")

    page.goto("/look-after")
    expect(page.get_by_role("heading", level=2)).to_have_text(f"Carl · {CARL_LIVES}")

    take_my_data(page)
    press(page, "Dansk")
    page.goto("/home")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad vil du?")
    press(page, "Log ud")
    page.goto("/home")
    page.wait_for_url("**/login?next=/home")


def see_and_switch(page: Page) -> None:
    """Switch Carl off."""
    page.get_by_role("link", name="Who sees it").click()
    page.get_by_label("Carl").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nobody is switched on. Nobody sees it.")).to_be_visible()


def send_an_alert(page: Page) -> None:
    """A stolen bicycle, looked at twice before it is sent."""
    page.goto("/alerts/new")
    page.select_option("#done", alerts.Done.THEFT_BICYCLE.value)
    page.get_by_label("Yesterday").check()
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("This is what the others read")).to_be_visible()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Yesterday")).to_be_checked()
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Send it", exact=True).click()
    page.wait_for_url("**/home")


def take_my_data(page: Page) -> None:
    """Download all of it."""
    page.goto("/account/data")
    with page.expect_download() as file:
        page.get_by_role("link", name="Take it along as a file").click()
    assert "nabokiosk.json" == file.value.suggested_filename
    assert "Bente Margrethe Sørensen" in file.value.path().read_text("utf-8")


def whole_round(page: Page, bente: Person, kiosk: Kiosk, speaks: str) -> Iterator[str]:
    """Open every page there is, in a language."""
    ids = rounds.fill(kiosk, bente)
    yield from rounds.by_address(page, ids, member=False)
    yield from rounds.forgotten(page, bente)
    yield from rounds.signing_up(page, kiosk)
    log_in(page, bente)
    if speaks == "da-DK":
        page.get_by_role("button", name="Dansk").click()
    yield from rounds.by_address(page, ids, member=True)
    yield from rounds.forms(page)


@pytest.mark.parametrize(("locale", "scheme"), [("da-DK", "light"), ("en-GB", "dark")])
def test_every_page_is_for_everybody(
    tab: Tab, bente: Person, sqlite_kiosk: Kiosk, locale: str, scheme: str
) -> None:
    """WCAG 2.2 AA as far as axe can tell, on a screen of 320 pixels, light and dark."""
    page = tab(locale=locale, color_scheme=scheme, viewport=NARROW)
    found: list[str] = []
    for where in whole_round(page, bente, sqlite_kiosk, locale):
        found += [f"{where}: {fault}" for fault in faults(page)]
    assert [] == found


@pytest.mark.parametrize("locale", ["da-DK", "en-GB"])
def test_large_text_fits(
    playwright: Playwright, address: str, bente: Person, sqlite_kiosk: Kiosk, locale: str
) -> None:
    """Text twice as large pushes nothing out of a narrow screen, on any page."""
    with browser(playwright, "--blink-settings=defaultFontSize=32") as large:
        context = large.new_context(viewport=NARROW, base_url=address, locale=locale)
        page = context.new_page()
        wide = []
        for where in whole_round(page, bente, sqlite_kiosk, locale):
            size, over = page.locator(
                "html"
            ).evaluate(  # in one look: some pages go on by themselves
                "html => [getComputedStyle(html).fontSize, html.scrollWidth - innerWidth]"
            )
            assert "32px" == size
            wide += [f"{where}: {over}"] if over > 0 else []
        context.close()
    assert [] == wide


def test_a_page_that_nobody_touches_does_not_stay(tab: Tab, bente: Person) -> None:
    """A phone that lies on a table shows no home to look after when its visit is over."""
    page = tab()
    page.clock.install()
    log_in(page, bente)
    page.goto("/look-after")
    page.clock.run_for(14 * 60 * 1000)
    page.keyboard.press("Tab")
    page.clock.run_for(14 * 60 * 1000)
    assert page.url.endswith("/look-after")
    page.clock.run_for(2 * 60 * 1000)
    page.wait_for_url("**/home")


def test_a_page_asks_before_it_closes(tab: Tab, bente: Person) -> None:
    """A minute before, for whoever is still there; one touch, and it stays."""
    page = tab()
    page.clock.install()
    log_in(page, bente)
    page.goto("/look-after")
    asked = page.get_by_text("Are you still there? This page closes in a minute.")
    page.clock.run_for(13 * 60 * 1000)
    expect(asked).to_be_hidden()
    page.clock.run_for(70 * 1000)
    expect(asked).to_be_visible()
    page.get_by_role("button", name="More time").dispatch_event("click")
    expect(asked).to_be_hidden()
    page.clock.run_for(13 * 60 * 1000)
    assert page.url.endswith("/look-after")


def test_typing_keeps_the_visit(tab: Tab, bente: Person, clock: FakeClock) -> None:
    """Whoever types for half an hour is still logged in; whoever only leaves it lying is not."""
    page = tab()
    page.emulate_media(reduced_motion="reduce")  # a page that glides to a field is touched, too
    page.clock.install()
    log_in(page, bente)
    page.goto("/vacations/new")
    for minute in range(6):
        clock.advance(timedelta(minutes=5))
        page.locator("#note").press_sequentially(str(minute))
        with page.expect_response(lambda found: found.request.method == "HEAD") as told:
            page.clock.run_for(70 * 1000)
        assert told.value.url.endswith("/account/language")
    page.clock.run_for(2 * 60 * 1000)  # the last letter may have moved the page
    told_again: list[str] = []
    page.on("request", lambda request: told_again.append(request.method))
    page.clock.run_for(10 * 60 * 1000)
    assert [] == told_again
    page.fill("#away_from", "2027-01-04")
    page.fill("#home_again", "2027-01-08")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("It is saved. Have a good time.")


def test_an_old_phone_stays_while_it_is_touched(tab: Tab, bente: Person) -> None:
    """Without `fetch` and pointers a thumb still counts, and nothing goes wrong."""
    page = tab()
    page.add_init_script("delete window.fetch; delete window.PointerEvent")
    page.clock.install()
    log_in(page, bente)
    page.goto("/look-after")
    page.clock.run_for(14 * 60 * 1000)
    page.locator("main").dispatch_event("touchstart")
    page.clock.run_for(14 * 60 * 1000)
    assert page.url.endswith("/look-after")


def test_a_form_that_lay_about_comes_back(tab: Tab, bente: Person) -> None:
    """The page closes itself, what was typed shows nowhere, and stands there after the PIN."""
    page = tab()
    page.clock.install()
    log_in(page, bente)
    page.goto("/home")
    press(page, "Yes, remember this phone")
    page.goto("/vacations/new")
    page.fill("#note", "Parcels lie under the stairs")
    page.get_by_label("Take in parcels").check()
    with page.expect_navigation():
        page.clock.run_for(16 * 60 * 1000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is saved yet.")
    assert "Parcels lie" not in page.content()
    assert "Parcels" not in page.url
    page.get_by_role("link", name="Log in").click()
    page.fill("#pin", bente.pin)
    press(page, "Log in")
    expect(page.locator("#note")).to_have_value("Parcels lie under the stairs")
    expect(page.get_by_label("Take in parcels")).to_be_checked()


def test_without_a_script_a_form_is_given_an_hour(tab: Tab, bente: Person) -> None:
    """It says so beforehand; other pages close when their visit is over."""
    page = tab(java_script_enabled=False)
    log_in(page, bente)
    refresh = page.locator("meta[http-equiv=refresh]")
    page.goto("/look-after")
    expect(refresh).to_have_attribute("content", "960; url=/home")
    page.goto("/vacations/new")
    expect(refresh).to_have_attribute("content", "3600; url=/home")
    expect(page.locator("noscript p")).to_contain_text("This page closes after an hour.")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_another_language_keeps_what_is_typed(tab: Tab, bente: Person, script: bool) -> None:
    """The buttons at the foot of a page send its form along."""
    page = tab(java_script_enabled=script)
    log_in(page, bente)
    page.goto("/favours/new")
    page.fill("#text", "A drill on Saturday")
    press(page, "Dansk")
    expect(page.locator("html")).to_have_attribute("lang", "da")
    expect(page.locator("#text")).to_have_value("A drill on Saturday")


def test_a_pin_is_shown_until_it_was_looked_at(tab: Tab, bente: Person) -> None:
    """By a switch, for ten seconds; nobody finds it standing there."""
    page = tab()
    page.clock.install()
    page.goto(f"/p/{bente.pass_code}")
    page.fill("#pin", bente.pin)
    show = page.get_by_role("button", name="Show PIN")
    show.click()
    expect(page.locator("#pin")).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")
    page.clock.run_for(11 * 1000)
    expect(page.locator("#pin")).to_have_attribute("type", "password")
    show.click()
    show.click()
    expect(page.locator("#pin")).to_have_attribute("type", "password")
    press(page, "Log in")
    page.wait_for_url("**/home")
    bare = tab(java_script_enabled=False)
    bare.goto(f"/p/{bente.pass_code}")
    expect(bare.get_by_role("button", name="Show PIN")).to_be_hidden()


def test_nothing_stands_behind_a_log_out(tab: Tab, bente: Person) -> None:
    """Going back in the browser shows the log-in, not the page that stood there."""
    page = tab()
    log_in(page, bente)
    page.goto("/look-after")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("status")).to_have_text("You are logged out. Have a good day.")
    page.go_back()
    page.wait_for_url("**/login?next=/look-after")
    expect(page.get_by_text("Carl")).to_have_count(0)


def test_a_page_is_one_request(tab: Tab, bente: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first brings what pages are drawn with; after it nothing but the page is asked for."""
    asked: list[str] = []
    answers = Guard.__call__

    async def counted(guard: Guard, scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await answers(guard, scope, receive, send)

    monkeypatch.setattr(Guard, "__call__", counted)
    page = tab(service_workers="block")
    page.goto("/", wait_until="networkidle")
    drawn_with = [path for path in asked if path != "/"]
    assert 1 == asked.count("/")
    assert drawn_with == [path for path in drawn_with if path.startswith("/static/")]
    assert {".css", ".js"} <= {Path(path).suffix for path in drawn_with}
    for path in ("/", "/how-to", "/alerts"):
        asked.clear()
        page.goto(path, wait_until="networkidle")
        assert [path] == asked
    log_in(page, bente)
    asked.clear()
    page.goto("/home", wait_until="networkidle")
    assert ["/home"] == asked


def test_without_a_network_the_last_alerts_stand(
    tab: Tab, bente: Person, sqlite_kiosk: Kiosk
) -> None:
    """Once here, a phone shows the alerts it last saw, and never what was for its owner alone."""
    alerts.send(sqlite_kiosk, bente.visit, ALERT)
    page = tab()
    log_in(page, bente)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.context.set_offline(True)
    page.goto("/home")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alerts and notices")
    expect(page.get_by_text("Bicycle stolen")).to_be_visible()
    expect(page.get_by_role("button", name="Log out")).to_have_count(0)
    kept: list[str] = page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(name => caches.open(name)"
        ".then(cache => cache.keys())))).then(all => all.flat().map(each => each.url))"
    )
    paths = sorted(url.partition("//")[2].partition("/")[2] for url in kept)
    assert ["alerts"] == [path for path in paths if not path.startswith("static/")]


def test_without_a_network_the_alerts_speak_the_chosen_language(tab: Tab, bente: Person) -> None:
    """Whatever the browser speaks, and whether it was chosen on a page or comes with a log-in."""
    kept = """caches.match("/alerts", { ignoreVary: true })
        .then((page) => page && page.headers.get("Content-Language"))"""
    page = tab(locale="en-GB")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    for button, code, heading in (
        ("Dansk", "da", "Advarsler og opslag"),
        ("English", "en", "Alerts and notices"),
        ("Dansk", "da", "Advarsler og opslag"),
    ):
        page.goto("/")
        page.get_by_role("link", name=button).click()
        page.wait_for_function(f"{kept}.then((code) => code === '{code}')")
        page.goto("/")
        page.wait_for_function(f"{kept}.then((code) => code === '{code}')")  # a late word is mended
        page.context.set_offline(True)
        page.goto("/how-to")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        page.context.set_offline(False)
    log_in(page, bente)
    page.wait_for_function(f"{kept}.then((code) => code === 'en')")


def test_a_form_that_was_stopped_can_be_sent_again(tab: Tab, bente: Person) -> None:
    """Whoever stops loading, or loses the network, is not left with a dead button."""
    page = tab()
    page.clock.install()
    log_in(page, bente)
    page.goto("/favours/new")
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
    form = page.locator("#typed")
    page.get_by_role("button", name="Look at it first").click()
    expect(form).to_have_attribute("data-sent", "1")
    page.clock.run_for(11 * 1000)
    expect(form).not_to_have_attribute("data-sent", "1")


def test_pressing_twice_sends_once(tab: Tab, bente: Person, sqlite_kiosk: Kiosk) -> None:
    """An impatient thumb makes one vacation, with script and without."""
    for script in (True, False):
        page = tab(java_script_enabled=script)
        log_in(page, bente)
        page.goto("/vacations/new")
        start = date(2027, 1, 4) if script else date(2027, 2, 1)
        page.fill("#away_from", start.isoformat())
        page.fill("#home_again", (start + timedelta(days=5)).isoformat())
        page.get_by_role("button", name="Save").dblclick()
        page.wait_for_url(re.compile(r"/vacations/\d+$"))
    assert 2 == len(vacations.mine(sqlite_kiosk, bente.visit))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_calendars_link_is_copied(tab: Tab, bente: Person, script: bool) -> None:
    """By a button where there is a script; without one it stands there to be marked."""
    page = tab(java_script_enabled=script, permissions=["clipboard-read", "clipboard-write"])
    log_in(page, bente)
    page.goto("/account/calendars")
    page.get_by_role("button", name="Make a link").first.click()
    link = page.locator("code").inner_text()
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/c/\w{26}\.ics", link)
    button = page.locator("[data-copy]")
    if not script:
        expect(button).to_be_hidden()
        return
    button.click()
    expect(button).to_have_text("It is copied")
    assert link == page.evaluate("navigator.clipboard.readText()")
