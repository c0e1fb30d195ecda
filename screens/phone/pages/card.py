"""An invitation card: whoever scans it is led to the log-in or to the kiosk, and then back to it.

Its code waits in the browser for an hour at most, until it is used, refused or not wanted. Before a
log-in no code is looked up, so the page says the same to all of them.
"""

from kiosk import trust
from kiosk.visits import codes
from kiosk.words import Message, msg
from screens.phone.ask import Answer, Ask, Go, Page, gone

PLACE = "/trust/card"
COOKIE = "card"
COOKIE_S = 3600


def scanned(ask: Ask) -> Answer:
    """Keep the code of a card, and go on at an address that does not hold it."""
    code = codes.read_code(ask.named["code"])
    if code is None:
        raise gone(msg("There is no such page here."))
    ask.keep(COOKIE, code, COOKIE_S)
    return Go(PLACE if ask.current else "/invited")


def invited(_: Ask) -> Answer:
    """Say how to answer: those who take part log in, those who are new sign up at the kiosk."""
    return Page("joining.html", {"invited": True, "answer": f"/login?next={PLACE}"})


def show(ask: Ask) -> Answer:
    """Ask for the code of a card; for one that was scanned ask yes or no."""
    return Page("card.html", {"code": "" if ask.refused else ask.cookie(COOKIE)})


def answer(ask: Ask) -> Answer:
    """Say yes, or nothing; either way the browser forgets the code."""
    ask.drop(COOKIE)
    if ask.form.one("do") == "no":
        return Go("/trust", msg("Nobody is told."))
    typed = ask.form.one("code")
    scan = codes.read_scan(typed)
    code = scan.code if scan is not None and scan.kind == "i" else typed
    return Go("/trust", said_yes(trust.accept(ask.kiosk, ask.visit, code).from_name))


def said_yes(name: str) -> Message:
    """Return what comes after a yes."""
    return msg("You said yes. Now %(name)s is asked whether they know you.", name=name)
