"""From the outbox to a real push service on this machine, and what its answers mean."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from kiosk import account, push
from kiosk.house import Kiosk
from kiosk.letters import Courier
from kiosk.letters.tables import LetterRow
from kiosk.push import Reply
from kiosk.push.carrier import PushCarrier
from kiosk.push.tables import SubscriptionRow
from tests.conftest import FakeClock
from tests.kiosk.push.conftest import Phone, a_phone, nudge
from tests.kiosk.push.service import ENDPOINT, HOST, PushService, answering, claims
from tests.people import move_in

SLOW = "https://slow.example.net/wpush/1"


def states(kiosk: Kiosk) -> list[str]:
    """Return how far each letter is."""
    with kiosk.store.read() as db:
        return [row.state for row in db.exec(select(LetterRow).order_by("id"))]


def endpoints(kiosk: Kiosk) -> list[str]:
    """Return every endpoint that is kept."""
    with kiosk.store.read() as db:
        return sorted(row.endpoint for row in db.exec(select(SubscriptionRow)))


@pytest.fixture
def courier(kiosk: Kiosk, service: PushService) -> Courier:
    """A courier on the real way to the push service."""
    return Courier(kiosk, {"push": push.open_carrier(kiosk, service.over())})


def test_a_nudge_arrives_empty(
    kiosk: Kiosk, bente: Phone, service: PushService, courier: Courier
) -> None:
    """The service learns that there is news: no text, no kind, no hurry of its own."""
    nudge(kiosk, bente.person)
    assert courier.work_once()
    assert ["sent"] == states(kiosk)
    told = service.headers()
    assert ("0", "86400", "high", "news") == tuple(
        told[name] for name in ("content-length", "ttl", "urgency", "topic")
    )
    said, key = claims(told["authorization"])
    assert f"https://{HOST}" == said["aud"]
    now = kiosk.clock.now().timestamp()
    assert now < said["exp"] <= now + timedelta(hours=24).total_seconds()
    assert push.public_key(kiosk) == key
    names = {"host", "accept-encoding", "content-length", "ttl", "urgency", "topic"}
    assert names | {"authorization"} == told.keys()
    assert not courier.work_once()
    assert 1 == len(service.heard)


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_ended_is_forgotten(
    kiosk: Kiosk, bente: Phone, service: PushService, courier: Courier, status: int
) -> None:
    """The phone gets no more, and nothing counts as failed."""
    service.behave = answering(f"HTTP/1.1 {status} Gone\r\n\r\n".encode())
    nudge(kiosk, bente.person)
    assert courier.work_once()
    assert ([], []) == (endpoints(kiosk), states(kiosk))


def test_a_subscription_made_meanwhile_is_kept(kiosk: Kiosk, bente: Phone) -> None:
    """What ended was the one before it."""
    newer = "https://push.example.org/newer"

    class Gone:
        def post(self, *_: object) -> Reply:
            push.subscribe(kiosk, bente.visit, newer)
            return Reply(410)

    nudge(kiosk, bente.person)
    Courier(kiosk, {"push": push.open_carrier(kiosk, Gone())}).work_once()
    assert [newer] == endpoints(kiosk)


@pytest.mark.parametrize("status", [400, 405, 413])
def test_what_would_be_refused_again_has_failed(
    kiosk: Kiosk, bente: Phone, service: PushService, courier: Courier, status: int
) -> None:
    """It is not sent again, and the subscription stays for the next one."""
    service.behave = answering(f"HTTP/1.1 {status} No\r\n\r\n".encode())
    nudge(kiosk, bente.person)
    assert courier.work_once()
    assert (["failed"], [ENDPOINT]) == (states(kiosk), endpoints(kiosk))


@pytest.mark.parametrize("status", [301, 401, 403, 429, 500, 503])
def test_a_service_that_is_out_of_order_gets_it_later(
    kiosk: Kiosk,
    bente: Phone,
    service: PushService,
    courier: Courier,
    clock: FakeClock,
    status: int,
) -> None:
    """A token by a wrong clock is mended with the clock; nobody's subscription is lost by it."""
    service.behave = answering(f"HTTP/1.1 {status} Later\r\n\r\n".encode())
    nudge(kiosk, bente.person)
    courier.work_once()
    assert (["waiting"], [ENDPOINT]) == (states(kiosk), endpoints(kiosk))
    assert not courier.work_once()
    clock.advance(timedelta(hours=1))
    service.behave = answering(b"HTTP/1.1 201 Created\r\n\r\n")
    carrier = push.open_carrier(kiosk, service.over())  # a minute's rest is over
    assert Courier(kiosk, {"push": carrier}).work_once()
    assert ["sent"] == states(kiosk)


@pytest.mark.parametrize(
    ("asked", "after"), [("600", 600), ("5", 60), ("", 60), ("-1", 60), ("x" * 9, 60)]
)
def test_a_service_is_left_alone_as_long_as_it_asks(
    kiosk: Kiosk, bente: Phone, clock: FakeClock, asked: str, after: int
) -> None:
    """Within reason: a minute at least, and never for what is no number."""

    class Busy:
        def post(self, *_: object) -> Reply:
            return Reply(429, asked)

    nudge(kiosk, bente.person)
    Courier(kiosk, {"push": push.open_carrier(kiosk, Busy())}).work_once()
    with kiosk.store.read() as db:
        again_at = db.exec(select(LetterRow.again_at)).one()
    assert again_at == clock.now() + timedelta(seconds=after)


def test_a_service_that_hangs_is_in_nobodys_way(kiosk: Kiosk, clock: FakeClock) -> None:
    """It is asked once; its other phones wait, and those of other services are told at once."""
    asked: list[str] = []

    class Network:
        def post(self, endpoint: str, _: object) -> Reply:
            asked.append(endpoint)
            if "slow" in endpoint:
                raise TimeoutError
            return Reply(201)

    people = [
        move_in(kiosk, name, f"Lærkevej 4, {floor}. tv")
        for name, floor in (("Anna", "1"), ("Bo", "2"), ("Carl", "3"))
    ]
    for person, endpoint in zip(people, (f"{SLOW}1", f"{SLOW}2", ENDPOINT), strict=True):
        a_phone(kiosk, person, endpoint)
        nudge(kiosk, person)
    courier = Courier(kiosk, {"push": PushCarrier(kiosk, Network(), clock.monotonic)})
    while courier.work_once():
        pass
    assert [f"{SLOW}1", ENDPOINT] == asked
    assert ["waiting", "waiting", "sent"] == states(kiosk)
    clock.advance(timedelta(seconds=61))
    while courier.work_once():
        pass
    assert [f"{SLOW}1", ENDPOINT, f"{SLOW}1"] == asked


@pytest.mark.parametrize("end", ["switched off", "left", "moved"])
def test_what_waited_for_a_phone_that_is_gone_is_dropped(
    kiosk: Kiosk, bente: Phone, service: PushService, courier: Courier, end: str
) -> None:
    """It says nothing to whoever has the phone or the endpoint by then."""
    nudge(kiosk, bente.person)
    if end == "switched off":
        push.unsubscribe(kiosk, bente.visit, bente.id)
    elif end == "left":
        account.leave(kiosk, bente.visit, sure=True)
    else:
        a_phone(kiosk, move_in(kiosk, "Carl", "Lærkevej 4, 1. tv"))
    while courier.work_once():
        pass
    assert ([], []) == (states(kiosk), service.heard)


def test_a_wrong_clock_is_no_end(kiosk: Kiosk, bente: Phone) -> None:
    """A token is made by whatever the clock says; the next one is right again."""
    asleep = replace(kiosk, clock=FakeClock(datetime(1970, 1, 1, tzinfo=UTC)))
    seen: list[int] = []

    class Strict:
        def post(self, _: str, headers: Mapping[str, str]) -> Reply:
            said, _ = claims(headers["Authorization"])
            seen.append(said["exp"])
            now = kiosk.clock.now().timestamp()
            return Reply(201 if now < said["exp"] <= now + 86400 else 403)

    nudge(kiosk, bente.person)
    Courier(asleep, {"push": push.open_carrier(asleep, Strict())}).work_once()
    assert ["waiting"] == states(kiosk)
    Courier(kiosk, {"push": push.open_carrier(kiosk, Strict())}).work_once()
    assert ["sent"] == states(kiosk)
    assert 2 == len(seen)
