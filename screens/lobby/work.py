"""One thing at a time: what an answer sets going, the keys pressed meanwhile, and how it ends.

Work runs as a task of its own, so that the screen goes on painting. It is never cancelled, since
a write in a thread would commit all the same. When the visit ends under it, it is let go: it runs
to its end, and nothing of it reaches a screen any more.
"""

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from textual import events

from kiosk.refusals import Refusal
from kiosk.words import N_
from screens.lobby import incidents
from screens.lobby.screen import KioskScreen, VisitOver
from screens.lobby.widgets.frame import Foot

if TYPE_CHECKING:
    from screens.lobby.app import LobbyApp

Task = Coroutine[Any, Any, None]

PROGRESS_SECONDS = 0.5  # a wait shorter than this needs no sign of life
KEYS_KEPT = 40
FAULTS_BORNE = 2  # in a row, before the kiosk gives up and is started again

WAIT = N_("One moment")


class Work:
    """What is being worked on for the person at the kiosk."""

    def __init__(self, app: "LobbyApp") -> None:
        self._app = app
        self._now: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._keys: deque[events.Key] = deque(maxlen=KEYS_KEPT)
        self._patience = 0.0
        self._sign: asyncio.TimerHandle | None = None
        self._foot: Foot | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._now is not None

    @property
    def let_go(self) -> bool:
        """Whether the caller belongs to work that nobody waits for any more."""
        task = asyncio.current_task()
        return task in self._tasks and task is not self._now

    def begin(self, screen: KioskScreen, work: Task) -> None:
        """Begin `work` for `screen`; a second answer meanwhile is a press too many."""
        if self._now is not None:
            work.close()
            return
        self._patience = time.monotonic() + PROGRESS_SECONDS
        loop = asyncio.get_running_loop()
        self._sign = loop.call_later(PROGRESS_SECONDS, self._show_progress, 0)
        self._now = self._keep(self._carry(screen, work))

    def release(self) -> None:
        """Let go of what is under way, and of the keys kept for it."""
        self._now = None
        self._keys.clear()
        self._hide_progress()

    def aside(self, work: Task) -> None:
        """Do something that nobody waits for."""
        self._keep(self._quietly(work))

    def keep_key(self, event: events.Key) -> bool:
        """Keep a key pressed while something is under way; impatient ones are dropped."""
        if self._now is None:
            return False
        if time.monotonic() < self._patience:
            self._keys.append(event.copy())
        return True

    def _keep(self, work: Task) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _carry(self, screen: KioskScreen, work: Task) -> None:
        await asyncio.sleep(0)  # `begin` has to know this task before it does anything
        faults = 0
        faults += not await self._try(screen, work)
        while self._app.walk.pending and not self.let_go and faults <= FAULTS_BORNE:
            faults += not await self._try(screen, self._app.walk.turn())
        if self.let_go:
            return
        self._now = None
        self._hide_progress()
        if faults > FAULTS_BORNE:
            self._app.give_up(RuntimeError("no screen can be shown"))
            return
        keys, self._keys = self._keys, deque(maxlen=KEYS_KEPT)
        for event in keys:  # whoever begins something again keeps the rest, in order
            self._app.pass_on(event)

    async def _try(self, screen: KioskScreen, work: Task) -> bool:
        """Carry `work` out; False where it met a fault of ours."""
        try:
            await work
        except VisitOver:
            pass
        except Refusal as refusal:
            if self.let_go:
                pass
            elif refusal.code == "visit-over":
                self._app.end_visit()
            else:
                screen.refuse(refusal)
        except Exception as fault:  # noqa: BLE001 - a public kiosk outlives its own faults
            number = incidents.record(fault)
            if not self.let_go:
                self._app.forget_visit()
                self._app.walk.begin_again("sorry", number=number)
                return False
        return True

    async def _quietly(self, work: Task) -> None:
        try:
            await work
        except Exception as fault:  # noqa: BLE001 - nobody waits for it; the log tells
            incidents.record(fault)

    def _show_progress(self, step: int) -> None:
        if self._now is None or not self._app.is_running:
            return
        self._foot = self._app.screen.query_one(Foot)
        self._foot.say(f"{self._app.language.say(WAIT)} {'.' * (1 + step % 3)}", "busy")
        loop = asyncio.get_running_loop()
        self._sign = loop.call_later(PROGRESS_SECONDS, self._show_progress, step + 1)

    def _hide_progress(self) -> None:
        if self._sign is not None:
            self._sign.cancel()
        if self._foot is not None and self._foot.has_class("-busy"):
            self._foot.wipe()
        self._foot = None
