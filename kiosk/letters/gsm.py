"""Letters of an SMS: in the alphabet of 1985 a sentence costs half as much as in any other.

GSM 03.38 has Danish and most of western Europe's letters. What typography adds is said in its plain
form; whatever else is there makes the whole message UCS-2, 70 characters a part instead of 160.
"""

_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
    "^{}\\[~]|€"  # these count twice
)
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "·": "-", "…": "..."}
    | {"\N{NO-BREAK SPACE}": " "}
)


def plain(text: str) -> str:
    """Return a text with plain quotation marks, dashes and spaces."""
    return text.translate(_PLAIN)


def fits(text: str) -> bool:
    """Return whether every character is in the alphabet."""
    return _ALPHABET.issuperset(text)
