"""QR codes as rows of modules, for paper and for screens of characters.

Level M reads from a creased slip. A code of a 60-character URL with a border of two modules is
37×19 characters in half blocks.
"""

from functools import lru_cache
from typing import TypeAlias

Matrix: TypeAlias = "tuple[tuple[bool, ...], ...]"
QUIET = 4  # modules of light around a code, by the standard


@lru_cache(maxsize=16)
def matrix(payload: str, border: int = 0) -> Matrix:
    """Return the code's modules by rows, true where dark, with `border` light ones around."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - it loads Pillow, 70 ms
    from qrcode.main import QRCode  # noqa: PLC0415 - as above

    code = QRCode(error_correction=ERROR_CORRECT_M, border=border)
    code.add_data(payload)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def side(payload: str) -> int:
    """Return how many modules a code is wide, without drawing it.

    Raises:
        ValueError: no code holds so much.
    """
    size = len(payload.encode("utf-8"))
    for version, most in enumerate(_MOST_BYTES, 1):
        if size <= most:
            return 4 * version + 17
    raise ValueError("too long for a code")


def half_blocks(rows: Matrix) -> tuple[str, ...]:
    """Return modules as text, two rows of modules to a row of characters; dark ones are inked."""
    if len(rows) % 2:
        rows = (*rows, (False,) * len(rows[0]))
    return tuple(
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )


# Bytes that a code of version 1, 2, … holds at level M (ISO/IEC 18004, table 7).
_MOST_BYTES = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213),
    *(251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
)
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
