"""Whoever got a PIN by a code from the letterbox walks over all pages, and finds nobody there."""

import re
from dataclasses import replace
from datetime import timedelta

from kiosk import account, calendars, trust, vacations, visits
from kiosk.house import Kiosk
from screens.phone.pages import DOORS
from tests.conftest import FakeClock
from tests.examples import LATER
from tests.kiosk.account import people
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, FIRST_DOOR, Person, move_in
from tests.screens.phone.reader import Open, Reader

NEW_PIN = "905162"
LINK = re.compile(r'href="(/(?:trust/(?!invite)|vacations|look-after|favours|account)[^"]*)"')
SECRETS = ("Carlotta", "Erikka", "1. tv", "Kaktus", "20 12 34 56", "February", "2027")


def test_a_letterbox_code_tells_nothing_on_any_page(
    sqlite_kiosk: Kiosk, reader: Open, clock: FakeClock
) -> None:
    """No neighbour, no day, no mobile, no phone, and nowhere else that somebody is logged in."""
    bente = move_in(sqlite_kiosk, language="en", mobile="20123456")
    carl = move_in(sqlite_kiosk, "Carlotta", CARL_LIVES)
    _fill(sqlite_kiosk, bente, carl)
    mine = reader()
    mine.log_in(bente)
    assert list(SECRETS) == _told("".join(_walk(mine)))
    code = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    claim = visits.Claim("typed", bente.number)
    account.reset_pin(sqlite_kiosk, claim, code, NEW_PIN, NEW_PIN)
    account.settle_resets(sqlite_kiosk)
    clock.advance(timedelta(days=1))
    account.settle_resets(sqlite_kiosk)
    thief = reader()
    thief.log_in(replace(bente, pin=NEW_PIN))
    for text in _walk(thief):
        assert [] == _told(text), text


def _told(text: str) -> list[str]:
    """Return the secrets that a page tells, as whole words: a random seal may hold "2027" too."""
    return [each for each in SECRETS if re.search(rf"\b{re.escape(each)}\b", text)]


def _fill(kiosk: Kiosk, bente: Person, carl: Person) -> None:
    """Let Bente have something of everything."""
    erik = move_in(kiosk, "Erikka", "Lærkevej 4, 3. th")
    neighbours.befriend(kiosk, bente, carl)
    neighbours.invite(kiosk, bente, erik)
    neighbours.accept(kiosk, erik, bente)
    helpers = frozenset({carl.resident_id})
    vacations.log(kiosk, bente.visit, replace(LATER, note="Kaktus", audience=helpers))
    tie = neighbours.tie_with(kiosk, carl, bente)
    trust.let_report(kiosk, carl.visit, tie.id, on=True)
    calendars.allow(kiosk, bente.visit, neighbours.tie_with(kiosk, bente, carl).id, on=True)


def _walk(phone: Reader) -> list[str]:
    """Return what stands on every page for members, and on those that they lead to."""
    seen: dict[str, str] = {}
    todo = [door.path for door in DOORS if door.show and door.member and "{" not in door.path]
    while todo:
        path = todo.pop()
        if path not in seen:
            phone.get(path)
            seen[path] = f"{path}: {phone.page.text}"
            todo += LINK.findall(phone.page.text)
    return list(seen.values())
