"""Homes to look after: what is asked, who does it, and saying for owners that they are away."""

import secrets

from kiosk import vacations
from kiosk.vacations import Home, JobState, Named, Report, Task
from kiosk.words import Message, msg
from screens.phone.ask import Answer, Ask, Go, Page, gone, no_answer
from screens.phone.pages.vacations import read_date, today


def homes(ask: Ask) -> Answer:
    """Show the homes, each with what its owner asks and who does it."""
    found = vacations.to_look_after(ask.kiosk, ask.visit)
    return Page(
        "look_after.html",
        {
            "homes": [(home, _jobs(home), _fresh(home)) for home in found],
            "named": vacations.named_by(ask.kiosk, ask.visit),
            "lead": vacations.who_counts(found, today(ask)),
            "news": [each.line for each in vacations.news(ask.kiosk, ask.visit)],
            "key_hint": vacations.KEY_HINT,
        },
    )


def act(ask: Ask) -> Answer:
    """Take a task on, say that it is done or not, give it back; or say that they are home."""
    what, _, name = ask.form.one("do").partition(":")
    task = next((each for each in Task if each.value == name), None)
    kiosk, visit, home = ask.kiosk, ask.visit, ask.unveiled(ask.form.number("home"))
    match what, task:
        case "take", Task():
            vacations.take(kiosk, visit, home, task)
            said = msg("Thank you. The owner sees that you do it, others that it is taken.")
        case "done" | "undo", Task():
            vacations.do(kiosk, visit, home, task, what == "done")
            said = msg("Thank you. The owner sees it.")
        case "give", Task():
            vacations.give_back(kiosk, visit, home, task)
            said = msg("It is given back. Another helper can take it.")
        case "home", None:
            vacations.take_back(kiosk, visit, home)
            said = msg("It has ended. Those who saw it hear of it.")
        case _:
            raise no_answer()
    return Go("/look-after", said)


def away(ask: Ask) -> Answer:
    """Ask when somebody who named me is away."""
    return Page(
        "report.html",
        {
            "named": _named(ask),
            "today": today(ask).isoformat(),
            "key": ask.form.one("key") or secrets.token_hex(16),
        },
    )


def report(ask: Ask) -> Answer:
    """Say it for them."""
    first = read_date(ask, "away_from")
    last = read_date(ask, "home_again", first) if ask.form.one("home_again") else None
    whole = bool(ask.form.one("whole_home"))
    request = Report(_named(ask).owner_id, first, last, whole, ask.form.one("key"))
    vacations.report(ask.kiosk, ask.visit, request)
    return Go("/look-after", msg("It is saved. Thank you for looking after it."))


def _named(ask: Ask) -> Named:
    for each in vacations.named_by(ask.kiosk, ask.visit):
        if each.owner_id == ask.unveiled(ask.id(), "person"):
            return each
    raise gone(msg("They have not named you for this, or not any more."))


def _fresh(home: Home) -> Message | str:
    return home.fresh.label if home.fresh else ""


def _jobs(home: Home) -> list[tuple[Task, JobState, Message]]:
    return [(job.task, job.state, job.state.label) for job in home.jobs]
