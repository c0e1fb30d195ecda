"""A caretaker on duty, an alert to judge, and what the log then holds."""

from kiosk import alerts, caretaker
from kiosk.caretaker import Act, Shift, audit
from kiosk.house import Kiosk
from tests.kiosk.alerts.sending import request
from tests.people import Person

PIN = "482713"


def on_duty(kiosk: Kiosk, name: str = "Poul") -> Shift:
    """Appoint a caretaker and log them in."""
    shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, name, PIN), PIN)
    assert isinstance(shift, Shift)
    return shift


def sent_by(kiosk: Kiosk, person: Person) -> alerts.Alert:
    """Let somebody send an alert."""
    return alerts.send(kiosk, person.visit, request())


def acts(kiosk: Kiosk) -> list[Act | None]:
    """Return the log's acts, oldest first, without the appointment and the log-in."""
    assert audit.verify(kiosk) is None
    return [entry.act for entry in audit.entries(kiosk)][::-1][2:]
