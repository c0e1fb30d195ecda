"""Who sends: the home's own key pair for push, and the tokens it signs (RFC 8292).

The private key is computed from the pepper. So it is made with the home, is kept where the pepper
is and nowhere else, comes back with it after any restore, and nothing can overwrite it.
"""

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from kiosk.house import Kiosk
from kiosk.push import rules

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256, FIPS 186-5
_PART = 32  # bytes of each half of an ES256 signature


def public_key(kiosk: Kiosk) -> str:
    """Return what browsers subscribe with: the public point, uncompressed, in base64url."""
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - see _private

    point = (
        _private(kiosk)
        .public_key()
        .public_bytes(form.Encoding.X962, form.PublicFormat.UncompressedPoint)
    )
    return _text(point)


def authorization(kiosk: Kiosk, endpoint: str) -> str:
    """Return the Authorization header for a message to an endpoint.

    The token names the kiosk's public address where it has one: Apple and Mozilla take none
    without somebody to turn to.
    """
    claims: dict[str, str | int] = {
        "aud": rules.origin(endpoint),
        "exp": int(kiosk.clock.now().timestamp()) + rules.TOKEN_S,
    }
    if kiosk.settings.phone.address.startswith("https:"):
        claims["sub"] = kiosk.settings.phone.address
    signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    token = f"{signed}.{_text(_signature(_private(kiosk), signed.encode()))}"
    return f"vapid t={token}, k={public_key(kiosk)}"


def _private(kiosk: Kiosk) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - only the office pays

    wide = hmac.new(kiosk.pepper, b"vapid\0private key", hashlib.sha512).digest()
    number = int.from_bytes(wide, "big") % (_ORDER - 1) + 1  # FIPS 186-5, A.2.1: no bias
    return ec.derive_private_key(number, ec.SECP256R1())


def _signature(key: "EllipticCurvePrivateKey", signed: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415

    found = utils.decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
    return b"".join(half.to_bytes(_PART, "big") for half in found)


def _json(value: dict[str, str] | dict[str, str | int]) -> str:
    return _text(json.dumps(value, separators=(",", ":")).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
