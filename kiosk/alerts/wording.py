"""What the free text of an alert may say: what was done, and nothing that names or brands people.

A pure reading of words, coarse on purpose: it refuses what identifies somebody (numbers, addresses,
plates), what insults, and descriptions by which anybody's neighbour could be meant. Each refusal
says what to write instead. It is a help to honest writers; against the others stand the caretaker's
withdrawal, the daily limit, and that this text is never on the lobby's screen.

Where the kinds of details come from: the more of what somebody wore and carried a description must
name, the fewer innocent people it fits. Where somebody may come from is not one of them.
"""

import re
import unicodedata
from datetime import date

from kiosk.alerts import lexicon
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

TEXT_LIMIT = 400
DETAILS_NEEDED = 2
FIELD = "text"

_MEASURED = TEXT_LIMIT * 4  # enough to tell that it is too long
_GAP = r"[ .\-–—/_]{0,3}"


def checked_text(text: str) -> str:
    """Return the text as it will be kept, "" for none.

    Raises:
        Refusal: it is too long, says nothing in words, or says what no alert may.
    """
    kept = clean(text, _MEASURED)
    if not kept:
        return ""
    if len(kept) > TEXT_LIMIT:
        raise Refusal(
            "alert-text-long",
            msg(
                "That is longer than %(most)s characters. Write only what was done.",
                most=TEXT_LIMIT,
            ),
            FIELD,
        )
    if not any(char.isalpha() for char in kept):
        raise Refusal("alert-text-wordless", msg("Write it in words, or leave it empty."), FIELD)
    read = _as_read(kept)
    _check_identifiers(read)
    _check_people(read)
    return kept


def _check_identifiers(read: str) -> None:
    if any(_is_birthday(*found.groups()) for found in _CPR.finditer(read)):
        raise Refusal(
            "alert-cpr",
            msg("Leave the CPR number out. Give it to the police on 114, and write what was done."),
            FIELD,
        )
    if _EMAIL.search(read):
        raise Refusal(
            "alert-email",
            msg("Leave the e-mail address out. Neighbours can find the caretaker here instead."),
            FIELD,
        )
    if _has_plate(read):
        raise Refusal(
            "alert-plate",
            msg(
                "Leave the number plate out and give it to the police on 114. "
                "Write what the vehicle looked like instead."
            ),
            FIELD,
        )
    if _has_telephone_number(read):
        raise Refusal(
            "alert-telephone",
            msg(
                "Leave the telephone number out and give it to the police on 114. "
                "Write what was said instead."
            ),
            FIELD,
        )


def _check_people(read: str) -> None:
    if lexicon.INSULTS.search(read):
        raise Refusal(
            "alert-insult",
            msg("Leave hard words about people out. Write what was done instead."),
            FIELD,
        )
    if lexicon.ORIGINS.search(lexicon.THINGS_OF_ORIGIN.sub(" ", read)):
        raise Refusal(
            "alert-origin",
            msg(
                "Leave out where somebody may come from: it fits many, and helps nobody. "
                "Write what they did, wore and carried instead."
            ),
            FIELD,
        )
    if lexicon.PEOPLE.search(read) and _details(read) < DETAILS_NEEDED:
        raise Refusal(
            "alert-details",
            msg(
                "You describe somebody. Write at least two things they wore or carried, "
                "such as a green jacket and a red cap. Or write “someone”, and what was done."
            ),
            FIELD,
        )


def _details(read: str) -> int:
    """Return how many different details a description has."""
    return sum(1 for detail in lexicon.DETAILS if detail.search(read))


def _as_read(text: str) -> str:
    """Return the text as an eye reads it: digits of any script as digits, joiners as nothing."""
    normal = unicodedata.normalize("NFKC", text).replace("\u200d", "").casefold()
    return "".join(
        str(digit) if (digit := unicodedata.digit(char, None)) is not None else char
        for char in normal
    )


def _is_birthday(day: str, month: str, year: str) -> bool:
    """Return whether six digits are a date; replacement CPR numbers add 60 to the day."""
    leap = 2000 if int(year) % 4 == 0 else 2001
    number = int(day)
    try:
        date(leap, int(month), number - 60 if number > 60 else number)  # noqa: PLR2004 - above
    except ValueError:
        return False
    return True


def _has_telephone_number(read: str) -> bool:
    if _ABROAD.search(read):
        return True
    return any(not _is_span(found.group()) for found in _DANISH_NUMBER.finditer(read))


def _is_span(eight_digits: str) -> bool:
    """Return whether "2030-2115" or "2025-2026" is a span of hours or years."""
    if not (found := _SPAN.fullmatch(eight_digits)):
        return False
    parts = found.groups()
    return all(map(_is_hour, parts)) or all("1900" <= part <= "2099" for part in parts)


def _is_hour(four: str) -> bool:
    return four[:2] < "24" and four[2:] < "60"


def _has_plate(read: str) -> bool:
    if any(found["letters"] not in lexicon.SHORT_WORDS for found in _PLATE.finditer(read)):
        return True
    return bool(_NAMED_PLATE.search(read))


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
_NAMED_PLATE = re.compile(
    r"(?:nummerplade|plade|reg\.? ?n(?:umme)?r|registrering|licen[cs]e ?plate|plate|registration)"
    r"\w*\W+(?:\w+\W+){0,2}?(?=[a-zæøå]*\d)[a-zæøå0-9]{1,4}[ \-]?[a-zæøå0-9]{2,5}\b"
)
