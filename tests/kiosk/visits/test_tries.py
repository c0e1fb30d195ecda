"""The caps, as attacks on a clock that can be turned."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from kiosk import visits
from kiosk.house import Kiosk
from kiosk.settings import LobbySettings
from kiosk.visits import Claim, Denied, Visit, hashing, rules, tries
from kiosk.visits.tables import CountRow
from kiosk.words import language
from tests.conftest import FakeClock
from tests.people import Person, move_in

DAY = timedelta(days=1)


def at(kiosk: Kiosk, name: str) -> Kiosk:
    """Return another kiosk of the same estate."""
    return replace(kiosk, settings=replace(kiosk.settings, lobby=LobbySettings(stairwell=name)))


def wrong_pins(person: Person) -> Iterator[str]:
    """Deal PINs that are not this person's."""
    return (f"{n:06}" for n in count() if f"{n:06}" != person.pin)


def looked_at(kiosk: Kiosk, claim: Claim, pin: str) -> tuple[bool, Denied]:
    """Try once; return whether the PIN was looked at, and what was told."""
    runs = hashing.work.runs
    told = visits.log_in(kiosk, claim, pin)
    assert isinstance(told, Denied)
    return hashing.work.runs > runs, told


def waiting(seconds: int) -> Denied:
    """Return what is told to whoever has to wait this long."""
    return Denied(tries.wait_message(seconds), seconds)


def attempt(kiosk: Kiosk, *scopes: tries.Scope) -> Denied | None:
    """Count one wrong try without the work of hashing; return the denial of one not looked at."""
    with kiosk.store.write() as db:
        counted = tries.begin(db, kiosk, scopes)
        if isinstance(counted, Denied):
            return counted
        tries.wrong(db, kiosk, counted)
    return None


def test_five_then_a_quarter_then_the_day(kiosk: Kiosk, clock: FakeClock) -> None:
    """Five tries, a wait of 15 minutes; five more, and the day is over, for the right PIN too."""
    bente = move_in(kiosk)
    claim, pins = Claim("typed", bente.number), wrong_pins(bente)
    for expected in (900, 24 * 3600 - 900):
        told = [looked_at(kiosk, claim, next(pins)) for _ in range(5)]
        assert [looked for looked, _ in told] == [True] * 5
        assert [denied.wait_s for _, denied in told] == [0, 0, 0, 0, expected]
        clock.advance(timedelta(seconds=expected - 1))
        assert looked_at(kiosk, claim, bente.pin) == (False, waiting(1))
        clock.advance(timedelta(seconds=1))
    assert isinstance(visits.log_in(kiosk, claim, bente.pin), Visit)


def test_the_second_lot_waits_twice_as_long(kiosk: Kiosk, clock: FakeClock) -> None:
    """Spread over two days the second five cost half an hour, the third a whole one."""
    scope = tries.of_person("typed", 1, "")
    waits = []
    for _ in range(3):
        for _ in range(5):
            assert attempt(kiosk, scope) is None
        denied = attempt(kiosk, scope)
        assert denied is not None
        waits.append(denied.wait_s)
        clock.advance(DAY)
    assert waits == [900, 1800, 3600]


def test_a_pass_has_the_same_caps_of_its_own(kiosk: Kiosk, clock: FakeClock) -> None:
    """A thief with the pass has ten tries a day, and the owner's typed log-in works meanwhile."""
    bente = move_in(kiosk)
    claim, pins = Claim("pass", bente.pass_code), wrong_pins(bente)
    tried = 0
    for _ in range(24 * 4):
        for _ in range(6):
            tried += looked_at(kiosk, claim, next(pins))[0]
        clock.advance(timedelta(minutes=14, seconds=50))
    assert tried == 10
    assert isinstance(visits.log_in(kiosk, Claim("typed", bente.number), bente.pin), Visit)


def test_fifteen_a_day_and_kiosk(kiosk: Kiosk, clock: FakeClock) -> None:
    """After 15 wrong numbers one kiosk takes passes only, others go on, and it is told."""
    bente = move_in(kiosk)
    here, there = at(kiosk, "here"), at(kiosk, "there")
    for n in range(15):
        assert looked_at(here, Claim("typed", f"40 12 34 {n:02}"), "000000")[0]
    looked, told = looked_at(here, Claim("typed", bente.number), bente.pin)
    assert (looked, told) == (False, Denied(tries.PASS_ONLY, 24 * 3600))
    assert looked_at(here, Claim("typed", "nobody"), "000000")[1] == told
    assert isinstance(visits.log_in(here, Claim("pass", bente.pass_code), bente.pin), Visit)
    assert isinstance(visits.log_in(there, Claim("typed", bente.number), bente.pin), Visit)
    with kiosk.store.read() as db:
        (warned,) = visits.warnings(db)
    assert (warned.at, warned.message.args) == (clock.now(), {"n": 15})
    clock.advance(DAY)
    assert isinstance(visits.log_in(here, Claim("typed", bente.number), bente.pin), Visit)


def test_sixty_a_day_and_estate(kiosk: Kiosk, clock: FakeClock) -> None:
    """Spraying from every kiosk of the estate gets 60 tries, then passes only for a day."""
    bente = move_in(kiosk)
    tried = 0
    for n in range(100):
        scopes = tries.of_typing(at(kiosk, f"kiosk {n % 7}"))
        tried += attempt(kiosk, *scopes, tries.of_person("typed", None, str(n))) is None
    assert tried == 60
    told = visits.log_in(at(kiosk, "another"), Claim("typed", bente.number), bente.pin)
    assert told == Denied(tries.PASS_ONLY, 24 * 3600)
    assert isinstance(visits.log_in(kiosk, Claim("pass", bente.pass_code), bente.pin), Visit)
    with kiosk.store.read() as db:
        assert [warned.message.args["n"] for warned in visits.warnings(db)] == [60]
    clock.advance(DAY)
    assert isinstance(visits.log_in(kiosk, Claim("typed", bente.number), bente.pin), Visit)


def test_a_week_of_spraying(sqlite_kiosk: Kiosk, clock: FakeClock) -> None:
    """Unhindered spraying gets at most 60 tries a day: 2.2 % a year."""
    tried, numbers = 0, count()
    for _ in range(7 * 24):
        for n in range(6):
            who = tries.of_person("typed", None, str(next(numbers)))
            scopes = tries.of_typing(at(sqlite_kiosk, f"kiosk {n}"))
            tried += attempt(sqlite_kiosk, *scopes, who) is None
        clock.advance(timedelta(hours=1))
    assert tried <= 7 * 60
    assert tried * 365 / 7 / 10**rules.PIN_DIGITS <= 0.022


def test_a_hundred_on_one_person(kiosk: Kiosk, clock: FakeClock) -> None:
    """However patient, an attack on one person gets 100 tries; then typing is off, passes work."""
    bente = move_in(kiosk)
    scope = tries.of_person("typed", bente.resident_id, "")
    tried, waits = 0, set()
    while True:
        denied = attempt(kiosk, scope)
        if denied is None:
            tried += 1
        elif denied.wait_s is None:
            break
        else:
            waits.add(denied.wait_s)
            clock.advance(timedelta(seconds=denied.wait_s))
    assert tried == 100
    assert max(waits) <= 24 * 3600
    clock.advance(timedelta(days=900))
    told = visits.log_in(kiosk, Claim("typed", bente.number), bente.pin)
    assert told == Denied(tries.OFF, None)
    assert isinstance(visits.log_in(kiosk, Claim("pass", bente.pass_code), bente.pin), Visit)


def test_a_patient_attack_on_nobody_looks_the_same(kiosk: Kiosk, clock: FakeClock) -> None:
    """A number that belongs to nobody waits and closes exactly as somebody's does."""
    seen: list[list[int | None]] = []
    for scope in (tries.of_person("typed", 1, ""), tries.of_person("typed", None, "hash")):
        waits: list[int | None] = []
        while None not in waits:
            if denied := attempt(kiosk, scope):
                waits.append(denied.wait_s)
                clock.advance(timedelta(seconds=denied.wait_s or 0))
        seen.append(waits)
    assert seen[0] == seen[1]


def test_eight_at_once(kiosk: Kiosk) -> None:
    """Eight threads on one number have five looked at, and five are counted."""
    bente = move_in(kiosk)
    pins = wrong_pins(bente)
    runs = hashing.work.runs
    with ThreadPoolExecutor(8) as pool:
        told = list(
            pool.map(
                lambda pin: visits.log_in(kiosk, Claim("typed", bente.number), pin),
                [next(pins) for _ in range(8)],
            )
        )
    assert all(isinstance(one, Denied) for one in told)
    assert hashing.work.runs - runs == 5
    with kiosk.store.read() as db:
        counts = [
            (db.get_one(CountRow, scope).in_a_row, db.get_one(CountRow, scope).today)
            for scope in (f"typed:r:{bente.resident_id}", "estate", "kiosk:")
        ]
    assert counts == [(5, 5)] * 3


def test_a_right_one_among_wrong_ones(kiosk: Kiosk) -> None:
    """A right try takes back its own place; tries that began after it keep theirs."""
    scope = tries.of_person("typed", 1, "")
    with kiosk.store.write() as db:
        first, second, third = (tries.begin(db, kiosk, (scope,)) for _ in range(3))
        assert isinstance(second, tries.Try)
        tries.right(db, second)
        row = db.get_one(CountRow, scope.name)
        assert (row.in_a_row, row.today) == (1, 2)
        assert isinstance(first, tries.Try)
        assert isinstance(third, tries.Try)


def test_the_fifth_try_may_be_right(kiosk: Kiosk) -> None:
    """A right fifth try leaves no wait behind."""
    bente = move_in(kiosk)
    pins, claim = wrong_pins(bente), Claim("typed", bente.number)
    for _ in range(4):
        visits.log_in(kiosk, claim, next(pins))
    assert isinstance(visits.log_in(kiosk, claim, bente.pin), Visit)
    assert isinstance(visits.log_in(kiosk, claim, bente.pin), Visit)


def test_a_wait_goes_on_after_a_restart(kiosk: Kiosk, clock: FakeClock) -> None:
    """A machine that is started again goes on with the rest of a wait."""
    scope = tries.of_person("typed", 1, "")
    for _ in range(5):
        attempt(kiosk, scope)
    clock.advance(timedelta(minutes=10))
    visits.tick(kiosk)
    started_again = FakeClock(clock.now() + timedelta(minutes=2), ticks=5.0)
    later = replace(kiosk, clock=started_again)
    denied = attempt(later, scope)
    assert denied is not None
    assert denied.wait_s == 5 * 60 - 5
    started_again.advance(timedelta(seconds=5 * 60 - 5))
    assert attempt(later, scope) is None


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-20000)])
def test_a_wrong_clock_shortens_no_wait(kiosk: Kiosk, clock: FakeClock, jump: timedelta) -> None:
    """Setting the clock forward or back ends no wait."""
    scope = tries.of_person("typed", 1, "")
    for _ in range(5):
        attempt(kiosk, scope)
    clock.set(clock.now() + jump)
    denied = attempt(kiosk, scope)
    assert denied is not None
    assert denied.wait_s == 900
    clock.advance(timedelta(minutes=15))
    assert attempt(kiosk, scope) is None


def test_waits_in_minutes_and_hours() -> None:
    """A wait is told in minutes, rounded up, and in hours when it is long."""
    said = [language("en").say(tries.wait_message(seconds)) for seconds in (1, 7200, 7201, 86400)]
    for sentence, expected in zip(
        said, ("1 minute.", "120 minutes.", "3 hours.", "24 hours."), strict=True
    ):
        assert expected in sentence
