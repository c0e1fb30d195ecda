"""A program that runs beside this one for as long as it does: started again when it dies.

It lives by a pipe that only this process holds open, so it ends with us however we end. A thread
waits for it to end, and starts it again after a pause that grows while it keeps dying; only when
one is dead does the next one start, so there are never two.
"""

import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

FIRST_PAUSE_S: Final = 1.0  # whoever told both of us to stop has told us by then
LONGEST_PAUSE_S: Final = 60.0
LIVED_S: Final = 60.0  # whatever lived this long did not die of how it was started
ENDS_S: Final = 5.0  # a slip in the middle of a slow printer is given this long


def pause(before: float, lived: float) -> float:
    """Return the seconds to wait until a program that has died is started again.

    Args:
        before: the seconds that were waited for the one that died.
        lived: the seconds that it lived.
    """
    if lived >= LIVED_S:
        return FIRST_PAUSE_S
    return min(max(before * 2, FIRST_PAUSE_S), LONGEST_PAUSE_S)


class Child:
    """The program: started late, kept running, ended with us.

    Args:
        command: what to run; it is to end when its standard input does.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._starting = threading.Lock()  # held, so that none starts once we are ending
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start it, and keep it running from now on."""
        self._keeper.start()

    def _keep(self) -> None:
        waited = 0.0
        while not self._ending.wait(waited):
            began = time.monotonic()
            with suppress(OSError):  # no memory for it at this moment
                self._run()
            waited = pause(waited, time.monotonic() - began)

    def _run(self) -> None:
        """Run it until it ends; not at all once we are ending."""
        with self._starting:
            if self._ending.is_set():
                return
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        with self._process:
            self._process.wait()

    def __enter__(self) -> Self:
        """Return it, not yet started."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the pipe that it lives by, and wait for it to finish what it is at."""
        with self._starting:
            self._ending.set()
        if self._process is None:
            return
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        self._process.stdin.close()
        self._keeper.join(ENDS_S)
        if self._keeper.is_alive():
            self._process.terminate()
