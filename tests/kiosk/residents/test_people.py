"""Residents as the other rooms find, change and forget them."""

from datetime import timedelta

import pytest

from kiosk import board, estate, residents
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import TERMS, Level, NewResident
from tests.conftest import FakeClock
from tests.people import move_in

ST_TV = "Lærkevej 4, st. tv"
ST_TH = "Lærkevej 4, st. th"
NEXT_HOUSE = "Lærkevej 6, 1. mf"


def test_somebody_new_is_unconfirmed(kiosk: Kiosk) -> None:
    """Whoever registers is kept as they wrote it, with nothing confirmed."""
    bente = move_in(kiosk, confirmed=False, mobile="20123456")
    with kiosk.store.read() as db:
        found = residents.get(db, bente.resident_id)
    assert (found.name, found.door.address, found.level) == ("Bente", ST_TV, Level.FULL)
    assert (found.mobile, found.mobile_confirmed, found.gets_sms) == ("+4520123456", False, False)
    assert (found.address_confirmed, found.email_confirmed, found.gets_email) == (False,) * 3
    assert (found.terms_version, found.terms_at) == (TERMS.version, kiosk.clock.now())
    assert found.registered_at == kiosk.clock.now()


def test_a_door_that_is_not_there(kiosk: Kiosk) -> None:
    """Nobody registers behind a door that the estate does not have."""
    move_in(kiosk)
    stranger = NewResident(9999, "X", True, Level.PAPER, "da", terms_version=TERMS.version)
    with pytest.raises(Refusal) as told, kiosk.store.write() as db:
        residents.add(db, kiosk, stranger)
    assert told.value.field == "door"


def test_several_behind_one_door(kiosk: Kiosk) -> None:
    """Several people may share a home; the door's list has them in the order they came."""
    for name, home in (("Bente", ST_TV), ("Ole", ST_TV), ("Fatima", ST_TH)):
        move_in(kiosk, name, home)
    door = estate.find_door(kiosk, ST_TV)
    with kiosk.store.read() as db:
        names = [someone.name for someone in residents.at_door(db, door.id)]
    assert names == ["Bente", "Ole"]


def test_found_by_a_mobile_once_it_is_confirmed(kiosk: Kiosk) -> None:
    """A number finds its owner only when it was confirmed."""
    bente = move_in(kiosk, confirmed=False, mobile="20123456")
    with kiosk.store.write() as db:
        assert () == residents.ids_by_confirmed_mobile(db, "+4520123456")
        residents.confirm_channel(db, bente.resident_id, "mobile")
        assert (bente.resident_id,) == residents.ids_by_confirmed_mobile(db, "+4520123456")
        assert residents.get(db, bente.resident_id).gets_sms


def test_a_shared_mobile_finds_both(kiosk: Kiosk) -> None:
    """A number that two have confirmed is each one's."""
    both = move_in(kiosk, mobile="20123456"), move_in(kiosk, "Ole", mobile="20123456")
    with kiosk.store.read() as db:
        found = residents.ids_by_confirmed_mobile(db, "+4520123456")
    assert [each.resident_id for each in both] == sorted(found)


def test_counts(kiosk: Kiosk) -> None:
    """Homes are counted once, people one by one, stairwell by stairwell."""
    people = (("Bente", ST_TV), ("Ole", ST_TV), ("Fatima", ST_TH), ("Mei", NEXT_HOUSE))
    for name, door in people:
        move_in(kiosk, name, door)
    four, six = (well.id for well in estate.stairwells(kiosk))
    with kiosk.store.read() as db:
        counted = [residents.count_in_stairwells(db, ids) for ids in ([four], [six], [four, six])]
        assert counted == [3, 1, 4]
        assert residents.joined_homes(db) == 3


def test_new_contact_is_unconfirmed(kiosk: Kiosk) -> None:
    """Of a changed contact only what stayed the same stays confirmed."""
    bente = move_in(kiosk, mobile="20123456")
    with kiosk.store.write() as db:
        kept = residents.set_contact(db, bente.resident_id, "20 12 34 56", "b@example.dk")
        assert (kept.mobile_confirmed, kept.email_confirmed) == (True, False)
        assert kept.alert_channels == {"kiosk", "email"}
        residents.confirm_channel(db, bente.resident_id, "email")
        assert residents.get(db, bente.resident_id).gets_email
        moved = residents.set_contact(db, bente.resident_id, "30123456", "b@example.dk")
        assert (moved.mobile_confirmed, moved.email_confirmed) == (False, True)
        none = residents.set_contact(db, bente.resident_id, "", "")
    assert (none.mobile, none.email, none.level) == (None, None, Level.PAPER)
    assert (none.gets_sms, none.gets_email) == (False, False)


def test_no_address_is_not_confirmed(kiosk: Kiosk) -> None:
    """A mobile that is not there cannot be confirmed."""
    bente = move_in(kiosk)
    with kiosk.store.write() as db:
        residents.confirm_channel(db, bente.resident_id, "mobile")
        residents.confirm_channel(db, bente.resident_id, "email")
        found = residents.get(db, bente.resident_id)
    assert (found.mobile_confirmed, found.email_confirmed) == (False, False)


def test_doors_that_wait_for_a_code(kiosk: Kiosk) -> None:
    """A door waits for a letterbox code until everybody behind it is confirmed."""
    bente = move_in(kiosk, confirmed=False)
    ole = move_in(kiosk, "Ole", confirmed=False)
    move_in(kiosk, "Fatima", ST_TH)
    waiting = []
    with kiosk.store.write() as db:
        for someone in (bente, ole):
            waiting.append([door.address for door in residents.unconfirmed_doors(db)])
            residents.confirm_address(db, someone.resident_id, kiosk.clock.now())
        waiting.append([door.address for door in residents.unconfirmed_doors(db)])
    assert waiting == [[ST_TV], [ST_TV], []]


def test_own_wishes(kiosk: Kiosk) -> None:
    """Name, language and "only in person" are kept."""
    bente = move_in(kiosk)
    with kiosk.store.write() as db:
        assert residents.set_name(db, bente.resident_id, " Bente  Holm ").name == "Bente Holm"
        residents.set_language(db, bente.resident_id, "en")
        residents.set_in_person_only(db, bente.resident_id, True)
        found = residents.get(db, bente.resident_id)
        assert [someone.name for someone in residents.everybody(db)] == ["Bente Holm"]
    assert (found.language, found.in_person_only) == ("en", True)


def test_the_frozen_are_found_nowhere(kiosk: Kiosk) -> None:
    """Nobody finds somebody frozen but who sweeps; what the caretaker sees stays as it was."""
    bente = move_in(kiosk, confirmed=False, mobile="20123456")
    with kiosk.store.write() as db:
        residents.confirm_channel(db, bente.resident_id, "mobile")
        residents.freeze(db, bente.resident_id, kiosk.clock.now())
        someone = residents.get(db, bente.resident_id)
        assert someone.frozen
        assert residents.at_door(db, someone.door.id) == ()
        assert residents.ids_by_confirmed_mobile(db, "+4520123456") == ()
        assert residents.unconfirmed_doors(db) == (someone.door,)
        assert residents.joined_homes(db) == 1
        assert residents.everybody(db) == ()
        assert not residents.is_active(db, bente.resident_id)
        now = kiosk.clock.now()
        assert residents.frozen_before(db, now) == ()
        assert residents.frozen_before(db, now + timedelta(seconds=1)) == (bente.resident_id,)


def test_the_deleted_are_gone(kiosk: Kiosk) -> None:
    """Whoever is deleted cannot be found, and their id goes to nobody else."""
    bente = move_in(kiosk)
    with kiosk.store.write() as db:
        residents.delete(db, bente.resident_id)
    with pytest.raises(Refusal) as told, kiosk.store.read() as db:
        residents.get(db, bente.resident_id)
    assert told.value.code == "resident-gone"
    assert move_in(kiosk, "Ole").resident_id > bente.resident_id


def test_not_seen_for_long(kiosk: Kiosk, clock: FakeClock) -> None:
    """Retention finds who was last here before a day."""
    bente = move_in(kiosk)
    clock.advance(timedelta(days=400))
    ole = move_in(kiosk, "Ole")
    today = clock.today("Europe/Copenhagen")
    with kiosk.store.write() as db:
        assert [who.id for who in residents.not_seen_since(db, today)] == [bente.resident_id]
        residents.seen(db, bente.resident_id, today)
        assert residents.not_seen_since(db, today) == ()
        both = residents.not_seen_since(db, today + timedelta(days=1))
    assert [who.id for who in both] == [bente.resident_id, ole.resident_id]


def joined(kiosk: Kiosk) -> str | None:
    """Return what the lobby says of how many have joined."""
    with kiosk.store.read() as db:
        return board.facts(db).get("joined")


def test_the_barometer_moves_at_night(kiosk: Kiosk, clock: FakeClock) -> None:
    """Registering does not move the barometer, nor does a restart; the next day does."""
    move_in(kiosk)
    residents.refresh_barometer(kiosk)
    assert joined(kiosk) == "1"
    move_in(kiosk, "Ole", ST_TH)
    residents.refresh_barometer(kiosk)
    assert joined(kiosk) == "1"
    clock.advance(timedelta(hours=11))  # 23.45
    residents.refresh_barometer(kiosk)
    assert joined(kiosk) == "1"
    clock.advance(timedelta(hours=1))
    residents.refresh_barometer(kiosk)
    assert joined(kiosk) == "2"
