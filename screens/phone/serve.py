"""Serving the pages from the office, in its loop, until it ends."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kiosk.house import Kiosk
from screens.phone import guard
from screens.phone.app import build
from screens.phone.site import Site, listening, open_site

MOST_AT_ONCE = 200  # connections; whoever comes then is told to try again
LONGEST_LINE = 16 * 1024  # of a request's head
GRACE_S = 2  # for those who are served when the office ends, less than its lobby waits for it

log = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """Uvicorn, as a part of a program that has its own way with signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the office."""
        yield


class Patient(H11Protocol):
    """Uvicorn's connection, which waits for a request's head, but not for ever."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first one."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Wait on where only a part of one has come."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._calm()
        elif self._late is None:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._calm()
        super().connection_lost(exc)

    def _expect(self) -> None:
        self._late = self.loop.call_later(guard.HEAD_S, self.transport.close)

    def _calm(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


async def serve(kiosk: Kiosk, stop: asyncio.Event) -> None:
    """Serve a kiosk's pages until told to stop.

    Pages that would cross the network without TLS are not served but in a demo: PINs cross it too.

    Raises:
        OSError: the address cannot be listened on.
    """
    site = open_site(kiosk)
    if not is_private(site):
        log.error("phone-not-private: pages wait for TLS in front of them")
        await stop.wait()
        return
    server = Server(configuration(site))
    ended = asyncio.create_task(_end(server, stop))
    try:
        await server.serve()
    except SystemExit as fault:  # how uvicorn says that the address is taken
        raise OSError("the address of the pages is taken") from fault
    finally:
        ended.cancel()


def configuration(site: Site) -> uvicorn.Config:
    """Return how a site is served."""
    settings = site.kiosk.settings
    host, port = listening(settings)
    return uvicorn.Config(
        build(site),
        host=host,
        port=port,
        access_log=False,  # addresses of pages hold codes
        log_config=None,
        server_header=False,
        proxy_headers=bool(settings.phone.proxy),
        forwarded_allow_ips=settings.phone.proxy,
        limit_concurrency=MOST_AT_ONCE,
        h11_max_incomplete_event_size=LONGEST_LINE,
        timeout_graceful_shutdown=GRACE_S,
        http=Patient,
        ws="none",
        lifespan="off",
    )


def is_private(site: Site) -> bool:
    """Return whether nobody on the way can read what these pages carry, or nobody is real."""
    return site.kiosk.settings.demo or site.kiosk.settings.phone.private


async def _end(server: Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True
