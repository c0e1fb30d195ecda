"""Switching messages on for a phone, by plain HTTP and in a real browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from kiosk import push, visits
from kiosk.house import Kiosk
from tests.kiosk.push.service import ENDPOINT
from tests.people import Person
from tests.screens.phone.browser import PHONE, faults, press
from tests.screens.phone.reader import Open, shown
from tests.screens.phone.rows import everything

pytestmark = pytest.mark.xdist_group("browser")

# What a browser with a push service does; the test's browser has none.
SUBSCRIBES = """
  window.asked = [];
  PushManager.prototype.subscribe = function (options) {
    const key = btoa(String.fromCharCode(...options.applicationServerKey));
    window.asked.push(options.userVisibleOnly, key);
    return Promise.resolve({ endpoint: "%s" });
  };
  PushManager.prototype.getSubscription = () => Promise.resolve(null);
"""


def remembered(reader: Open, person: Person, **headers: str) -> Any:
    """Log in on a phone that is remembered, and look at one's phones."""
    phone = reader(**headers)
    phone.log_in(person)
    phone.post("/account/phones", do="enrol")
    phone.get("/account/phones")
    return phone


def told(kiosk: Kiosk, person: Person) -> int:
    """Return how many phones of somebody's say when there is news."""
    return len(push.switched_on(kiosk, person.visit))


class TestPlainly:
    """By plain HTTP, as a browser without script sends it."""

    def test_on_and_off(self, sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
        """The page says what it means, keeps it, lists it, and takes it back."""
        phone = remembered(reader, bente)
        assert "Shall this phone say when there is news?" in phone.text
        assert "It then shows “News from your neighbours”, on a locked screen too" in phone.text
        assert push.public_key(sqlite_kiosk) in phone.page.text
        assert 200 == phone.post("/account/phones", do="push", endpoint=ENDPOINT)
        assert "From now on this phone says when there is news." in phone.text
        assert "says when there is news" in phone.text
        assert "Shall this phone say when there is news?" not in phone.text
        assert 1 == told(sqlite_kiosk, bente)
        (mine,) = visits.my_phones(sqlite_kiosk, bente.visit)
        assert 200 == phone.post(
            "/account/phones", do=None, silence=shown(sqlite_kiosk, mine.id, "phone")
        )
        assert "That phone gets no messages any more." in phone.text
        assert 0 == told(sqlite_kiosk, bente)

    def test_only_a_phone_that_is_remembered_is_asked(self, bente: Person, reader: Open) -> None:
        """On a borrowed phone there is nothing to switch on."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/phones")
        assert "Shall this phone say when there is news?" not in phone.text
        assert 422 == phone.post("/account/phones", do="push", endpoint=ENDPOINT)
        assert "push-phone-unknown" == phone.page.headers["x-refusal"]
        assert "Have this phone remembered first." in phone.text

    @pytest.mark.parametrize(
        "endpoint",
        [
            "",
            "http://push.example.org/x",
            "https://127.0.0.1/x",
            "https://kiosk.local/",
            "x" * 9000,
        ],
    )
    def test_a_place_that_is_none(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open, endpoint: str
    ) -> None:
        """What is no public push service is refused with a sentence, and nothing is kept."""
        phone = remembered(reader, bente)
        before = everything(sqlite_kiosk)
        assert 422 == phone.post("/account/phones", do="push", endpoint=endpoint)
        assert "push-endpoint" == phone.page.headers["x-refusal"]
        assert "Try again, or another browser." in phone.text
        assert before == everything(sqlite_kiosk)

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
        ],
    )
    def test_another_site_switches_nothing(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open, headers: dict[str, str]
    ) -> None:
        """Nobody aims a neighbour's news at a browser of their own."""
        phone = remembered(reader, bente)
        before = everything(sqlite_kiosk)
        phone.http.headers.update(headers)
        assert 403 == phone.post("/account/phones", do="push", endpoint=ENDPOINT)
        assert before == everything(sqlite_kiosk)

    @pytest.mark.parametrize("seal", ["", "00" * 32])
    def test_a_form_without_its_seal_switches_nothing(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open, seal: str
    ) -> None:
        """Neither on nor off."""
        phone = remembered(reader, bente)
        before = everything(sqlite_kiosk)
        assert 403 == phone.post("/account/phones", do="push", endpoint=ENDPOINT, seal=seal)
        assert 403 == phone.post("/account/phones", silence="1", seal=seal)
        assert before == everything(sqlite_kiosk)

    def test_it_wants_a_log_in(self, sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
        """With a seal of one's own and no visit, nothing is switched."""
        phone = remembered(reader, bente)
        phone.post("/logout")
        before = everything(sqlite_kiosk)
        phone.get("/login")
        assert 403 == phone.post("/account/phones", do="push", endpoint=ENDPOINT)
        assert before == everything(sqlite_kiosk)

    def test_a_lost_phone_says_nothing_any_more(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Removed from another phone, its messages end with it."""
        phone = remembered(reader, bente)
        phone.post("/account/phones", do="push", endpoint=ENDPOINT)
        (lost,) = visits.my_phones(sqlite_kiosk, bente.visit)
        other = reader()
        other.log_in(bente)
        other.get("/account/phones")
        assert "says when there is news" in other.text
        other.post("/account/phones", forget=shown(sqlite_kiosk, lost.id, "phone"))
        assert 0 == told(sqlite_kiosk, bente)

    def test_the_worker_knows_the_words_and_no_more(self, reader: Open) -> None:
        """Each language of the estate, and the estate's own for a phone that has not said."""
        phone = reader()
        phone.get("/sw.js")
        (words,) = re.findall(r"const WORDS = (\{.*\});", phone.page.text)
        assert '"": {"title": "Nyt fra dine naboer", "lang": "da", "dir": "ltr"}' in words
        assert '"en": {"title": "News from your neighbours", "lang": "en", "dir": "ltr"}' in words
        assert "@words@" not in phone.page.text


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone that lets the site show messages."""
    made = chromium.new_context(viewport=PHONE, locale="en-GB", base_url=address)
    made.grant_permissions(["notifications"], origin=address)
    yield made
    made.close()


def at_phones(context: BrowserContext, person: Person, *, script: str = "") -> Page:
    """Log in, have the phone remembered, and open one's phones."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    if script:
        page.add_init_script(script)
    page.goto(f"/p/{person.pass_code}")
    page.fill("#pin", person.pin)
    page.click("button.first")
    page.wait_for_url("**/home")
    press(page, "Yes, remember this phone")
    page.goto("/account/phones")
    return page


SWITCH = "Yes, say when there is news"
SCRIPTS = "must be allowed to run scripts"
SHOWN = """
  () => navigator.serviceWorker.ready
    .then((registration) => registration.getNotifications())
    .then((all) => all.map((each) => [each.title, each.body, each.lang, each.tag]))
"""
HELD_BACK = """
  () => {
    window.sent = new Promise((held) => { HTMLFormElement.prototype.submit = () => held(true); });
  }
"""
# A page writes its language down while it is read; whoever reads takes longer than a test.
KEPT = """
  async (language) => {
    for (;;) {
      const kept = await caches.match("/nabo-tongue");
      if (kept && (await kept.text()) === language) return true;
    }
  }
"""
COUNTED = """
  () => {
    const show = ServiceWorkerRegistration.prototype.showNotification;
    self.shown = 0;
    ServiceWorkerRegistration.prototype.showNotification = function (...given) {
      return show.apply(this, given).then(() => { self.shown += 1; });
    };
  }
"""
ALL_SHOWN = """
  async (wanted) => {
    while (self.shown < wanted) await self.registration.getNotifications();
    return self.shown;
  }
"""
# Opening a window wants a real finger; all but that is the worker's own.
PRESSED = """
  async () => {
    Clients.prototype.openWindow = (path) => { self.opened = path; return Promise.resolve(null); };
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
    return [self.opened, (await self.registration.getNotifications()).length];
  }
"""


class TestInABrowser:
    """In the Chromium of this machine, at a phone's size."""

    def test_a_press_switches_it_on(
        self, sqlite_kiosk: Kiosk, bente: Person, context: BrowserContext
    ) -> None:
        """The browser subscribes with the home's key, visibly only, and the kiosk keeps where."""
        page = at_phones(context, bente, script=SUBSCRIBES % ENDPOINT)
        assert [] == faults(page)
        expect(page.get_by_text(SCRIPTS)).to_be_hidden()
        button = page.get_by_role("button", name=SWITCH)
        page.evaluate(HELD_BACK)  # so that what was asked for can be looked at first
        button.click()
        assert page.evaluate("window.sent")
        visibly, key = page.evaluate("window.asked")
        assert visibly
        assert push.public_key(sqlite_kiosk) == re.sub(
            "=", "", key.replace("+", "-").replace("/", "_")
        )
        page.reload()
        button.click()
        expect(page.get_by_role("status")).to_have_text(
            "From now on this phone says when there is news."
        )
        assert 1 == told(sqlite_kiosk, bente)
        assert [] == faults(page)
        page.get_by_role("button", name="Stop messages to").click()
        expect(button).to_be_visible()
        assert 0 == told(sqlite_kiosk, bente)

    def test_a_browser_that_cannot_says_so(self, bente: Person, context: BrowserContext) -> None:
        """Instead of a button that does nothing."""
        page = at_phones(context, bente, script="delete window.PushManager")
        expect(page.get_by_text("This browser cannot show messages.")).to_be_visible()
        expect(page.get_by_role("button", name=SWITCH)).to_be_hidden()

    def test_without_script_the_page_says_so(
        self, chromium: Browser, address: str, bente: Person
    ) -> None:
        """And everything else on it works."""
        with chromium.new_context(base_url=address, java_script_enabled=False) as plain:
            page = at_phones(plain, bente)
            expect(page.get_by_text(SCRIPTS)).to_be_visible()
            expect(page.get_by_role("button", name=SWITCH)).to_be_hidden()

    def test_a_phone_that_forbids_it_says_so(
        self, chromium: Browser, address: str, bente: Person
    ) -> None:
        """With what to do about it."""
        with chromium.new_context(base_url=address) as wary:
            refuses = "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"
            page = at_phones(wary, bente, script=refuses)
            expect(page.get_by_text("does not let this page show messages")).to_be_visible()
            expect(page.get_by_role("button", name=SWITCH)).to_be_hidden()

    def test_a_push_service_that_is_away_is_said(
        self, sqlite_kiosk: Kiosk, bente: Person, context: BrowserContext
    ) -> None:
        """Nothing is kept, and the button can be pressed again."""
        fails = SUBSCRIBES % ENDPOINT + (
            "PushManager.prototype.subscribe = () => Promise.reject(new Error('away'));"
        )
        page = at_phones(context, bente, script=fails)
        for _ in range(2):
            page.get_by_role("button", name=SWITCH).click()
            expect(page.get_by_text("could not switch messages on just now")).to_be_visible()
        assert 0 == told(sqlite_kiosk, bente)

    @pytest.mark.parametrize(
        ("language", "title"),
        [("en", "News from your neighbours"), ("da", "Nyt fra dine naboer")],
    )
    def test_an_empty_message_shows_one_sentence(
        self, bente: Person, context: BrowserContext, address: str, language: str, title: str
    ) -> None:
        """In the language read last, once however many came; pressed, it opens one's own page."""
        page = at_phones(context, bente)
        if language == "da":
            press(page, "Dansk")
        page.goto("/alerts")
        assert page.evaluate(KEPT, language)
        worker, number = installed(context, page)
        (service,) = context.service_workers
        service.evaluate(COUNTED)
        for _ in range(2):
            worker.send(
                "ServiceWorker.deliverPushMessage",
                {"origin": f"{address}/", "registrationId": number, "data": ""},
            )
        assert 2 == service.evaluate(ALL_SHOWN, 2)
        assert [[title, "", language, "news"]] == page.evaluate(SHOWN)
        assert ["/home", 0] == service.evaluate(PRESSED)


def installed(context: BrowserContext, page: Page) -> tuple[CDPSession, str]:
    """Return the way to the site's worker, and its registration's number."""
    session = context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    for _ in range(1000):  # what it tells comes along with the answers to other questions
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        if found:
            break
    return session, found[-1]
