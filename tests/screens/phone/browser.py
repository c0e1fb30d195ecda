"""A real browser at a phone's size, as Debian ships it; and what must hold of every page in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from tests.lacking import without
from tests.people import Person

PHONE: ViewportSize = {"width": 360, "height": 740}
NARROW: ViewportSize = {"width": 320, "height": 640}
LACKING = "browser tests: there is no Chromium on this machine (Debian's package is `chromium`)"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@contextmanager
def driver() -> Iterator[Playwright]:
    """Start what drives browsers; one at a time."""
    with sync_playwright() as found:
        yield found


@contextmanager
def browser(started: Playwright, *more: str) -> Iterator[Browser]:
    """Start the machine's Chromium. Where there is none the test says so; in CI it fails."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        without(LACKING)
    found = started.chromium.launch(executable_path=path, args=[*FLAGS, *more])
    try:
        yield found
    finally:
        found.close()


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page that is open: for axe, and for a narrow screen."""
    page.evaluate(AXE.read_text("utf-8"))
    found: Any = page.evaluate("rules => axe.run(document, rules)", RULES)
    told = [
        f"{page.url} {fault['id']}: {node['html'][:160]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
    wide = page.locator("html").evaluate("html => html.scrollWidth - innerWidth")
    if wide > 0:
        told.append(f"{page.url} is {wide} pixels too wide")
    return told


def press(page: Page, button: str) -> None:
    """Press a button that leads to a page, and wait for that page: it must not come later."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def send(page: Page, what: str = ".first") -> None:
    """Press the button that a form means, or the one that is called so in it; wait likewise."""
    with page.expect_navigation():
        page.locator(f"main button{what}").click()


def log_in(page: Page, person: Person) -> None:
    """Scan the pass and type the PIN."""
    page.goto(f"/p/{person.pass_code}")
    page.fill("#pin", person.pin)
    page.click("button.first")
    page.wait_for_url("**/home")
