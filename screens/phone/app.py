"""The site as one application: its pages, its assets, and what to say to all other requests."""

import json
from collections.abc import Awaitable, Callable

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk import push
from kiosk.words import language
from screens.phone import door, pages
from screens.phone.guard import Guard
from screens.phone.site import STATIC, Site

Endpoint = Callable[[Request], Awaitable[Response]]
Handler = Callable[[Request, Exception], Awaitable[Response]]

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
AT_THE_ROOT = ("sw.js", "manifest.webmanifest", "robots.txt")
FOREVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"


def build(site: Site) -> Starlette:
    """Return the application that serves a site."""
    threads = anyio.CapacityLimiter(door.THREADS)
    app = Starlette(
        routes=[*_assets(site), *(page.route(site, threads) for page in pages.DOORS)],
        middleware=[
            Middleware(Guard, site=site),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=6),
        ],
        exception_handlers={HTTPException: _no_such_page(site)},
    )
    app.router.redirect_slashes = False  # it would lead to whatever host the request named
    return app


def _assets(site: Site) -> list[Route]:
    """Return a route to each asset, read once."""
    routes = []
    for path in sorted(STATIC.iterdir()):
        at_root = path.name in AT_THE_ROOT
        body = path.read_bytes()
        if at_root:
            body = body.replace(b"/static/0", site.static.encode())
            body = body.replace(b'"@words@"', _words(site).encode())
        kind = KINDS.get(path.suffix, "text/plain; charset=utf-8")
        place = f"/{path.name}" if at_root else f"{site.static}/{path.name}"
        routes.append(Route(place, _asset(body, kind, AN_HOUR if at_root else FOREVER)))
    return routes


def _words(site: Site) -> str:
    """Return what a phone says when there is news, by language; under "" what it says at first."""
    usual = site.kiosk.settings.estate.language
    said = {}
    for code in ("", *site.speaks):
        spoken = language(code or usual)
        title, direction = spoken.say(push.NEWS), spoken.locale.text_direction
        said[code] = {"title": title, "lang": spoken.code, "dir": direction}
    return json.dumps(said)


def _asset(body: bytes, kind: str, kept: str) -> Endpoint:
    async def endpoint(_: Request) -> Response:
        return Response(body, media_type=kind, headers={"Cache-Control": kept})

    return endpoint


def _no_such_page(site: Site) -> Handler:
    async def handler(request: Request, fault: Exception) -> Response:
        status = fault.status_code if isinstance(fault, HTTPException) else 404
        return door.plain(site, request, status)

    return handler
