"""How the kiosk is doing: what needs a hand, the log of what was done, and never about whom."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import account, board, caretaker, machine, printing
from kiosk.caretaker import Act, Flaw, Harm, Health, Poster, Shift, Thing
from kiosk.caretaker.condition import LATE
from kiosk.house import Kiosk
from kiosk.letters import ChannelHealth, Fault, Undeliverable
from kiosk.printing import PrinterState, Spool
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.settings import LetterSettings
from screens import paper
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.caretaker.duty import looked_after, on_duty
from tests.kiosk.letters.test_courier import Bag, write
from tests.kiosk.letters.test_health import carry
from tests.kiosk.trust.neighbours import query_plans, whole_tables
from tests.people import an_estate, move_in

STICK = Path("/media/stick/nabokiosk-2026-11-23.backup")
WELL = Health(
    now=MONDAY,
    office=True,
    printer=PrinterState.READY,
    waiting=3,
    lost=0,
    letters=(ChannelHealth("sms", 1, MONDAY, 1, failing=False),),
    carried=frozenset({"sms"}),
    backup_days=machine.FRESH_DAYS,
    has_code=True,
    free=machine.ENOUGH_DISK,
    clock=True,
)


def channel(
    oldest: timedelta | None = None, *, failing: bool = False, fault: Fault | None = None
) -> ChannelHealth:
    """Return how text messages are, of which the oldest has waited for a while."""
    since = MONDAY - oldest if oldest is not None else None
    return ChannelHealth("sms", int(oldest is not None), since, 0, failing=failing, fault=fault)


@pytest.fixture
def shift(kiosk: Kiosk) -> Shift:
    """A caretaker on duty."""
    an_estate(kiosk)
    return on_duty(kiosk)


def with_printer(kiosk: Kiosk) -> Kiosk:
    """Return the kiosk with a printer and a way out for text messages."""
    settings = replace(
        kiosk.settings,
        printer=kiosk.settings.printer._replace(url="tcp://printer:9100"),
        letters=LetterSettings(sms_url="log:"),
    )
    return replace(kiosk, settings=settings)


class TestNeeds:
    """What a caretaker is asked to see to."""

    def test_all_is_well(self) -> None:
        """What waits for a moment, and a wrong number, need nobody's hand."""
        assert () == WELL.needs
        assert () == replace(WELL, printer=None).needs
        assert () == replace(WELL, letters=(channel(fault=Fault.BUSY),)).needs
        assert () == replace(WELL, printer=PrinterState.UNKNOWN).needs

    @pytest.mark.parametrize(
        ("health", "thing"),
        [
            (replace(WELL, office=False), Thing.OFFICE),
            (replace(WELL, printer=PrinterState.PAPER_LOW), Thing.PRINTER),
            (replace(WELL, printer=PrinterState.OFFLINE), Thing.PRINTER),
            (replace(WELL, lost=1), Thing.SLIPS),
            (replace(WELL, letters=(channel(LATE + timedelta(seconds=1)),)), Thing.SMS),
            (replace(WELL, letters=(channel(failing=True),)), Thing.SMS),
            (replace(WELL, letters=(channel(fault=Fault.CREDIT),)), Thing.SMS),
            (replace(WELL, free=machine.ENOUGH_DISK - 1), Thing.DISK),
            (replace(WELL, clock=False), Thing.CLOCK),
            (replace(WELL, backup_days=machine.FRESH_DAYS + 1), Thing.BACKUP),
            (replace(WELL, backup_days=None), Thing.BACKUP),
            (replace(WELL, has_code=False), Thing.RECOVERY),
        ],
    )
    def test_each_thing_that_is_wrong_needs_a_hand(self, health: Health, thing: Thing) -> None:
        """And nothing else does."""
        assert (thing,) == health.needs

    def test_a_channel_that_is_not_set_up_is_no_fault(self) -> None:
        """What waits there is read at the kiosk."""
        late = (channel(timedelta(days=30), failing=True, fault=Fault.KEY),)
        assert () == replace(WELL, letters=late, carried=frozenset()).needs

    def test_the_most_urgent_comes_first(self) -> None:
        """Without an office nothing goes; a backup can wait until that is seen to."""
        found = replace(WELL, office=False, backup_days=None, lost=1).needs
        assert (Thing.OFFICE, Thing.SLIPS, Thing.BACKUP) == found


class TestHealth:
    """What is found."""

    def test_a_new_kiosk_wants_a_backup_and_a_code(self, kiosk: Kiosk, shift: Shift) -> None:
        """And an office, where only the lobby was started."""
        found = caretaker.health(kiosk, shift)
        assert (Thing.OFFICE, Thing.BACKUP, Thing.RECOVERY) == found.needs
        assert (None, "12:45") == (found.printer, f"{found.now:%H:%M}")

    def test_a_kiosk_that_is_looked_after_is_well(self, kiosk: Kiosk, shift: Shift) -> None:
        """With an office, a code and a backup nothing needs a hand."""
        with looked_after(kiosk):
            machine.note_backup(kiosk.settings, MONDAY - timedelta(days=3), STICK)
            found = caretaker.health(kiosk, shift)
        assert () == found.needs
        assert (True, 3, True) == (found.office, found.backup_days, found.has_code)
        assert found.free > 0

    def test_a_backup_from_tomorrow_is_new(self, kiosk: Kiosk, shift: Shift) -> None:
        """Where the clock was turned back, no age is less than nothing."""
        machine.note_backup(kiosk.settings, MONDAY + timedelta(days=3), STICK)
        assert 0 == caretaker.health(kiosk, shift).backup_days

    def test_how_the_printer_last_said_it_is(self, kiosk: Kiosk, shift: Shift) -> None:
        """Its state, what waits for it, and what it tore: numbers, and nothing of whose."""
        here = with_printer(kiosk)
        move_in(here, "Ole")
        caretaker.print_poster(here, shift, Poster.TEST)
        found = caretaker.health(here, shift)
        assert (PrinterState.UNKNOWN, 2, 0) == (found.printer, found.waiting, found.lost)
        printer = MemoryPrinter()
        printer.ends = Outcome.PARTLY
        spool = Spool(here, printer, paper.render)
        while spool.work_once():
            pass
        found = caretaker.health(here, shift)
        assert (PrinterState.READY, 0, 1) == (found.printer, found.waiting, found.lost)
        assert Thing.SLIPS in found.needs

    def test_letters_that_wait_too_long(self, kiosk: Kiosk, shift: Shift, clock: FakeClock) -> None:
        """A quarter of an hour, where they could go at all."""
        here = with_printer(kiosk)
        for _ in range(5):
            write(here)
        clock.advance(LATE)
        assert Thing.SMS not in caretaker.health(here, shift).needs
        clock.set(clock.instant + timedelta(seconds=1))
        assert Thing.SMS in caretaker.health(here, shift).needs
        assert Thing.SMS not in caretaker.health(kiosk, shift).needs

    def test_a_clock_that_jumped(self, kiosk: Kiosk, shift: Shift, clock: FakeClock) -> None:
        """For as long as nothing is deleted by it, the caretaker is asked to look at it."""
        account.sweep_old(kiosk)
        assert caretaker.health(kiosk, shift).clock
        clock.set(MONDAY + timedelta(days=400))
        account.sweep_old(kiosk)
        assert Thing.CLOCK in caretaker.health(kiosk, shift).needs
        for _ in range(24):
            clock.advance(timedelta(hours=1))
            account.sweep_old(kiosk)
        again = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Eva", "731905"), "731905")
        assert isinstance(again, Shift)
        assert caretaker.health(kiosk, again).clock

    def test_it_is_cheap(self, kiosk: Kiosk, shift: Shift) -> None:
        """A few small reads, none of which grows with what was printed and sent."""
        here = with_printer(kiosk)
        write(here)
        carry(here, Bag(), Undeliverable())
        caretaker.print_poster(here, shift, Poster.TEST)
        for tables in ("letters_letter", "printing_"):
            plans = query_plans(here, lambda: caretaker.health(here, shift), tables)
            assert plans
            assert {} == whole_tables(plans)

    def test_nothing_of_it_is_about_anybody(self, kiosk: Kiosk, shift: Shift) -> None:
        """However much is said to people, its words and addresses stay out of it."""
        here = with_printer(kiosk)
        move_in(here, "Canaryole", mobile="20998877")
        write(here)
        carry(here, Bag(), Undeliverable())
        told = repr((caretaker.health(here, shift), caretaker.log(here, shift)))
        assert [] == [each for each in ("Canary", "998877", "+45", "Lærkevej") if each in told]


class TestLog:
    """What was done."""

    def test_the_newest_comes_first(self, kiosk: Kiosk, shift: Shift) -> None:
        """With whoever did it, by number; and the log is whole."""
        caretaker.print_poster(kiosk, shift, Poster.TEST)
        found = caretaker.log(kiosk, shift)
        assert [Act.PRINTED, Act.LOGGED_IN, Act.APPOINTED] == [each.act for each in found.entries]
        assert (None, True) == (found.flaw, found.sure)

    def test_a_log_that_was_tampered_with(self, kiosk: Kiosk, shift: Shift) -> None:
        """The first entry that does not hold is told."""
        with kiosk.store.write() as db:
            db.connection().execute(sa.text("UPDATE caretaker_audit SET act = 'logged in'"))
        assert Flaw(1, Harm.ALTERED) == caretaker.log(kiosk, shift).flaw

    def test_where_nobody_can_tell_it_says_so(self, kiosk: Kiosk, shift: Shift) -> None:
        """What is noted apart from the database may not be readable; the entries still are."""
        witness = kiosk.settings.home / "log-witness"
        witness.unlink()
        witness.mkdir()
        found = caretaker.log(kiosk, shift)
        assert (False, 2) == (found.sure, len(found.entries))


def test_the_lobby_shows_none_of_it(kiosk: Kiosk, shift: Shift) -> None:
    """How the kiosk is doing is the caretaker's alone; the board holds nothing of it."""
    with kiosk.store.write() as db:
        printing.queue(db, kiosk, "test", {"printer": "none:"}, "da")
    caretaker.health(kiosk, shift)
    with kiosk.store.read() as db:
        assert not {"office", "backup", "printer", "letters"} & set(board.facts(db))
