"""What every answer carries and every request must keep to, whatever page it is for."""

import asyncio
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screens.phone.site import Site

LONGEST_BODY = 32 * 1024
LONGEST_PATH = 400
HEAD_S = 10.0  # for a request's head to come in: whoever is slower holds the place of others
BODY_S = 10.0  # and for its form
YEAR_S = 365 * 24 * 3600
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class TooLarge(Exception):  # noqa: N818 - it is no fault of ours
    """More was sent than any form of ours holds."""


class TooSlow(Exception):  # noqa: N818 - it is no fault of ours
    """What was begun to be sent did not come in time."""


class _Coming:
    """What comes in of one request, as much and as slowly as a form of ours may."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._until = asyncio.get_running_loop().time() + BODY_S
        self._taken = 0
        self._whole = False

    async def __call__(self) -> Message:
        """Return the next part; after the last one, that the connection has ended."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as fault:
            raise TooSlow from fault
        self._whole = not message.get("more_body", False)
        self._taken += len(message.get("body", b""))
        if self._taken > LONGEST_BODY:
            raise TooLarge
        return message


class Guard:
    """Bounds what comes in, and says in every answer what a browser may do with it."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site
        self._headers = dict(HEADERS)
        if site.secure:
            self._headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        begun = False

        async def sends(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if status := self._turned_away(scope):
            await _let_go(status)(scope, receive, sends)
            return
        try:
            await self._app(scope, _Coming(receive), sends)
        except TooLarge:
            if not begun:
                await _let_go(413)(scope, receive, sends)
        except TooSlow:
            if not begun:
                await _let_go(408)(scope, receive, sends)

    def _turned_away(self, scope: Scope) -> int:
        """Return the status for a request that no page of ours asks for; 0 for the others."""
        headers = Headers(scope=scope)
        host = _address(f"//{headers.get('host', '')}").hostname
        if host not in self._site.hosts or len(scope["path"]) > LONGEST_PATH:
            return 400
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return 413
        if scope["method"] != "POST" and (int(length) or "transfer-encoding" in headers):
            return 400
        if scope["method"] == "POST" and self._from_elsewhere(headers):
            return 403
        return 0

    def _from_elsewhere(self, headers: Headers) -> bool:
        """Return whether another site sent this form. Old browsers do not say; the seal does."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return True
        origin = headers.get("origin", "null")  # "null" is what no-referrer makes of our own
        return origin != "null" and _address(origin).netloc != headers.get("host")


def _let_go(status: int) -> PlainTextResponse:
    """Return an answer without a word, after which nothing more is read from whoever asked."""
    return PlainTextResponse("", status, headers={"Connection": "close"})


def _address(text: str) -> SplitResult:
    """Return the parts of an address; none where it is no address at all."""
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")
