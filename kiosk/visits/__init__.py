"""Visits: how somebody begins to be known to the kiosk, and how that ends.

Registering, the PIN, the neighbour number and the pass are here, and so is every count that keeps
somebody from guessing them. Every action of the rooms above begins with `present`, in the same
transaction as what it does, so a visit that has ended does nothing more.
"""

from kiosk.visits import codes, hashing, stopwatch, tries
from kiosk.visits.cards import (
    Claim,
    Denied,
    OpenVisit,
    Phone,
    Registration,
    Visit,
    Warned,
    Welcome,
    Who,
)
from kiosk.visits.coming import deal_pass, let_pass_work
from kiosk.visits.credentials import (
    deal_number,
    has_pass,
    issue_pass,
    number_of,
    revoke_pass,
    set_number,
    set_pin,
)
from kiosk.visits.elsewhere import about_visits, end_elsewhere, end_one, open_visits
from kiosk.visits.enrolling import enrol, forget_phone, my_phones
from kiosk.visits.hashing import hash_pin, keyed
from kiosk.visits.login import log_in, pin_fits, whose
from kiosk.visits.phones import about_phones, phone_of, phones_of
from kiosk.visits.presence import (
    end,
    end_all,
    end_all_of,
    end_others,
    is_over,
    present,
    renew,
    speak,
    stay,
    was,
    who,
)
from kiosk.visits.registering import (
    check_contact,
    check_name,
    check_pin,
    deal_pin,
    pin_of,
    queue_welcome,
    register,
)
from kiosk.visits.restoring import Known, known, restored
from kiosk.visits.rules import read_number
from kiosk.visits.sweeping import delete_credentials, sweep, tick
from kiosk.visits.tickets import add_ticket, drop_ticket
from kiosk.visits.tries import warnings

__all__ = [
    "Claim",
    "Denied",
    "Known",
    "OpenVisit",
    "Phone",
    "Registration",
    "Visit",
    "Warned",
    "Welcome",
    "Who",
    "about_phones",
    "about_visits",
    "add_ticket",
    "check_contact",
    "check_name",
    "check_pin",
    "codes",
    "deal_number",
    "deal_pass",
    "deal_pin",
    "delete_credentials",
    "drop_ticket",
    "end",
    "end_all",
    "end_all_of",
    "end_elsewhere",
    "end_one",
    "end_others",
    "enrol",
    "forget_phone",
    "has_pass",
    "hash_pin",
    "hashing",
    "is_over",
    "issue_pass",
    "keyed",
    "known",
    "let_pass_work",
    "log_in",
    "my_phones",
    "number_of",
    "open_visits",
    "phone_of",
    "phones_of",
    "pin_fits",
    "pin_of",
    "present",
    "queue_welcome",
    "read_number",
    "register",
    "renew",
    "restored",
    "revoke_pass",
    "set_number",
    "set_pin",
    "speak",
    "stay",
    "stopwatch",
    "sweep",
    "tick",
    "tries",
    "warnings",
    "was",
    "who",
    "whose",
]
