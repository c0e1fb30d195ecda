"""A push service of the test's own: real TLS and HTTP on this machine, as good or bad as wanted."""

import base64
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.x509.oid import NameOID

from kiosk.push.https import HttpsService

HOST = "push.example.org"
ENDPOINT = f"https://{HOST}/send/a-b_c?of=phone"
TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"

Behave = Callable[[ssl.SSLSocket, threading.Event], None]


def answering(answer: bytes) -> Behave:
    """Return what a service does that says this and hangs up."""
    return lambda line, _: line.sendall(answer)


def dripping(first: bytes, again: bytes) -> Behave:
    """Return what a service does that never comes to an end."""

    def drip(line: ssl.SSLSocket, ended: threading.Event) -> None:
        line.sendall(first)
        while not ended.wait(0.01):
            line.sendall(again)

    return drip


def silent(_: ssl.SSLSocket, ended: threading.Event) -> None:
    """Say nothing for as long as the test lasts."""
    ended.wait()


@dataclass
class PushService:
    """What a phone's browser was told to be reached by.

    Args:
        port: where it listens on this machine.
        context: believes its certificate and no other.
        behave: what it does once it has heard a request.
        heard: every request, as it came.
    """

    port: int
    context: ssl.SSLContext
    behave: Behave = field(default_factory=lambda: answering(TAKEN))
    heard: list[bytes] = field(default_factory=list)

    def over(self, deadline_s: float = 30.0) -> HttpsService:
        """Return the way to it: the real one, with this machine for every name."""
        return HttpsService(self._addresses, self.context, deadline_s)

    def headers(self) -> dict[str, str]:
        """Return the headers of the only request."""
        (request,) = self.heard
        lines = request.decode("ascii").split("\r\n\r\n")[0].split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    def _addresses(self, _: str) -> Sequence[tuple[str, int]]:
        return (("127.0.0.1", self.port),)


@contextmanager
def a_push_service(folder: Path) -> Iterator[PushService]:
    """Run a push service until the test ends."""
    pem = certificate(folder)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        trust = ssl.create_default_context(cafile=str(pem))
        service = PushService(listener.getsockname()[1], trust)
        thread = threading.Thread(target=_serve, args=(listener, server, service, ended))
        thread.start()
        try:
            yield service
        finally:
            ended.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def claims(authorization: str) -> tuple[dict[str, Any], str]:
    """Return what a token says and the key that it was signed with; a false one fails the test."""
    scheme, _, rest = authorization.partition(" ")
    assert "vapid" == scheme
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    signed, _, signature = parts["t"].rpartition(".")
    header, _, said = signed.partition(".")
    assert {"typ": "JWT", "alg": "ES256"} == json.loads(_bytes(header))
    raw = _bytes(signature)
    assert 64 == len(raw)
    halves = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(parts["k"]))
    point.verify(utils.encode_dss_signature(*halves), signed.encode(), ec.ECDSA(hashes.SHA256()))
    found: dict[str, Any] = json.loads(_bytes(said))
    return found, parts["k"]


def _serve(
    listener: socket.socket, context: ssl.SSLContext, service: PushService, ended: threading.Event
) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        try:
            with context.wrap_socket(line, server_side=True) as secure:
                service.heard.append(_request(secure))
                service.behave(secure, ended)
        except OSError:
            continue


def _request(line: ssl.SSLSocket) -> bytes:
    """Return a whole request, with its body."""
    heard = line.recv(65536)
    head, _, body = heard.partition(b"\r\n\r\n")
    wanted = re.search(rb"(?i)content-length: (\d+)", head)
    missing = int(wanted[1]) - len(body) if wanted else 0
    while missing > 0 and (more := line.recv(missing)):
        heard += more
        missing -= len(more)
    return heard


def certificate(folder: Path, host: str = HOST) -> Path:
    """Return a file with a key, and a certificate for a host that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "push.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
