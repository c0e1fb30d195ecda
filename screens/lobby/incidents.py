"""A number for each fault of ours, and a log line that tells an engineer where, and nobody who.

No message of an exception, no local variable and no traceback with values is ever written: a
person's name may stand in any of them.
"""

import logging
import traceback

_LOG = logging.getLogger("nabokiosk.lobby")
_FRAMES = 12
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def record(fault: BaseException) -> str:
    """Log where `fault` arose and return the number that a person can read out."""
    import secrets  # noqa: PLC0415 - not before the first paint

    number = "".join(secrets.choice(_ALPHABET) for _ in range(4))
    frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES:]
    where = " < ".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    _LOG.error("incident %s: %s at %s", number, type(fault).__qualname__, where)
    return number
