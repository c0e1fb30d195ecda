"""Whether phones can reach the pages, and whether nobody on the way can read along.

What the settings say is judged first; then the address is called as a phone would call it, for a
few seconds at most. What only the network can answer is never a fault of the kiosk's: a doctor
without a network, or while the kiosk is off, says so and goes on.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from kiosk.commands import checks
from kiosk.commands.findings import Finding, fault, note, ok
from kiosk.settings import Settings
from kiosk.words import msg

PATIENCE_S = 3.0
LOCAL_ONLY = (".local", ".lan", ".home", ".internal", ".localdomain")
OURS = "noindex, nofollow"  # what every page of ours tells search engines


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a line for each thing about the pages that is worth one.

    Raises:
        Refusal: the address in the settings is none.
    """
    checks.phone_url(settings.phone.public_url)
    address = settings.phone.address
    parts = urlsplit(address)
    yield from _private(settings, parts)
    if not address:
        yield note(msg("Phones: no address, so codes are for the kiosk only"))
        return
    wrong = list(_form(parts))
    yield from wrong
    if parts.scheme == "https" and not wrong:
        yield _called(settings, parts)
    elif not wrong:
        yield ok(msg("Phones: %(url)s", url=address))


def _private(settings: Settings, parts: SplitResult) -> Iterator[Finding]:
    """Say that PINs would cross the network without TLS; only a demo serves its pages then."""
    if settings.phone.private:
        return
    if parts.scheme == "http":
        text = msg(
            "Phones: %(url)s has no TLS, so everybody on the way could read PINs, and the pages "
            "are not served. Put TLS in front (deploy/Caddyfile), and write the https address in "
            "[phone] public_url.",
            url=parts.geturl(),
        )
    else:
        text = msg(
            "Phones: [phone] listen is %(listen)s, where everybody on the network could read "
            "PINs, so the pages wait. Let them listen on 127.0.0.1:8080, put TLS in front "
            "(deploy/Caddyfile), and write its https address in [phone] public_url.",
            listen=settings.phone.listen,
        )
    yield note(text) if settings.demo else fault(text)


def _form(parts: SplitResult) -> Iterator[Finding]:
    """Say why phones cannot use an address as it is written."""
    host = parts.hostname or ""
    if parts.path:
        yield fault(
            msg(
                "Phones: the pages stand at the root of their host. Leave out “%(path)s” in "
                "[phone] public_url.",
                path=parts.path,
            )
        )
    if parts.username is not None:
        yield fault(msg("Phones: write no user and no password in [phone] public_url."))
    if _is_number(host):
        yield note(
            msg(
                "Phones: certificates are for names, and %(host)s is a number. Give the kiosk a "
                "name, such as nabo.example.dk.",
                host=host,
            )
        )
    elif "." not in host or host.endswith(LOCAL_ONLY):
        yield fault(
            msg(
                "Phones: many of them do not find “%(host)s”. Give the kiosk a full name, such "
                "as nabo.example.dk.",
                host=host,
            )
        )


def _called(settings: Settings, parts: SplitResult) -> Finding:
    """Call the address as a phone does."""
    host, url = parts.hostname or "", parts.geturl()
    if not _is_known(host):
        return note(
            msg(
                "Phones: no name server told where %(host)s is. Is it spelled right, and is there "
                "a network here?",
                host=host,
            )
        )
    try:
        status, ours = _answer(host, parts.port)
    except ssl.SSLCertVerificationError as why:
        return fault(
            msg(
                "Phones turn away from %(host)s, because they do not know its certificate "
                "(%(why)s). Get one that they know; Caddy does it by itself (deploy/Caddyfile).",
                host=host,
                why=why.verify_message,
            )
        )
    except (OSError, HTTPException):
        return note(
            msg(
                "Phones: nobody answers at %(url)s. Does the name lead here, and does the proxy "
                "run?",
                url=url,
            )
        )
    if ours:
        return ok(msg("Phones: %(url)s answers", url=url))
    return note(
        msg(
            "Phones: something answers at %(url)s with %(status)s, but not the kiosk. Does it run, "
            "and does the proxy lead to %(listen)s?",
            url=url,
            status=str(status),
            listen=settings.phone.listen,
        )
    )


def _answer(host: str, port: int | None) -> tuple[int, bool]:
    """Return the status of the front page, and whether it is ours."""
    line: HTTPConnection = HTTPSConnection(
        host, port, timeout=PATIENCE_S, context=ssl.create_default_context()
    )
    try:
        line.request("HEAD", "/robots.txt")
        answer = line.getresponse()
        return answer.status, answer.getheader("X-Robots-Tag") == OURS
    finally:
        line.close()


def _is_known(host: str) -> bool:
    """Return whether a name leads anywhere; resolvers without a network take their time."""
    found: list[bool] = []

    def look() -> None:
        try:
            found.append(bool(socket.getaddrinfo(host, 443)))
        except (OSError, UnicodeError):
            found.append(False)

    asking = threading.Thread(target=look, daemon=True)
    asking.start()
    asking.join(PATIENCE_S)
    return found == [True]


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
