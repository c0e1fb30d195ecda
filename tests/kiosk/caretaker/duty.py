"""A caretaker on duty, a kiosk that wants nothing of them, an alert to judge, and their log."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk import alerts, caretaker, machine
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


@contextmanager
def looked_after(kiosk: Kiosk) -> Iterator[None]:
    """Let a kiosk have all that it needs: an office, a recovery code and a backup of today."""
    caretaker.keep_recovery_code(kiosk, bytes(72))
    stick = Path("/media/stick/nabokiosk.backup")
    machine.note_backup(kiosk.settings, kiosk.clock.now(), stick)
    with machine.office_running(kiosk.settings.home):
        yield
