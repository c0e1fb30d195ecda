"""Alerts and notices: reading them, and what readers and senders do about one that is out."""

from datetime import date
from zoneinfo import ZoneInfo

from kiosk import alerts, estate, notices
from kiosk.alerts import SENDERS_ENDINGS, Alert, Ending, Kind, Status
from kiosk.notices import Notice
from kiosk.words import N_, msg
from screens.phone.ask import Answer, Ask, File, Go, Page, gone, no_answer, whole

TOLD = msg("Thank you. Everybody it reached is told.")


def everything(ask: Ask) -> Answer:
    """Show every alert and notice, as far as this reader may: the newest first, or the nearest."""
    found, near = list(of(ask)), bool(ask.query.get("near"))
    if near:
        found.sort(key=lambda each: not each.near)  # each part stays in order of time
    card = {"alerts": found, "notices": notices.current(ask.kiosk), "near": near}
    return Page("alerts.html", card)


def one(ask: Ask) -> Answer:
    """Show one alert, what is being done about it, and what this reader may say of it."""
    alert = _one(ask)
    if work := _work(ask, alert):
        return _sure(work)
    card = {
        "alert": alert,
        "ends": _ends(ask, alert),
        "endings": _endings(alert),
        "police": alert.mine and _runs(alert) and not (alert.police_know or _is_good(alert)),
        "works": () if alert.mine else alert.works,  # who sent it has endings of their own
    }
    return Page("alert.html", card)


def act(ask: Ask) -> Answer:
    """End an alert of one's own, or open it again; say that the police know, or what it was."""
    alert = _one(ask)
    match ask.form.one("do"):
        case "police":
            alerts.police_know(ask.kiosk, ask.visit, alert.id)
            return Go(ask.path, msg("Thank you. Now nobody else need ring."))
        case "reopen":
            alerts.reopen(ask.kiosk, ask.visit, alert.id)
        case "yes":
            alerts.explain(ask.kiosk, ask.visit, alert.id, whole(ask.query.get("work", "")))
        case "no":
            return Go(ask.path)
        case "end":
            alerts.end(ask.kiosk, ask.visit, alert.id, _ending(ask))
        case _:
            raise no_answer()
    return Go("/alerts", TOLD)


def atom(ask: Ask) -> Answer:
    """Hand out what everybody may read as Atom, for an information screen."""
    return File(alerts.atom(ask.kiosk, ask.language.code), alerts.ATOM_TYPE)


def cap(ask: Ask) -> Answer:
    """Hand out one alert as CAP: 1 is the newest, and there are as many as Atom lists."""
    found = alerts.cap(ask.kiosk)
    if not 0 < ask.id() <= len(found):
        raise gone(GONE)
    return File(found[ask.id() - 1], alerts.CAP_TYPE)


GONE = msg("This alert is not here any more.")


def of(ask: Ask) -> tuple[Alert, ...]:
    """Return the alerts as whoever asks may read them, the newest first."""
    if ask.current is None:
        return alerts.newest(ask.kiosk)
    return alerts.read(ask.kiosk, ask.current)


def _one(ask: Ask) -> Alert:
    for alert in of(ask):
        if alert.id == ask.id():
            return alert
    raise gone(GONE)


def _runs(alert: Alert) -> bool:
    return alert.status is not Status.ENDED


def _is_good(alert: Alert) -> bool:
    return alert.kind is Kind.GOOD


def _endings(alert: Alert) -> tuple[Ending, ...]:
    if not (alert.mine and _runs(alert)):
        return ()
    return (Ending.MISTAKE,) if _is_good(alert) else SENDERS_ENDINGS


def _ending(ask: Ask) -> Ending:
    found = next((each for each in Ending if each.value == ask.form.one("ending")), None)
    if found is None:
        raise no_answer()
    return found


def _ends(ask: Ask, alert: Alert) -> date | None:
    """Return the local day on which an alert ends by itself."""
    if alert.status is not Status.OPEN or alert.expires_at is None:
        return None
    return alert.expires_at.astimezone(ZoneInfo(estate.timezone(ask.kiosk))).date()


def _work(ask: Ask, alert: Alert) -> Notice | None:
    chosen = whole(ask.query.get("work", ""))
    return next((each for each in alert.works if each.id == chosen and not alert.mine), None)


def _sure(work: Notice) -> Page:
    """Ask once more: it ends somebody's alert."""
    answers = (("yes", N_("Yes, I know it"), ""), ("no", N_("No, or I only think so"), "first"))
    return Page(
        "question.html",
        {
            "area": msg("Alerts and notices"),
            "heading": msg("It was harmless: %(work)s", work=work.text),
            "meaning": N_("Do you know that it was them? Then the alert ends for everybody."),
            "answers": answers,
        },
    )
