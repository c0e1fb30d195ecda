"""My phones, PIN, contact and data: the same as at the kiosk, a page each."""

import json
import re
from typing import cast

from kiosk import account, calendars, push, visits
from kiosk.account import Channel
from kiosk.residents import Channel as AlertChannel
from kiosk.visits import Denied
from kiosk.words import N_, Message, msg
from screens.phone import dealing, render
from screens.phone.ask import YEAR_S, Answer, Ask, File, Go, Page, denied, gone, new_seat

WAYS = (
    ("/account/phones", N_("My phones"), N_("which need only the PIN, and messages to them")),
    ("/account/pass", N_("My pass"), N_("a new one, or block it when it is lost")),
    ("/account/own-pin", N_("My PIN"), N_("a new one, and what if it is forgotten")),
    ("/account/contact", N_("Name, mobile and e-mail"), N_("and where you want alerts")),
    ("/account/language", N_("My language"), ""),
    ("/account/calendars", N_("Calendars"), ""),
    ("/account/stickers", N_("Stickers"), N_("for the door and the letterbox")),
    ("/account/data", N_("All you know about me"), ""),
    ("/account/leave", N_("Leave Nabohjælp"), ""),
)
ABOUT_THE_PIN = (
    ("/account/pin", msg("A new PIN"), ""),
    ("/account/person", msg("Only in person"), msg("a forgotten PIN is never replaced by letter")),
)
PHONE_COOKIE_S = 180 * 24 * 3600  # as long as an unused phone is remembered
KINDS = {"mobile": msg("mobile"), "email": msg("e-mail")}


def show(ask: Ask) -> Answer:
    """Show what a neighbour can do about themselves."""
    who = visits.who(ask.kiosk, ask.visit)
    coming = account.coming_reset(ask.kiosk, ask.visit)
    elsewhere = len(account.logged_in(ask.kiosk, ask.visit).places) - 1
    card = {"who": who, "coming": coming, "ways": WAYS, "elsewhere": elsewhere}
    return Page("account.html", card)


def stop(ask: Ask) -> Answer:
    """Stop a new PIN that somebody else asked for; or log out everywhere else."""
    if ask.form.one("do") == "elsewhere":
        visits.end_elsewhere(ask.kiosk, ask.visit)
        return Go("/account", msg("You are logged in here alone now."))
    account.stop_reset(ask.kiosk, ask.visit)
    return Go("/account", msg("It is stopped. Your PIN stays as it was."))


def phones(ask: Ask) -> Answer:
    """Show the phones that need only the PIN, and which of them say when there is news."""
    mine = visits.my_phones(ask.kiosk, ask.visit)
    told = push.switched_on(ask.kiosk, ask.visit)
    silent = any(phone.this and phone.id not in told for phone in mine)
    key = push.public_key(ask.kiosk) if silent else ""
    card = {"phones": mine, "told": told, "key": key, "news": push.NEWS}
    return Page("phones.html", {**card, "logged_in": account.logged_in(ask.kiosk, ask.visit)})


def change_phones(ask: Ask) -> Answer:
    """Remember this phone, switch its messages on, switch a phone's off, or forget one."""
    if ask.form.one("do") == "enrol":
        _remember(ask)
        return Go("/home", msg("This phone is remembered. Next time your PIN is enough."))
    if ask.form.one("do") == "push":
        push.subscribe(ask.kiosk, ask.visit, ask.form.one("endpoint"))
        return Go("/account/phones", msg("From now on this phone says when there is news."))
    if silenced := ask.unveiled(ask.form.number("silence"), "phone"):
        push.unsubscribe(ask.kiosk, ask.visit, silenced)
        return Go("/account/phones", msg("That phone gets no messages any more."))
    if ask.form.one("do") == "elsewhere":
        visits.end_elsewhere(ask.kiosk, ask.visit)
        return Go("/account/phones", msg("You are logged in here alone now."))
    if ended := ask.unveiled(ask.form.number("end"), "visit"):
        visits.end_one(ask.kiosk, ask.visit, ended)
        return Go("/account/phones", msg("You are logged out there."))
    chosen = ask.unveiled(ask.form.number("forget"), "phone")
    mine = visits.my_phones(ask.kiosk, ask.visit)
    visits.forget_phone(ask.kiosk, ask.visit, chosen)
    if any(phone.this and phone.id == chosen for phone in mine):
        ask.drop("phone")
    return Go("/account/phones", msg("That phone is forgotten. It opens nothing any more."))


def own_pin(_: Ask) -> Answer:
    """Show what can be done about the PIN."""
    return Page("ways.html", {"heading": msg("My PIN"), "ways": ABOUT_THE_PIN})


def pin(ask: Ask) -> Answer:
    """Deal a new PIN, and ask for the old one and for the new one once more."""
    dealt = (dealing.dealt(ask) if ask.filled else "") or dealing.deal(ask)
    return Page("pin.html", {"dealt": dealing.grouped(dealt)})


def change_pin(ask: Ask) -> Answer:
    """Change the PIN, if the old one fits and the new one was learned."""
    old, again = ask.digits("old"), ask.digits("pin_again")
    links = calendars.links(ask.kiosk, ask.visit)
    with dealing.learned(ask) as dealt:
        _refuse(account.change_pin(ask.kiosk, ask.visit, old, dealt, again), "old")
    _new_power(ask)
    return Go("/account", account.PIN_WORKS_ALONE if links.any else account.PIN_WORKS)


def contact(ask: Ask) -> Answer:
    """Show name, mobile and e-mail as they stand."""
    return Page("contact.html", {"kept": account.contact(ask.kiosk, ask.visit)})


def change_contact(ask: Ask) -> Answer:
    """Save them, and send a code to what is new."""
    held_back = account.contact(ask.kiosk, ask.visit).held_back
    typed = (ask.form.one(field).strip() for field in ("mobile", "email"))
    mobile, email = (None if held_back and not text else text for text in typed)
    kept = account.change_contact(ask.kiosk, ask.visit, ask.form.one("name"), mobile, email)
    wanted: list[Channel] = []
    if kept.mobile and not kept.mobile_confirmed:
        wanted.append("mobile")
    if kept.email and not kept.email_confirmed:
        wanted.append("email")
    for channel in wanted:
        account.send_code(ask.kiosk, ask.visit, channel)
    if wanted:
        return _to_code(*wanted)
    if kept.mobile or kept.email:
        return Go("/account/channels", msg("It is saved."))
    return Go("/account", msg("It is saved."))


def code(ask: Ask) -> Answer:
    """Ask for the code that was sent."""
    return Page("code.html", {"where": KINDS[_channel(ask)]})


def confirm_code(ask: Ask) -> Answer:
    """Confirm a mobile or an e-mail, and go on to the other."""
    channel = _channel(ask)
    _refuse(account.confirm_channel(ask.kiosk, ask.visit, channel, ask.form.one("code")), "code")
    then = ask.query.get("then", "")
    if then in KINDS:
        return _to_code(then)
    return Go("/account/channels", msg("It is confirmed."))


def channels(ask: Ask) -> Answer:
    """Show where alerts may come."""
    kept = account.contact(ask.kiosk, ask.visit)
    given = {
        AlertChannel.KIOSK: True,
        AlertChannel.SMS: bool(kept.mobile),
        AlertChannel.EMAIL: bool(kept.email),
    }
    offered = [(each, each.value in kept.channels) for each, there in given.items() if there]
    return Page("channels.html", {"offered": offered})


def choose_channels(ask: Ask) -> Answer:
    """Keep where alerts come."""
    account.choose_channels(ask.kiosk, ask.visit, frozenset(ask.form.all("channels")))
    return Go("/account", msg("It is saved."))


def languages(ask: Ask) -> Answer:
    """Show the languages, each in its own name."""
    codes = render.offered(ask)
    return Page("languages.html", {"choices": [(each, render.name_of(each)) for each in codes]})


def change_language(ask: Ask) -> Answer:
    """Speak a language from now on, in letters and at every visit."""
    chosen = ask.form.one("code")
    account.change_language(ask.kiosk, ask.visit, chosen)
    ask.begin(visits.speak(ask.kiosk, ask.visit, chosen))
    ask.keep("language", chosen, YEAR_S)
    return Go("/account", msg("That is how we speak from now on."))


def person(_: Ask) -> Answer:
    """Ask whether a forgotten PIN may be replaced by letter."""
    meaning = N_(
        "Shall a forgotten PIN be replaced only by the caretaker, face to face? Then "
        "no code is sent to you, and one from your letterbox is of no use to anybody."
    )
    answers = (("yes", N_("Yes, only in person"), ""), ("no", N_("No, by letter as well"), ""))
    return _question(msg("Only in person"), meaning, *answers)


def change_person(ask: Ask) -> Answer:
    """Keep the answer."""
    account.only_in_person(ask.kiosk, ask.visit, ask.form.one("do") == "yes")
    return Go("/account", msg("It is saved."))


def block(ask: Ask) -> Answer:
    """Ask whether the pass shall be blocked; who gets in with it alone is shown another way in."""
    heading, block = msg("My pass"), ("block", N_("Block my pass"), "bad")
    if not _locks_out(ask):
        return _question(heading, PASS_BLOCKED, block)
    remember = ("remember", N_("Remember this phone, and block my pass"), "first")
    return _question(heading, NO_OTHER_WAY, remember, block)


def block_pass(ask: Ask) -> Answer:
    """Block it; whoever would be locked out is led to where a new one is printed."""
    locks_out = _locks_out(ask)
    if ask.form.one("do") == "remember":
        _remember(ask)
    account.block_pass(ask.kiosk, ask.visit)
    if locks_out:
        return Go("/kiosk", PRINT_A_NEW_ONE)
    return Go("/account", msg("Your pass is blocked. Nobody can use it any more."))


PASS_BLOCKED = N_(
    "Is your pass lost? When you block it, nobody can use it any more. "
    "A new one is printed at the kiosk."
)
NO_OTHER_WAY = N_(
    "Nobody gets in here without a pass. If this phone is yours alone, let it remember you first: "
    "then you log in with it, here and at the kiosk, and print a new pass there."
)
PRINT_A_NEW_ONE = msg(
    "Your pass is blocked. Now log in at the kiosk with this phone, and print a new one there: "
    "nobody gets in here without a pass."
)


def _locks_out(ask: Ask) -> bool:
    """Return whether the pass is the only way in."""
    wanted = ask.kiosk.settings.lobby.require_pass
    return wanted and not visits.my_phones(ask.kiosk, ask.visit)


def data(ask: Ask) -> Answer:
    """Show everything that is held about the visitor."""
    return Page("data.html", {"data": account.my_data(ask.kiosk, ask.visit)})


def download(ask: Ask) -> Answer:
    """Hand it out as a file, in the reader's language."""
    held = account.my_data(ask.kiosk, ask.visit)
    say = ask.language.say
    sections = [
        {
            "heading": say(section.heading),
            "entries": [
                {"label": say(entry.label), "value": say(entry.value)} for entry in section.entries
            ],
        }
        for section in held.sections
    ]
    body = json.dumps(sections, ensure_ascii=False, indent=2).encode()
    return File(body, "application/json", "nabokiosk.json")


def leaving(_: Ask) -> Answer:
    """Say what leaving does, and ask once."""
    return Page("leave.html", {})


def leave(ask: Ask) -> Answer:
    """Leave: everything is deleted at once."""
    account.leave(ask.kiosk, ask.visit, sure=bool(ask.form.one("sure")))
    ask.leave()
    ask.drop("phone")
    new_seat(ask)
    return Go("/", msg("Everything about you is deleted. Thank you for being here."))


def letterbox(_: Ask) -> Answer:
    """Ask for the code from the letterbox."""
    return Page("confirm.html", {})


def confirm_address(ask: Ask) -> Answer:
    """Confirm the address."""
    _refuse(account.confirm_address(ask.kiosk, ask.visit, ask.form.one("code")), "code")
    return Go("/home", account.ADDRESS_CONFIRMED)


def called(agent: str) -> str:
    """Return what a phone is called to its owner, from what its browser says of itself."""
    systems = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    browsers = ("Firefox", "SamsungBrowser", "Edg", "OPR", "Chrome", "Safari")
    found = [
        next((name for name in names if re.search(rf"\b{name}\b", agent)), "")
        for names in (systems, browsers)
    ]
    return ", ".join(filter(None, found)) or "?"


def _remember(ask: Ask) -> None:
    code = visits.enrol(ask.kiosk, ask.visit, called(ask.agent))
    _new_power(ask)
    ask.keep("phone", code, PHONE_COOKIE_S)


def _new_power(ask: Ask) -> None:
    """Go on under another id: what was known of the one before opens nothing any more."""
    ask.begin(visits.renew(ask.kiosk, ask.visit))
    new_seat(ask)


def _refuse(why: Denied | None, field: str) -> None:
    if why is not None:
        raise denied(why.message, field)


def _channel(ask: Ask) -> Channel:
    if ask.named["channel"] not in KINDS:
        raise gone(msg("There is no such page here."))
    return cast("Channel", ask.named["channel"])


def _to_code(first: str, *rest: str) -> Go:
    then = f"?then={rest[0]}" if rest else ""
    return Go(f"/account/code/{first}{then}")


def _question(heading: Message, meaning: str, *answers: tuple[str, str, str]) -> Page:
    card = {"area": heading, "heading": heading, "meaning": meaning, "answers": answers}
    return Page("question.html", card)
