"""Logging in on a phone: a pass, this phone itself, or a code from the kiosk; then the PIN.

A page that a code leads to looks nothing up and uses nothing up. Where the code is wrong, used or
old, the same is said as for a wrong PIN, after the same work.
"""

from typing import Literal, cast

from kiosk import handover, visits
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page, denied, new_seat
from screens.phone.veil import veiled_place

HOME = "/home"
ENOUGH = msg("Too many codes were tried from here. Wait a minute, then try again.")


def show(ask: Ask) -> Answer:
    """Ask for the PIN, where it is known whose; else say how to begin."""
    if ask.filled:
        return _form(ask, ask.form.one("way"), ask.form.one("code"))
    if ask.cookie("handover"):
        return _form(ask, "ticket", "")
    return _form(ask, "phone" if ask.cookie("phone") else "", "")


def by_pass(ask: Ask) -> Answer:
    """Ask for the PIN of a pass that was scanned, whichever it is."""
    return _form(ask, "pass", ask.named["code"])


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
    found = visits.log_in(ask.kiosk, claim, ask.form.one("pin"), on_phone=True)
    if isinstance(found, Denied):
        raise denied(found.message, "pin")
    new_seat(ask)
    ask.begin(found)
    if way == "ticket":
        ask.drop("handover")
        place = handover.arrive(ask.kiosk, found, code)
        return Go(veiled_place(ask.kiosk.pepper, place) if place else HOME)
    return Go(_next(ask))


def leave(ask: Ask) -> Answer:
    """Log out; a kiosk that waits goes on."""
    if ask.current is not None:
        handover.finish(ask.kiosk, ask.current)
        visits.end(ask.kiosk, ask.current)
    ask.leave()
    new_seat(ask)
    return Go("/", msg("You are logged out. Have a good day."))


def _bound_strangers(ask: Ask, claim: Claim) -> None:
    """Slow down whoever tries codes that are nobody's; what is somebody's counts with its owner."""
    with ask.kiosk.store.read() as db:
        known = visits.whose(db, ask.kiosk, claim) is not None
    if not known and not ask.site.rates.spend(ask.client):
        raise Refusal("page-too-many-codes", ENOUGH, "pin")


def _form(ask: Ask, way: str, code: str) -> Page:
    going = ask.form.one("next") if ask.filled else ask.query.get("next", "")
    return Page("login.html", {"way": way, "code": code, "next": going})


def _next(ask: Ask) -> str:
    """Return the page of ours that somebody was on their way to."""
    path = ask.form.one("next")
    ours = path.startswith("/") and path.isascii() and set(path[1:]).isdisjoint("\\:?#%\r\n\t ")
    return path if ours and not path.startswith("//") else HOME
