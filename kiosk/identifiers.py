"""What in a text names a person or a way to them: CPR and telephone numbers, e-mail, plates.

Every free text of the house is looked at by these patterns, and each room says with its own
sentence what to write instead. They are coarse on purpose: a false alarm costs its writer a word, a
CPR number on a screen in a stairwell costs somebody much more.
"""

import re
import unicodedata
from datetime import date

from kiosk.text import clean

_GAP = r"[ .\-–—/_]{0,3}"
# Two letters before five digits that are no number plate: "kr. 12 500", "nr 10 250".
_SHORT = "af at by ca de du en er et få gå in is it kl km kr må no nr nu of og om on os på så to ud"
_SHORT_WORDS = frozenset(_SHORT.split())
_REPLACEMENT = 60  # is added to the day in a CPR number that stands in for another
_READ = 4000  # characters looked at; no text of the house is kept that long


def as_read(text: str) -> str:
    """Return the text as an eye reads it: digits of any script as digits, joiners as nothing."""
    normal = unicodedata.normalize("NFKC", clean(text, _READ)).replace("\u200d", "").casefold()
    return "".join(
        str(digit) if (digit := unicodedata.digit(char, None)) is not None else char
        for char in normal
    )


def has_cpr(read: str) -> bool:
    """Return whether a text, `as_read`, holds a CPR number: its first six digits are a date."""
    return any(_is_birthday(*found.groups()) for found in _CPR.finditer(read))


def has_email(read: str) -> bool:
    """Return whether a text, `as_read`, holds an e-mail address, also one that is spelled out."""
    return bool(_EMAIL.search(read))


def has_plate(read: str) -> bool:
    """Return whether a text, `as_read`, holds a number plate."""
    letters = {found["letters"] for found in _PLATE.finditer(read)}
    if letters - _SHORT_WORDS or (letters and _NAMED.search(read)):
        return True
    return bool(_NAMED_PLATE.search(read))


def has_telephone(read: str) -> bool:
    """Return whether a text, `as_read`, holds a telephone number, Danish or with its country."""
    if _ABROAD.search(read):
        return True
    return any(not _is_span(found.group()) for found in _DANISH_NUMBER.finditer(read))


def _is_birthday(day: str, month: str, year: str) -> bool:
    """Return whether six digits are a date, as they stand or in a replacement CPR number."""
    leap = 2000 if int(year) % 4 == 0 else 2001
    try:
        date(leap, int(month), int(day) % _REPLACEMENT)
    except ValueError:
        return False
    return True


def _is_span(eight_digits: str) -> bool:
    """Return whether "2030-2115" or "2025-2026" is a span of hours or years."""
    if not (found := _SPAN.fullmatch(eight_digits)):
        return False
    parts = found.groups()
    return all(map(_is_hour, parts)) or all("1900" <= part <= "2099" for part in parts)


def _is_hour(four: str) -> bool:
    return four[:2] < "24" and four[2:] < "60"


_CPR = re.compile(rf"(?<!\d)(\d\d){_GAP}(\d\d){_GAP}(\d\d){_GAP}\d(?: ?\d){{3}}(?!\d)")
_EMAIL = re.compile(
    r"[\w.+-]+ ?(?:@|\(at\)|\[at\]|snabel-?a) ?[\w-]+ ?(?:\.|\(dot\)|\[dot\]| punktum ) ?[a-z]{2,}"
)
_ABROAD = re.compile(r"(?<![\d.])(?:\+|00) ?[1-9](?:[ .\-()]{0,2}\d){6,}")
_DANISH_NUMBER = re.compile(
    r"(?<![\d.,-])(?:"
    r"[2-9]\d([ .\-/]?)\d\d\1\d\d\1\d\d"
    r"|[2-9]\d{3} ?[ \-–] ?\d{4}"
    r"|[2-9]\d[ -]\d{3}[ -]\d{3}"
    r"|[2-9](?:[ .\-]\d){7}"
    r")(?!\d)"
)
_SPAN = re.compile(r"(\d{4}) ?[-–] ?(\d{4})")
_PLATE = re.compile(
    r"(?<![^\W_])(?P<letters>[a-zæøå]{2})[ .\-]?\d\d[ .\-]?\d{3}(?!\d)(?! ?(?:kr|kroner|dkk)\b)"
)
_PLATE_WORD = (
    r"(?:nummerplade|plade|reg\.? ?n(?:umme)?r|registrering|licen[cs]e ?plate|plate|registration)"
)
_NAMED = re.compile(rf"\b{_PLATE_WORD}")
_NAMED_PLATE = re.compile(
    rf"{_PLATE_WORD}"
    r"\w*\W+(?:\w+\W+){0,2}?(?=[a-zæøå]*\d)[a-zæøå0-9]{1,4}[ \-]?[a-zæøå0-9]{2,5}\b"
)
