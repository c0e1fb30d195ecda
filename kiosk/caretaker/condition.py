"""How the kiosk is doing, at a glance: what a caretaker can mend, and never about whom.

A few small reads, because the caretaker's first screen asks each time it is shown. What takes
longer is the log's to tell, and the doctor's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from kiosk import account, estate, letters, machine, printing
from kiosk.caretaker import audit
from kiosk.caretaker.cards import AuditEntry, Flaw, Shift
from kiosk.caretaker.recovery import newest_recovery
from kiosk.caretaker.shifts import on_duty
from kiosk.house import Kiosk
from kiosk.letters import ChannelHealth, Fault
from kiosk.printing import PrinterState
from kiosk.settings import Settings

LATE: Final = timedelta(minutes=15)  # an alert should arrive within a minute
NO_PRINTER: Final = "none:"
LOG_SHOWN: Final = 999  # entries; `kiosk audit` prints them all


class Thing(StrEnum):
    """What there is to look at, the most urgent first."""

    OFFICE = "office"
    PRINTER = "printer"
    SLIPS = "slips"
    SMS = "sms"
    EMAIL = "email"
    PUSH = "push"
    DISK = "disk"
    CLOCK = "clock"
    BACKUP = "backup"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Health:
    """How the kiosk is.

    Args:
        now: the clock, in the estate's time.
        office: whether somebody prints, sends and serves.
        printer: how the printer is, as it last said; None where there is none.
        waiting: how many slips wait for it.
        lost: how many slips for everybody went wrong.
        letters: how the outbox is, by channel.
        carried: the channels that are set up.
        backup_days: how old the newest backup is; None where there is none.
        has_code: whether a recovery code opens backups.
        free: bytes on the disk.
        clock: whether the clock has gone right.
    """

    now: datetime
    office: bool
    printer: PrinterState | None
    waiting: int
    lost: int
    letters: tuple[ChannelHealth, ...]
    carried: frozenset[str]
    backup_days: int | None
    has_code: bool
    free: int
    clock: bool

    @property
    def needs(self) -> tuple[Thing, ...]:
        """What needs a hand, the most urgent first."""
        well = {
            Thing.OFFICE: self.office,
            Thing.PRINTER: self.printer in {None, PrinterState.READY, PrinterState.UNKNOWN},
            Thing.SLIPS: not self.lost,
            Thing.DISK: self.free >= machine.ENOUGH_DISK,
            Thing.CLOCK: self.clock,
            Thing.BACKUP: self.backup_days is not None and self.backup_days <= machine.FRESH_DAYS,
            Thing.RECOVERY: self.has_code,
        }
        well |= {Thing(each.channel): not self._ails(each) for each in self.letters}
        return tuple(thing for thing in Thing if not well.get(thing, True))

    def _ails(self, channel: ChannelHealth) -> bool:
        """Whether letters wait for too long, one after the other cannot go, or it is closed."""
        late = channel.oldest is not None and self.now - channel.oldest > LATE
        closed = channel.fault not in {None, Fault.BUSY}  # who is busy lets them go in a while
        return channel.channel in self.carried and (late or closed or channel.failing)


@dataclass(frozen=True, slots=True)
class Log:
    """The log of what caretakers did.

    Args:
        entries: the newest ones, the newest first.
        flaw: what is not as it was written; None for a whole log.
        sure: whether that could be told.
    """

    entries: tuple[AuditEntry, ...]
    flaw: Flaw | None
    sure: bool


def health(kiosk: Kiosk, shift: Shift) -> Health:
    """Return how the kiosk is.

    Raises:
        Refusal: the shift is over.
    """
    settings, now = kiosk.settings, kiosk.clock.now()
    newest = machine.newest_backup(settings)
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        has_printer = settings.printer.url != NO_PRINTER
        return Health(
            now=now.astimezone(ZoneInfo(estate.timezone(kiosk))),
            office=machine.is_office_running(settings.home),
            printer=printing.printer_here(db, kiosk) if has_printer else None,
            waiting=printing.waiting(db),
            lost=len(printing.lost_for_all(db)),
            letters=letters.outbox(db, now),
            carried=_carried(settings),
            backup_days=max(0, (now - newest[0]).days) if newest else None,
            has_code=newest_recovery(db) is not None,
            free=machine.free_disk(settings.home),
            clock=account.is_clock_trusted(db, kiosk),
        )


def log(kiosk: Kiosk, shift: Shift) -> Log:
    """Return what caretakers did, the newest first, and whether the log of it is whole.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.steady():
        with kiosk.store.read() as db:
            on_duty(db, kiosk, shift)
        flaw, sure = None, True
        try:
            flaw = audit.verify(kiosk)
        except OSError:  # what is noted apart from the database cannot be read
            sure = False
        return Log(audit.entries(kiosk, LOG_SHOWN), flaw, sure)


def _carried(settings: Settings) -> frozenset[str]:
    """Return the channels that something is set up for."""
    pages = settings.phone.address or settings.demo
    return letters.ways(settings) | ({Thing.PUSH.value} if pages else set())
