"""What a guess at a PIN costs whoever has the database."""

import subprocess
import sys

OWASP_SMALLEST = "$argon2id$v=19$m=19456,t=2,p=1$"
ASKED = "from kiosk.visits import hashing; print(hashing._HASHER.hash('0'), hashing.NOBODY)"


def test_a_guess_is_dear() -> None:
    """In a kiosk, unlike in tests, a PIN and nobody's PIN cost what OWASP wants at least."""
    told = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert [OWASP_SMALLEST] * 2 == [each[: len(OWASP_SMALLEST)] for each in told.stdout.split()]
