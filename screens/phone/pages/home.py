"""A neighbour's own start, the language, and going back to a kiosk that waits."""

from kiosk import account, favours, handover, trust, vacations, visits
from kiosk.words import Message, many, msg
from screens.phone import render
from screens.phone.ask import Answer, Ask, Go, Page, no_answer, ours
from screens.phone.pages import card
from screens.phone.speaking import speak


def show(ask: Ask) -> Answer:
    """Show the ways on. Names and dates are one page further."""
    answers = favours.count_answers(ask.kiosk, ask.visit)
    phones = visits.my_phones(ask.kiosk, ask.visit)
    return Page(
        "home.html",
        {
            "who": visits.who(ask.kiosk, ask.visit),
            "trust_note": trust.brief(trust.circle(ask.kiosk, ask.visit)),
            "homes": vacations.count_to_look_after(ask.kiosk, ask.visit),
            "favours_note": many("%(n)s answer to you", "%(n)s answers to you", answers)
            if answers
            else "",
            "enrolled": any(phone.this for phone in phones),
            "word": vacations.has_news(ask.kiosk, ask.visit),
            "todos": _todos(ask),
        },
    )


def done(ask: Ask) -> Answer:
    """Let the kiosk go on."""
    handover.finish(ask.kiosk, ask.visit)
    return Go("/home", msg("The kiosk goes on now."))


def change_language(ask: Ask) -> Answer:
    """Speak another language from here on."""
    code = ask.form.one("code")
    if code not in render.offered(ask):
        raise no_answer()
    speak(ask, code)
    return Go(ours(ask.form.one("back")) or ("/home" if ask.current else "/"))


def _todos(ask: Ask) -> list[tuple[str, Message]]:
    """Return what waits for somebody, without a date and without a door."""
    found: list[tuple[str, Message]] = []
    if ask.cookie(card.COOKIE):
        found.append((card.PLACE, msg("Answer the invitation that you scanned")))
    if account.coming_reset(ask.kiosk, ask.visit) is not None:
        found.append(("/account", msg("Was it you who asked for a new PIN?")))
    if account.contact(ask.kiosk, ask.visit).unconfirmed:
        found.append(("/account/contact", msg("Confirm my mobile or e-mail")))
    mine = vacations.mine(ask.kiosk, ask.visit)
    if said := next((each.reported_by for each in mine if each.reported_by), None):
        return [*found, ("/vacations", msg("%(name)s has said that you are away", name=said))]
    ended = [each for each in vacations.lately(ask.kiosk, ask.visit) if not each.thanked]
    if any(each.on for one in ended for each in one.audience):
        found.append(("/vacations", msg("Home again? Say thank you to your helpers")))
    return found
