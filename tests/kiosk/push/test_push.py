"""Messages are switched on by their phone's owner, and gone with whatever ends the phone."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from kiosk import account, push, residents, visits
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.push.rules import NUDGES_AN_HOUR
from kiosk.push.tables import SubscriptionRow
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Visit
from kiosk.words import language
from tests.conftest import FakeClock
from tests.kiosk.account.people import letterbox_code
from tests.kiosk.push.conftest import Phone, a_phone, nudge
from tests.kiosk.push.service import ENDPOINT, HOST
from tests.kiosk.trust import neighbours
from tests.people import FIRST_DOOR, move_in

OTHER = "https://updates.example.net/wpush/v2/gAAAA"


def endpoints(kiosk: Kiosk) -> list[str]:
    """Return every endpoint that is kept."""
    with kiosk.store.read() as db:
        return sorted(row.endpoint for row in db.exec(select(SubscriptionRow)))


def outbox(kiosk: Kiosk) -> list[tuple[int, str, str]]:
    """Return every push message in the outbox: for whom, to which phone, how far it is."""
    with kiosk.store.read() as db:
        rows = select(LetterRow).where(LetterRow.channel == "push").order_by("id")
        return [(row.resident_id, row.address, row.state) for row in db.exec(rows)]


def test_news_for_somebody_is_a_message_to_their_phone(kiosk: Kiosk, bente: Phone) -> None:
    """It waits in the outbox, and holds neither the news nor the endpoint."""
    nudge(kiosk, bente.person)
    assert [(bente.person.resident_id, str(bente.id), "waiting")] == outbox(kiosk)
    with kiosk.store.read() as db:
        (row,) = db.exec(select(LetterRow))
        assert "example" not in row.text + row.address


def test_who_did_not_ask_for_it_gets_none(kiosk: Kiosk) -> None:
    """A remembered phone says nothing before its owner has switched it on."""
    carl = move_in(kiosk, "Carl")
    a_phone(kiosk, carl, None)
    nudge(kiosk, carl)
    assert [] == outbox(kiosk)


def test_much_news_is_one_message(kiosk: Kiosk, bente: Phone) -> None:
    """What has not gone yet says it for all that came meanwhile."""
    for _ in range(3):
        nudge(kiosk, bente.person)
    assert 1 == len(outbox(kiosk))


def test_no_phone_is_told_without_end(kiosk: Kiosk, bente: Phone, clock: FakeClock) -> None:
    """A few times an hour, and again in the next one; a clock turned back holds nothing up."""

    def busy() -> int:
        before = len(outbox(kiosk))
        for _ in range(2 * NUDGES_AN_HOUR):
            nudge(kiosk, bente.person)
            with kiosk.store.write() as db:
                for row in db.exec(select(LetterRow)):
                    row.state = "sent"
        return len(outbox(kiosk)) - before

    assert NUDGES_AN_HOUR == busy()
    clock.advance(timedelta(hours=1, seconds=1))
    assert NUDGES_AN_HOUR == busy()
    clock.set(clock.now() - timedelta(days=3650))
    assert NUDGES_AN_HOUR == busy()


def test_only_a_remembered_phone(kiosk: Kiosk) -> None:
    """Neither the kiosk nor a phone that forgets its owner is ever reached."""
    carl = move_in(kiosk, "Carl")
    passing = visits.log_in(kiosk, Claim("pass", carl.pass_code), carl.pin, on_phone=True)
    assert isinstance(passing, Visit)
    for visit in (carl.visit, passing):
        with pytest.raises(Refusal) as told:
            push.subscribe(kiosk, visit, ENDPOINT)
        assert "push-phone-unknown" == told.value.code
    assert [] == endpoints(kiosk)


def test_a_phone_is_reached_in_one_place(kiosk: Kiosk, bente: Phone) -> None:
    """Switched on again, the old endpoint is forgotten."""
    push.subscribe(kiosk, bente.visit, OTHER)
    assert [OTHER] == endpoints(kiosk)


def test_a_browser_is_one_persons(kiosk: Kiosk, bente: Phone) -> None:
    """Whoever has the phone now takes it over; news for the one before go there no more."""
    carl = a_phone(kiosk, move_in(kiosk, "Carl", "Lærkevej 4, 1. tv"))
    assert [ENDPOINT] == endpoints(kiosk)
    nudge(kiosk, bente.person)
    assert [] == outbox(kiosk)
    assert {carl.id} == push.switched_on(kiosk, carl.visit)
    assert frozenset() == push.switched_on(kiosk, bente.visit)


def test_it_is_switched_off_from_anywhere(kiosk: Kiosk, bente: Phone) -> None:
    """At the kiosk too, and twice is no fault."""
    assert {bente.id} == push.switched_on(kiosk, bente.person.visit)
    for _ in range(2):
        push.unsubscribe(kiosk, bente.person.visit, bente.id)
    assert [] == endpoints(kiosk)


def test_nobody_switches_off_somebody_elses(kiosk: Kiosk, bente: Phone) -> None:
    """A stranger's number changes nothing, and shows nothing."""
    carl = move_in(kiosk, "Carl", "Lærkevej 4, 1. tv")
    push.unsubscribe(kiosk, carl.visit, bente.id)
    assert [ENDPOINT] == endpoints(kiosk)
    assert frozenset() == push.switched_on(kiosk, carl.visit)


def ask_for_a_new_pin(kiosk: Kiosk, phone: Phone) -> None:
    """Ask for one with the neighbour number and a code from the letterbox."""
    code, pin = letterbox_code(kiosk, FIRST_DOOR), visits.deal_pin(kiosk)
    account.reset_pin(kiosk, Claim("typed", phone.person.number), code, pin, pin)
    account.settle_resets(kiosk)


def _removed(kiosk: Kiosk, phone: Phone) -> None:
    visits.forget_phone(kiosk, phone.person.visit, phone.id)


def _new_pin(kiosk: Kiosk, phone: Phone) -> None:
    pin = visits.deal_pin(kiosk)
    assert account.change_pin(kiosk, phone.person.visit, phone.person.pin, pin, pin) is None


def _reset(kiosk: Kiosk, phone: Phone) -> None:
    assert isinstance(kiosk.clock, FakeClock)
    ask_for_a_new_pin(kiosk, phone)
    kiosk.clock.advance(timedelta(hours=25))
    assert 1 == account.settle_resets(kiosk)


def _left(kiosk: Kiosk, phone: Phone) -> None:
    account.leave(kiosk, phone.person.visit, sure=True)


def _enrolled_again(kiosk: Kiosk, phone: Phone) -> None:
    visits.enrol(kiosk, phone.visit, "Android, Chrome")


def _swept(kiosk: Kiosk, _: Phone) -> None:
    assert isinstance(kiosk.clock, FakeClock)
    kiosk.clock.advance(timedelta(days=181))
    with kiosk.store.write() as db:
        visits.sweep(db, kiosk)


def _restored(kiosk: Kiosk, _: Phone) -> None:
    with kiosk.store.write() as db:
        visits.restored(db, kiosk, None)


@pytest.mark.parametrize(
    "ends", [_restored, _removed, _new_pin, _reset, _left, _enrolled_again, _swept]
)
def test_it_ends_with_the_phone(
    kiosk: Kiosk, bente: Phone, ends: Callable[[Kiosk, Phone], None]
) -> None:
    """Restored, removed, PIN changed elsewhere or reset, left, enrolled anew, unused for long."""
    ends(kiosk, bente)
    assert [] == endpoints(kiosk)


def test_the_phone_in_ones_hand_goes_on_after_a_new_pin(kiosk: Kiosk, bente: Phone) -> None:
    """As it goes on being remembered."""
    pin = visits.deal_pin(kiosk)
    assert account.change_pin(kiosk, bente.visit, bente.person.pin, pin, pin) is None
    assert [ENDPOINT] == endpoints(kiosk)


def test_leaving_takes_waiting_messages_along(kiosk: Kiosk, bente: Phone) -> None:
    """Nothing of them is left."""
    nudge(kiosk, bente.person)
    account.leave(kiosk, bente.person.visit, sure=True)
    assert [] == outbox(kiosk)


def test_my_data_names_it(kiosk: Kiosk, bente: Phone) -> None:
    """Which phone, by whose service, since when."""
    say = language("en").say
    lines = [
        f"{say(entry.label)}: {say(entry.value)}"
        for section in account.my_data(kiosk, bente.person.visit).sections
        if say(section.heading) == "Phones"
        for entry in section.entries
    ]
    assert (
        f"Messages to a phone: Android, Chrome, by way of {HOST}, since Monday 23 November" in lines
    )


def test_after_a_reset_my_data_says_nothing_of_it(kiosk: Kiosk, bente: Phone) -> None:
    """Whoever holds the new PIN is not told where the owner is reached."""
    neighbours.befriend(kiosk, bente.person, move_in(kiosk, "Carl", "Lærkevej 4, 1. tv"))
    neighbours.reset_pin(kiosk, bente.person)
    say = language("en").say
    data = account.my_data(kiosk, bente.person.visit)
    headings = [say(section.heading) for section in data.sections]
    assert "Phones" not in headings


def test_a_frozen_neighbours_phone_is_not_reached(kiosk: Kiosk, bente: Phone) -> None:
    """From the moment of the sweep, whatever waits."""
    from kiosk.push.actions import endpoint_of  # noqa: PLC0415 - the carrier's alone

    assert ENDPOINT == endpoint_of(kiosk, bente.id)
    with kiosk.store.write() as db:
        residents.freeze(db, bente.person.resident_id, kiosk.clock.now())
    assert endpoint_of(kiosk, bente.id) is None


def test_the_lobby_loads_nothing_for_it() -> None:
    """All rooms of the house are there without HTTP or any cryptography."""
    program = "import sys; from kiosk import alerts, caretaker, push, rooms; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert set() == {"cryptography", "http.client"} & set(loaded.stdout.decode().split())
