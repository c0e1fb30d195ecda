"""Calendars: one's own absences, and homes to look after, read by a secret link.

Calendar programs keep copies where nobody can take them back, so an entry says nothing but its
days and "Nabohjælp: see the page", and the feed of a helper holds a home only where its owner has
allowed it for that very tie. What a feed holds is decided each time it is read: with the tie, the
permission or the link gone it is empty from the next reading on.
"""

from kiosk.calendars.actions import (
    about,
    allow,
    feed,
    links,
    make_link,
    permissions,
    restored,
    revoke_all,
    revoke_link,
)
from kiosk.calendars.cards import Entry, Feed, Kind, Links, Permission

__all__ = [
    "Entry",
    "Feed",
    "Kind",
    "Links",
    "Permission",
    "about",
    "allow",
    "feed",
    "links",
    "make_link",
    "permissions",
    "restored",
    "revoke_all",
    "revoke_link",
]
