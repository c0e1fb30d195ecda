"""What tests of real processes wait for, and where their pages are served."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

PATIENCE_S = 30.0


def until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds; false where it does not within the patience of a test."""
    ends = time.monotonic() + PATIENCE_S
    while not holds() and time.monotonic() < ends:
        time.sleep(0.02)
    return holds()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Return whether pages are served there."""
    try:
        return 200 == httpx.get(f"http://127.0.0.1:{port}/").status_code
    except httpx.TransportError:
        return False


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Leave no process behind, also where a test fails."""
    try:
        yield
    finally:
        process.kill()
