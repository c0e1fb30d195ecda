"""Serving the pages from the office, in its loop, until it ends."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator

import uvicorn

from kiosk.house import Kiosk
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
        http="h11",
        ws="none",
        lifespan="off",
    )


def is_private(site: Site) -> bool:
    """Return whether nobody on the way can read what these pages carry, or nobody is real."""
    return site.kiosk.settings.demo or site.kiosk.settings.phone.private


async def _end(server: Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True
