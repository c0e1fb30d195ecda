"""The recovery code: what opens a backup on the day when the machine and its key are gone.

It is dealt once, told to paper alone and kept nowhere. The home's two secrets, wrapped with it, lie
in the database and at the head of each backup, where nobody can use them without the code. A random
code of 130 bits cannot be guessed, so it needs no slow hash.
"""

import hmac
from typing import NamedTuple

from kiosk import chance
from kiosk.chance import CROCKFORD, Chance
from kiosk.keys import KEY_BYTES, Keys
from kiosk.refusals import Refusal
from kiosk.words import msg

WRAPPED_BYTES = 2 * KEY_BYTES + 8  # RFC 3394: eight more than what is wrapped
_BITS = 130  # 26 characters, each of them needed
_LENGTH = _BITS // chance.BITS_A_CHARACTER
_GROUP = 3
_OFTEN_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, ".": None})


class Dealt(NamedTuple):
    """A new code, and a home's secrets wrapped with it."""

    code: str
    wrapped: bytes

    def __repr__(self) -> str:
        """Say nothing: a code in a log is a key lost."""
        return "Dealt(…)"


def deal(source: Chance, keys: Keys) -> Dealt:
    """Deal a code for a home's secrets."""
    from cryptography.hazmat.primitives import keywrap  # noqa: PLC0415 - the lobby never needs it

    code = chance.code(source, _BITS)
    return Dealt(code, keywrap.aes_key_wrap(_key(code), keys.database + keys.pepper))


def groups(code: str) -> tuple[str, ...]:
    """Return a code in groups of three, so that whoever types it keeps their place."""
    return tuple(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read(typed: str) -> str:
    """Return a code as it was dealt, however its letters, spaces and hyphens were typed.

    Raises:
        Refusal: it has another length, or a character that no code has.
    """
    code = typed.upper().translate(_OFTEN_MISREAD)
    if len(code) != _LENGTH or not set(code) <= set(CROCKFORD):
        raise Refusal(
            "recovery-code-mistyped",
            msg(
                "A recovery code has %(count)s letters and numbers. "
                "Look at the slip and type it again.",
                count=_LENGTH,
            ),
            "code",
        )
    return code


def unwrap(wrapped: bytes, code: str) -> Keys:
    """Return the secrets that were wrapped with a code.

    Args:
        wrapped: as `deal` made it.
        code: as `read` returns it.

    Raises:
        Refusal: it is another code.
    """
    from cryptography.hazmat.primitives import keywrap  # noqa: PLC0415 - the lobby never needs it

    try:
        both = keywrap.aes_key_unwrap(_key(code), wrapped)
    except keywrap.InvalidUnwrap as other:
        raise Refusal(
            "recovery-code-other",
            msg(
                "That code does not open this backup. Look at the slip and type it again, or take "
                "the slip that was printed before this backup was made."
            ),
            "code",
        ) from other
    return Keys(both[:KEY_BYTES], both[KEY_BYTES:])


def _key(code: str) -> bytes:
    return hmac.digest(code.encode("ascii"), b"nabokiosk recovery code", "sha256")
