"""Codes on paper: `/p/CODE` for a pass, `/i/` for an invitation, `/h/` for a handover.

A scanner is a keyboard. Set to another layout than the machine it types letters and digits right,
and for `:` and `/` whatever sits on those keys: `Æ` and `-` on a Danish machine, `>` and `&` on
an American one. So any one character stands for either, and everything else must be exact.
"""

import re
from dataclasses import dataclass
from typing import Literal, cast

from kiosk.chance import CROCKFORD
from kiosk.settings import Settings

Kind = Literal["p", "i", "h"]

SCAN_LIMIT = 300
SHORTEST_CODE = 4
LONGEST_CODE = 52

_MARK = r"[^0-9A-Za-z\s\x00-\x1f\x7f-\x9f]"
_SCAN = re.compile(
    rf"(?:https?{_MARK}{{3}}\S+{_MARK}|nabo{_MARK})"
    rf"(?P<kind>[pih]){_MARK}(?P<code>[0-9A-Za-z]{{{SHORTEST_CODE},{LONGEST_CODE}}})",
    re.ASCII | re.IGNORECASE,
)
_MISREAD = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was scanned: which kind of code, and the code as it was dealt."""

    kind: Kind
    code: str


def read_scan(text: str) -> Scan | None:
    """Return what a scanner typed, under any address and from any layout; None for all else."""
    typed = text.strip()
    if len(typed) > SCAN_LIMIT or not (found := _SCAN.fullmatch(typed)):
        return None
    code = read_code(found["code"])
    return Scan(cast("Kind", found["kind"].lower()), code) if code else None


def read_code(typed: str) -> str | None:
    """Return a code as it was dealt, from how it was typed or read aloud; None where it is none.

    Small letters, spaces and hyphens are no matter, and I and L are taken for 1 and O for 0.
    """
    code = re.sub(r"[\s-]+", "", typed[:SCAN_LIMIT]).upper().translate(_MISREAD)
    fits = SHORTEST_CODE <= len(code) <= LONGEST_CODE and set(code) <= set(CROCKFORD)
    return code if fits else None


def code_url(settings: Settings, kind: Kind, code: str) -> str:
    """Return what a QR code carries: a phone's address, or words for the kiosk's scanner alone.

    Args:
        settings: for the phone address; a loopback one is no address in print.
        kind: "p" pass, "i" invitation, "h" handover.
        code: as it was dealt.
    """
    address = settings.phone.address
    return f"{address}/{kind}/{code}" if address else f"nabo:{kind}:{code}"
