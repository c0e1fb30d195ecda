"""Backups: the whole kiosk in one encrypted file, and back from it.

A backup is a copy of every row, in the order of the schema and never of the disk: what was deleted
is not in it, and one made on SQLite can be restored on PostgreSQL and the other way round. It is
sealed with the home's own key, so that damage, another home's file and a forged one are told before
anything is touched. The key goes with it, wrapped with a recovery code that is on paper alone, for
the day when the machine is gone. Restoring prepares the whole new database beside the old one,
closes in it whatever may have been closed since, and only then puts it in place in one step.
"""

from kiosk.backups.making import KEPT_BEFORE, Made, make, tidy
from kiosk.backups.recovering import check_code, keys_of, settings_of
from kiosk.backups.removable import OnStick, Stick, Sticks, sticks, to_stick
from kiosk.backups.restoring import Restored, is_whole, restore
from kiosk.machine import newest_backup as newest

__all__ = [
    "KEPT_BEFORE",
    "Made",
    "OnStick",
    "Restored",
    "Stick",
    "Sticks",
    "check_code",
    "is_whole",
    "keys_of",
    "make",
    "newest",
    "restore",
    "settings_of",
    "sticks",
    "tidy",
    "to_stick",
]
