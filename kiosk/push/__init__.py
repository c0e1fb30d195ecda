"""Push: a remembered phone says that there is news, and nothing more.

What is sent is empty. The push service (Google's, Apple's, Mozilla's) learns that something
happened at this kiosk and to which browser, and the phone itself says one neutral sentence in its
own language: phones lie on tables. A subscription belongs to a remembered phone and goes with it.
"""

from kiosk.push.actions import NEWS, about, nudge, subscribe, switched_on, unsubscribe
from kiosk.push.carrier import open_carrier
from kiosk.push.port import Reply, Service
from kiosk.push.vapid import public_key

__all__ = [
    "NEWS",
    "Reply",
    "Service",
    "about",
    "nudge",
    "open_carrier",
    "public_key",
    "subscribe",
    "switched_on",
    "unsubscribe",
]
