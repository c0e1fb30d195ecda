"""A visit lasts while somebody is there, and what has ended does nothing more."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from kiosk import printing, residents, visits
from kiosk.house import Kiosk
from kiosk.printing import Step
from kiosk.refusals import Refusal
from kiosk.settings import LobbySettings
from kiosk.visits import Claim, Visit
from kiosk.visits.tables import CountRow, VisitRow
from tests.conftest import FakeClock
from tests.full_disk import read_only
from tests.people import an_estate, answers, move_in


def is_over(kiosk: Kiosk, visit: Visit) -> bool:
    """Return whether a visit is refused, by what reads and by what writes."""
    told = set()
    for ask in (visits.who, visits.stay):
        try:
            ask(kiosk, visit)
        except Refusal as refusal:
            told.add(refusal.code)
        else:
            told.add("fine")
    assert told in ({"visit-over"}, {"fine"})
    return told == {"visit-over"}


def log_in(kiosk: Kiosk, number: str, pin: str) -> Visit:
    """Log in with what is right."""
    visit = visits.log_in(kiosk, Claim("typed", number), pin)
    assert isinstance(visit, Visit)
    return visit


def test_present(kiosk: Kiosk) -> None:
    """Whoever has a visit is known by it."""
    bente = move_in(kiosk, mobile="20123456")
    with kiosk.store.read() as db:
        assert visits.present(db, kiosk, bente.visit).name == "Bente"
    shown = visits.who(kiosk, bente.visit)
    assert (shown.gets_sms, shown.address_confirmed, shown.language) == (True, True, "da")


def test_a_visit_lasts_where_nothing_can_be_written(sqlite_kiosk: Kiosk, clock: FakeClock) -> None:
    """Reading goes on, though that somebody is there is not written down; the visit still ends."""
    kiosk = sqlite_kiosk
    bente = move_in(kiosk)
    with read_only(kiosk.store):
        clock.advance(timedelta(minutes=2))
        assert not is_over(kiosk, bente.visit)
        clock.advance(timedelta(minutes=14))
        assert is_over(kiosk, bente.visit)


def test_a_strangers_visit(kiosk: Kiosk) -> None:
    """A token of another visit, a made-up one or another person's id opens nothing."""
    bente, ole = move_in(kiosk), move_in(kiosk, "Ole")
    forged = [
        replace(bente.visit, token=ole.visit.token),
        replace(bente.visit, token=""),
        replace(bente.visit, id=ole.visit.id),
        replace(bente.visit, id=9999),
        replace(bente.visit, resident_id=ole.resident_id),
    ]
    assert [is_over(kiosk, visit) for visit in forged] == [True] * 5
    for visit in forged:
        visits.end(kiosk, visit)
    assert not is_over(kiosk, bente.visit)
    assert not is_over(kiosk, ole.visit)


def test_end(kiosk: Kiosk) -> None:
    """An ended visit does nothing more, its slips are dropped, and ending it again is no fault."""
    an_estate(kiosk)
    welcome = visits.register(kiosk, answers(kiosk))
    visits.end(kiosk, welcome.visit)
    assert is_over(kiosk, welcome.visit)
    found = printing.state(kiosk, welcome.slip.id)
    assert found is not None
    assert found.step is Step.DROPPED
    visits.end(kiosk, welcome.visit)
    with pytest.raises(Refusal) as told:
        visits.speak(kiosk, welcome.visit, "en")
    assert told.value.code == "visit-over"
    with pytest.raises(Refusal):
        visits.pin_fits(kiosk, welcome.visit, "000000")


def test_idle(kiosk: Kiosk, clock: FakeClock) -> None:
    """A visit that nobody used for over 15 minutes is over."""
    bente = move_in(kiosk)
    clock.advance(timedelta(minutes=15))
    visits.who(kiosk, bente.visit)
    clock.advance(timedelta(seconds=1))
    assert is_over(kiosk, bente.visit)


def test_staying(kiosk: Kiosk, clock: FakeClock) -> None:
    """Whatever writes keeps a visit from falling idle, and so does staying."""
    bente = move_in(kiosk)
    for _ in range(4):
        clock.advance(timedelta(minutes=14))
        visits.stay(kiosk, bente.visit)
    assert not is_over(kiosk, bente.visit)


def test_staying_is_written_down_once_a_minute(kiosk: Kiosk, clock: FakeClock) -> None:
    """Whoever reads page after page holds up nobody's writing."""
    bente = move_in(kiosk)
    written: list[object] = []
    sa.event.listen(kiosk.store.engine, "commit", written.append)
    for seconds, expected in ((59, 0), (1, 1), (0, 1), (59, 1), (1, 2)):
        clock.advance(timedelta(seconds=seconds))
        visits.stay(kiosk, bente.visit)
        assert expected == len(written)


def test_a_clock_set_forward_ends_no_visit(kiosk: Kiosk, clock: FakeClock) -> None:
    """Visits live by the stopwatch, not by the wall clock."""
    bente = move_in(kiosk)
    clock.set(clock.now() + timedelta(days=10))
    assert not is_over(kiosk, bente.visit)


def test_frozen_or_gone(kiosk: Kiosk) -> None:
    """Whoever is frozen or deleted does nothing more, in any visit."""
    bente, ole = move_in(kiosk), move_in(kiosk, "Ole")
    with kiosk.store.write() as db:
        residents.freeze(db, bente.resident_id, kiosk.clock.now())
        residents.delete(db, ole.resident_id)
    assert is_over(kiosk, bente.visit)
    assert is_over(kiosk, ole.visit)


def test_the_start_of_a_kiosk_ends_what_was_left_open_there(kiosk: Kiosk) -> None:
    """What was open at this kiosk is over after its start; other kiosks go on."""
    bente = move_in(kiosk)
    other = replace(
        kiosk, settings=replace(kiosk.settings, lobby=LobbySettings(stairwell="Lærkevej 6"))
    )
    elsewhere = log_in(other, bente.number, bente.pin)
    assert visits.end_all(kiosk) == 1
    assert [is_over(kiosk, visit) for visit in (bente.visit, elsewhere)] == [True, False]
    assert visits.end_all(kiosk) == 0


def test_ending_all_of_one_person(kiosk: Kiosk) -> None:
    """A person's visits end together, or all but the one they are in; others' go on."""
    bente, ole = move_in(kiosk), move_in(kiosk, "Ole")
    second = log_in(kiosk, bente.number, bente.pin)
    with kiosk.store.write() as db:
        visits.end_others(db, kiosk, second)
    assert [is_over(kiosk, one) for one in (bente.visit, second, ole.visit)] == [True, False, False]
    with kiosk.store.write() as db:
        visits.end_all_of(db, kiosk, bente.resident_id)
    assert [is_over(kiosk, visit) for visit in (second, ole.visit)] == [True, False]


def test_speaking(kiosk: Kiosk) -> None:
    """A choice of language lasts for the visit; the resident's own comes back with the next."""
    bente = move_in(kiosk)
    english = visits.speak(kiosk, bente.visit, "en")
    assert (english.language, english.token) == ("en", bente.visit.token)
    assert visits.who(kiosk, english).language == "da"
    assert visits.speak(kiosk, english, "tlh").language == "da"
    assert log_in(kiosk, bente.number, bente.pin).language == "da"


def test_leaving_takes_everything_along(kiosk: Kiosk) -> None:
    """After leaving neither number nor pass nor visit works, and no count is kept."""
    bente = move_in(kiosk)
    visits.log_in(kiosk, Claim("typed", bente.number), "no PIN")
    with kiosk.store.write() as db:
        visits.delete_credentials(db, kiosk, bente.resident_id)
        assert not visits.has_pass(db, bente.resident_id)
        assert visits.number_of(db, bente.resident_id) == ""
        assert db.get(CountRow, f"typed:r:{bente.resident_id}") is None
        residents.delete(db, bente.resident_id)
    assert is_over(kiosk, bente.visit)
    with kiosk.store.read() as db:
        assert visits.whose(db, kiosk, Claim("typed", bente.number)) is None


def test_sweeping(kiosk: Kiosk, clock: FakeClock) -> None:
    """Visits are forgotten a day after they ended, nobody's counts and warnings after 180 days."""
    bente = move_in(kiosk)
    for n in range(15):
        visits.log_in(kiosk, Claim("typed", f"40 12 34 {n:02}"), "no PIN")
    visits.end(kiosk, bente.visit)
    kept = []
    for days in (0, 2, 179):
        clock.advance(timedelta(days=days))
        with kiosk.store.write() as db:
            visits.sweep(db, kiosk)
            scopes = list(db.exec(select(CountRow.scope)))
            kept.append((db.get(VisitRow, bente.visit.id) is not None, len(scopes)))
            warned = visits.warnings(db)
    assert kept == [(True, 17), (False, 17), (False, 2)]
    assert warned == ()
