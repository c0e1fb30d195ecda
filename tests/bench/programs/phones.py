"""Many phones at once, in a process of their own that stands behind all that is measured.

`python -m tests.bench.programs.phones PORT` reads a line of JSON: the cookies that the phones which
click are known by, how many they are, the passes and PINs of those who log in, and the seconds for
which each reads before it clicks or logs in again. Then each line `go` has them all begin, and is
answered once a page and a log-in came back; each line `rest` has them stop, and is answered by how
many came back since.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from kiosk.commands.serve import stand_behind
from tests.bench import servers
from tests.bench.load import Page, ask_once

Do = Callable[[], Awaitable[str]]
PATHS = ("/home", "/trust", "/vacations", "/look-after", "/favours", "/alerts", "/", "/account")


class Crowd:
    """The phones.

    Args:
        port: whose pages they ask for.
        cookies: the visits that those who click are in, one each by chance.
        clicking: how many click.
        passes: of those who log in, each with the PIN.
        reads_s: seconds between an answer and the next question.
    """

    def __init__(
        self,
        port: int,
        cookies: list[str],
        clicking: int,
        passes: list[tuple[str, str]],
        reads_s: float,
    ) -> None:
        self._port = port
        self._cookies = cookies
        self._reads_s = reads_s
        self._does = [self._click] * clicking
        self._does += [partial(self._log_in, *each) for each in passes]
        self._done: Counter[str] = Counter()
        self._busy: list[asyncio.Task[None]] = []
        self._at_it = asyncio.Event()

    async def obey(self) -> None:
        """Do as standard input says, until it ends."""
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            told = await (self._begin() if line.strip() == "go" else self._rest())
            print(json.dumps(told), flush=True)

    async def _begin(self) -> Mapping[str, object]:
        self._done.clear()
        self._at_it.clear()
        self._busy = [asyncio.create_task(self._again(do)) for do in self._does]
        first = asyncio.create_task(self._at_it.wait())
        await asyncio.wait([first, *self._busy], return_when=asyncio.FIRST_COMPLETED)
        return {}

    async def _rest(self) -> Mapping[str, object]:
        for task in self._busy:
            task.cancel()
        ended = await asyncio.gather(*self._busy, return_exceptions=True)
        faults = [str(each) for each in ended if not isinstance(each, asyncio.CancelledError)]
        return {**self._done, "faults": faults}

    async def _again(self, do: Do) -> None:
        await asyncio.sleep(random.random() * self._reads_s)
        while True:
            self._done[await do()] += 1
            if len(self._done) == len({"pages", "logins"}):
                self._at_it.set()
            await asyncio.sleep(self._reads_s)

    async def _click(self) -> str:
        page = Page(random.choice(PATHS), random.choice(self._cookies))
        await ask_once(self._port, page)
        return "pages"

    async def _log_in(self, code: str, pin: str) -> str:
        await asyncio.to_thread(servers.log_in, self._port, code, pin)
        return "logins"


async def main() -> None:
    """Gather them."""
    await Crowd(int(sys.argv[1]), **json.loads(sys.stdin.readline())).obey()


if __name__ == "__main__":
    stand_behind()  # in a stairwell they would be other machines
    asyncio.run(main())
