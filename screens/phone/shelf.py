"""Pages that everybody sees alike, drawn once for many readers.

A page on the shelf stands for two seconds, which is as long as the lobby's own board may be behind.
It holds no form, no seat and nothing of anybody.
"""

import gzip
import threading
import time
from collections.abc import Callable

from starlette.responses import Response

SECONDS = 2.0
LEVEL = 6


class Shelf:
    """What was drawn lately, by its path and language."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._pages: dict[tuple[str, str], tuple[float, bytes, bytes]] = {}

    def put(self, path: str, code: str, html: bytes) -> None:
        """Put a page up, as it is and compressed."""
        with self._turn:
            until = self._clock() + SECONDS
            self._pages[path, code] = (until, html, gzip.compress(html, LEVEL))

    def take(self, path: str, code: str, *, zipped: bool) -> Response | None:
        """Return the page, if it was drawn just now."""
        until, html, small = self._pages.get((path, code), (0.0, b"", b""))
        if until <= self._clock():
            return None
        headers = {"Content-Language": code, "Vary": "Accept-Encoding, Accept-Language, Cookie"}
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return Response(small if zipped else html, media_type="text/html", headers=headers)
