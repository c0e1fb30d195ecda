"""A round of all pages: every address, and the pages that only a form leads to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from playwright.sync_api import Page

from kiosk import alerts, favours, handover, notices, trust, vacations
from kiosk.handover import Target
from kiosk.house import Kiosk
from screens.phone import pages
from screens.phone.veil import veil
from tests.examples import ALERT, AWAY, ODD, WORK
from tests.kiosk.trust import neighbours
from tests.people import Person, move_in

ELSEWHERE = ("/number", "/sign-up", "/scanned")  # reached by a code alone
CARD = "/i/"  # leads to /invited, and every log-in after it to the card
FILES = (".ics", ".json", ".xml", ".atom")
FAVOUR = favours.PostFavour(favours.Kind.REQUEST, favours.What.TOOLS, favours.Reach.ZONE, "round")


def fill(kiosk: Kiosk, bente: Person) -> dict[str, int]:
    """Fill an estate with something for each page; return the id that each address takes."""
    carl = move_in(kiosk, "Ole Nørregaard Christensen", "Lærkevej 6, 1. mf")
    notices.post(kiosk, WORK)
    own = vacations.log(kiosk, bente.visit, replace(AWAY, key="own", note="Parcels lie below"))
    alerts.send(kiosk, bente.visit, replace(ALERT, text="A lock was cut"))
    odd = alerts.send(kiosk, carl.visit, ODD)
    neighbours.befriend(kiosk, bente, carl)
    circle = trust.circle(kiosk, bente.visit)
    trust.let_report(kiosk, carl.visit, trust.circle(kiosk, carl.visit).ties[0].id, on=True)
    return {
        "/vacations": veil(kiosk.pepper, own.id),
        "/alerts": odd.id,
        "/favours": favours.post(kiosk, carl.visit, FAVOUR).id,
        "/look-after": veil(kiosk.pepper, carl.resident_id, "person"),
        "/trust/tie": veil(kiosk.pepper, circle.ties[0].id, "tie"),
        "/trust/waiting": veil(kiosk.pepper, circle.waiting[0].invitation_id, "invitation"),
        "/trust/invite": neighbours.door_id(kiosk, "Lærkevej 6, 1. mf"),
    }


def addresses(ids: dict[str, int], *, member: bool) -> Iterator[str]:
    """Return the addresses of the pages, those for members or those for everybody."""
    for door in pages.DOORS:
        path = re.sub(r"^(.*?)/\{id:int\}", lambda m: f"{m[1]}/{ids.get(m[1], 0)}", door.path)
        path = path.replace("{channel}", "mobile").replace("{code}", "7K3M9P2A7K3M9P2A")
        left_out = path.endswith(FILES) or path in ELSEWHERE or "/0" in path
        left_out = left_out or path.startswith(CARD)
        if door.show is not None and not left_out and (door.member or not member):
            yield path
    if member:
        yield f"/trust/tie/{ids['/trust/tie']}?end=1"
        yield f"/trust/tie/{ids['/trust/tie']}?name=1"
        yield f"/alerts/{ids['/alerts']}"
        yield f"/alerts/{ids['/alerts']}?work=1"


def by_address(page: Page, ids: dict[str, int], *, member: bool) -> Iterator[str]:
    """Open each of them."""
    for path in addresses(ids, member=member):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        yield path


def forgotten(page: Page, bente: Person) -> Iterator[str]:
    """A number that was mistyped, and a new PIN."""
    for number in ("123", bente.number):
        page.goto("/forgotten/pin")
        page.fill("#claim", number)
        page.fill("#letterbox_code", "00000000")
        page.locator("button.first").click()
        yield f"forgotten, {number}"


def forms(page: Page) -> Iterator[str]:
    """Two absences that overlap, an alert before it is sent, a code for the kiosk, a link."""
    page.goto("/vacations/new")
    page.fill("#away_from", "2026-12-22")
    page.fill("#home_again", "2027-01-05")
    page.locator("button.first").click()
    yield "two that overlap"
    page.locator("button[value=join]").click()
    yield "both as one"
    page.goto("/alerts/new")
    page.locator("button.first").click()
    yield "an alert that says nothing"
    page.select_option("#done", "theft-parcel")
    page.locator("button.first").click()
    yield "an alert as others read it"
    page.goto("/account/leave")
    page.locator("button.bad").click()
    yield "a tick that is missing"
    page.goto("/kiosk")
    page.locator("button.first").click()
    yield "a code for the kiosk"
    page.goto("/account/calendars")
    page.locator("button[value=make]").first.click()
    yield "a calendar's link"
    page.goto("/nowhere")
    yield "no page"


def signing_up(page: Page, kiosk: Kiosk) -> Iterator[str]:
    """From the code to the second page of the form."""
    form = {"name": ("Åse",), "level": ("full",), "channels": ("kiosk",)}
    made = handover.offer_form(kiosk, Target("/sign-up", form))
    page.goto(f"/h/{made.code}")
    page.locator("button.first").click()
    page.wait_for_url("**/number")
    yield "the number"
    assert handover.match(kiosk, made, int(page.locator(".number").inner_text()))
    page.wait_for_url("**/sign-up")
    page.locator("input[name=adult]").check()
    page.locator("button.first").click()
    page.locator("#mobile").wait_for()
    yield "how to reach somebody"
