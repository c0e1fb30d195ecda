"""Vacations: one form with the phone's own date fields, and those one has."""

import secrets
from contextlib import suppress
from datetime import date

from kiosk import estate, handover, vacations
from kiosk.refusals import Refusal
from kiosk.vacations import Absence, LogVacation, Onlooker, Task, Vacation
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page, gone, no_answer, whole
from screens.phone.pages import covering, joining


def mine(ask: Ask) -> Answer:
    """Show the vacations that are not over, and those of the last week to say thank you for."""
    ended = _ended(ask)
    over = {each.id for each in ended}
    found = [each for each in vacations.mine(ask.kiosk, ask.visit) if each.id not in over]
    card = {
        "found": [(each, vacations.said_by(each)) for each in found],
        "ended": [(each, vacations.thanked(each)) for each in ended],
    }
    return Page("vacations.html", card)


def thank(ask: Ask) -> Answer:
    """Say thank you to those who looked after the home."""
    vacations.thank(ask.kiosk, ask.visit, ask.unveiled(ask.form.number("thank")))
    return Go("/vacations", vacations.THANKED)


def one(ask: Ask) -> Answer:
    """Show one, who has seen it, and what can be done; or who looked after the home."""
    if ended := next((each for each in _ended(ask) if each.id == ask.unveiled(ask.id())), None):
        return _welcome(ask, ended)
    vacation = _one(ask)
    holes = vacations.hole(vacation.holes)
    return Page("vacation.html", {"vacation": vacation, "holes": holes})


def cancel(ask: Ask) -> Answer:
    """Delete one: home early, or not away at all."""
    vacations.cancel(ask.kiosk, ask.visit, ask.unveiled(ask.id()))
    said = msg("It has ended. Those who could see it hear that you are home.")
    return Go("/vacations", said)


def new(ask: Ask) -> Answer:
    """Show the form for a new one; where they are away then already, offer to make both one."""
    draft = vacations.draft(ask.kiosk, ask.visit)
    both = None
    if ask.filled and (ask.refused is None or ask.refused.code == "vacation-overlaps"):
        with suppress(Refusal):  # half a date overlaps nothing
            both = joining.offer(ask, _request(ask), today(ask))
    return _form(ask, None, draft.tasks, draft.audience, both=both)


def save(ask: Ask) -> Answer:
    """Save a new one; or go on to the one that is there, with the nights of both."""
    if ask.form.one("do") == "join":
        return _join(ask)
    request = _request(ask)
    draft = vacations.draft(ask.kiosk, ask.visit)
    if covering.stops(ask, request, draft.audience, today(ask)):
        return _form(ask, None, draft.tasks, draft.audience, stopped=True)
    saved = vacations.log(ask.kiosk, ask.visit, request)
    return Go(f"/vacations/{ask.veiled(saved.id)}", msg("It is saved. Have a good time."))


def _join(ask: Ask) -> Answer:
    both = joining.offer(ask, _request(ask), today(ask))
    if both is None:
        raise no_answer("away_from")
    ask.form, ask.filled = joining.fields(ask, both), True
    return _form(ask, both.other, frozenset(both.other.tasks), both.other.audience)


def edit(ask: Ask) -> Answer:
    """Show the form for one that is to be changed."""
    vacation = _one(ask)
    return _form(ask, vacation, frozenset(vacation.tasks), vacation.audience)


def change(ask: Ask) -> Answer:
    """Change one."""
    request, vacation = _request(ask), _one(ask)
    tasks, audience = frozenset(vacation.tasks), vacation.audience
    if covering.stops(ask, request, audience, today(ask), vacation):
        return _form(ask, vacation, tasks, audience, stopped=True)
    saved = vacations.change(ask.kiosk, ask.visit, vacation.id, request)
    handover.finish(ask.kiosk, ask.visit)
    return Go(f"/vacations/{ask.veiled(saved.id)}", msg("It is saved. Have a good time."))


def audience(ask: Ask) -> Answer:
    """Show who sees one."""
    vacation = _one(ask)
    listed = [(each, vacations.note_on(each)) for each in vacation.audience]
    return Page("vacation_who.html", {"audience": listed})


def switch(ask: Ask) -> Answer:
    """Turn the switches that were changed; whoever is switched off is told nothing."""
    wanted, vacation = set(ask.form.all("audience")), _one(ask)
    for each in vacation.audience:
        on = str(ask.veiled(each.resident_id, "person")) in wanted
        if on != each.on:
            vacations.switch(ask.kiosk, ask.visit, vacation.id, each.resident_id, on)
    return Go(f"/vacations/{ask.id()}", msg("It is saved."))


def _form(
    ask: Ask,
    vacation: Vacation | None,
    tasks: frozenset[Task],
    audience: tuple[Onlooker, ...],
    *,
    both: joining.Both | None = None,
    stopped: bool = False,
) -> Page:
    ask.filled = ask.filled or stopped
    wanted = None
    with suppress(Refusal):
        wanted = _request(ask) if ask.filled else None
    return Page(
        "vacation_form.html",
        {
            "vacation": vacation,
            "kinds": list(Absence),
            "tasks": [(task, task in tasks) for task in Task],
            "audience": [(each, vacations.note_on(each)) for each in audience],
            "key": ask.form.one("key") or secrets.token_hex(16),
            "key_hint": vacations.KEY_HINT,
            "today": today(ask).isoformat(),
            "both": both,
            "cover": covering.told(wanted, vacation, audience),
            "stopped": stopped,
            "action": f"/vacations/{ask.veiled(vacation.id)}/change"
            if vacation
            else "/vacations/new",
        },
    )


def _request(ask: Ask) -> LogVacation:
    form = ask.form
    kind = next((each for each in Absence if each.value == form.one("kind")), Absence.DATES)
    away = read_date(ask, "away_from")
    home = None
    if kind is Absence.DATES or (kind is Absence.ON_AND_OFF and form.one("home_again")):
        home = read_date(ask, "home_again", away)
    helpers = (ask.unveiled(whole(each), "person") for each in form.all("audience"))
    return LogVacation(
        away_from=away,
        home_again=home,
        kind=kind,
        whole_home=bool(form.one("whole_home")),
        tasks=frozenset(task for task in Task if task.value in form.all("tasks")),
        note=form.one("note"),
        audience=frozenset(filter(None, helpers)),
        key=form.one("key"),
    )


def read_date(ask: Ask, name: str, after: date | None = None) -> date:
    """Return the date in a field.

    Raises:
        Refusal: it cannot be read; it names the field.
    """
    if not ask.form.one(name):
        raise Refusal("date-missing", msg("Choose a day."), name)
    try:
        return vacations.read_date(ask.form.one(name), today(ask), after)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, name) from refusal


def today(ask: Ask) -> date:
    """Return the estate's date."""
    return ask.kiosk.clock.today(estate.timezone(ask.kiosk))


def _ended(ask: Ask) -> list[Vacation]:
    """Return those that ended in the last week; what another said for me is not over today."""
    standing = {each.id for each in vacations.mine(ask.kiosk, ask.visit)}
    lately = vacations.lately(ask.kiosk, ask.visit)
    return [each for each in lately if each.id not in standing or each.reported_by is None]


def _welcome(ask: Ask, ended: Vacation) -> Page:
    """Show who did what; on the day of return itself the owner may still not be home."""
    standing = any(each.id == ended.id for each in vacations.mine(ask.kiosk, ask.visit))
    helped = vacations.looked_after(ended)
    return Page("vacation_ended.html", {"vacation": ended, "helped": helped, "today": standing})


def _one(ask: Ask) -> Vacation:
    found = vacations.mine(ask.kiosk, ask.visit)
    vacation = next((each for each in found if each.id == ask.unveiled(ask.id())), None)
    if vacation is None:
        raise gone(msg("This vacation is not saved any more."))
    return vacation
