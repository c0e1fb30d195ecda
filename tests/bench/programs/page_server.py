"""The server of a kiosk in a browser, built with what such a kiosk would be built with.

Starlette, Jinja2 and uvicorn: one page, with the board's rows of a home, read for each request as
the lobby reads them, without the ORM and without Babel's dates. It prints its address once it
listens, and `painted` when the page says that it is drawn.

`python -m tests.bench.programs.page_server HOME`
"""

import asyncio
import sys
from pathlib import Path
from socket import socket

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kiosk.glance import glance
from kiosk.keys import read_keys
from kiosk.settings import load
from kiosk.words import language


class Server(uvicorn.Server):
    """Uvicorn, which says where it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen, then tell."""
        await super().startup(sockets)
        host, port = self.servers[0].sockets[0].getsockname()
        print(f"http://{host}:{port}/", flush=True)


def site(home: Path) -> Starlette:
    """Return the one page of a home, and what it says when it is drawn."""
    settings = load(home)
    key = read_keys(settings).database
    tongue = language(settings.estate.language)
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True
    )

    def page(_: Request) -> Response:
        board = glance(home / "kiosk.db", key)
        return HTMLResponse(
            templates.get_template("kiosk.html").render(board=board, say=tongue.say)
        )

    async def painted(_: Request) -> Response:
        print("painted", flush=True)
        return Response()

    return Starlette(routes=[Route("/", page), Route("/painted", painted)])


if __name__ == "__main__":
    application = site(Path(sys.argv[1]))
    settings = uvicorn.Config(
        application,
        port=0,
        access_log=False,
        log_config=None,
        http="h11",
        ws="none",
        lifespan="off",
    )
    asyncio.run(Server(settings).serve())
