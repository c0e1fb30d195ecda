"""Phones that are enrolled: listed, few, revocable, and no printer stands beside them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from kiosk import account, reprints, trust, visits
from kiosk.house import Kiosk
from kiosk.printing import Step
from kiosk.printing.tables import SlipRow
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied, Visit
from kiosk.words import language
from tests.conftest import FakeClock
from tests.people import Person, move_in


def on_phone(kiosk: Kiosk, person: Person) -> Visit:
    """Log in on a phone with the pass."""
    found = visits.log_in(kiosk, Claim("pass", person.pass_code), person.pin, on_phone=True)
    assert isinstance(found, Visit)
    return found


def by_phone(kiosk: Kiosk, code: str, pin: str) -> Visit | Denied:
    """Log in with an enrolled phone."""
    return visits.log_in(kiosk, Claim("phone", code), pin, on_phone=True)


def test_an_enrolled_phone_logs_in_with_the_pin(kiosk: Kiosk) -> None:
    """It is listed with its days, and the PIN is still asked for."""
    bente = move_in(kiosk)
    code = visits.enrol(kiosk, on_phone(kiosk, bente), "Android")
    assert isinstance(by_phone(kiosk, code, "000000"), Denied)
    again = by_phone(kiosk, code, bente.pin)
    assert isinstance(again, Visit)
    (phone,) = visits.my_phones(kiosk, again)
    assert ("Android", True) == (phone.label, phone.this)


def places(kiosk: Kiosk, visit: Visit) -> list[tuple[str, str, bool]]:
    """Return where a visitor is logged in, since when, and whether it is here."""
    say = language("en")
    return [
        (say.say(each.place), say.time(each.since), each.this)
        for each in account.logged_in(kiosk, visit).places
    ]


def test_one_visit_is_ended_by_itself(kiosk: Kiosk, clock: FakeClock) -> None:
    """Each is listed with its place and time; the others go on, and a neighbour's is nobody's."""
    bente, carl = move_in(kiosk), move_in(kiosk, "Carl")
    clock.advance(timedelta(minutes=5))
    here, there = on_phone(kiosk, bente), on_phone(kiosk, bente)
    visits.enrol(kiosk, there, "Android")
    at_kiosk = ("Logged in at a kiosk", "12:45", False)
    mine = ("Logged in on a phone", "12:50", True)
    assert [("Logged in on Android", "12:50", False), mine, at_kiosk] == places(kiosk, here)
    for ended in (there.id, there.id, here.id, carl.visit.id):
        visits.end_one(kiosk, here, ended)
    assert [mine, at_kiosk] == places(kiosk, here)
    visits.stay(kiosk, carl.visit)
    data = account.my_data(kiosk, here)
    (found,) = (each for each in data.sections if each.heading.msgid == "Where you are logged in")
    assert (2, False) == (len(found.entries), found.on_paper)


def test_visits_elsewhere_are_listed_and_ended(kiosk: Kiosk, clock: FakeClock) -> None:
    """At the kiosk and on other phones; this one goes on, and so does the neighbour's."""
    bente, carl = move_in(kiosk), move_in(kiosk, "Carl")
    here, there = on_phone(kiosk, bente), on_phone(kiosk, bente)
    code = visits.enrol(kiosk, there, "Android")
    assert 3 == len(places(kiosk, here))
    visits.end_elsewhere(kiosk, here)
    assert 1 == len(places(kiosk, here))
    for ended in (there, bente.visit):
        with pytest.raises(Refusal) as told:
            visits.stay(kiosk, ended)
        assert "visit-over" == told.value.code
    visits.stay(kiosk, here)
    visits.stay(kiosk, carl.visit)
    assert isinstance(by_phone(kiosk, code, bente.pin), Visit)
    clock.advance(timedelta(minutes=14))
    visits.stay(kiosk, here)
    assert 2 == len(places(kiosk, here))
    clock.advance(timedelta(minutes=2))
    assert 1 == len(places(kiosk, here))  # idle


def test_a_kiosk_is_no_phone(kiosk: Kiosk) -> None:
    """Nothing at the kiosk is ever enrolled."""
    bente = move_in(kiosk)
    with pytest.raises(Refusal) as told:
        visits.enrol(kiosk, bente.visit, "Kiosk")
    assert "phone-not-here" == told.value.code


def test_five_phones_are_enough(kiosk: Kiosk) -> None:
    """Nobody collects phones without noticing; the same phone anew is no further one."""
    bente = move_in(kiosk)
    for number in range(5):
        visits.enrol(kiosk, on_phone(kiosk, bente), f"Phone {number}")
    sixth = on_phone(kiosk, bente)
    with pytest.raises(Refusal) as told:
        visits.enrol(kiosk, sixth, "One more")
    assert "phone-too-many" == told.value.code
    newest = visits.my_phones(kiosk, sixth)[0]
    visits.forget_phone(kiosk, sixth, newest.id)
    code = visits.enrol(kiosk, sixth, "One more")
    assert code != visits.enrol(kiosk, sixth, "One more")
    assert 5 == len(visits.my_phones(kiosk, sixth))


def test_a_lost_phone_is_out_at_once(kiosk: Kiosk) -> None:
    """Forgotten from elsewhere, its visit ends and its code opens nothing."""
    bente = move_in(kiosk)
    lost = on_phone(kiosk, bente)
    code = visits.enrol(kiosk, lost, "Lost")
    (phone,) = visits.my_phones(kiosk, bente.visit)
    visits.forget_phone(kiosk, bente.visit, phone.id)
    with pytest.raises(Refusal) as told:
        visits.who(kiosk, lost)
    assert "visit-over" == told.value.code
    assert isinstance(by_phone(kiosk, code, bente.pin), Denied)


def test_a_strangers_phone_is_none_of_mine(kiosk: Kiosk) -> None:
    """Nobody forgets somebody else's phone."""
    bente, carl = move_in(kiosk), move_in(kiosk, "Carl", "Lærkevej 4, 1. tv")
    code = visits.enrol(kiosk, on_phone(kiosk, bente), "Bente's")
    (phone,) = visits.my_phones(kiosk, bente.visit)
    visits.forget_phone(kiosk, carl.visit, phone.id)
    assert isinstance(by_phone(kiosk, code, bente.pin), Visit)


def test_a_new_pin_forgets_the_other_phones(kiosk: Kiosk) -> None:
    """The phone in one's hand stays; whoever had another one needs the pass again."""
    bente = move_in(kiosk)
    other = visits.enrol(kiosk, on_phone(kiosk, bente), "Other")
    mine = on_phone(kiosk, bente)
    own = visits.enrol(kiosk, mine, "Mine")
    pin = visits.deal_pin(kiosk)
    assert account.change_pin(kiosk, mine, bente.pin, pin, pin) is None
    assert isinstance(by_phone(kiosk, other, pin), Denied)
    assert isinstance(by_phone(kiosk, own, pin), Visit)


def test_an_unused_phone_is_forgotten(kiosk: Kiosk, clock: FakeClock) -> None:
    """After half a year without a log-in the pass is wanted again."""
    bente = move_in(kiosk)
    code = visits.enrol(kiosk, on_phone(kiosk, bente), "Old")
    clock.advance(timedelta(days=181))
    with kiosk.store.write() as db:
        visits.sweep(db, kiosk)
    assert isinstance(by_phone(kiosk, code, bente.pin), Denied)


def test_a_renewed_visit_has_another_token(kiosk: Kiosk) -> None:
    """What carried the token until then is nobody."""
    bente = move_in(kiosk)
    renewed = visits.renew(kiosk, bente.visit)
    assert "Bente" == visits.who(kiosk, renewed).name
    with pytest.raises(Refusal) as told:
        visits.who(kiosk, bente.visit)
    assert "visit-over" == told.value.code


def test_nothing_of_a_visit_on_a_phone_is_printed(kiosk: Kiosk) -> None:
    """Whoever is on the phone does not stand by the tray: at the kiosk they can print it."""
    bente = move_in(kiosk)
    visit = on_phone(kiosk, bente)
    doors = {"Lærkevej 4, 1. tv": move_in(kiosk, "Carl", "Lærkevej 4, 1. tv").visit}
    with kiosk.store.read() as db:
        door = visits.present(db, kiosk, doors["Lærkevej 4, 1. tv"]).door
    slip = trust.invite(kiosk, visit, door.id, "key").slip
    with kiosk.store.read() as db:
        row = db.execute(sa.select(SlipRow).where(sa.column("id") == slip.id)).scalar_one()
        assert (Step.DROPPED.value, "") == (row.state, row.card)
    (lost,) = reprints.to_ask(kiosk, bente.visit)
    assert (slip.id, False) == (lost.id, lost.uncertain)
    again = trust.invite(kiosk, bente.visit, door.id, "at the kiosk").slip
    with kiosk.store.read() as db:
        row = db.execute(sa.select(SlipRow).where(sa.column("id") == again.id)).scalar_one()
        assert Step.QUEUED.value == row.state


def test_a_kiosk_that_starts_leaves_phones_alone(kiosk: Kiosk) -> None:
    """The visits left open at the kiosk end; those on phones go on."""
    bente = move_in(kiosk)
    visit = on_phone(kiosk, bente)
    assert 1 == visits.end_all(kiosk)
    assert "Bente" == visits.who(kiosk, visit).name
