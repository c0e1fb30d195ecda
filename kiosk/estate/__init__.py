"""The estate: which zones, stairwells and doors there are, and what they are called.

Doors come from the national address register's file or from a short description, and never from
what a resident types. This room knows places, not people.
"""

from kiosk.estate.actions import (
    door,
    doors,
    doors_by_id,
    find_door,
    is_one_zone,
    name,
    set_up,
    stairwell,
    stairwells,
    stairwells_of_zone,
    timezone,
    zone_of,
)
from kiosk.estate.cards import (
    Door,
    ImportLine,
    ImportReport,
    Place,
    Row,
    Stairwell,
    Standing,
    Zone,
)
from kiosk.estate.description import read_description
from kiosk.estate.importing import import_doors
from kiosk.estate.register import read_csv, read_register
from kiosk.estate.rules import door_name, short_door

__all__ = [
    "Door",
    "ImportLine",
    "ImportReport",
    "Place",
    "Row",
    "Stairwell",
    "Standing",
    "Zone",
    "door",
    "door_name",
    "doors",
    "doors_by_id",
    "find_door",
    "import_doors",
    "is_one_zone",
    "name",
    "read_csv",
    "read_description",
    "read_register",
    "set_up",
    "short_door",
    "stairwell",
    "stairwells",
    "stairwells_of_zone",
    "timezone",
    "zone_of",
]
