"""What decides about everyday help: what may be written, how many, how long. No database here."""

import re
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from kiosk import identifiers, insults
from kiosk.favours.cards import Kind, PostFavour, Reach, What
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import Message, msg

LIFE = timedelta(days=14)
TEXT_LIMIT = 140  # two lines on the screen
FIELD = "text"
MOST_OPEN = 3  # of one neighbour's at a time
ENOUGH_TO_HIDE_AMONG = 5  # as for alerts

_Choice = TypeVar("_Choice", bound=StrEnum)


def checked(request: PostFavour) -> PostFavour:
    """Return the request or offer as it will be kept.

    Raises:
        Refusal: a choice that is not offered, or a text that may not stand there.
    """
    return replace(
        request,
        kind=_offered(Kind, request.kind, "kind"),
        what=_offered(What, request.what, "what"),
        reach=_offered(Reach, request.reach, "reach"),
        text=checked_text(request.text),
    )


def checked_text(text: str) -> str:
    """Return the text as it will be kept, "" for none.

    Raises:
        Refusal: it is too long, holds no words, a way to reach somebody, hard words, or when a
            home stands empty.
    """
    kept = clean(text, TEXT_LIMIT + 1)
    if not kept:
        return ""
    if len(kept) > TEXT_LIMIT:
        raise Refusal(
            "favour-long",
            msg("That is longer than %(most)s characters. Make it shorter.", most=TEXT_LIMIT),
            FIELD,
        )
    if not any(char.isalpha() for char in kept):
        raise Refusal("favour-wordless", msg("Write it in words, or leave it empty."), FIELD)
    read = identifiers.as_read(kept)
    if identifiers.has_cpr(read):
        raise Refusal("favour-cpr", msg("Leave the CPR number out. Nobody needs it here."), FIELD)
    if identifiers.has_telephone(read):
        raise Refusal(
            "favour-telephone",
            msg("Leave the telephone number out. Your neighbours answer here at the kiosk."),
            FIELD,
        )
    if identifiers.has_email(read):
        raise Refusal(
            "favour-email",
            msg("Leave the e-mail address out. Your neighbours answer here at the kiosk."),
            FIELD,
        )
    if insults.has_insult(read):
        raise Refusal(
            "favour-insult", msg("Leave hard words out. Write what you need help with."), FIELD
        )
    if _AWAY.search(read):
        raise Refusal(
            "favour-away",
            msg(
                "Leave out that you are away: many read this. Write it under Vacation instead, "
                "where only those you choose can see it."
            ),
            FIELD,
        )
    return kept


def check_limit(standing: int) -> None:
    """Let somebody post who has `standing` requests and offers already.

    Raises:
        Refusal: that is enough at a time.
    """
    if standing >= MOST_OPEN:
        raise Refusal(
            "favour-limit",
            msg("You have %(most)s here already. End one of them first.", most=MOST_OPEN),
        )


def hides_in_stairwell(members: int) -> bool:
    """Return whether a stairwell has members enough to name it without naming somebody."""
    return members >= ENOUGH_TO_HIDE_AMONG


def line(kind: Kind, what: What, sender: Message) -> Message:
    """Return the line of a request or an offer."""
    return msg("%(what)s · %(sender)s", what=what.label(kind), sender=sender)


def _offered(choices: type[_Choice], value: str, field: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        raise Refusal(
            "favour-not-offered", msg("That is not one of the choices. Choose again."), field
        ) from None


# A plant to be watered is nobody's business but the helpers' when it tells of an empty home.
_AWAY = re.compile(
    r"\b(?:ferie\w*|bortrejst|udlandet|sommerhus\w*|rejser?(?: væk| bort)?|bortrejse|ikke hjemme"
    r"|(?:jeg|vi) (?:er|tager|rejser) væk|(?:er|tager|rejser) (?:jeg|vi) væk|står tom\w*"
    r"|hjemme igen|holidays?|vacations?|abroad|travell?ing|(?:be|am|are|is|go|going|while) away"
    r"|not (?:at )?home|out of town|home (?:is|stands) empty|back (?:home )?on)\b"
)
