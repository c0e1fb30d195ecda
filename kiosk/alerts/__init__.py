"""Alerts: what was done, where and when, told to whom it should reach; and how it ended.

Reading needs no log-in, because an alert's line is made of choices alone. What its sender typed is
for members, and for whoever is registered at an address that is not proven it waits with them. No
alert names its sender, and every alert ends: the ending reaches everyone that the alert reached.
"""

from kiosk.alerts.cards import Alert, AlertForm, AlertPreview, Doing, SendAlert
from kiosk.alerts.ending import end, explain, police_know, reopen
from kiosk.alerts.feeds import ATOM_TYPE, CAP_TYPE, atom, cap
from kiosk.alerts.kinds import (
    CARETAKERS_ENDINGS,
    SENDERS_ENDINGS,
    Done,
    Ending,
    Kind,
    Measure,
    Origin,
    Place,
    Police,
    Reach,
    Status,
    When,
)
from kiosk.alerts.life import close, forget, release, restored, sweep, take_measure, withdraw
from kiosk.alerts.posters import poster
from kiosk.alerts.reading import about, newest, read, running, waiting
from kiosk.alerts.rules import happened
from kiosk.alerts.sending import form, preview, send

__all__ = [
    "ATOM_TYPE",
    "CAP_TYPE",
    "CARETAKERS_ENDINGS",
    "SENDERS_ENDINGS",
    "Alert",
    "AlertForm",
    "AlertPreview",
    "Doing",
    "Done",
    "Ending",
    "Kind",
    "Measure",
    "Origin",
    "Place",
    "Police",
    "Reach",
    "SendAlert",
    "Status",
    "When",
    "about",
    "atom",
    "cap",
    "close",
    "end",
    "explain",
    "forget",
    "form",
    "happened",
    "newest",
    "police_know",
    "poster",
    "preview",
    "read",
    "release",
    "reopen",
    "restored",
    "running",
    "send",
    "sweep",
    "take_measure",
    "waiting",
    "withdraw",
]
