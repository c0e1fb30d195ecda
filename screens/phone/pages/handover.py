"""Going on: from a kiosk to this phone, and from this phone to a kiosk.

Opening the link of a code uses nothing up, because previews and scanners open links too. The
button does, once. A code that is wrong, used or old leads to one and the same page.
"""

from dataclasses import replace

from kiosk import handover, visits
from kiosk.handover import State
from kiosk.refusals import Refusal
from kiosk.residents import Channel, Level
from kiosk.visits import codes
from kiosk.words import N_, msg
from screens.phone import render
from screens.phone.ask import Answer, Ask, Fields, Go, Page, new_seat

WAIT_S = 120
NO_MORE = Page(
    "told.html",
    {"text": msg("This code cannot be used. Make a new one at the kiosk, it lasts two minutes.")},
)
NOT_ADULT = msg("You can join when you are 18. A grown-up in your home can join today.")
LEVELS = (
    (Level.PAPER, N_("With paper and this screen"), N_("no phone needed")),
    (Level.FULL, N_("With SMS or e-mail as well"), N_("you give a number or an address")),
    (Level.STICKERS, N_("With stickers only"), N_("for the door and the letterbox")),
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


def person(ask: Ask) -> Answer:
    """Show the form of somebody who signs up at the kiosk, as far as it is filled in."""
    standing = handover.waiting(ask.kiosk, ask.cookie("handover"))
    if standing.target is None:
        ask.drop("handover")
        return NO_MORE
    if not ask.filled:
        ask.form, ask.filled = Fields(standing.target.form), True
    return Page("person.html", {"levels": LEVELS, "channels": list(Channel)})


def give_back(ask: Ask) -> Answer:
    """Give the form back to the kiosk, which goes on with it."""
    form = ask.form
    visits.check_name(form.one("name"))
    if not form.one("adult"):
        raise Refusal("register-not-adult", NOT_ADULT, "adult")
    mobile, email = visits.check_contact(form.one("mobile"), form.one("email"))
    reachable = {"kiosk": True, "sms": bool(mobile), "email": bool(email)}
    channels = tuple(each for each in form.all("channels") if reachable.get(each))
    carried = {name: form.all(name) for name in ("name", "adult", "level", "mobile", "email")}
    given = {**carried, "channels": channels}
    done = handover.give_back(ask.kiosk, ask.cookie("handover"), given)
    ask.drop("handover")
    if not done:
        return NO_MORE
    return Page("told.html", {"text": msg("Thank you. Go on at the kiosk now.")})


def to_kiosk(_: Ask) -> Answer:
    """Say how to log in at a kiosk with this phone."""
    return Page("kiosk.html", {"qr": ""})


def show_ticket(ask: Ask) -> Answer:
    """Show a code that logs in at a kiosk once, with the PIN typed there."""
    code = handover.ticket(ask.kiosk, ask.visit)
    url = codes.code_url(ask.kiosk.settings, "h", code)
    return Page("kiosk.html", {"qr": render.qr(url)})
