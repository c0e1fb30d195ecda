"""The office: what goes on behind the screen. It prints, carries letters, serves and tidies up.

A process of its own, so that a printer that hangs never holds up a key press. It meets the lobby
only in the database. As the lobby's child it lives by a pipe that only the lobby holds open: when
that ends, by any kind of death, the office finishes its slip and ends. A database that is away for
a moment is waited for.
"""

import asyncio
import logging
import os
import signal
import stat
from collections.abc import Awaitable, Callable
from typing import Final

from kiosk import account, handover, letters, printing, push, trust, upkeep, vacations, visits
from kiosk.boot import open_kiosk
from kiosk.changes import Changes
from kiosk.house import Kiosk
from kiosk.printing.port import Printer
from kiosk.printing.printers import NoPrinter, open_printer
from kiosk.refusals import Refusal
from kiosk.settings import Settings

POLL_S: Final = 0.3  # people wait for a slip
PUSH_POLL_S: Final = 1.0
CODES_POLL_S: Final = 1.0  # and for the code that brings a new PIN
UNWRITTEN_S: Final = 2.0  # between two looks while nobody writes: a next try may be due
RETRY_S: Final = 5.0  # after the printer or the database was away
MINUTE_S: Final = 60.0
HOUR_S: Final = 3600.0
STDIN: Final = 0

log = logging.getLogger(__name__)


Serve = Callable[[Kiosk, asyncio.Event], Awaitable[None]]


def run(settings: Settings, render: printing.Render, serve: Serve | None = None) -> int:
    """Run the office until its parent ends or it is told to stop; return its exit status.

    Args:
        settings: which home.
        render: how a slip looks; handed in because the kiosk knows no screen.
        serve: serves the phone's pages until the event is set; likewise.

    Raises:
        Refusal: the database cannot be opened.
    """
    kiosk = open_kiosk(settings)
    printer = _printer(settings)
    try:
        asyncio.run(Office(kiosk, printer, render, serve).work())
    finally:
        printer.close()
        kiosk.store.close()
    return 0


def _printer(settings: Settings) -> Printer:
    """Open the printer; one that the office cannot use must not keep the letters waiting too."""
    try:
        return open_printer(settings)
    except Refusal as refusal:
        log.error("%s: slips wait", refusal.code)  # noqa: TRY400 - the sentence is doctor's to say
        return NoPrinter()


class Office:
    """The loops of the office, each at its own pace.

    Each channel has a courier of its own, so that none waits for another's network.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        printer: Printer,
        render: printing.Render,
        serve: Serve | None = None,
        service: push.Service | None = None,
    ) -> None:
        self._serve = serve
        self._spool = printing.Spool(kiosk, printer, render)
        self._couriers = [
            letters.Courier(kiosk, {channel: carrier})
            for channel, carrier in letters.open_carriers(kiosk.settings).items()
        ]
        self._pusher = letters.Courier(kiosk, {"push": push.open_carrier(kiosk, service)})
        self._kiosk = kiosk
        self._stop = asyncio.Event()

    async def work(self) -> None:
        """Work until told to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)
        if _is_pipe(STDIN):
            loop.add_reader(STDIN, self._heard)
        async with asyncio.TaskGroup() as tasks:
            workers: list[tuple[printing.Spool | letters.Courier, float]] = [
                (self._spool, POLL_S),
                *((courier, POLL_S) for courier in self._couriers),
                (self._pusher, PUSH_POLL_S),
            ]
            for worker, pause in workers:
                tasks.create_task(self._keep(worker.work_once, pause, worker.recover, self._due()))
            tasks.create_task(self._keep(self._each_second, CODES_POLL_S, due=self._due()))
            tasks.create_task(self._keep(self._each_minute, MINUTE_S))
            tasks.create_task(self._keep(self._each_hour, HOUR_S))
            tasks.create_task(self._keep_serving())

    def _due(self) -> Callable[[], bool]:
        """Return what tells one worker whether the database is worth another look."""
        return Changes(self._kiosk.store.file, UNWRITTEN_S).due

    def _heard(self) -> None:
        """Stop when the pipe from the lobby ends."""
        if not os.read(STDIN, 512):
            asyncio.get_running_loop().remove_reader(STDIN)
            self._stop.set()

    async def _keep(
        self,
        work: Callable[[], bool],
        pause: float,
        first: Callable[[], None] | None = None,
        due: Callable[[], bool] = lambda: True,
    ) -> None:
        """Do some work again and again: at once while there is more, after `pause` when not.

        Args:
            work: does some, and returns whether there may be more.
            pause: seconds.
            first: what is done once, before.
            due: whether to look for work at all.
        """
        while not self._stop.is_set():
            wait = pause
            try:
                if first is not None:
                    await asyncio.to_thread(first)
                    first = None
                more = due() and await asyncio.to_thread(work)
                wait = 0 if more else pause
            except Exception as fault:  # noqa: BLE001 - a database that is away comes back
                log.warning("%s: %s, trying again", work.__name__, type(fault).__name__)
                wait = max(pause, RETRY_S)
            if wait:
                await self._rest(wait)

    async def _keep_serving(self) -> None:
        """Serve the pages; should serving end by a fault, begin again."""
        while self._serve is not None and not self._stop.is_set():
            try:
                await self._serve(self._kiosk, self._stop)
            except Exception as fault:  # noqa: BLE001 - slips and letters go on meanwhile
                log.warning("pages: %s, trying again", type(fault).__name__)
            await self._rest(RETRY_S)

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return

    def _each_second(self) -> bool:
        """Write to whoever has asked for a code: they stand there and wait."""
        account.settle_codes(self._kiosk)
        return False

    def _each_minute(self) -> bool:
        """Keep the stopwatch, so that the rest of a wait outlives a power cut; settle new PINs.

        And write to those whom somebody invited by mobile or e-mail, and remind helpers.
        """
        visits.tick(self._kiosk)
        account.settle_resets(self._kiosk)
        trust.send_letters(self._kiosk)
        vacations.remind(self._kiosk)
        handover.sweep(self._kiosk)
        return False

    def _each_hour(self) -> bool:
        """Forget what has had its time, if the clock can be trusted."""
        if upkeep.tend(self._kiosk):
            self._spool.tidy()
            letters.tidy(self._kiosk)
        return False


def _is_pipe(handle: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(handle).st_mode)
    except OSError:
        return False
