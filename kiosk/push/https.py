"""One empty POST to a push service: to a public address only, and never for long.

The name is resolved here, every address it has must be public, and the connection goes to just the
address that was looked at, so nothing can be swapped in between. Redirects are not followed, the
answer's body is not read, and after a few seconds the connection is cut, however slowly it drips.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from kiosk.push import rules
from kiosk.push.port import Reply

DEADLINE_S = 10.0
MOST_ADDRESSES = 3

Resolve = Callable[[str], Sequence[tuple[str, int]]]


def public_addresses(host: str) -> tuple[tuple[str, int], ...]:
    """Return the addresses and ports of a push service by its name.

    Raises:
        OSError: it has none, or one that is not public.
    """
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(each[4][0]) for each in found)
    if not addresses or not all(map(rules.is_public, addresses)):
        raise OSError("not an address of the public network")
    return tuple((address, 443) for address in addresses)


class HttpsService:
    """Reaches push services over TLS.

    Args:
        resolve: from a name to the addresses to connect to.
        context: whose certificates are believed; those of the system by default.
        deadline_s: how long one message may take in all, once its name is resolved.
    """

    def __init__(
        self,
        resolve: Resolve = public_addresses,
        context: ssl.SSLContext | None = None,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._resolve = resolve
        self._context = context or ssl.create_default_context()
        self._deadline_s = deadline_s

    def post(self, endpoint: str, headers: Mapping[str, str]) -> Reply:
        """Send an empty message; see `Service`."""
        host = urlsplit(endpoint).hostname or ""
        connection = _Connection(host, self._resolve(host), self._context, self._deadline_s)
        cutter = threading.Timer(self._deadline_s, connection.cut)
        cutter.daemon = True
        cutter.start()
        try:
            connection.request("POST", rules.target(endpoint), b"", {"Host": host, **headers})
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers.get("Retry-After", ""))
        except http.client.HTTPException as fault:
            raise OSError("the push service does not speak HTTP") from fault
        finally:
            cutter.cancel()
            connection.close()


class _Connection(http.client.HTTPSConnection):
    """A connection to addresses that were looked at, which can be cut from another thread."""

    def __init__(
        self,
        host: str,
        addresses: Sequence[tuple[str, int]],
        context: ssl.SSLContext,
        deadline_s: float,
    ) -> None:
        super().__init__(host, timeout=deadline_s, context=context)
        self._addresses = addresses[:MOST_ADDRESSES]
        self._tls = context
        self._ends = time.monotonic() + deadline_s

    def connect(self) -> None:
        """Connect to the first address that answers, and see that it is the host it should be."""
        raw = self._dial()
        self.sock = self._tls.wrap_socket(
            raw, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.settimeout(self._left())
        self.sock.do_handshake()

    def cut(self) -> None:
        """End whatever the other thread waits for."""
        if self.sock is not None:
            try:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                return

    def _dial(self) -> socket.socket:
        fault: OSError = OSError("no address")
        for address in self._addresses:
            try:
                return socket.create_connection(address, timeout=self._left())
            except OSError as found:
                fault = found
        raise fault

    def _left(self) -> float:
        """Return the seconds that are left of the deadline.

        Raises:
            TimeoutError: none are.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the push service takes too long")
        return left
