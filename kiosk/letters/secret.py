"""What proves to a service that it is us: one line in a file of its own, read when it is needed.

So whoever mends it need not start the office anew, and no settings file holds it.
"""

from pathlib import Path

from kiosk.letters.cards import Fault
from kiosk.letters.outcomes import Closed

MOST = 4096  # characters; a longer one is another file


def read_secret(path: Path | None) -> str:
    """Return the line in a key file.

    Raises:
        Closed: there is none, or it cannot be read.
    """
    try:
        secret = path.read_text("utf-8").strip() if path else ""
    except (OSError, UnicodeDecodeError) as fault:
        raise Closed(Fault.NO_KEY) from fault
    if not secret or len(secret) > MOST or not (secret.isascii() and secret.isprintable()):
        raise Closed(Fault.NO_KEY)
    return secret
