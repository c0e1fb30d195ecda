"""One empty message to a push service: to a public address only.

The name is resolved here, every address it has must be public, and the connection goes to just the
address that was looked at, so nothing can be swapped in between.
"""

import socket
import ssl
from collections.abc import Mapping

from kiosk import https
from kiosk.push import rules
from kiosk.push.port import Reply


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
        resolve: https.Resolve = public_addresses,
        context: ssl.SSLContext | None = None,
        deadline_s: float = https.DEADLINE_S,
    ) -> None:
        self._poster = https.Poster(resolve, context, deadline_s)

    def post(self, endpoint: str, headers: Mapping[str, str]) -> Reply:
        """Send an empty message; see `Service`."""
        answer = self._poster.post(endpoint, rules.target(endpoint), headers)
        return Reply(answer.status, answer.retry_after)
