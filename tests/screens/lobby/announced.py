"""Announced work, and an alert about something unusual that it may explain."""

from dataclasses import replace
from typing import Any

from kiosk import alerts, notices
from kiosk.alerts import Done, Kind, Place, Police, Reach, SendAlert
from kiosk.house import Kiosk
from kiosk.notices import NewNotice
from tests.conftest import MONDAY
from tests.people import Person

TODAY = MONDAY.date()
ODD = SendAlert(
    Kind.ODD, Done.ODD_RANG, Place.STAIRWELL, MONDAY, Reach.ESTATE, Police.NOT_YET, "odd"
)


def fibre(kiosk: Kiosk) -> notices.Notice:
    """Announce today's work."""
    texts = {
        "da": "Fibernet trækkes. Montørerne bærer kort.",
        "en": "Fibre. The fitters wear cards.",
    }
    return notices.post(kiosk, NewNotice(texts, TODAY, TODAY, "8-15", kind=notices.Kind.WORK))


def sent_by(kiosk: Kiosk, who: Person, **change: Any) -> alerts.Alert:
    """Send an alert about something unusual."""
    return alerts.send(kiosk, who.visit, replace(ODD, **change))
