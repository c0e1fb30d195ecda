"""How the outbox is, channel by channel: counts and since when, and never whose a letter is."""

from datetime import timedelta

import pytest

from kiosk import letters
from kiosk.house import Kiosk
from kiosk.letters import ChannelHealth, Closed, Courier, Fault, Undeliverable, Unsure
from kiosk.letters.health import FEW
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.letters.test_courier import QUARTER, Bag, write
from tests.kiosk.trust.neighbours import query_plans, whole_tables


def sms(kiosk: Kiosk) -> ChannelHealth:
    """Return how text messages are."""
    with kiosk.store.read() as db:
        return next(each for each in letters.outbox(db, kiosk.clock.now()) if each.channel == "sms")


def carry(kiosk: Kiosk, bag: Bag, fault: BaseException | None = None) -> None:
    """Let the courier try what waits, with a carrier that may fail."""
    bag.fault = fault
    courier = Courier(kiosk, {"sms": bag})
    while courier.work_once():
        pass


def several(kiosk: Kiosk, number: int = FEW) -> None:
    """Queue so many letters as are told of, or another number."""
    for _ in range(number):
        write(kiosk)


def test_each_channel_stands_for_itself(kiosk: Kiosk) -> None:
    """One that nothing goes by is well, and so is an empty outbox."""
    several(kiosk)
    with kiosk.store.read() as db:
        assert (
            ChannelHealth("sms", FEW, MONDAY, 0, failing=False),
            ChannelHealth("email", 0, None, 0, failing=False),
            ChannelHealth("push", 0, None, 0, failing=False),
        ) == letters.outbox(db, kiosk.clock.now())


def test_fewer_than_five_are_nobodys_business(kiosk: Kiosk) -> None:
    """Whether one letter was written, could not go or was taken back cannot be seen."""
    none = sms(kiosk)
    several(kiosk, FEW - 1)
    assert none == sms(kiosk)
    bag = Bag()
    bag.fault = Closed(Fault.CREDIT)
    Courier(kiosk, {"sms": bag}).work_once()
    assert none == sms(kiosk)
    carry(kiosk, Bag(), Undeliverable())
    assert none == sms(kiosk)


def test_what_waits_is_counted_since_the_oldest(kiosk: Kiosk, clock: FakeClock) -> None:
    """What has gone does not wait, and neither does a code that is dead by now."""
    several(kiosk)
    carry(kiosk, Bag())
    assert (0, None) == (sms(kiosk).waiting, sms(kiosk).oldest)
    write(kiosk, useful_for=QUARTER)
    clock.advance(timedelta(minutes=5))
    several(kiosk)
    assert (FEW + 1, MONDAY) == (sms(kiosk).waiting, sms(kiosk).oldest)
    clock.advance(QUARTER)
    assert (FEW, MONDAY + timedelta(minutes=5)) == (sms(kiosk).waiting, sms(kiosk).oldest)


@pytest.mark.parametrize("outcome", [Undeliverable, Unsure])
def test_what_failed_for_good_is_told_for_a_week(
    kiosk: Kiosk, clock: FakeClock, outcome: type[Exception]
) -> None:
    """A count, and nothing else of it; what nobody is sure of counts, too."""
    several(kiosk)
    carry(kiosk, Bag(), outcome())
    assert (0, FEW) == (sms(kiosk).waiting, sms(kiosk).failed)
    clock.advance(timedelta(days=7))
    assert 0 == sms(kiosk).failed


def test_a_channel_fails_when_nothing_goes_any_more(kiosk: Kiosk) -> None:
    """A wrong number now and then is none of its faults; the next that goes ends it."""
    for number in range(FEW):
        assert not sms(kiosk).failing, number
        write(kiosk)
        carry(kiosk, Bag(), Undeliverable())
    assert sms(kiosk).failing
    write(kiosk)
    carry(kiosk, Bag())
    assert (FEW, False) == (sms(kiosk).failed, sms(kiosk).failing)
    write(kiosk)
    carry(kiosk, Bag(), Undeliverable())
    assert not sms(kiosk).failing


def test_what_is_wrong_with_a_channel_is_told_until_one_goes(
    kiosk: Kiosk, clock: FakeClock
) -> None:
    """The channel's fault, as the office found it; the letters wait on."""
    several(kiosk)
    bag = Bag()
    bag.fault = Closed(Fault.CREDIT)
    courier = Courier(kiosk, {"sms": bag})
    courier.work_once()
    assert (FEW, 0, Fault.CREDIT) == (sms(kiosk).waiting, sms(kiosk).failed, sms(kiosk).fault)
    clock.advance(timedelta(hours=1))
    bag.fault = None
    courier.work_once()
    assert (0, None) == (sms(kiosk).waiting, sms(kiosk).fault)


@pytest.mark.parametrize("failed", [0, FEW])
def test_no_table_is_read_whole_for_it(kiosk: Kiosk, failed: int) -> None:
    """However many letters have gone, the caretaker's first screen comes at once."""
    several(kiosk, failed)
    carry(kiosk, Bag(), Undeliverable())
    assert {} == whole_tables(query_plans(kiosk, lambda: sms(kiosk), "letters_letter"))
