"""A neighbour with a remembered phone, and a push service to reach it by."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import push, residents, visits
from kiosk.house import Kiosk
from kiosk.visits import Claim, Visit
from tests.kiosk.push.service import ENDPOINT, PushService, a_push_service
from tests.people import Person, move_in


@dataclass(frozen=True)
class Phone:
    """Somebody's remembered phone, logged in."""

    person: Person
    visit: Visit
    id: int


def a_phone(kiosk: Kiosk, person: Person, endpoint: str | None = ENDPOINT) -> Phone:
    """Have a phone remembered and, with an endpoint, switch its messages on."""
    visit = visits.log_in(kiosk, Claim("pass", person.pass_code), person.pin, on_phone=True)
    assert isinstance(visit, Visit)
    visits.enrol(kiosk, visit, "Android, Chrome")
    (mine,) = (phone.id for phone in visits.my_phones(kiosk, visit) if phone.this)
    if endpoint:
        push.subscribe(kiosk, visit, endpoint)
    return Phone(person, visit, mine)


def nudge(kiosk: Kiosk, person: Person) -> None:
    """Let there be news for somebody."""
    with kiosk.store.write() as db:
        push.nudge(db, kiosk, residents.get(db, person.resident_id))


@pytest.fixture
def bente(kiosk: Kiosk) -> Phone:
    """Bente's phone says when there is news."""
    return a_phone(kiosk, move_in(kiosk))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PushService]:
    """A push service that takes everything."""
    with a_push_service(tmp_path) as found:
        yield found
