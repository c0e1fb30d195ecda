"""Carrying a nudge to its push service, and what its answers mean.

A push service that does not answer is left alone for a while, so that those who are reached by
another one do not wait behind it.
"""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from kiosk.house import Kiosk
from kiosk.letters import Carrier, Later, Letter, Undeliverable, Unwanted
from kiosk.push import actions, rules, vapid
from kiosk.push.port import Reply, Service

QUIET_S = 60.0
MOST_SERVICES = 1000  # remembered as not answering

HEADERS = {
    "TTL": str(rules.LIFE_S),
    "Urgency": "high",  # the same for all: how urgent it is would tell what it is about
    "Topic": "news",  # of what a phone has not fetched yet, the newest is enough
}
_TAKEN = frozenset({200, 201, 202, 204})
_ENDED = frozenset({404, 410})
_OURS = frozenset({400, 405, 413})  # trying again would be the same again
_SECONDS = re.compile("[0-9]{1,5}")  # of Retry-After: up to a day or so


class PushCarrier:
    """Tells push services that there is news for a phone."""

    def __init__(
        self, kiosk: Kiosk, service: Service, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._kiosk = kiosk
        self._service = service
        self._clock = clock
        self._quiet: dict[str, float] = {}

    def carry(self, letter: Letter) -> None:
        """Tell the push service of the phone that a letter names.

        Raises:
            Later: not now.
            Unwanted: the phone says nothing any more; a subscription that ended is forgotten.
            Undeliverable: the service will never take it.
        """
        endpoint = actions.endpoint_of(self._kiosk, int(letter.address))
        if endpoint is None:
            raise Unwanted
        host = urlsplit(endpoint).hostname or ""
        if (left := self._quiet.get(host, 0.0) - self._clock()) > 0:
            raise Later(left)
        headers = {**HEADERS, "Authorization": vapid.authorization(self._kiosk, endpoint)}
        try:
            reply = self._service.post(endpoint, headers)
        except OSError as fault:
            raise self._later(host, QUIET_S) from fault
        self._judge(endpoint, host, reply)

    def rest(self) -> None:
        """Nothing is held open."""

    def _judge(self, endpoint: str, host: str, reply: Reply) -> None:
        if reply.status in _TAKEN:
            return
        if reply.status in _ENDED:
            actions.forget(self._kiosk, endpoint)
            raise Unwanted
        if reply.status in _OURS:
            raise Undeliverable
        raise self._later(host, _seconds(reply.retry_after))

    def _later(self, host: str, seconds: float) -> Later:
        """Leave a service alone; this letter and its others wait."""
        if len(self._quiet) >= MOST_SERVICES:
            self._quiet.clear()
        self._quiet[host] = self._clock() + seconds
        return Later(seconds)


def open_carrier(kiosk: Kiosk, service: Service | None = None) -> Carrier:
    """Return what carries push messages: over the network, or by another `service`."""
    if service is None:
        from kiosk.push.https import HttpsService  # noqa: PLC0415 - the lobby needs no TLS

        service = HttpsService()
    return PushCarrier(kiosk, service)


def _seconds(retry_after: str) -> float:
    """Return how long a service asks to be left alone, within reason; a date is no number."""
    return max(QUIET_S, float(retry_after)) if _SECONDS.fullmatch(retry_after) else QUIET_S
