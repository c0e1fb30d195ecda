"""Phones that ask for pages, as light as they can be made: sockets that stay open, and no more.

Whoever measures a server must not be what is slow, so nothing is parsed here but the status and
the length of an answer.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from tests.bench.figures import percentile

OK = 200
END_OF_HEAD = b"\r\n\r\n"


class LoadError(Exception):
    """A server closed the line, or answered otherwise than with the page."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many bytes an answer had on the line, all together and without its head."""

    whole: int = 0
    body: int = 0


@dataclass(slots=True)
class Load:
    """What came of asking.

    Args:
        took: seconds of the whole.
        seconds: of each answer, from the first byte of the question to the last of the answer.
        size: of the last answer.
    """

    took: float = 0.0
    seconds: list[float] = field(default_factory=list)
    size: Size = Size()

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.took

    @property
    def p99(self) -> float:
        """Seconds of the slowest answers."""
        return percentile(self.seconds, 99)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to ask for.

    Args:
        path: where it is.
        cookies: what the browser brings, "" for somebody of whom nothing is known.
    """

    path: str
    cookies: str = ""

    @property
    def question(self) -> bytes:
        """The request as a phone sends it, over a line that stays open."""
        lines = [
            f"GET {self.path} HTTP/1.1",
            "Host: localhost",
            "User-Agent: Mozilla/5.0 (Linux; Android 14) Mobile",
            "Accept: text/html",
            "Accept-Language: da",
            "Accept-Encoding: gzip, deflate",
            *([f"Cookie: {self.cookies}"] if self.cookies else []),
        ]
        return "\r\n".join(lines).encode() + END_OF_HEAD


class _Phone(asyncio.Protocol):
    """One line to the server: asks, waits for the whole answer, asks for the next."""

    def __init__(self, load: Load, questions: Iterator[bytes]) -> None:
        self._load = load
        self._questions = questions
        self._answer = b""
        self._asked = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._line = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, found, body = self._answer.partition(END_OF_HEAD)
        if not found or len(body) < _length(head):
            return
        self._load.seconds.append(time.perf_counter() - self._asked)
        self._load.size = Size(len(self._answer), len(body))
        if int(head[9:12]) != OK:
            self._end(LoadError(head.decode("latin-1")))
        else:
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or LoadError("the server closed the line"))

    def _ask(self) -> None:
        question = next(self._questions, None)
        if question is None:
            self._end()
            return
        self._answer = b""
        self._asked = time.perf_counter()
        self._line.write(question)

    def _end(self, fault: Exception | None = None) -> None:
        if not self.done.done():
            if fault is None:
                self.done.set_result(None)
            else:
                self.done.set_exception(fault)
            self._line.close()


def ask(port: int, pages: Sequence[Page], phones: int, times: int) -> Load:
    """Have so many phones ask for pages, one after another, so many times in all.

    Args:
        port: where on this machine the server listens.
        pages: what they ask for, by turns.
        phones: how many ask at once; each waits for its answer before it asks again.
        times: how many answers are wanted altogether.

    Raises:
        LoadError: an answer was not the page.
    """
    return asyncio.run(_ask(port, pages, phones, times))


async def _ask(port: int, pages: Sequence[Page], phones: int, times: int) -> Load:
    load = Load()
    each = cycle([page.question for page in pages])
    questions = (question for question, _ in zip(each, range(times), strict=False))
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    lines = [
        await loop.create_connection(lambda: _Phone(load, questions), "127.0.0.1", port)
        for _ in range(phones)
    ]
    await asyncio.gather(*(phone.done for _, phone in lines))
    load.took = time.perf_counter() - began
    return load


async def ask_once(port: int, page: Page) -> None:
    """Ask for one page, from a loop that runs.

    Raises:
        LoadError: the answer was not the page.
    """
    await _ask(port, [page], 1, 1)


def _length(head: bytes) -> int:
    """Return how long the body is that a head announces."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
