"""Notices: what the caretaker tells everybody, a meeting or announced work, each with an end.

Announced work is matched with alerts before they are sent, so that the people who pull the fibre
are not taken for burglars.
"""

from kiosk.notices.actions import add, current, matching_work, post, remove, sweep
from kiosk.notices.cards import Kind, NewNotice, Notice

__all__ = [
    "Kind",
    "NewNotice",
    "Notice",
    "add",
    "current",
    "matching_work",
    "post",
    "remove",
    "sweep",
]
