"""Forgotten or lost: what is missing decides who can help; nobody is logged in for it.

Asking for a new PIN is answered alike for everybody, as at the kiosk, and so is every page on the
way: what was typed is looked at by its check alone. The key to a code that was sent is a cookie,
because whoever goes to read the SMS comes back to a page that the browser opens anew.
"""

from typing import Literal

from kiosk import account, visits
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Denied
from kiosk.visits.codes import SCAN_LIMIT
from kiosk.words import N_, Message, msg
from screens.phone import dealing
from screens.phone.ask import Answer, Ask, Go, Page, denied, no_answer
from screens.phone.pages.login import ENOUGH

Way = tuple[str, Message, Message | str]

KEY = "asking"  # the cookie
KEY_S = 25 * 60  # as long as a code works, and a PIN may be learned
FORGOTTEN = msg("I have forgotten my PIN")
BY_LETTERBOX = msg("a code in your letterbox; works after 24 hours")
BY_LETTER: tuple[Way, ...] = (
    ("/forgotten/send", FORGOTTEN, msg("a code by SMS or e-mail; works at once")),
    ("/forgotten/pin", msg("… and get no SMS or e-mail"), BY_LETTERBOX),
)
WAYS: tuple[Way, ...] = (
    ("/forgotten/pass", msg("I have lost my pass"), ""),
    ("/forgotten/both", msg("I have lost both"), ""),
    ("/forgotten/stop", msg("I did not ask for a new PIN"), msg("I have a code that stops it")),
)
PASS_LOST = msg(
    "Without your PIN your pass is of no use to anybody. Log in at the kiosk with your neighbour "
    "number or the mobile number that you have confirmed, or here if this phone is remembered. "
    "There you block the old pass. A new one is printed at the kiosk."
)
ALL_LOST = msg(
    "Go to the caretaker in office hours, and bring something with your name. You get a new number "
    "there, and a new PIN to learn."
)
ALL_LOST_AT = N_(
    "Go to the caretaker, and bring something with your name. Office hours: %(hours)s. You get a "
    "new number there, and a new PIN to learn."
)
STOPPED = msg(
    "It is stopped. Your PIN stays as it was. Tell the caretaker: somebody had a code from your "
    "letterbox."
)


def show(ask: Ask) -> Answer:
    """Ask what is missing, and say which way needs what."""
    sends = account.sends_codes(ask.kiosk)
    pins = BY_LETTER if sends else (("/forgotten/pin", FORGOTTEN, BY_LETTERBOX),)
    return Page("ways.html", {"heading": msg("What is missing?"), "ways": (*pins, *WAYS)})


def lost_pass(ask: Ask) -> Answer:
    """Say how a pass is blocked, or where to go when nobody gets in without one."""
    return lost_both(ask) if ask.kiosk.settings.lobby.require_pass else _told(PASS_LOST)


def lost_both(ask: Ask) -> Answer:
    """Say where to go, and when."""
    hours = ask.kiosk.settings.estate.office_hours
    return _told(msg(ALL_LOST_AT, hours=hours) if hours else ALL_LOST)


def send(ask: Ask) -> Answer:
    """Ask who it is, unless a scanned pass has said so."""
    if not account.sends_codes(ask.kiosk):
        return pin(ask)
    return Page("forgotten_send.html", {"scanned": ask.form.one("way") == "pass"})


def send_code(ask: Ask) -> Answer:
    """Begin with a scanned pass; send the code, with the same answer whoever asks."""
    ask.filled = True
    match ask.form.one("do"):
        case "begin":
            return send(ask)
        case "send":
            account.check_claim(_claim(ask))
            _bound_strangers(ask)
            found = account.ask_code(ask.kiosk, _claim(ask), on_phone=True)
            if isinstance(found, Denied):
                raise denied(found.message, "claim")
            ask.keep(KEY, found, KEY_S)
            return Go("/forgotten/code")
        case _:
            raise no_answer()


def code(ask: Ask) -> Answer:
    """Ask for the code that was sent."""
    return Page("forgotten_code.html") if ask.cookie(KEY) else Go("/forgotten/send")


def use_code(ask: Ask) -> Answer:
    """Bring it back."""
    why = account.use_code(ask.kiosk, ask.cookie(KEY), ask.form.one("code"))
    if why is not None:
        raise denied(why.message, "code")
    return Go("/forgotten/new")


def new(ask: Ask) -> Answer:
    """Show the PIN that is dealt."""
    if not ask.cookie(KEY):
        return Go("/forgotten/send")
    return _learn(ask, "/forgotten/new", dealing.dealt(ask) if ask.filled else "")


def replace_pin(ask: Ask) -> Answer:
    """Deal another, or let it work."""
    ask.filled = True
    match ask.form.one("do"):
        case "deal":
            return _learn(ask, "/forgotten/new", "")
        case "save":
            with dealing.learned(ask) as dealt:
                again = ask.digits("pin_again")
                account.replace_pin(ask.kiosk, ask.cookie(KEY), dealt, again)
            ask.drop(KEY)
            return _told(account.PIN_REPLACED)
        case _:
            raise no_answer()


def pin(ask: Ask) -> Answer:
    """Ask who it is and for the code from the letterbox; or show the PIN that was dealt."""
    if ask.form.one("do") == "save" and _is_whole(ask):
        return _learn(ask, "/forgotten/pin", dealing.dealt(ask))
    return Page("forgotten_pin.html", {"scanned": ask.form.one("way") == "pass"})


def ask_pin(ask: Ask) -> Answer:
    """Begin with a scanned pass; deal a PIN; ask for it, with the same answer whoever asks."""
    ask.filled = True
    match ask.form.one("do"):
        case "begin":
            return pin(ask)
        case "deal":
            _check(ask)
            return _learn(ask, "/forgotten/pin", "")
        case "save":
            return _asked(ask)
        case _:
            raise no_answer()


def stop(_: Ask) -> Answer:
    """Ask for the code that stops a new PIN."""
    return Page("forgotten_stop.html", {})


def stop_it(ask: Ask) -> Answer:
    """Stop it; whoever guesses is slowed down, whoever has the code never is."""
    why = account.stop_by_code(ask.kiosk, ask.form.one("code"), on_phone=True)
    if why is None:
        return _told(STOPPED)
    if not ask.site.rates.spend(ask.client):
        raise Refusal("page-too-many-codes", ENOUGH, "code")
    raise denied(why.message, "code")


def _asked(ask: Ask) -> Page:
    code, again = ask.form.one("letterbox_code"), ask.digits("pin_again")
    _check(ask)
    with dealing.learned(ask) as dealt:
        visits.check_pin(dealt, again)  # whoever mistypes has asked for nothing yet
        _bound_strangers(ask)
        found = account.reset_pin(ask.kiosk, _claim(ask), code, dealt, again, on_phone=True)
        if isinstance(found, Denied):
            raise denied(found.message)
    return _told(found.message)


def _bound_strangers(ask: Ask) -> None:
    """Slow down whoever asks by number, right or wrong; a pass counts with its owner.

    It comes back by the minute, so that nobody can shut this way for a neighbour by using it up.
    """
    claim = _claim(ask)
    with ask.kiosk.store.read() as db:
        owned = claim.kind == "pass" and visits.whose(db, ask.kiosk, claim) is not None
    if not owned and not (ask.site.asking.spend(ask.client) and ask.site.crowd.spend("")):
        raise Refusal("page-too-many-codes", ENOUGH)


def _learn(ask: Ask, path: str, dealt: str) -> Page:
    """Show the PIN that was dealt; another one where there is none."""
    shown = dealing.grouped(dealt or dealing.deal(ask))
    names = ("way", "claim", "letterbox_code")
    typed = [(name, ask.form.one(name)) for name in names if ask.form.one(name)]
    return Page("forgotten_new.html", {"dealt": shown, "typed": typed, "path": path})


def _is_whole(ask: Ask) -> bool:
    """Return whether number and code are as they were before the PIN was dealt."""
    try:
        _check(ask)
    except Refusal:
        return False
    return True


def _check(ask: Ask) -> None:
    account.check_reset(_claim(ask), ask.form.one("letterbox_code"))


def _claim(ask: Ask) -> Claim:
    kind: Literal["pass", "typed"] = "pass" if ask.form.one("way") == "pass" else "typed"
    return Claim(kind, ask.form.one("claim")[:SCAN_LIMIT])


def _told(text: Message) -> Page:
    return Page("told.html", {"heading": msg("Forgotten or lost"), "text": text})
