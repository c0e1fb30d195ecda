"""Pages that everybody sees alike, drawn once for many readers.

A page on the shelf stands for two seconds, which is as long as the lobby's own board may be behind.
In the last quarter of them whoever asks first draws it anew, and the others still see it: a crowd
costs one page, not as many as there are threads. It holds no form, no seat and nothing of anybody.
"""

import gzip
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from starlette.responses import Response

FRESH_S, SECONDS = 1.5, 2.0
LEVEL = 6


class _Drawn(NamedTuple):
    """A page, until when nobody draws it anew, and until when it may be shown."""

    html: bytes
    small: bytes
    fresh: float
    until: float


class Shelf:
    """What was drawn lately, by its path and language."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._pages: dict[tuple[str, str], _Drawn] = {}

    def put(self, path: str, code: str, html: bytes) -> None:
        """Put a page up, as it is and compressed."""
        small = gzip.compress(html, LEVEL)
        now = self._clock()
        with self._turn:
            self._pages[path, code] = _Drawn(html, small, now + FRESH_S, now + SECONDS)

    def take(self, path: str, code: str, *, zipped: bool) -> Response | None:
        """Return the page; None where whoever asks is to draw it."""
        with self._turn:
            page, now = self._pages.get((path, code)), self._clock()
            if page is None or now >= page.until:
                return None
            if now >= page.fresh:
                self._pages[path, code] = page._replace(fresh=page.until)
                return None
        headers = {"Content-Language": code, "Vary": "Accept-Encoding, Accept-Language, Cookie"}
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return Response(
            page.small if zipped else page.html, media_type="text/html", headers=headers
        )
