"""What a registration must be like: no database, no clock."""

import unicodedata

from kiosk.refusals import Refusal
from kiosk.residents.cards import Channel, Level
from kiosk.residents.terms import TERMS
from kiosk.text import NAME_LIMIT, clean
from kiosk.words import msg

# Letters and symbols by their Unicode category, and yet nothing to see.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def person_name(typed: str) -> str:
    """Return a name as it is kept: cleaned, in any script.

    Raises:
        Refusal: there is nothing to see in it.
    """
    name = clean(typed, NAME_LIMIT)
    if not any(unicodedata.category(char)[0] in "LNS" and char not in _BLANK for char in name):
        raise Refusal("name-empty", msg("Write the name that your neighbours know you by."), "name")
    return name


def must_be_adult(adult: bool) -> None:
    """Raise a `Refusal` for whoever is under 18: danger is nothing to ask of children."""
    if not adult:
        raise Refusal(
            "under-18",
            msg("You must be 18 to take part. Ask a grown-up at home to join."),
            "adult",
        )


def accepted_terms(version: str) -> str:
    """Return the version of the terms that was accepted.

    Raises:
        Refusal: it is not the one in force.
    """
    if version != TERMS.version:
        raise Refusal(
            "terms-not-accepted", msg("Read the terms and say yes to them first."), "terms"
        )
    return version


def level_for(wanted: Level, mobile: str | None, email: str | None) -> Level:
    """Return the level that fits: a full member whom nothing reaches is a paper member."""
    if wanted is Level.FULL and not (mobile or email):
        return Level.PAPER
    return wanted


def level_after(now: Level, mobile: str | None, email: str | None) -> Level:
    """Return the level once somebody has changed how they are reached."""
    return now if now is Level.STICKERS else level_for(Level.FULL, mobile, email)


def channels_after(
    chosen: frozenset[str],
    before: tuple[str | None, str | None],
    after: tuple[str | None, str | None],
) -> frozenset[str]:
    """Return where alerts go once mobile and e-mail have changed from `before` to `after`.

    A new address is used as well; where there is none any more, nothing can go.
    """
    channels = chosen
    for channel, was, now in zip((Channel.SMS, Channel.EMAIL), before, after, strict=True):
        if not now:
            channels -= {channel.value}
        elif now != was:
            channels |= {channel.value}
    return channels


def alert_channels(
    wanted: frozenset[str], mobile: str | None, email: str | None
) -> frozenset[Channel]:
    """Return where alerts shall go.

    Raises:
        Refusal: a channel was chosen that there is no number or address for.
    """
    channels = frozenset(Channel(name) for name in wanted)
    if Channel.SMS in channels and not mobile:
        raise Refusal(
            "sms-without-mobile",
            msg("Write your mobile number to get alerts by SMS, or take SMS away."),
            "mobile",
        )
    if Channel.EMAIL in channels and not email:
        raise Refusal(
            "mail-without-address",
            msg("Write your e-mail address to get alerts by e-mail, or take e-mail away."),
            "email",
        )
    return channels
