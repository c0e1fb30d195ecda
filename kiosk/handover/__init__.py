"""Going on somewhere else: from the kiosk to a phone, and from a phone to a kiosk.

The kiosk shows a code of 128 bits. Whoever scans it opens a page, which uses nothing up; pressing
its button redeems the code, once. The phone then shows a number, and only when the person at the
kiosk picks that very number is the phone let in, so a code that somebody photographed leads
nowhere. A visit wants its PIN on the phone all the same. A half-filled form travels with the code
and is forgotten with it.
"""

from kiosk.handover.actions import (
    LOG_IN,
    arrive,
    carried,
    finish,
    give_back,
    look,
    match,
    offer,
    offer_form,
    redeem,
    restored,
    sweep,
    ticket,
    waiting,
    withdraw,
)
from kiosk.handover.cards import Form, Offer, Redeemed, Standing, State, Target

__all__ = [
    "LOG_IN",
    "Form",
    "Offer",
    "Redeemed",
    "Standing",
    "State",
    "Target",
    "arrive",
    "carried",
    "finish",
    "give_back",
    "look",
    "match",
    "offer",
    "offer_form",
    "redeem",
    "restored",
    "sweep",
    "ticket",
    "waiting",
    "withdraw",
]
