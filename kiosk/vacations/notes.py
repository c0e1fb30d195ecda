"""What a note for helpers must not hold: door codes, and where a key is hidden.

A note is read on a screen in a stairwell. Whoever reads it over a shoulder must not be able to
walk in. These are patterns, so a determined person gets around them; they are here for everybody
who simply did not think of it.
"""

import re
import unicodedata

from kiosk.refusals import Refusal
from kiosk.text import NOTE_LIMIT, clean
from kiosk.words import many, msg

_CODE = r"\b(?:\w*kode(?:n|r|rne|ord|ordet)?|\w*codes?|pin|pass ?word|keypad|tastatur(?:et)?)\b"
_NUMBER = (
    r"\b(?:nul|en|et|to|tre|fire|fem|seks|syv|otte|ni"
    r"|zero|one|two|three|four|five|six|seven|eight|nine)\b"
)
_DIGITS = rf"(?:\d(?:[ .,\-/]*\d){{2,}}|{_NUMBER}(?:[ ,\-]+{_NUMBER}){{2,}})"
# An alarm may ring while a telephone number stands beside it, which is longer than a code.
_FEW_DIGITS = r"(?<!\d)(?<!\d )\d(?:[ .\-]?\d){2,5}(?![ .\-]?\d)"
_CODES = re.compile(
    "|".join(
        (
            rf"{_CODE}.{{0,40}}?{_DIGITS}",
            rf"{_DIGITS}.{{0,20}}?{_CODE}",
            rf"{_CODE} *(?:er|is|=|:)",
            rf"\b\w*alarm\w*.{{0,20}}?{_FEW_DIGITS}",
            r"[#*] ?\d{3,}|\d{3,} ?[#*]",
        )
    )
)

_KEY = r"\b(?:\w*n(?:ø|oe)gle(?:n|r|rne|t)?|(?:house|door)?keys?)\b"
_PLACE_DA = (
    r"under|bag|bagved|ved siden af|oven ?på|inde i|nede i|oppe på|inden i"
    r"|[ip]å? (?:en |den |min |vores )?\w*(?:krukke|potte|kasse|spand|støvle|sko|skuffe|skab|boks"
    r"|kælder|skur|karm|søm|krog|hylde|måtte)\w*"
)
_PLACE_EN = (
    r"behind|beneath|underneath|below|on top of|above|inside"
    r"|[io]n (?:a |the |my |our )?(?:\w+ )?(?:pot|flowerpot|box|shoe|boot|bucket|drawer|cupboard"
    r"|letterbox|mailbox|basement|cellar|shed|ledge|nail|hook|shelf|frame|mat|doormat)"
)
_PLACE = rf"\b(?:{_PLACE_DA}|{_PLACE_EN})\b"
_HIDING = re.compile(
    "|".join(
        (
            rf"{_KEY}[^.!?;,]{{0,40}}?{_PLACE}",
            rf"{_PLACE}[^.!?;,]{{0,40}}?{_KEY}",
            rf"{_KEY}.{{0,20}}?\b(?:ligger|hænger|hangs|lies|is kept)\b(?! (?:hos|with)\b)",
            rf"{_KEY}.{{0,20}}?\b(?:gemt|skjult|hidden)\b",
            r"\bnøgle(?:boks|box|skab)\w*\b|\b(?:key ?(?:box|safe)|lock ?box)\b",
        )
    )
)


def note(text: str) -> str:
    """Return a note made harmless, with its line breaks.

    Raises:
        Refusal: it is too long, holds a code, or tells where a key is.
    """
    kept = clean(text, NOTE_LIMIT, lines=True)
    if clean(text, NOTE_LIMIT + 1, lines=True) != kept:
        raise Refusal(
            "note-too-long",
            many(
                "A note has room for %(n)s character. Leave something out.",
                "A note has room for %(n)s characters. Leave something out.",
                NOTE_LIMIT,
            ),
            "note",
        )
    read = unicodedata.normalize("NFKC", kept).casefold().replace("\u200d", "").replace("\n", " ")
    if _HIDING.search(read):
        raise Refusal(
            "note-hiding-place",
            msg(
                "Leave out where the key is: others may read along. Agree on the key face to face."
            ),
            "note",
        )
    if _CODES.search(read):
        raise Refusal(
            "note-door-code",
            msg("Leave out codes: others may read along. Tell the code face to face."),
            "note",
        )
    return kept
