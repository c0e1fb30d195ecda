"""Signing up on the phone: who somebody is and how they are reached, at each of the three levels.

It begins and ends at the kiosk, which waits meanwhile: there the home is picked and the PIN dealt.
"""

from kiosk import handover, visits
from kiosk.refusals import Refusal
from kiosk.residents import Channel, Level
from kiosk.words import N_, msg
from screens.phone.ask import Answer, Ask, Fields, Page, no_answer
from screens.phone.pages.handover import NO_MORE

NOT_ADULT = msg("You can join when you are 18. A grown-up in your home can join today.")
LEVELS = (
    (Level.PAPER, N_("With paper and this screen"), N_("no phone needed")),
    (Level.FULL, N_("With SMS or e-mail as well"), N_("you give a number or an address")),
    (Level.STICKERS, N_("With stickers only"), N_("for the door and the letterbox")),
)
PERSON = ("name", "adult", "level")
EVERY = tuple(each.value for each in Channel)


def show(ask: Ask) -> Answer:
    """Show the form of somebody who signs up at the kiosk, as far as it is filled in."""
    standing = handover.waiting(ask.kiosk, ask.cookie("handover"))
    if standing.target is None:
        ask.drop("handover")
        return NO_MORE
    if not ask.filled:
        ask.form, ask.filled = Fields(standing.target.form), True
    elif ask.form.one("page") == "contact" and not (ask.refused and ask.refused.field in PERSON):
        return _contact(ask)
    return Page("person.html", {"levels": LEVELS})


def go_on(ask: Ask) -> Answer:
    """Take who it is; ask how they are reached, where they want that; give both to the kiosk."""
    visits.check_name(ask.form.one("name"))
    if not ask.form.one("adult"):
        raise Refusal("register-not-adult", NOT_ADULT, "adult")
    level = next((each for each in Level if each.value == ask.form.one("level")), None)
    match ask.form.one("page"), level:
        case _, None:
            raise no_answer("level")
        case "contact", Level.FULL:
            return _give_back(ask, *_reached(ask))
        case _, Level.FULL:
            return _contact(ask)
        case _:
            return _give_back(ask, "", "", (Channel.KIOSK.value,))


def _contact(ask: Ask) -> Page:
    """Ask how somebody is reached, beginning with what came along from the kiosk."""
    ask.filled = True
    if ask.form.one("page") != "contact":
        target = handover.waiting(ask.kiosk, ask.cookie("handover")).target
        known = target.form if target else {}
        came = {name: known.get(name, ()) for name in ("mobile", "email")}
        chosen = known.get("channels", EVERY)
        ask.form = Fields({**ask.form.values, **came, "channels": chosen})
    person = [(name, ask.form.one(name)) for name in PERSON]
    return Page("sign_up_contact.html", {"person": person, "channels": list(Channel)})


def _reached(ask: Ask) -> tuple[str, str, tuple[str, ...]]:
    typed = ask.form.one("mobile"), ask.form.one("email")
    mobile, email = visits.check_contact(*typed)
    given = {Channel.KIOSK: True, Channel.SMS: bool(mobile), Channel.EMAIL: bool(email)}
    wanted = {each.value for each, there in given.items() if there}
    return (*typed, tuple(each for each in ask.form.all("channels") if each in wanted))


def _give_back(ask: Ask, mobile: str, email: str, channels: tuple[str, ...]) -> Page:
    form = {name: ask.form.all(name)[:1] for name in PERSON}
    form |= {"mobile": (mobile,), "email": (email,), "channels": channels}
    done = handover.give_back(ask.kiosk, ask.cookie("handover"), form)
    ask.drop("handover")
    if not done:
        return NO_MORE
    return Page("told.html", {"text": msg("Thank you. Go on at the kiosk now.")})
