"""The measure of the phone's pages: the same server, and one page that is ready before it is asked.

`python -m tests.bench.programs.plain_page PORT SIZE` answers every path with a page of SIZE bytes.
"""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.commands.serve import stand_behind


def serve(port: int, size: int) -> None:
    """Serve the page on this machine until told to stop."""
    body = b"x" * size

    async def page(_: Request) -> Response:
        return Response(body, media_type="text/html")

    app = Starlette(routes=[Route("/{path:path}", page)])
    uvicorn.run(
        app, port=port, access_log=False, log_config=None, http="h11", ws="none", lifespan="off"
    )


if __name__ == "__main__":
    stand_behind()  # as the office does
    serve(int(sys.argv[1]), int(sys.argv[2]))
