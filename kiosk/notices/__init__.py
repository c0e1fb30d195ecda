"""Notices: what the caretaker tells everybody, each with an end: meetings, work, good stories.

Announced work is matched with alerts before they are sent, so that the people who pull the fibre
are not taken for burglars.
"""

from kiosk.notices.actions import add, current, matching_work, post, posted, poster, remove, sweep
from kiosk.notices.cards import Kind, NewNotice, Notice, said
from kiosk.notices.rules import check_days, checked_text, hours

__all__ = [
    "Kind",
    "NewNotice",
    "Notice",
    "add",
    "check_days",
    "checked_text",
    "current",
    "hours",
    "matching_work",
    "post",
    "posted",
    "poster",
    "remove",
    "said",
    "sweep",
]
