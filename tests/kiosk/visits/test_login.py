"""Logging in, and the one answer to everything wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2.exceptions import InvalidHashError

from kiosk import residents, visits
from kiosk.house import Kiosk
from kiosk.settings import LobbySettings
from kiosk.visits import Claim, Denied, Visit, hashing, rules, tries
from kiosk.visits.tables import CountRow, Credential
from tests.conftest import FakeClock
from tests.people import Person, move_in

MOBILE = "20 12 34 56"
NOBODYS = "00572" + rules.check_digit("00572")


def wrong_pin(person: Person) -> str:
    """Return a PIN that is not theirs."""
    return "111111" if person.pin != "111111" else "222222"


def at(kiosk: Kiosk, name: str) -> Kiosk:
    """Return another kiosk of the same estate."""
    return replace(kiosk, settings=replace(kiosk.settings, lobby=LobbySettings(stairwell=name)))


def in_a_row(kiosk: Kiosk, scope: str) -> int:
    """Return how many wrong tries in a row are counted."""
    with kiosk.store.read() as db:
        row = db.get(CountRow, scope)
        return row.in_a_row if row else 0


@contextmanager
def statements(kiosk: Kiosk) -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    seen: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(kiosk.store.engine, "before_cursor_execute", listen)
    yield seen
    sa.event.remove(kiosk.store.engine, "before_cursor_execute", listen)


def test_by_pass_number_or_confirmed_mobile(kiosk: Kiosk) -> None:
    """Each of the three begins a visit of the right person, in their own language."""
    bente = move_in(kiosk, mobile=MOBILE, language="en")
    move_in(kiosk, "Ole")
    claims = [
        Claim("pass", bente.pass_code),
        Claim("pass", bente.pass_code.lower()),
        Claim("typed", bente.number),
        Claim("typed", bente.number.replace("-", "")),
        Claim("typed", MOBILE),
        Claim("typed", "+4520123456"),
    ]
    begun = [visits.log_in(kiosk, claim, bente.pin) for claim in claims]
    found = [(visit.resident_id, visit.language) for visit in begun if isinstance(visit, Visit)]
    assert found == [(bente.resident_id, "en")] * 6


def test_a_log_in_is_seen(kiosk: Kiosk, clock: FakeClock) -> None:
    """Logging in records the day, for retention alone."""
    bente = move_in(kiosk)
    clock.advance(timedelta(days=3))
    today = clock.today("Europe/Copenhagen")
    with kiosk.store.read() as db:
        assert len(residents.not_seen_since(db, today)) == 1
    visits.log_in(kiosk, Claim("typed", bente.number), bente.pin)
    with kiosk.store.read() as db:
        assert residents.not_seen_since(db, today) == ()


def test_a_mobile_that_two_have_is_nobodys(kiosk: Kiosk) -> None:
    """A couple with one telephone log in by number or pass; it says of neither who they are."""
    for person in [move_in(kiosk, name, mobile=MOBILE) for name in ("Bente Holm", "Bo Holm")]:
        assert isinstance(visits.log_in(kiosk, Claim("typed", MOBILE), person.pin), Denied)
        assert isinstance(visits.log_in(kiosk, Claim("typed", person.number), person.pin), Visit)


@pytest.fixture
def claims(kiosk: Kiosk) -> dict[str, Claim]:
    """Everything that can be claimed with a wrong PIN, or be wrong with any."""
    bente = move_in(kiosk, mobile=MOBILE)
    move_in(kiosk, "Ole", mobile="30 12 34 56", confirmed=False)
    for name in ("Karen", "Kai"):
        move_in(kiosk, name, mobile="31 12 34 56")
    frozen = move_in(kiosk, "Frida")
    blocked = move_in(kiosk, "Bo")
    with kiosk.store.write() as db:
        residents.freeze(db, frozen.resident_id, kiosk.clock.now())
        visits.revoke_pass(db, blocked.resident_id)
    digit = "1" if bente.number[-1] == "0" else "0"
    assert bente.number != rules.shown(NOBODYS)
    return {
        "known number": Claim("typed", bente.number),
        "nobody's number": Claim("typed", NOBODYS),
        "mistyped number": Claim("typed", bente.number[:-1] + digit),
        "nobody's mobile": Claim("typed", "40 12 34 56"),
        "unconfirmed mobile": Claim("typed", "30 12 34 56"),
        "mobile of two": Claim("typed", "31 12 34 56"),
        "number of somebody frozen": Claim("typed", frozen.number),
        "letters": Claim("typed", "Bente"),
        "nothing": Claim("typed", ""),
        "known pass": Claim("pass", bente.pass_code),
        "blocked pass": Claim("pass", blocked.pass_code),
        "invented pass": Claim("pass", "0" * 26),
        "no pass at all": Claim("pass", "\x1b[2J" * 30),
    }


def test_equal_answers_by_equal_work(
    kiosk: Kiosk, clock: FakeClock, claims: dict[str, Claim]
) -> None:
    """Whatever is wrong with a number, or with a pass: one answer, one work, the same look-ups."""
    told: dict[str, list[Visit | Denied]] = {}
    work: dict[str, list[tuple[int, list[str]]]] = {}
    visits.log_in(kiosk, Claim("typed", "the estate's own count is there"), "no PIN")
    clock.advance(timedelta(days=1))
    for name, claim in claims.items():
        told[name], work[name] = [], []
        for _ in range(6):
            runs = hashing.work.runs
            with statements(kiosk) as asked:
                told[name].append(visits.log_in(at(kiosk, name), claim, "no PIN"))
            work[name].append((hashing.work.runs - runs, asked))
        clock.advance(timedelta(days=1))
    answers = {"typed": told["known number"], "pass": told["known pass"]}
    assert list(told.values()) == [answers[claim.kind] for claim in claims.values()]
    runs_of_all = [[runs for runs, _ in done] for done in work.values()]
    assert runs_of_all == [[1, 1, 1, 1, 1, 0]] * len(claims)
    by_what_is_typed = (
        ["known number", "nobody's number", "number of somebody frozen"],
        [
            "nobody's mobile",
            "unconfirmed mobile",
            "mobile of two",
            "mistyped number",
            "letters",
            "nothing",
        ],
        ["known pass", "blocked pass", "invented pass", "no pass at all"],
    )
    for names in by_what_is_typed:
        assert [work[name] for name in names] == [work[names[0]]] * len(names)


def test_a_wait_is_told_alike(kiosk: Kiosk, claims: dict[str, Claim]) -> None:
    """After five wrong tries even the right PIN gets the wait, and nobody's number gets it too."""
    for name in ("known number", "nobody's number"):
        told = [visits.log_in(at(kiosk, name), claims[name], "no PIN") for _ in range(6)]
        assert [denied.wait_s for denied in told if isinstance(denied, Denied)] == [
            *[0] * 4,
            900,
            900,
        ]


def test_an_exception_while_hashing(kiosk: Kiosk) -> None:
    """A try that broke off between counting and looking is counted."""
    bente = move_in(kiosk)
    with kiosk.store.write() as db:
        db.get_one(Credential, bente.resident_id).pin_hash = "damaged"
    for expected in (1, 2):
        with pytest.raises(InvalidHashError):
            visits.log_in(kiosk, Claim("typed", bente.number), bente.pin)
        assert in_a_row(kiosk, f"typed:r:{bente.resident_id}") == expected
        assert in_a_row(kiosk, "estate") == expected


def test_an_exception_while_the_result_is_written(kiosk: Kiosk) -> None:
    """A right try whose visit could not begin is rolled back, and its count stands."""

    class Broken:
        def below(self, bound: int) -> int:
            raise OSError(bound)

    bente = move_in(kiosk)
    with pytest.raises(OSError, match="32"):
        visits.log_in(replace(kiosk, chance=Broken()), Claim("typed", bente.number), bente.pin)
    assert in_a_row(kiosk, f"typed:r:{bente.resident_id}") == 1


def test_a_right_try_ends_the_row(kiosk: Kiosk) -> None:
    """Four wrong tries, a right one, and the row begins anew; the day's count does not."""
    bente = move_in(kiosk)
    claim = Claim("typed", bente.number)
    for _ in range(2):
        for _ in range(4):
            assert visits.log_in(kiosk, claim, wrong_pin(bente)) == Denied(tries.WRONG)
        assert isinstance(visits.log_in(kiosk, claim, bente.pin), Visit)
    assert in_a_row(kiosk, f"typed:r:{bente.resident_id}") == 0
    with kiosk.store.read() as db:
        assert db.get_one(CountRow, "estate").today == 8


def test_number_and_mobile_are_one_person(kiosk: Kiosk) -> None:
    """Changing between a number and a mobile gives no more tries."""
    bente = move_in(kiosk, mobile=MOBILE)
    for value in (bente.number, MOBILE, bente.number, MOBILE):
        visits.log_in(kiosk, Claim("typed", value), wrong_pin(bente))
    assert in_a_row(kiosk, f"typed:r:{bente.resident_id}") == 4


def test_typing_never_locks_a_pass(kiosk: Kiosk) -> None:
    """While a stranger's typing has closed the number, the pass works, and opens it for nobody."""
    bente = move_in(kiosk)
    for _ in range(6):
        visits.log_in(kiosk, Claim("typed", bente.number), wrong_pin(bente))
    assert isinstance(visits.log_in(kiosk, Claim("pass", bente.pass_code), bente.pin), Visit)
    told = visits.log_in(kiosk, Claim("typed", bente.number), bente.pin)
    assert isinstance(told, Denied)
    assert told.wait_s == 900


def test_a_new_pin_or_pass_resets_no_count(kiosk: Kiosk) -> None:
    """Whoever gets a new PIN and a new pass keeps their waits."""
    bente = move_in(kiosk)
    for claim in (Claim("typed", bente.number), Claim("pass", bente.pass_code)):
        for _ in range(5):
            visits.log_in(kiosk, claim, wrong_pin(bente))
    pin_hash = visits.hash_pin(kiosk, "424242")
    with kiosk.store.write() as db:
        visits.set_pin(db, bente.resident_id, pin_hash)
        code = visits.issue_pass(db, kiosk, bente.resident_id)
    for claim in (Claim("typed", bente.number), Claim("pass", code)):
        told = visits.log_in(kiosk, claim, "424242")
        assert isinstance(told, Denied)
        assert told.wait_s == 900


def test_a_new_pass_blocks_the_old(kiosk: Kiosk) -> None:
    """Of several passes only the latest works."""
    bente = move_in(kiosk)
    with kiosk.store.write() as db:
        assert visits.has_pass(db, bente.resident_id)
        code = visits.issue_pass(db, kiosk, bente.resident_id)
    assert isinstance(visits.log_in(kiosk, Claim("pass", bente.pass_code), bente.pin), Denied)
    assert isinstance(visits.log_in(kiosk, Claim("pass", code), bente.pin), Visit)
    with kiosk.store.write() as db:
        visits.revoke_pass(db, bente.resident_id)
        assert not visits.has_pass(db, bente.resident_id)
    assert isinstance(visits.log_in(kiosk, Claim("pass", code), bente.pin), Denied)


def test_an_estate_may_demand_passes(kiosk: Kiosk) -> None:
    """With `require_pass` nothing typed is looked at, right or wrong, and passes work."""
    bente = move_in(kiosk)
    strict = replace(
        kiosk, settings=replace(kiosk.settings, lobby=LobbySettings(require_pass=True))
    )
    told = [
        visits.log_in(strict, Claim("typed", number), bente.pin) for number in (bente.number, "1")
    ]
    assert told == [Denied(visits.login.PASS_WANTED, None)] * 2
    assert isinstance(visits.log_in(strict, Claim("pass", bente.pass_code), bente.pin), Visit)


def test_the_pin_once_more(kiosk: Kiosk) -> None:
    """A visitor who is asked for the PIN again has the same few tries."""
    bente = move_in(kiosk)
    assert visits.pin_fits(kiosk, bente.visit, bente.pin) is None
    told = [visits.pin_fits(kiosk, bente.visit, wrong_pin(bente)) for _ in range(6)]
    assert [denied.wait_s for denied in told if denied] == [0, 0, 0, 0, 900, 900]
    assert visits.pin_fits(kiosk, bente.visit, bente.pin) == told[-1]
    assert in_a_row(kiosk, "estate") == 0


def test_whose(kiosk: Kiosk) -> None:
    """The kiosk itself can find out whose a claim is."""
    bente = move_in(kiosk)
    with kiosk.store.read() as db:
        found = [
            visits.whose(db, kiosk, claim)
            for claim in (
                Claim("typed", bente.number),
                Claim("pass", bente.pass_code),
                Claim("typed", NOBODYS),
            )
        ]
    assert found == [bente.resident_id, bente.resident_id, None]
