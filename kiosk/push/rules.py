"""What decides about push: no database, no clock, no network.

An endpoint is an address that a browser brings and that the office then calls, so it could be
aimed at what only the house can reach. It is looked at here when it comes, and where its name
leads is looked at again each time it is used.
"""

import ipaddress
import re
from urllib.parse import urlsplit

from kiosk.refusals import Refusal
from kiosk.words import msg

ENDPOINT_LIMIT = 1024  # characters; those of today's services have 150 to 500
NUDGES_AN_HOUR = 12  # a phone; whoever missed twelve has news enough

LIFE_S = 24 * 3600  # how long a push service keeps a message for a phone that is off
TOKEN_S = 12 * 3600  # RFC 8292 allows 24 hours

_PLAIN = re.compile(r"https://[!\x22$-\[\]-~]+")  # no space, control, # or \, nothing beyond ASCII
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_NAME_LIMIT = 253
_HTTPS = 443
_INSIDE = frozenset(  # RFC 6761, 6762, 7686, 8375, 9476, and what routers and companies use
    {"alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local"}
    | {"localdomain", "localhost", "onion", "private", "test"}
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: how such networks reach IPv4
_UNICAST = ipaddress.ip_network("2000::/3")  # all of IPv6 that was ever given out

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


def endpoint(given: str) -> str:
    """Return a push service's address as it is kept and called.

    Raises:
        Refusal: it is too long, is not plain https to a public name, or names a port, a user, a
            number instead of a name, or a place within the page.
    """
    if len(given) <= ENDPOINT_LIMIT and _PLAIN.fullmatch(given):
        try:
            parts = urlsplit(given)
            usual = parts.port in {None, _HTTPS}
        except ValueError:
            usual = False
        if usual and "@" not in parts.netloc and is_name(parts.hostname or ""):
            return given
    raise Refusal(
        "push-endpoint",
        msg("This browser named no place where it can be reached. Try again, or another browser."),
    )


def is_name(host: str) -> bool:
    """Return whether a host is a name of the public network, and not a number in any notation."""
    inside = host.rpartition(".")[2] in _INSIDE
    return len(host) <= _NAME_LIMIT and not inside and _NAME.fullmatch(host) is not None


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public network, and wraps none that is not."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(_is_global(one) for one in _layers(ip))


def origin(address: str) -> str:
    """Return the origin of a kept endpoint, which is whom a token is for."""
    return f"https://{urlsplit(address).hostname}"


def target(address: str) -> str:
    """Return what a request to a kept endpoint asks its host for."""
    rest = address.removeprefix(f"https://{urlsplit(address).netloc}")
    return rest if rest.startswith("/") else f"/{rest}"


def _is_global(ip: IP) -> bool:
    unicast = isinstance(ip, ipaddress.IPv4Address) or ip in _UNICAST
    return unicast and ip.is_global and not ip.is_multicast


def _layers(ip: IP) -> tuple[IP, ...]:
    """Return what an address leads to: itself, an IPv4 one that it stands for, or both."""
    if isinstance(ip, ipaddress.IPv4Address):
        return (ip,)
    if ip in _NAT64:
        return (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF),)
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    tunnel = ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    return (ip, tunnel) if tunnel else (ip,)
