"""The people who take part, each by themselves: several may live behind one door.

This room knows who is registered where and how they may be reached. It decides nothing about who
may see whom. Two people in one home see nothing of each other here, and no helper of this room is
an action: whoever asks has a visit, which the rooms above look at first.
"""

from kiosk.residents.actions import refresh_barometer
from kiosk.residents.cards import Channel, Level, NewResident, Resident
from kiosk.residents.contact import email, mobile, read_mobile, shown_mobile
from kiosk.residents.people import (
    add,
    at_door,
    by_id,
    confirm_address,
    confirm_channel,
    count_in_stairwells,
    delete,
    doubt_channel,
    everybody,
    freeze,
    frozen_at_door,
    frozen_before,
    get,
    ids_by_confirmed_email,
    ids_by_confirmed_mobile,
    is_active,
    joined_homes,
    moving_out,
    not_seen_since,
    seen,
    set_channels,
    set_contact,
    set_in_person_only,
    set_language,
    set_name,
    thaw,
    unconfirmed_doors,
)
from kiosk.residents.rules import person_name
from kiosk.residents.terms import TERMS, Terms

__all__ = [
    "TERMS",
    "Channel",
    "Level",
    "NewResident",
    "Resident",
    "Terms",
    "add",
    "at_door",
    "by_id",
    "confirm_address",
    "confirm_channel",
    "count_in_stairwells",
    "delete",
    "doubt_channel",
    "email",
    "everybody",
    "freeze",
    "frozen_at_door",
    "frozen_before",
    "get",
    "ids_by_confirmed_email",
    "ids_by_confirmed_mobile",
    "is_active",
    "joined_homes",
    "mobile",
    "moving_out",
    "not_seen_since",
    "person_name",
    "read_mobile",
    "refresh_barometer",
    "seen",
    "set_channels",
    "set_contact",
    "set_in_person_only",
    "set_language",
    "set_name",
    "shown_mobile",
    "thaw",
    "unconfirmed_doors",
]
