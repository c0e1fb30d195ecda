"""Going on: from a kiosk to this phone, and from this phone to a kiosk.

Opening the link of a code uses nothing up, because previews and scanners open links too. The
button does, once. A code that is wrong, used or old leads to one and the same page.
"""

from dataclasses import replace

from kiosk import handover
from kiosk.handover import State
from kiosk.visits import codes
from kiosk.words import msg
from screens.phone import render
from screens.phone.ask import Answer, Ask, Go, Page, new_seat

WAIT_S = 120
QR = msg("A code for the kiosk's scanner")
NO_MORE = Page(
    "told.html",
    {"text": msg("This code cannot be used. Make a new one at the kiosk, it lasts two minutes.")},
)


def show(ask: Ask) -> Answer:
    """Offer to go on here; nothing is looked up."""
    return Page("scanned.html", {"code": ask.named["code"]})


def redeem(ask: Ask) -> Answer:
    """Take the code over to this phone."""
    found = handover.redeem(ask.kiosk, ask.form.one("code"))
    if found is None:
        return NO_MORE if ask.site.rates.spend(ask.client) else replace(NO_MORE, status=429)
    new_seat(ask)
    ask.keep("handover", found.secret, WAIT_S * 6)
    return Go("/number")


def number(ask: Ask) -> Answer:
    """Show the number until it is picked at the kiosk, and then go on."""
    standing = handover.waiting(ask.kiosk, ask.cookie("handover"))
    match standing.state:
        case State.REDEEMED:
            return Page("number.html", {"number": standing.number})
        case State.MATCHED:
            return Go("/login")
        case State.LIVE if standing.target is not None:
            return Go(standing.target.place)
        case _:
            ask.drop("handover")
            return NO_MORE


def to_kiosk(_: Ask) -> Answer:
    """Say how to log in at a kiosk with this phone."""
    return Page("kiosk.html", {"qr": ""})


def show_ticket(ask: Ask) -> Answer:
    """Show a code that logs in at a kiosk once, with the PIN typed there."""
    code = handover.ticket(ask.kiosk, ask.visit)
    url = codes.code_url(ask.kiosk.settings, "h", code)
    return Page("kiosk.html", {"qr": render.qr(url, ask.language.say(QR))})
