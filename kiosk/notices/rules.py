"""What a notice must be: some words, and days that have an end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from kiosk.notices.cards import NewNotice
from kiosk.refusals import Refusal
from kiosk.text import NOTE_LIMIT, clean
from kiosk.words import Message, msg, told

HOURS_LIMIT = 20  # it stands in a narrow column
FURTHEST = timedelta(days=366)


def checked(new: NewNotice, today: date) -> NewNotice:
    """Return the notice with its texts made harmless.

    Raises:
        Refusal: it says nothing, or its days are over, the wrong way round or too far off.
    """
    texts = {
        code: text for code, raw in new.texts.items() if (text := clean(raw, NOTE_LIMIT)) and code
    }
    if not texts:
        raise Refusal("notice-empty", msg("Write what the notice says."), "text")
    if new.last_day < new.first_day:
        raise Refusal(
            "notice-days-swapped", msg("The last day comes before the first."), "last_day"
        )
    if new.last_day < today:
        raise Refusal("notice-over", msg("Those days are over. Choose new ones."), "last_day")
    if new.last_day > today + FURTHEST:
        raise Refusal(
            "notice-too-far", msg("Choose a last day within the coming year."), "last_day"
        )
    return replace(new, texts=texts, hours=clean(new.hours, HOURS_LIMIT))


def spoken(texts: Mapping[str, str], estate_language: str) -> Message:
    """Return the text as a message: the reader's language, else the estate's, else any."""
    return told(texts, estate_language if estate_language in texts else next(iter(texts)))
