"""Sending an alert: one form, a look at what the others will read, and off it goes."""

import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from kiosk import alerts
from kiosk.alerts import AlertForm, Done, Kind, Place, Police, Reach, SendAlert, When
from kiosk.refusals import Refusal
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page, no_answer

T = TypeVar("T", bound=StrEnum)

THANKS = msg("It is sent. When it is over, end it under “Read alerts and notices”.")
FIELDS = ("police", "done", "place", "when", "happened", "clock", "reach", "text", "key")


def show(ask: Ask) -> Answer:
    """Show the form, as it was filled in at the kiosk where it was."""
    form = alerts.form(ask.kiosk, ask.visit)
    return Page(
        "alert_form.html",
        {
            "form": form,
            "police": [(each.value, each.label) for each in Police],
            "kinds": [(kind.label, kind.deeds) for kind in Kind],
            "places": [(each.value, each.label) for each in Place],
            "whens": list(When),
            "reaches": [(each.value, name) for each, name in form.reaches.items()],
            "today": form.now.date().isoformat(),
            "key": ask.form.one("key") or secrets.token_hex(16),
        },
    )


def send(ask: Ask) -> Answer:
    """Show what the others will read; or send it; or go back to the form."""
    ask.filled = True
    if ask.form.one("do") == "change":
        return show(ask)
    if ask.form.one("do") == "stop":
        return Go("/home", msg("Nothing was sent."))
    request = _request(ask, alerts.form(ask.kiosk, ask.visit))
    if ask.form.one("do") != "send":
        seen = alerts.preview(ask.kiosk, ask.visit, request)
        typed = [(name, ask.form.one(name)) for name in FIELDS]
        return Page("alert_preview.html", {"seen": seen, "typed": typed})
    sent = alerts.send(ask.kiosk, ask.visit, request)
    return Go("/home", sent.waits or THANKS)


def _request(ask: Ask, form: AlertForm) -> SendAlert:
    done = _chosen(ask, "done", Done)
    return SendAlert(
        kind=done.kind,
        done=done,
        place=_chosen(ask, "place", Place),
        happened=_happened(ask, form),
        reach=_chosen(ask, "reach", Reach),
        police=_chosen(ask, "police", Police),
        key=ask.form.one("key"),
        text=ask.form.one("text"),
    )


def _happened(ask: Ask, form: AlertForm) -> date | datetime:
    when = _chosen(ask, "when", When)
    typed = ""
    if when is When.TYPED:
        year, _, rest = ask.form.one("happened").partition("-")
        month, _, day = rest.partition("-")
        typed = f"{day}-{month}-{year}" if day and month else ask.form.one("happened")
        typed = f"{typed} {ask.form.one('clock').replace(':', '.')}".strip()
    try:
        return alerts.happened(when, form.now, typed)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, "happened") from refusal


def _chosen(ask: Ask, name: str, choices: type[T]) -> T:
    found = next((each for each in choices if each.value == ask.form.one(name)), None)
    if found is None:
        raise no_answer(name)
    return found
