"""Everyday help: what neighbours near by ask and offer, answering, and asking oneself."""

import secrets
from enum import StrEnum
from typing import TypeVar

from kiosk import favours, visits
from kiosk.favours import Favour, Kind, PostFavour, Reach, What
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page, gone, no_answer

FIELDS = ("what", "reach", "text", "key")

T = TypeVar("T", bound=StrEnum)


def near(ask: Ask) -> Answer:
    """Show what there is, one's own first."""
    found = favours.near(ask.kiosk, ask.visit)
    confirmed = visits.who(ask.kiosk, ask.visit).address_confirmed
    listed = [(each, favours.note_on(each)) for each in found]
    return Page("favours.html", {"found": listed, "confirmed": confirmed})


def one(ask: Ask) -> Answer:
    """Show one, how it stands, and what one may do."""
    favour = _one(ask)
    return Page("favour.html", {"favour": favour, "standing": favours.how_it_stands(favour)})


def act(ask: Ask) -> Answer:
    """Answer, take an answer back, choose somebody, ask the others again, or take it down."""
    kiosk, visit, favour_id = ask.kiosk, ask.visit, ask.id()
    match ask.form.one("do"):
        case "answer":
            favours.answer(kiosk, visit, favour_id)
            return Go("/favours", msg("Thank you. They see it when they are here next."))
        case "back":
            favours.take_back(kiosk, visit, favour_id)
            return Go("/favours", msg("Your answer is taken back."))
        case "others":
            favours.ask_others(kiosk, visit, favour_id)
            return Go(ask.path, msg("Your neighbours can answer again."))
        case "done":
            favours.done(kiosk, visit, favour_id)
            return Go("/favours", msg("It is deleted. Nothing of it is kept."))
        case "choose":
            favours.choose(kiosk, visit, ask.form.number("answer"))
            return Go(ask.path)
        case _:
            raise no_answer()


def new(ask: Ask) -> Answer:
    """Show the form for a request or an offer."""
    form = favours.form(ask.kiosk, ask.visit)
    return Page(
        "favour_form.html",
        {
            "kinds": [(each.value, each.label) for each in Kind],
            "whats": [(each.value, each.label(Kind.REQUEST)) for each in What],
            "offers": [(each.value, each.label(Kind.OFFER)) for each in What],
            "reaches": [(each.value, name) for each, name in form.reaches.items()],
            "key": ask.form.one("key") or secrets.token_hex(16),
        },
    )


def post(ask: Ask) -> Answer:
    """Show how neighbours will read it; or put it up; or go back to the form."""
    ask.filled = True
    if ask.form.one("do") == "change":
        return new(ask)
    kind, _, what = ask.form.one("what").partition(":")
    request = PostFavour(
        _chosen(kind, Kind, "what"),
        _chosen(what, What, "what"),
        _chosen(ask.form.one("reach"), Reach, "reach"),
        ask.form.one("key"),
        ask.form.one("text"),
    )
    if ask.form.one("do") != "post":
        seen = favours.preview(ask.kiosk, ask.visit, request)
        typed = [(name, ask.form.one(name)) for name in FIELDS]
        return Page("favour_preview.html", {"seen": seen, "typed": typed})
    favours.post(ask.kiosk, ask.visit, request)
    return Go("/favours", msg("It is up. Answers stand here when you log in."))


def _one(ask: Ask) -> Favour:
    for favour in favours.near(ask.kiosk, ask.visit):
        if favour.id == ask.id():
            return favour
    raise gone(msg("This does not stand here any more."))


def _chosen(text: str, choices: type[T], field: str) -> T:
    found = next((each for each in choices if each.value == text), None)
    if found is None:
        raise no_answer(field)
    return found
