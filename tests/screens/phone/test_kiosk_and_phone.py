"""A real lobby in a terminal and a real browser together: the code is read off the screen."""

import socket
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kiosk.commands import demo
from tests.screens.lobby.terminal import Terminal
from tests.screens.phone.browser import PHONE, browser, driver, send
from tests.waiting import free_port

pytestmark = pytest.mark.xdist_group("journeys")

NUMBER, PIN = "418754", "428106"
PIXELS = 6
PATIENCE_S = 30.0
DARK = 384  # of red, green and blue together


def bright(colour: str) -> bool:
    """Return whether a colour of the terminal's is a light one."""
    if len(colour) != 6:
        return False
    return sum(bytes.fromhex(colour)) > DARK


def photograph(terminal: Terminal) -> str:
    """Return what a phone's camera reads off a terminal."""
    screen = terminal.screen
    picture = Image.new("L", (screen.columns, screen.lines * 2), 0)
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            ink, ground = bright(cell.fg), bright(cell.bg)
            upper = ink if cell.data in "█▀" else ground
            lower = ink if cell.data in "█▄" else ground
            picture.putpixel((x, 2 * y), 255 * upper)
            picture.putpixel((x, 2 * y + 1), 255 * lower)
    size = (picture.width * PIXELS, picture.height * PIXELS)
    found = zxingcpp.read_barcode(picture.resize(size, Image.Resampling.NEAREST))
    assert found is not None, f"no camera reads this:\n{terminal.text}"
    return str(found.text)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Lobby and office of a made-up estate, whose pages listen on a port of their own."""
    folder = tmp_path_factory.mktemp("kiosk")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patched.setenv("KIOSK_PHONE_LISTEN", f"127.0.0.1:{free_port()}")
        patched.setenv("KIOSK_ESTATE_LANGUAGE", "en")
        demo.build(folder / "home")
        command = (sys.executable, "-m", "kiosk", "demo", "--home", str(folder / "home"))
        with Terminal(command, size=(100, 30)) as terminal:
            terminal.wait_for("418-754")
            yield terminal  # and when it dies, so does its office


def hide(kiosk: Terminal) -> None:
    """Press F10, and any key: whoever comes next finds the lobby's own screen."""
    kiosk.send(b"\x1b[21~")
    kiosk.wait_until_gone("F10")
    kiosk.send(" ")
    kiosk.wait_for("418-754")


@pytest.fixture
def lobby(kiosk: Terminal) -> Terminal:
    """The lobby, as nobody has touched it."""
    hide(kiosk)
    return kiosk


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all of them."""
    with driver() as started, browser(started) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone, with script and without."""
    context = chromium.new_context(
        viewport=PHONE, locale="en-GB", java_script_enabled=request.param
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def until_served(address: str) -> None:
    """Wait for the office, which starts behind the lobby's back."""
    parts = urlsplit(address)
    ends = time.monotonic() + PATIENCE_S
    while True:
        with socket.socket() as caller:
            if not caller.connect_ex((parts.hostname, parts.port)):
                return
        assert time.monotonic() < ends, "nobody serves the pages"
        time.sleep(0.1)


def picked(terminal: Terminal, number: str) -> str:
    """Return the key that picks a number from the kiosk's list."""
    line: Any = next(line for line in terminal.lines if line.split()[1:] == [number])
    return str(line.split()[0])


def carried(lobby: Terminal, phone: Page) -> None:
    """Press F9, scan the code, and pick the number that the phone shows."""
    lobby.send(b"\x1b[20~")
    lobby.wait_for("127.0.0.1:")
    lobby.wait_until_quiet()
    address = photograph(lobby)
    until_served(address)
    phone.goto(address)
    send(phone)
    number = phone.locator(".number").inner_text()
    lobby.wait_for(number)
    lobby.wait_until_quiet()
    lobby.send(picked(lobby, number))


def test_half_a_vacation_goes_on_on_the_phone_which_then_opens_the_kiosk(
    lobby: Terminal, phone: Page
) -> None:
    """Begun at the kiosk, scanned, the number picked, saved out there: the kiosk goes on.

    And once nobody is there any more, the code that the phone shows lets its owner in again.
    """
    lobby.send("2")
    lobby.wait_for("Who are you?")
    lobby.send(f"{NUMBER}\r")
    lobby.wait_for("Type your PIN")
    lobby.send(PIN)
    lobby.wait_for("Hvad vil du?")
    lobby.send("2")
    lobby.wait_for("Rejser")
    lobby.send("24120301")
    lobby.wait_for("10 nætter")
    carried(lobby, phone)
    lobby.wait_for("Tast din PIN på telefonen nu.")
    phone.wait_for_url("**/login")
    phone.fill("#pin", PIN)
    send(phone)
    phone.wait_for_url("**/vacations/new")
    lobby.wait_for("Gå videre på telefonen.")
    expect(phone.locator("#away_from")).to_have_value("2026-12-24")
    expect(phone.locator("#home_again")).to_have_value("2027-01-03")
    expect(phone.get_by_text("Kiosken venter på dig.")).to_be_visible()
    send(phone)
    lobby.wait_for("Telefonen er færdig. Gå videre her.")
    phone.goto(phone.url)
    expect(phone.get_by_text("Kiosken venter på dig.")).to_have_count(0)
    send(phone, ".bad")

    hide(lobby)
    phone.goto(urljoin(phone.url, "/kiosk"))
    send(phone)
    lobby.send(f"{scanned(phone)}\r")
    lobby.wait_for("Type your PIN")
    lobby.send(PIN)
    lobby.wait_for("Hvad vil du?")


def scanned(phone: Page) -> str:
    """Return what a scanner reads off the phone's screen."""
    found = zxingcpp.read_barcode(Image.open(BytesIO(phone.screenshot())))
    assert found is not None
    return str(found.text)


def test_signing_up_goes_half_way_to_the_phone_and_back(lobby: Terminal, phone: Page) -> None:
    """The name travels out; who somebody is and how they are reached come back, and the PIN."""
    lobby.send("1")
    lobby.wait_for("Lærkevej")
    lobby.send("1")
    lobby.wait_for("Where in Lærkevej")
    lobby.send("01")
    lobby.wait_for("What is your name?")
    lobby.send("Åse Grøn")
    lobby.wait_for("Åse Grøn")
    carried(lobby, phone)
    lobby.wait_for("This screen waits, and goes on when you are done.")
    phone.wait_for_url("**/sign-up")
    expect(phone.locator("#name")).to_have_value("Åse Grøn")
    phone.check("input[name=adult]")
    phone.check("input[name=level][value=full]")
    send(phone)
    phone.fill("#email", "aase@example.dk")
    send(phone)
    lobby.wait_for("This is your PIN")
    assert "Åse" not in lobby.text
