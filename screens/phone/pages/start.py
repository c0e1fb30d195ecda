"""What everybody may see: the front page, alerts and notices, and how all this works."""

from kiosk import alerts, board, guide, notices
from kiosk.alerts import SENDERS_ENDINGS, Alert, Ending, Status
from kiosk.words import N_, msg
from screens.phone.ask import Answer, Ask, File, Go, Page, gone, no_answer, whole

NEWEST = 5


def front(ask: Ask) -> Answer:
    """Show what the lobby shows to everybody."""
    card = {
        "glance": board.look(ask.kiosk),
        "alerts": _alerts(ask)[:NEWEST],
        "notices": notices.current(ask.kiosk)[:NEWEST],
    }
    return Page("start.html", card)


def all_alerts(ask: Ask) -> Answer:
    """Show every alert and notice, as far as this reader may."""
    return Page("alerts.html", {"alerts": _alerts(ask), "notices": notices.current(ask.kiosk)})


def one_alert(ask: Ask) -> Answer:
    """Show one alert, and to its sender how it may end."""
    alert = _one(ask)
    mine = alert.mine and alert.status is not Status.ENDED
    return Page("alert.html", {"alert": alert, "endings": SENDERS_ENDINGS if mine else ()})


def end_alert(ask: Ask) -> Answer:
    """End an alert of one's own."""
    alert = _one(ask)
    ending = next((each for each in Ending if each.value == ask.form.one("ending")), None)
    if ending is None:
        raise no_answer()
    alerts.end(ask.kiosk, ask.visit, alert.id, ending)
    return Go("/alerts", msg("Thank you. Everybody it reached is told."))


def atom(ask: Ask) -> Answer:
    """Hand out what everybody may read as Atom, for an information screen."""
    return File(alerts.atom(ask.kiosk, ask.language.code), alerts.ATOM_TYPE)


def cap(ask: Ask) -> Answer:
    """Hand out one alert as CAP: 1 is the newest, and there are as many as Atom lists."""
    found = alerts.cap(ask.kiosk)
    if not 0 < ask.id() <= len(found):
        raise gone(msg("This alert is not here any more."))
    return File(found[ask.id() - 1], alerts.CAP_TYPE)


def who_sees(_: Ask) -> Answer:
    """Show who sees what."""
    return Page("text.html", {"heading": N_("Who sees what?"), "paragraphs": guide.WHO_SEES})


def how_to(_: Ask) -> Answer:
    """Show how to."""
    return Page("text.html", {"heading": N_("How to"), "paragraphs": guide.HOW_TO})


def _alerts(ask: Ask) -> tuple[Alert, ...]:
    if ask.current is None:
        return alerts.newest(ask.kiosk)
    return alerts.read(ask.kiosk, ask.current)


def _one(ask: Ask) -> Alert:
    for alert in _alerts(ask):
        if alert.id == whole(ask.named["id"]):
            return alert
    raise gone(msg("This alert is not here any more."))
