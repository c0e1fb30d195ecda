"""The server of a kiosk in a browser, kept as small as one can be: one page, nothing to look up.

It prints its address once it listens, and `painted` when the page says that it is drawn.
"""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = Path(__file__).with_name("kiosk.html")


class Server(ThreadingHTTPServer):
    """A server that does not mind a browser that is gone."""

    def handle_error(self, *_: object) -> None:
        """Stay silent."""


class Pages(BaseHTTPRequestHandler):
    """The one page, and what it says."""

    def do_GET(self) -> None:
        """Serve the page, or tell that it is drawn."""
        if self.path == "/painted":
            print("painted", flush=True)
        body = PAGE.read_bytes() if self.path == "/" else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


if __name__ == "__main__":
    with Server(("127.0.0.1", 0), Pages) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()
