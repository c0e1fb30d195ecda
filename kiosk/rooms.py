"""Every room's tables, gathered for whoever needs the whole schema."""

from importlib import import_module
from importlib.util import find_spec

from sqlmodel import SQLModel

ROOMS = (
    "board",
    "figures",
    "printing",
    "letters",
    "estate",
    "residents",
    "visits",
    "push",
    "trust",
    "vacations",
    "notices",
    "stickers",
    "alerts",
    "favours",
    "account",
    "calendars",
    "handover",
    "caretaker",
    "reprints",
)

for _room in ROOMS:
    if find_spec(f"kiosk.{_room}") and find_spec(f"kiosk.{_room}.tables"):
        import_module(f"kiosk.{_room}.tables")

metadata = SQLModel.metadata
