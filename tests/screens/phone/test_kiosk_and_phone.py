"""A real lobby in a terminal and a real browser together: the code is read off the screen."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from kiosk.commands import demo
from tests.screens.lobby.terminal import Terminal
from tests.screens.phone.browser import PHONE, browser, driver

pytestmark = pytest.mark.xdist_group("browser")

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


@pytest.fixture
def lobby(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Lobby and office of a made-up estate, whose pages listen on a port of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    home = tmp_path / "home"
    demo.build(home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "KIOSK_PHONE_LISTEN": f"127.0.0.1:{port}", "KIOSK_ESTATE_LANGUAGE": "en"}
    command = (sys.executable, "-m", "kiosk", "demo", "--home", str(home))
    with Terminal(command, size=(100, 30), env=env) as terminal:
        yield terminal  # and when it dies, so does its office


@pytest.fixture
def phone() -> Iterator[Page]:
    """A phone."""
    with driver() as started, browser(started) as found:
        context = found.new_context(viewport=PHONE, locale="en-GB")
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


def test_half_a_vacation_goes_on_on_the_phone(lobby: Terminal, phone: Page) -> None:
    """Begun at the kiosk, scanned, the number picked, saved out there: the kiosk goes on."""
    lobby.wait_for("418-754")
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
    lobby.send(b"\x1b[20~")  # F9
    lobby.wait_for("Scan koden med telefonens kamera")
    lobby.wait_until_quiet()

    address = photograph(lobby)
    until_served(address)
    phone.goto(address)
    phone.get_by_role("button", name="Go on here").click()
    number = phone.locator(".number").inner_text()
    lobby.wait_for("Hvilket tal viser telefonen?")
    lobby.wait_until_quiet()
    lobby.send(picked(lobby, number))
    lobby.wait_for("Tast din PIN på telefonen nu.")
    phone.wait_for_url("**/login")
    phone.fill("#pin", PIN)
    phone.click("button.first")
    phone.wait_for_url("**/vacations/new")
    lobby.wait_for("Gå videre på telefonen.")
    expect(phone.locator("#away_from")).to_have_value("2026-12-24")
    expect(phone.locator("#home_again")).to_have_value("2027-01-03")
    expect(phone.get_by_text("Kiosken venter på dig.")).to_be_visible()
    phone.get_by_role("button", name="Gem").click()
    lobby.wait_for("Telefonen er færdig. Gå videre her.")
    phone.goto(phone.url)
    expect(phone.get_by_text("Kiosken venter på dig.")).to_have_count(0)
