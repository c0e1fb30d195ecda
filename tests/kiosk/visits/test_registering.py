"""Registering: everything in one transaction, once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import select

from kiosk import printing, residents, visits
from kiosk.house import Kiosk
from kiosk.printing.tables import SlipRow
from kiosk.refusals import Refusal
from kiosk.residents import Level
from kiosk.visits import Claim, Visit, rules
from kiosk.visits.tables import Credential, PassRow
from tests.people import an_estate, answers, move_in


def people(kiosk: Kiosk) -> list[str]:
    """Return the names of everybody who takes part."""
    with kiosk.store.read() as db:
        return [someone.name for someone in residents.everybody(db)]


def test_a_pin_is_dealt(sqlite_kiosk: Kiosk) -> None:
    """Every PIN of six digits may be dealt, patterns too."""

    class Lowest:
        def below(self, bound: int) -> int:
            assert bound == 10**6
            return 0

    assert visits.deal_pin(replace(sqlite_kiosk, chance=Lowest())) == "000000"


def test_welcome(kiosk: Kiosk) -> None:
    """Whoever registers is logged in, has a number, and their slip is on its way."""
    an_estate(kiosk)
    welcome = visits.register(kiosk, answers(kiosk, name=" Bente  Holm "))
    assert welcome.resident_name == "Bente Holm"
    assert rules.read_number(welcome.number) is not None
    shown = visits.who(kiosk, welcome.visit)
    assert (shown.name, shown.number, shown.level) == ("Bente Holm", welcome.number, Level.PAPER)
    assert (shown.door.address, shown.address_confirmed) == ("Lærkevej 4, st. tv", False)
    found = printing.state(kiosk, welcome.slip.id)
    assert found is not None
    assert (found.number, found.step) == (welcome.slip.number, printing.Step.QUEUED)


def test_the_welcome_slip(kiosk: Kiosk) -> None:
    """The slip has the number and a code that logs in, and neither name, door nor PIN."""
    an_estate(kiosk)
    registration = answers(kiosk, name="Bente Holm")
    welcome = visits.register(kiosk, registration)
    with kiosk.store.read() as db:
        slip = db.get_one(SlipRow, welcome.slip.id)
        assert (slip.kind, slip.language, slip.visit_id) == ("welcome", "da", welcome.visit.id)
        card = slip.card
    hidden = ("Bente", "Holm", "st. tv", registration.pin)
    assert [word for word in hidden if word in card] == []
    assert welcome.number in card
    scan = visits.codes.read_scan(card.split('"qr": "')[1].split('"')[0])
    assert scan is not None
    again = visits.log_in(kiosk, Claim("pass", scan.code), registration.pin)
    assert isinstance(again, Visit)


def test_what_is_kept_opens_nothing(kiosk: Kiosk) -> None:
    """Neither the PIN nor the pass's code nor the visit's token is in the rows."""
    bente = move_in(kiosk)
    with kiosk.store.read() as db:
        pin_hash = db.get_one(Credential, bente.resident_id).pin_hash
        kept = [row.code_hash for row in db.exec(select(PassRow))]
    assert pin_hash.startswith("$argon2id$v=19$")
    assert bente.pin not in pin_hash
    assert len(kept) == 1
    assert bente.pass_code not in kept[0]
    assert bente.visit.token not in repr(bente.visit)


def test_the_same_key_twice(kiosk: Kiosk) -> None:
    """Pressing twice gives the same answer and no second resident."""
    an_estate(kiosk)
    registration = answers(kiosk)
    first = visits.register(kiosk, registration)
    assert visits.register(kiosk, registration) == first
    assert visits.who(kiosk, first.visit).name == "Bente"
    assert people(kiosk) == ["Bente"]


def test_the_same_key_at_once(kiosk: Kiosk) -> None:
    """Four presses at the same moment are one registration."""
    an_estate(kiosk)
    registration = answers(kiosk)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: visits.register(kiosk, registration), range(4)))
    assert done == [done[0]] * 4
    assert people(kiosk) == ["Bente"]


def test_numbers_are_unique(kiosk: Kiosk) -> None:
    """A number that is taken is dealt again."""

    class Repeating:
        """Deals the same number to everybody until it is asked again."""

        def __init__(self) -> None:
            self.numbers = iter([12345, 12345, 12345, 54321])

        def below(self, bound: int) -> int:
            return next(self.numbers) if bound == 10**5 else kiosk.chance.below(bound)

    an_estate(kiosk)
    rigged = replace(kiosk, chance=Repeating())
    numbers = [visits.register(rigged, answers(kiosk, name=name)).number for name in ("A", "B")]
    assert [number[:3] + number[4:6] for number in numbers] == ["12345", "54321"]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"pin_again": "000000"}, "pin-not-same", "pin_again"),
        ({"pin": "12345", "pin_again": "12345"}, "pin-six-digits", "pin"),
        ({"name": " "}, "name-empty", "name"),
        ({"adult": False}, "under-18", "adult"),
        ({"mobile": "12"}, "mobile-unreadable", "mobile"),
        ({"email": "bente"}, "email-unreadable", "email"),
        ({"alert_channels": frozenset({"sms"})}, "sms-without-mobile", "mobile"),
        ({"terms_version": ""}, "terms-not-accepted", "terms"),
        ({"door_id": 9999}, "door-not-here", "door"),
    ],
)
def test_refusals(kiosk: Kiosk, wrong: dict[str, object], code: str, field: str) -> None:
    """What cannot be so is refused beside its field, and nothing is kept."""
    an_estate(kiosk)
    with pytest.raises(Refusal) as told:
        visits.register(kiosk, answers(kiosk, **wrong))
    assert (told.value.code, told.value.field) == (code, field)
    assert people(kiosk) == []


def test_refused_first_then_right(kiosk: Kiosk) -> None:
    """A key whose registration was refused is still free."""
    an_estate(kiosk)
    registration = answers(kiosk, name="")
    with pytest.raises(Refusal):
        visits.register(kiosk, registration)
    visits.register(kiosk, replace(registration, name="Bente"))
    assert people(kiosk) == ["Bente"]


def test_others_at_home_change_nothing(kiosk: Kiosk) -> None:
    """Registering behind a door where others live is answered as behind an empty one."""
    an_estate(kiosk)
    runs = visits.hashing.work.runs
    alone = visits.register(kiosk, answers(kiosk))
    with_others = visits.register(kiosk, answers(kiosk))
    assert visits.hashing.work.runs - runs == 2
    assert visits.who(kiosk, alone.visit).door == visits.who(kiosk, with_others.visit).door


def test_steps_by_themselves() -> None:
    """A screen may check a step before the next."""
    assert visits.check_name(" Bente ") == "Bente"
    assert visits.check_contact("20 12 34 56", "") == ("+4520123456", None)
    visits.check_pin("012345", "012345")


def test_a_language_that_is_not_shipped(kiosk: Kiosk) -> None:
    """An unknown language becomes the estate's own."""
    an_estate(kiosk)
    assert visits.register(kiosk, answers(kiosk, language="tlh")).visit.language == "da"
