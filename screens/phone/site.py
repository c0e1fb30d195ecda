"""What all pages share: the kiosk, where they are, and what may not be guessed."""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.house import Kiosk
from kiosk.settings import Settings
from kiosk.words import Message, languages
from screens.phone.memory import ASeats, Rates, asking_rates, crowd_rates
from screens.phone.shelf import Shelf

if TYPE_CHECKING:
    from screens.phone.keeping import Kept

STATIC = Path(__file__).parent / "static"
SEAL_BYTES = 16
SAID_S = 5 * 60
KEPT_S = 10 * 60
MOST_KEPT = 50  # a form may be as long as a request
PREFIX = "__Host-"  # tells browsers: this host alone, this path, and never without TLS


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of one kiosk.

    Args:
        kiosk: whose pages they are.
        url: their address, without a slash at its end.
        secure: whether they are reached through TLS; without it only on this machine or in a demo.
        static: where the assets are; the path changes with what is in them.
        said: sentences on their way to the next page.
        links: calendars' links just made, each for the visit that made it.
        kept: forms whose visit has ended; see `keeping`.
        rates: how often somebody unknown may try.
        asking: how often an address may ask for a new PIN by number.
        crowd: how often all of them together may.
        shelf: pages that everybody sees alike.
        speaks: the codes of the languages that the estate speaks.
    """

    kiosk: Kiosk
    url: str
    secure: bool
    static: str
    said: ASeats[Message] = field(default_factory=lambda: ASeats(SAID_S))
    links: ASeats[str] = field(default_factory=lambda: ASeats(SAID_S), repr=False)
    kept: ASeats["Kept"] = field(default_factory=lambda: ASeats(KEPT_S, MOST_KEPT), repr=False)
    rates: Rates = field(default_factory=Rates)
    asking: Rates = field(default_factory=asking_rates)
    crowd: Rates = field(default_factory=crowd_rates)
    shelf: Shelf = field(default_factory=Shelf)
    speaks: tuple[str, ...] = field(default_factory=languages)

    @property
    def hosts(self) -> frozenset[str]:
        """The names that these pages answer to; no other site may point its own name at them."""
        names = {urlsplit(self.url).hostname, listening(self.kiosk.settings)[0]}
        return frozenset(filter(None, names | {"localhost", "127.0.0.1", "::1"}))

    def cookie(self, name: str) -> str:
        """Return what a cookie is called here.

        Browsers keep a `__Host-` cookie only where there is TLS, or on this very machine.
        """
        return f"{PREFIX if self.secure else ''}nabo-{name}"

    def seal(self, seat: str) -> str:
        """Return what a form of this seat must bring back; it looks different every time.

        A page that is compressed would otherwise give away, letter by letter, what stays the same.
        """
        mask = secrets.token_bytes(SEAL_BYTES)
        sealed = bytes(a ^ b for a, b in zip(mask, self._seal(seat), strict=True))
        return (mask + sealed).hex()

    def is_sealed(self, seat: str, seal: str) -> bool:
        """Return whether a form came from a page of this seat."""
        try:
            told = bytes.fromhex(seal)
        except ValueError:
            return False
        mask, sealed = told[:SEAL_BYTES], told[SEAL_BYTES:]
        if len(sealed) != SEAL_BYTES or not seat:
            return False
        unmasked = bytes(a ^ b for a, b in zip(mask, sealed, strict=True))
        return hmac.compare_digest(unmasked, self._seal(seat))

    def _seal(self, seat: str) -> bytes:
        key = self.kiosk.pepper
        return blake2b(seat.encode(), key=key, person=b"page seal", digest_size=16).digest()


def open_site(kiosk: Kiosk) -> Site:
    """Return the site that a kiosk's settings describe."""
    url = kiosk.settings.phone.url
    speaks = kiosk.settings.estate.languages or languages()
    secure = urlsplit(url).scheme == "https"
    return Site(kiosk, url, secure, f"/static/{_fingerprint()}", speaks=speaks)


def listening(settings: Settings) -> tuple[str, int]:
    """Return the address and port that the pages listen on.

    Raises:
        ValueError: the setting names none.
    """
    host, _, port = settings.phone.listen.rpartition(":")
    return host.strip("[]"), int(port)


def _fingerprint() -> str:
    digest = sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
