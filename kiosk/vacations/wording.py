"""Absences in words, the same at the kiosk and on the phone."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from kiosk.vacations.cards import Absence, Home, Onlooker, Span, Vacation
from kiosk.vacations.rules import holes
from kiosk.words import Message, dated, many, msg

A_WEEK = timedelta(days=7)


def period(away: Span, kind: Absence, today: date) -> Message:
    """Return when a home is empty, as people say it: with years, where not all is this year."""
    if away.until is None:
        first = dated(away.first, today)
        if kind is Absence.ON_AND_OFF:
            return msg("now and then from %(first)s", first=first)
        return msg("from %(first)s, nobody knows for how long", first=first)
    first = dated(away.first, away.until, today)
    last = dated(away.until, away.first, today)
    if kind is Absence.ON_AND_OFF:
        return msg("now and then, %(first)s to %(last)s", first=first, last=last)
    return msg("%(first)s to %(last)s", first=first, last=last)


def hole(spans: Sequence[Span]) -> Message | str:
    """Return what tells the owner of the nights when all helpers are away too; "" for none."""
    if not spans:
        return ""
    first, *more = spans
    if first.until is None:
        return msg("From %(first)s your helpers are away as well.", first=first.first)
    if more:
        return msg(
            "From %(first)s to %(last)s your helpers are away as well, and not only then.",
            first=first.first,
            last=first.until,
        )
    return msg(
        "From %(first)s to %(last)s your helpers are away as well.",
        first=first.first,
        last=first.until,
    )


def cover(away: Span, audience: Sequence[Onlooker], on: Collection[int]) -> Message | str:
    """Return what its owner is told before an absence is saved; "" where there is nothing to say.

    Args:
        away: when the home is empty.
        audience: everybody who could see it.
        on: the resident ids of those who are switched on.
    """
    chosen = [each for each in audience if each.resident_id in on]
    if audience and not chosen:
        return msg("Nobody is switched on. Nobody sees it.")
    return hole(holes(away, [each.busy for each in chosen if each.awake]))


def looked_after(vacation: Vacation) -> Message | str:
    """Return who looked after a home while its owner was away; "" where nobody could see it."""
    names = [each.name for each in vacation.audience if each.on]
    return msg("%(names)s looked after your home.", names=names) if names else ""


def who_counts(homes: Sequence[Home], today: date) -> Message:
    """Return how many count on a helper today or this week; with none, what the list is for."""
    if not homes:
        return msg(
            "Nobody is away just now. When a trusted neighbour switches you on for a vacation, "
            "it stands here."
        )
    now = sum(home.away_from <= today for home in homes)
    week = sum(today < home.away_from < today + A_WEEK for home in homes)
    if now:
        return many("%(n)s counts on you today.", "%(n)s count on you today.", now)
    if week:
        return many(
            "Nobody today. %(n)s counts on you this week.",
            "Nobody today. %(n)s count on you this week.",
            week,
        )
    return msg("Nobody this week. Later they count on you.")


def said_by(vacation: Vacation) -> Message | str:
    """Return who has said that the owner is away, where it was not the owner; else ""."""
    return msg("%(name)s has said so", name=vacation.reported_by) if vacation.reported_by else ""


def thanked(vacation: Vacation) -> Message | str:
    """Return whether there is still somebody to thank; "" where nobody could see it."""
    if not looked_after(vacation):
        return ""
    return msg("you have said thank you") if vacation.thanked else msg("say thank you")


def note_on(onlooker: Onlooker) -> Message | str:
    """Return what an owner should know of somebody who could see a vacation; "" for nothing."""
    if onlooker.why_asleep is not None:
        return onlooker.why_asleep
    if onlooker.gets_sms:
        return ""
    return msg("gets no SMS: give %(name)s the card", name=onlooker.name)
