"""Letters by SMS: one POST of JSON to a gateway, as GatewayAPI's REST interface takes it.

The gateway learns the number and the sentence, which says nothing that matters. An answer that does
not come leaves everybody unsure whether the message went: it is not sent again.

https://gatewayapi.com/docs/apis/rest
"""

import json
import re
import socket
import ssl
from collections.abc import Sequence
from urllib.parse import urlsplit

from kiosk.https import Answer, Poster, Resolve, Unanswered
from kiosk.letters import gsm
from kiosk.letters.addresses import Gateway
from kiosk.letters.cards import Fault, Letter
from kiosk.letters.outcomes import Closed, Later, Unsure
from kiosk.letters.secret import read_secret

TAKEN = frozenset({200, 201, 202, 204})
FAULTS = {401: Fault.KEY, 402: Fault.CREDIT, 403: Fault.KEY, 429: Fault.BUSY, 503: Fault.BUSY}
NO_CREDIT = b"0x0216"  # in the body of a 403
ABOUT_THIS_ONE = frozenset({400, 422})  # a number, or a text, that it does not like
HTTPS = 443

_SECONDS = re.compile("[0-9]{1,5}")  # of Retry-After: up to a day or so


class SmsCarrier:
    """Hands letters to an SMS gateway.

    Args:
        gateway: which.
        poster: how it is reached; over the network by default.
    """

    def __init__(self, gateway: Gateway, poster: Poster | None = None) -> None:
        parts = urlsplit(gateway.url)
        self._gateway = gateway
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._poster = poster or Poster(addresses_at(parts.port or HTTPS))

    def carry(self, letter: Letter) -> None:
        """Hand a letter over; see `Carrier`."""
        headers = {
            "Authorization": f"Token {read_secret(self._gateway.key_file)}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        try:
            answer = self._poster.post(
                self._gateway.url, self._target, headers, _body(letter, self._gateway.sender)
            )
        except Unanswered as fault:
            raise Unsure from fault
        except ssl.SSLCertVerificationError as fault:
            raise Closed(Fault.UNSAFE) from fault
        except OSError as fault:
            raise Closed(Fault.AWAY) from fault
        except ValueError as fault:  # a name that no network knows
            raise Closed(Fault.STRANGE) from fault
        _judge(answer)

    def rest(self) -> None:
        """Nothing is held open."""


def addresses_at(port: int) -> Resolve:
    """Return what finds the addresses of a host that listens at some port."""

    def resolve(host: str) -> Sequence[tuple[str, int]]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [(str(each[4][0]), port) for each in found]

    return resolve


def _body(letter: Letter, sender: str) -> bytes:
    text = gsm.plain(letter.text)
    message = {
        "sender": sender,
        "message": text,
        "recipients": [{"msisdn": letter.address.removeprefix("+")}],
    }
    if not gsm.fits(text):
        message["encoding"] = "UCS2"
    return json.dumps(message).encode("ascii")


def _judge(answer: Answer) -> None:
    if answer.status in TAKEN:
        return
    if answer.status in ABOUT_THIS_ONE:
        raise Later(0.0)
    fault = FAULTS.get(answer.status, Fault.STRANGE)
    if NO_CREDIT in answer.body:
        fault = Fault.CREDIT
    wait = float(answer.retry_after) if _SECONDS.fullmatch(answer.retry_after) else 0.0
    raise Closed(fault, wait)
