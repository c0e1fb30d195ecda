"""Letters wait for a carrier, go once, in their reader's language, and are forgotten."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from kiosk import letters
from kiosk.house import Kiosk
from kiosk.letters import (
    Channel,
    Closed,
    Courier,
    Fault,
    Later,
    Letter,
    LetterState,
    Undeliverable,
    Unsure,
    Unwanted,
)
from kiosk.letters.channels import LogCarrier
from kiosk.letters.tables import LetterRow
from kiosk.settings import LetterSettings
from kiosk.words import msg
from tests.conftest import FakeClock
from tests.kiosk.account import people

TEXT = msg("Take this slip with you.")
QUARTER = timedelta(minutes=15)


class Bag:
    """A carrier that keeps what it was given, or fails."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.fault: BaseException | None = None
        self.rested = False

    def carry(self, letter: Letter) -> None:
        """Keep a letter."""
        if self.fault is not None:
            raise self.fault
        self.letters.append(letter)

    def rest(self) -> None:
        """Note that nothing waits."""
        self.rested = True


class Died(BaseException):
    """The machine went down."""


def write(
    kiosk: Kiosk, language: str = "da", resident_id: int = 1, useful_for: timedelta | None = None
) -> int:
    """Queue a letter in a transaction of its own."""
    with kiosk.store.write() as db:
        return letters.queue(
            db, kiosk, resident_id, "sms", "+4520123456", TEXT, language, useful_for=useful_for
        )


def rows(kiosk: Kiosk) -> list[tuple[str, str]]:
    """Return each letter's state and address."""
    with kiosk.store.read() as db:
        return [(row.state, row.address) for row in db.exec(select(LetterRow)).all()]


@pytest.fixture
def bag() -> Bag:
    """A carrier for SMS."""
    return Bag()


@pytest.fixture
def courier(kiosk: Kiosk, bag: Bag) -> Courier:
    """A courier that has it."""
    return Courier(kiosk, {"sms": bag})


def test_a_letter_goes_once_in_its_readers_language(
    kiosk: Kiosk, courier: Courier, bag: Bag
) -> None:
    """Danish to one, English to the other, and then address and text are forgotten."""
    write(kiosk, "da")
    write(kiosk, "en")
    while courier.work_once():
        pass
    assert [letter.text for letter in bag.letters] == [
        "Tag sedlen med dig.",
        "Take this slip with you.",
    ]
    assert rows(kiosk) == [("sent", ""), ("sent", "")]


def test_without_a_carrier_letters_wait(kiosk: Kiosk) -> None:
    """Nothing is lost where no channel is set up."""
    write(kiosk)
    assert Courier(kiosk, {}).work_once() is False
    assert rows(kiosk) == [("waiting", "+4520123456")]


def test_a_letter_that_could_not_go_waits(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """A network that is down costs time and no letter."""
    write(kiosk)
    bag.fault = OSError()
    courier.work_once()
    bag.fault = None
    assert courier.work_once() is False
    clock.advance(timedelta(seconds=5))
    assert courier.work_once() is True
    assert len(bag.letters) == 1


def test_others_go_while_one_waits(kiosk: Kiosk, courier: Courier, bag: Bag) -> None:
    """A letter that could not go is put off, and is in nobody's way."""
    write(kiosk, "da")
    write(kiosk, "en")
    bag.fault = OSError()
    courier.work_once()
    bag.fault = None
    courier.work_once()
    assert [letter.text for letter in bag.letters] == ["Take this slip with you."]


def test_tries_come_further_apart(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """Seconds at first, then minutes, and never more than an hour, also when asked for more."""
    write(kiosk)
    bag.fault = OSError()
    waits = []
    for _ in range(14):
        courier.work_once()
        with kiosk.store.read() as db:
            again_at = db.exec(select(LetterRow.again_at)).one()
        assert again_at is not None
        waits.append((again_at - clock.now()).total_seconds())
        clock.instant = again_at
    assert [5, 10, 20, 40] == waits[:4]
    assert 3600 == waits[-1]
    bag.fault = Later(86_400)
    courier.work_once()
    clock.advance(timedelta(hours=1))
    bag.fault = None
    assert courier.work_once() is True


def test_a_clock_that_is_turned_back_holds_no_letter(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """What was put off by a clock in 2036 goes in 2026."""
    now = clock.now()
    clock.set(now + timedelta(days=3650))
    write(kiosk)
    bag.fault = OSError()
    courier.work_once()
    clock.set(now)
    bag.fault = None
    assert courier.work_once() is True
    assert len(bag.letters) == 1


def test_what_can_never_go_has_failed_and_is_emptied(
    kiosk: Kiosk, courier: Courier, bag: Bag
) -> None:
    """It is tried once, and says no more where it was going."""
    write(kiosk)
    bag.fault = Undeliverable()
    courier.work_once()
    assert rows(kiosk) == [("failed", "")]
    assert courier.work_once() is False


def test_what_nobody_waits_for_leaves_nothing(kiosk: Kiosk, courier: Courier, bag: Bag) -> None:
    """No failure is counted where somebody has switched a channel off."""
    write(kiosk)
    bag.fault = Unwanted()
    courier.work_once()
    assert rows(kiosk) == []


def test_old_news_is_given_up(kiosk: Kiosk, bag: Bag, clock: FakeClock) -> None:
    """A push message that could not go for a day is no news; an SMS waits on."""
    with kiosk.store.write() as db:
        letters.queue(db, kiosk, 1, "push", "1", TEXT, "da")
    write(kiosk)
    clock.advance(timedelta(hours=25))
    bag.fault = OSError()
    courier = Courier(kiosk, {"sms": bag, "push": bag})
    while courier.work_once():
        pass
    letters.tidy(kiosk)
    assert rows(kiosk) == [("waiting", "+4520123456")]


def test_what_was_of_use_for_a_while_is_dropped(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """A code that is dead is not sent when the network is back, and is no fault; the others go."""
    write(kiosk, useful_for=QUARTER)
    write(kiosk, "en")
    bag.fault = OSError()
    while courier.work_once():
        pass
    bag.fault = None
    clock.advance(QUARTER)
    while courier.work_once():
        pass
    assert ["Take this slip with you."] == [letter.text for letter in bag.letters]
    assert [("sent", "")] == rows(kiosk)


def test_until_then_it_goes(kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock) -> None:
    """Up to its last moment a code is tried as every letter is."""
    write(kiosk, useful_for=QUARTER)
    clock.advance(QUARTER - timedelta(seconds=1))
    assert courier.work_once()
    assert 1 == len(bag.letters)


def test_it_is_swept_where_nothing_carries_it(kiosk: Kiosk, clock: FakeClock) -> None:
    """No code stays in the outbox of a house that no letters leave; other letters wait."""
    write(kiosk, useful_for=QUARTER)
    write(kiosk)
    clock.advance(QUARTER)
    letters.tidy(kiosk)
    assert [("waiting", "+4520123456")] == rows(kiosk)


def test_a_courier_recovers_its_own_letters(kiosk: Kiosk, courier: Courier, bag: Bag) -> None:
    """One courier's start takes nothing out of another's hands."""
    write(kiosk)
    bag.fault = Died()
    with pytest.raises(Died):
        courier.work_once()
    Courier(kiosk, {"push": bag}).recover()
    assert rows(kiosk) == [("sending", "+4520123456")]


def test_a_letter_that_may_have_gone_goes_no_second_time(
    kiosk: Kiosk, courier: Courier, bag: Bag
) -> None:
    """After a death while sending, the letter is unsure and is not sent again."""
    write(kiosk)
    bag.fault = Died()
    with pytest.raises(Died):
        courier.work_once()
    bag.fault = None
    courier.recover()
    assert courier.work_once() is False
    assert rows(kiosk) == [(LetterState.UNSURE.value, "")]


def test_who_leaves_gets_no_more_letters(kiosk: Kiosk, courier: Courier, bag: Bag) -> None:
    """Letters to a resident who is gone are gone too; others' go."""
    write(kiosk, resident_id=1)
    write(kiosk, resident_id=2)
    with kiosk.store.write() as db:
        letters.forget(db, 1)
    while courier.work_once():
        pass
    assert len(bag.letters) == 1


def test_old_letters_are_swept(kiosk: Kiosk, courier: Courier, clock: FakeClock) -> None:
    """A month later nothing is left of what was sent."""
    write(kiosk)
    courier.work_once()
    clock.advance(timedelta(days=31))
    letters.tidy(kiosk)
    assert rows(kiosk) == []


def test_a_demo_home_writes_letters_to_a_file(kiosk: Kiosk, tmp_path: Path) -> None:
    """`log:` is a carrier in a demo home, and none in a real one."""
    settings = replace(kiosk.settings, letters=LetterSettings(sms_url="log:"))
    assert letters.open_carriers(replace(settings, demo=False)) == {}
    carriers = letters.open_carriers(settings)
    assert list(carriers) == ["sms"]
    assert isinstance(carriers["sms"], LogCarrier)
    write(kiosk)
    Courier(kiosk, {"sms": carriers["sms"]}).work_once()
    (line,) = (tmp_path / "letters.log").read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "to": "+4520123456",
        "by": "sms",
        "text": "Tag sedlen med dig.",
    }


def closed(kiosk: Kiosk) -> list[tuple[str, Fault, datetime]]:
    """Return what the caretaker may know of channels."""
    with kiosk.store.read() as db:
        return [(each.channel, each.fault, each.since) for each in letters.troubles(db)]


class TestClosed:
    """Nothing goes by a channel."""

    def test_its_letters_wait_and_go_when_it_does(
        self, kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
    ) -> None:
        """After hours without a network all of them go within a minute, and no try was counted."""
        for n in range(5):
            write(kiosk, resident_id=n)
        bag.fault = Closed(Fault.AWAY)
        for _ in range(120):
            while courier.work_once():
                pass
            clock.advance(timedelta(minutes=1))
        bag.fault = None
        for _ in range(60):
            while courier.work_once():
                pass
            clock.advance(timedelta(seconds=1))
        with kiosk.store.read() as db:
            assert {0} == set(db.exec(select(LetterRow.tries)))
        clock.advance(timedelta(minutes=1))
        while courier.work_once():
            pass
        assert 5 == len(bag.letters)
        assert [("sent", "")] * 5 == rows(kiosk)

    def test_it_is_left_alone_for_up_to_a_minute(
        self, kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
    ) -> None:
        """Letters that wait are not tried one by one against a wall."""
        for n in range(9):
            write(kiosk, resident_id=n)
        bag.fault = Closed(Fault.AWAY)
        tried = []
        for second in range(300):
            if courier.work_once():
                tried.append(second)
                assert courier.work_once() is False
            clock.advance(timedelta(seconds=1))
        assert [0, 5, 15, 35, 75, 135, 195, 255] == tried

    def test_one_bad_letter_holds_up_no_other(
        self, kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
    ) -> None:
        """Should a service blame us for one letter, the next ones go before it."""
        write(kiosk, "da")
        write(kiosk, "en")
        bag.fault = Closed(Fault.STRANGE)
        courier.work_once()
        bag.fault = None
        clock.advance(timedelta(seconds=5))
        courier.work_once()
        assert ["Take this slip with you."] == [each.text for each in bag.letters]

    def test_why_is_kept_for_the_caretaker_until_it_opens(
        self, kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
    ) -> None:
        """The channel and what is wrong with it; since when, also if that changes; no letter."""
        write(kiosk)
        began = clock.now()
        for fault in (Fault.AWAY, Fault.KEY):
            bag.fault = Closed(fault)
            courier.work_once()
            assert [("sms", fault, began)] == closed(kiosk)
            clock.advance(timedelta(minutes=11))
        bag.fault = None
        courier.work_once()
        assert [] == closed(kiosk)

    def test_others_go_meanwhile(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """A gateway that is down keeps no e-mail back, by one courier or by two."""
        sms, email = Bag(), Bag()
        sms.fault = Closed(Fault.CREDIT)
        courier = Courier(kiosk, {"sms": sms, "email": email})
        with kiosk.store.write() as db:
            for channel in ("sms", "email", "email"):
                letters.queue(db, kiosk, 1, channel, "x", TEXT, "da")
        while courier.work_once():
            clock.advance(timedelta(seconds=1))
        assert (0, 2) == (len(sms.letters), len(email.letters))

    def test_a_service_that_asks_for_longer_gets_it(
        self, kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
    ) -> None:
        """But never more than an hour."""
        write(kiosk)
        bag.fault = Closed(Fault.BUSY, 86_400)
        courier.work_once()
        bag.fault = None
        clock.advance(timedelta(minutes=59))
        assert courier.work_once() is False
        clock.advance(timedelta(hours=2))
        assert courier.work_once() is True


@pytest.mark.parametrize("outcome", [None, OSError(), Closed(Fault.AWAY), Undeliverable()])
def test_what_became_of_a_letter_is_saved_before_another_is_begun(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock, outcome: Exception | None
) -> None:
    """A disk that is full when it comes back makes no letter go twice, and loses none."""
    write(kiosk, "da")
    bag.fault = outcome
    sound, dying = courier._kiosk, people.dying(kiosk, 1, begin_last=True)
    courier._kiosk = dying
    with pytest.raises(people.Killed):
        courier.work_once()
    courier._kiosk, bag.fault = sound, None
    for _ in range(3):
        clock.advance(timedelta(minutes=5))
        courier.work_once()
    assert (0 if isinstance(outcome, Undeliverable) else 1) == len(bag.letters)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_old_news_is_not_sent(kiosk: Kiosk, clock: FakeClock, channel: Channel) -> None:
    """A home whose channel is set up late does not send a year of letters, and keeps none."""
    bag = Bag()
    with kiosk.store.write() as db:
        letters.queue(db, kiosk, 1, channel, "x", TEXT, "da")
    clock.advance(timedelta(days=3, seconds=1))
    with kiosk.store.write() as db:
        letters.queue(db, kiosk, 2, channel, "y", TEXT, "da")
    courier = Courier(kiosk, {channel: bag})
    while courier.work_once():
        pass
    assert ["y"] == [each.address for each in bag.letters]
    letters.tidy(kiosk)
    assert [("sent", "")] == rows(kiosk)


def test_a_letter_that_alone_is_disliked_is_given_up(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """A service that says "oh" to one letter does not shut its channel for ever."""
    write(kiosk)
    bag.fault = Closed(Fault.STRANGE)
    for _ in range(30):
        courier.work_once()
        clock.advance(timedelta(hours=2))
    assert [("failed", "")] == rows(kiosk)


def test_a_letter_that_nobody_is_sure_of_is_not_sent_again(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """It may have gone; where to and what it said is forgotten."""
    write(kiosk)
    bag.fault = Unsure()
    courier.work_once()
    clock.advance(timedelta(days=1))
    assert courier.work_once() is False
    assert [("unsure", "")] == rows(kiosk)


def test_a_fault_of_ours_holds_up_no_other_letter(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """It is not hidden, the letter that it befell is not tried again, and others are spared it."""
    write(kiosk, "da")
    write(kiosk, "en")
    bag.fault = ValueError("a mistake")
    with pytest.raises(ValueError, match="a mistake"):
        courier.work_once()
    assert courier.work_once() is False
    bag.fault = None
    clock.advance(timedelta(seconds=5))
    courier.work_once()
    assert ["Take this slip with you."] == [each.text for each in bag.letters]
    assert [("unsure", ""), ("sent", "")] == rows(kiosk)


def test_a_letter_that_is_turned_away_for_a_day_has_failed(
    kiosk: Kiosk, courier: Courier, bag: Bag, clock: FakeClock
) -> None:
    """A service that never takes it and never says so is not asked for ever."""
    write(kiosk)
    bag.fault = Later(0)
    tries = 0
    while courier.work_once():
        tries += 1
        clock.advance(timedelta(hours=1))
    assert 24 == tries
    assert [("failed", "")] == rows(kiosk)


def test_nothing_is_held_open_while_no_letter_waits(
    kiosk: Kiosk, courier: Courier, bag: Bag
) -> None:
    """The carrier hears of it when the last one has gone."""
    write(kiosk)
    courier.work_once()
    assert not bag.rested
    courier.work_once()
    assert bag.rested
