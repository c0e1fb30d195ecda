"""Logging in on a phone: a pass, this phone itself, or a code from the kiosk; then the PIN.

A page that a code leads to looks nothing up and uses nothing up. Where the code is wrong, used or
old, the same is said as for a wrong PIN, after the same work. A pass lasts for years, so its code
stays in no address: the browser brings it along to the next page, and forgets it there.
"""

from typing import Literal, cast

from kiosk import handover, visits
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied, codes
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page, denied, new_seat, ours
from screens.phone.pages import card
from screens.phone.veil import veiled_place

HOME = "/home"
PASS_S = 600  # for typing the PIN, also with interruptions
NOBODYS = "0"  # what is kept of something that is no code: it opens nothing either
ENOUGH = msg("Too many codes were tried from here. Wait a minute, then try again.")


def show(ask: Ask) -> Answer:
    """Ask for the PIN, where it is known whose; else say how to begin."""
    waited_for = _is_waited_for(ask)
    if ask.filled and (waited_for or ask.form.one("way") != "ticket"):
        return _form(ask, ask.form.one("way"), ask.form.one("code"))
    if waited_for:
        return _form(ask, "ticket", "")
    if ask.cookie("phone"):
        return _form(ask, "phone", "")
    return scanned(ask)


def by_pass(ask: Ask) -> Answer:
    """Lead on from a pass that was scanned, whichever it is, to the page that asks for the PIN."""
    ask.keep("pass", codes.read_code(ask.named["code"]) or NOBODYS, PASS_S)
    return Go("/login/pass")


def scanned(ask: Ask) -> Answer:
    """Ask for the PIN of the pass that was scanned; or say how to begin where none was."""
    code = ask.cookie("pass")
    return _form(ask, "pass" if code else "", code)


def enter(ask: Ask) -> Answer:
    """Log in."""
    way = ask.form.one("way")
    if way not in {"pass", "phone", "ticket"}:
        raise denied(msg("Scan your pass to log in."))
    code = {
        "pass": ask.form.one("code"),
        "phone": ask.cookie("phone"),
        "ticket": ask.cookie("handover"),
    }[way]
    claim = Claim(cast("Literal['pass', 'phone', 'ticket']", way), code)
    _bound_strangers(ask, claim)
    found = visits.log_in(ask.kiosk, claim, ask.digits("pin"), on_phone=True)
    if isinstance(found, Denied):
        raise denied(found.message, "pin")
    _end_visit(ask)
    new_seat(ask)
    ask.begin(found)
    ask.drop("pass")
    if way == "ticket":
        ask.drop("handover")
        place = handover.arrive(ask.kiosk, found, code)
        return Go(veiled_place(ask.kiosk.pepper, place) if place else HOME)
    return Go(_next(ask))


def leave(ask: Ask) -> Answer:
    """Log out; a kiosk that waits goes on."""
    _end_visit(ask)
    ask.leave()
    ask.drop(card.COOKIE)
    ask.drop("pass")
    new_seat(ask)
    return Go("/", msg("You are logged out. Have a good day."))


def _end_visit(ask: Ask) -> None:
    """End the visit that this phone is in, if it is in one; a kiosk that waits for it goes on."""
    if ask.current is not None:
        handover.finish(ask.kiosk, ask.current)
        visits.end(ask.kiosk, ask.current)


def _bound_strangers(ask: Ask, claim: Claim) -> None:
    """Slow down whoever tries codes that are nobody's; what is somebody's counts with its owner."""
    with ask.kiosk.store.read() as db:
        known = visits.whose(db, ask.kiosk, claim) is not None
    if not known and not ask.site.rates.spend(ask.client):
        raise Refusal("page-too-many-codes", ENOUGH, "pin")


def _is_waited_for(ask: Ask) -> bool:
    """Return whether a kiosk has let this phone in, and has not gone on without it since."""
    if not (secret := ask.cookie("handover")):
        return False
    with ask.kiosk.store.read() as db:
        return visits.whose(db, ask.kiosk, Claim(handover.LOG_IN, secret)) is not None


def _form(ask: Ask, way: str, code: str) -> Page:
    going = ask.form.one("next") if ask.filled else ask.query.get("next", "")
    return Page("login.html", {"way": way, "code": code, "next": going})


def _next(ask: Ask) -> str:
    """Return the page of ours that somebody was on their way to, or the invitation they scanned."""
    return ours(ask.form.one("next")) or (card.PLACE if ask.cookie(card.COOKIE) else HOME)
