"""One POST over TLS that is over within seconds, whatever the other side does.

The name is resolved by the caller's own rule, and the connection goes to just the addresses that it
gave. Redirects are not followed, of the answer's body no more is read than anybody needs, and after
the deadline the connection is cut, however slowly it drips.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

DEADLINE_S = 10.0
MOST_ADDRESSES = 3
MOST_READ = 4096  # bytes of an answer

Resolve = Callable[[str], Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: its status, its own Retry-After or "", the beginning of its body."""

    status: int
    retry_after: str = ""
    body: bytes = b""


class Unanswered(OSError):  # noqa: N818 - it is no fault of ours
    """The message may have arrived: it was sent whole, and nothing that makes sense came back."""


class Poster:
    """Sends messages over TLS.

    Args:
        resolve: from a name to the addresses to connect to; raises OSError where there are none.
        context: whose certificates are believed; those of the system by default.
        deadline_s: how long one message may take in all, once its name is resolved.
    """

    def __init__(
        self,
        resolve: Resolve,
        context: ssl.SSLContext | None = None,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._resolve = resolve
        self._context = context or ssl.create_default_context()
        self._deadline_s = deadline_s

    def post(self, url: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Send a message to the host of `url`, and return what it answered.

        Args:
            url: whose host is called.
            target: the path and query that are asked for.
            headers: beside Host and Content-Length.
            body: what is sent.

        Raises:
            Unanswered: it was sent, and there was no answer.
            OSError: it was not sent.
        """
        host = urlsplit(url).hostname or ""
        connection = _Connection(host, self._resolve(host), self._context, self._deadline_s)
        cutter = threading.Timer(self._deadline_s, connection.cut)
        cutter.daemon = True
        cutter.start()
        try:
            connection.request("POST", target, body, {"Host": host, **headers})
            return _answer(connection)
        except http.client.HTTPException as fault:
            raise OSError("the service does not speak HTTP") from fault
        finally:
            cutter.cancel()
            connection.close()


def _answer(connection: http.client.HTTPSConnection) -> Answer:
    try:
        answer = connection.getresponse()
        status, retry_after = answer.status, answer.headers.get("Retry-After", "")
    except (OSError, http.client.HTTPException) as fault:
        raise Unanswered("the service did not answer") from fault
    try:
        body = answer.read(MOST_READ)
    except (OSError, http.client.HTTPException):  # the status says enough
        body = b""
    return Answer(status, retry_after, body)


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
            raise TimeoutError("the service takes too long")
        return left
