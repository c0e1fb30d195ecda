"""What the free text of an alert may say: what was done, and nothing that names or brands people.

A pure reading of words, coarse on purpose: it refuses what identifies somebody (numbers, addresses,
plates), what insults, and descriptions by which anybody's neighbour could be meant. Each refusal
says what to write instead. It is a help to honest writers; against the others stand the caretaker's
withdrawal, the daily limit, and that this text is never on the lobby's screen.

Where the kinds of details come from: the more of what somebody wore and carried a description must
name, the fewer innocent people it fits. Where somebody may come from is not one of them.
"""

from kiosk import identifiers, insults
from kiosk.alerts import lexicon
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

TEXT_LIMIT = 400
DETAILS_NEEDED = 2
FIELD = "text"

_MEASURED = TEXT_LIMIT * 4  # enough to tell that it is too long


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
    read = identifiers.as_read(kept)
    _check_identifiers(read)
    _check_people(read)
    return kept


def _check_identifiers(read: str) -> None:
    if identifiers.has_cpr(read):
        raise Refusal(
            "alert-cpr",
            msg("Leave the CPR number out. Give it to the police on 114, and write what was done."),
            FIELD,
        )
    if identifiers.has_email(read):
        raise Refusal(
            "alert-email",
            msg("Leave the e-mail address out. Neighbours can find the caretaker here instead."),
            FIELD,
        )
    if identifiers.has_plate(read):
        raise Refusal(
            "alert-plate",
            msg(
                "Leave the number plate out and give it to the police on 114. "
                "Write what the vehicle looked like instead."
            ),
            FIELD,
        )
    if identifiers.has_telephone(read):
        raise Refusal(
            "alert-telephone",
            msg(
                "Leave the telephone number out and give it to the police on 114. "
                "Write what was said instead."
            ),
            FIELD,
        )


def _check_people(read: str) -> None:
    if insults.has_insult(read):
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
