"""Alerts: what was done, where and when, told to whom it should reach; and how it ended.

Reading needs no log-in, because an alert's line is made of choices alone. What its sender typed is
for members, and for whoever is registered at an address that is not proven it waits with them. No
alert names its sender, and every alert ends: the ending reaches everyone that the alert reached.
"""

from kiosk.alerts.cards import Alert, AlertForm, AlertPreview, SendAlert
from kiosk.alerts.kinds import (
    SENDERS_ENDINGS,
    Done,
    Ending,
    Kind,
    Place,
    Police,
    Reach,
    Status,
    When,
)
from kiosk.alerts.life import forget, release, sweep, withdraw
from kiosk.alerts.reading import about, newest, read, running, waiting
from kiosk.alerts.rules import happened
from kiosk.alerts.sending import end, form, preview, send

__all__ = [
    "SENDERS_ENDINGS",
    "Alert",
    "AlertForm",
    "AlertPreview",
    "Done",
    "Ending",
    "Kind",
    "Place",
    "Police",
    "Reach",
    "SendAlert",
    "Status",
    "When",
    "about",
    "end",
    "forget",
    "form",
    "happened",
    "newest",
    "preview",
    "read",
    "release",
    "running",
    "send",
    "sweep",
    "waiting",
    "withdraw",
]
