"""Trusted neighbours: names without doors, with what waits for an answer on top."""

import secrets

from kiosk import estate, trust, visits
from kiosk.estate import Door
from kiosk.trust import Tie
from kiosk.words import N_, Message, msg
from screens.phone.ask import Answer, Ask, Go, Page, gone, no_answer, whole
from screens.phone.pages.card import said_yes

AREA = msg("Trusted neighbours")
GONE = msg("This question is answered already.")


def circle(ask: Ask) -> Answer:
    """Show who there is."""
    found = trust.circle(ask.kiosk, ask.visit)
    ties = [(tie, _note(tie)) for tie in found.ties]
    said = {"lead": trust.lead(found), "hint": trust.hint(found)}
    return Page("trust.html", {"circle": found, "ties": ties, **said})


def _note(tie: Tie) -> tuple[Message | str, ...]:
    if tie.ask_still_them:
        return (msg("is it still them?"),)
    if tie.ask_still_tied:
        return (msg("are you still neighbours?"),)
    notes: list[Message | str] = []
    if tie.why_asleep:
        notes.append(tie.why_asleep)
    elif not tie.gets_sms:
        notes.append(msg("gets no SMS"))
    if tie.may_report:
        notes.append(msg("may say that you are away"))
    return tuple(notes)


def pause(ask: Ask) -> Answer:
    """Take a break as a helper, or come back."""
    on = ask.form.one("do") == "pause"
    trust.pause(ask.kiosk, ask.visit, on)
    said = (
        msg("You take a break. Nobody counts on you now.") if on else msg("Good that you are back.")
    )
    return Go("/trust", said)


# Inviting


def doors(ask: Ask) -> Answer:
    """Show the doors of a stairwell, one's own where none is named, without one's own door."""
    mine = visits.who(ask.kiosk, ask.visit).door
    chosen = whole(ask.query.get("stairwell", "")) or mine.stairwell_id
    listed = [door for door in estate.doors(ask.kiosk, chosen) if door.id != mine.id]
    name = listed[0].stairwell_name if listed else mine.stairwell_name
    ways = [(f"/trust/invite/{door.id}", estate.door_name(door), "") for door in listed]
    ways.append(("/trust/stairwells", msg("Another stairwell"), ""))
    ways.append(("/trust/contact", msg("By mobile or e-mail"), ""))
    heading = msg("Which door in %(stairwell)s?", stairwell=name)
    return Page("ways.html", {"heading": heading, "ways": ways})


def stairwells(ask: Ask) -> Answer:
    """Show the stairwells."""
    ways = [
        (f"/trust/invite?stairwell={each.id}", each.name, "")
        for each in estate.stairwells(ask.kiosk)
    ]
    return Page("ways.html", {"heading": msg("Which stairwell?"), "ways": ways})


def invite(ask: Ask) -> Answer:
    """Say what an invitation does."""
    door = _door(ask)
    return Page(
        "question.html",
        {
            "area": msg("Invite a neighbour"),
            "heading": Message(
                "%(stairwell)s, %(door)s",
                {"stairwell": door.stairwell_name, "door": estate.door_name(door)},
            ),
            "meaning": INVITING,
            "answers": (("invite", msg("Invite"), "first"),),
            "key": ask.form.one("key") or secrets.token_hex(16),
        },
    )  # fmt: skip


def send(ask: Ask) -> Answer:
    """Invite; the card is printed at the kiosk, where its owner can take it from the tray."""
    trust.invite(ask.kiosk, ask.visit, _door(ask).id, ask.form.one("key"))
    return Go("/trust", INVITED)


def contact(ask: Ask) -> Answer:
    """Ask for a mobile number or an e-mail address."""
    return Page("invite_by.html", {"key": ask.form.one("key") or secrets.token_hex(16)})


def send_by(ask: Ask) -> Answer:
    """Invite whoever has it; if nobody has, the answer is the same."""
    trust.invite_by(ask.kiosk, ask.visit, ask.form.one("contact"), ask.form.one("key"))
    return Go("/trust", INVITED)


def sent(ask: Ask) -> Answer:
    """Show the invitations without an answer."""
    return Page("sent.html", {"sent": trust.circle(ask.kiosk, ask.visit).sent})


def withdraw(ask: Ask) -> Answer:
    """Take one back."""
    sent = ask.unveiled(ask.form.number("invitation"), "invitation")
    trust.withdraw(ask.kiosk, ask.visit, sent)
    return Go("/trust/sent", msg("It is taken back. The card leads nowhere now."))


INVITING = msg(
    "If somebody there takes part, they find your invitation when they log in. For all others "
    "there is a card for the letterbox: it is printed when you choose this door at a kiosk. "
    "Then you are asked whether you know them. Nobody is told who lives where."
)
INVITED = msg(
    "It is sent. The card for the letterbox is printed when you choose this door at a kiosk."
)


def _door(ask: Ask) -> Door:
    with ask.kiosk.store.read() as db:
        return estate.door(db, ask.id())


# Answers


def asked(ask: Ask) -> Answer:
    """Somebody said yes to my invitation: do I know them?"""
    found = trust.circle(ask.kiosk, ask.visit).asked
    who = next((each for each in found if each.answer_id == ask.unveiled(ask.id(), "answer")), None)
    if who is None:
        raise gone(GONE)
    heading = msg(
        "%(name)s, %(door)s, has said yes. Do you know %(name)s?",
        name=who.name,
        door=who.door_short,
    )
    meaning = N_("Only your yes makes you trusted neighbours. A no is told to nobody.")
    answers = (("yes", N_("Yes, I know them"), "first"), ("no", N_("No, I do not"), ""))
    return _question(heading, meaning, *answers)


def answer_asked(ask: Ask) -> Answer:
    """Make the tie, or not."""
    yes = _do(ask, "yes", "no") == "yes"
    said = trust.confirm(ask.kiosk, ask.visit, ask.unveiled(ask.id(), "answer"), yes)
    return Go("/trust", said)


def waiting(ask: Ask) -> Answer:
    """Somebody has invited my door: will I?"""
    found = trust.circle(ask.kiosk, ask.visit).waiting
    who = next((each for each in found if each.invitation_id == _invitation(ask)), None)
    if who is None:
        raise gone(GONE)
    heading = msg("%(name)s asks whether you will be trusted neighbours.", name=who.from_name)
    meaning = N_(
        "If you say yes, they see your name and answer once more. Each of you decides "
        "who sees a vacation. No answer and no thanks look alike."
    )
    answers = (("yes", N_("Yes, I will"), "first"), ("no", N_("No thanks"), ""))
    return _question(heading, meaning, *answers)


def answer_waiting(ask: Ask) -> Answer:
    """Say yes, or nothing."""
    if _do(ask, "yes", "no") == "yes":
        return Go(
            "/trust", said_yes(trust.accept(ask.kiosk, ask.visit, _invitation(ask)).from_name)
        )
    trust.decline(ask.kiosk, ask.visit, _invitation(ask))
    return Go("/trust", msg("Nobody is told."))


def _invitation(ask: Ask) -> int:
    return ask.unveiled(ask.id(), "invitation")


# One of them


def tie(ask: Ask) -> Answer:
    """Show how it is, and what can be done; ending asks once."""
    found = _tie(ask)
    if ask.query.get("end"):
        return _question(
            msg("End it with %(name)s?", name=found.name),
            N_("It ends at once for both of you. They are told nothing."),
            ("end", N_("Yes, end it"), "bad"),
            ("keep", N_("No, keep it"), ""),
        )
    if ask.query.get("name") and not found.may_report:
        return _question(
            msg("May %(name)s say for you that you are away?", name=found.name),
            N_(
                "It helps when you cannot say so yourself, for example from a hospital. Whom "
                "you choose for this sees it, and nobody else, until you are here again."
            ),
            ("name", N_("Yes, they may"), "first"),
            ("keep", N_("No"), ""),
        )
    return Page("tie.html", {"tie": found})


def answer_tie(ask: Ask) -> Answer:
    """Do it."""
    tie_id = ask.unveiled(ask.id(), "tie")
    match _do(ask, "still", "end", "keep", "name", "unname"):
        case "name":
            name = _tie(ask).name
            trust.let_report(ask.kiosk, ask.visit, tie_id, on=True)
            return Go("/trust", msg("%(name)s may say when you are away.", name=name))
        case "unname":
            trust.let_report(ask.kiosk, ask.visit, tie_id, on=False)
            return Go("/trust", msg("It is taken back. They are told nothing."))
        case "still":
            return Go("/trust", trust.still_them(ask.kiosk, ask.visit, tie_id))
        case "end":
            trust.end(ask.kiosk, ask.visit, tie_id)
            return Go("/trust", msg("It has ended."))
        case _:
            return Go("/trust")


def _tie(ask: Ask) -> Tie:
    found = trust.circle(ask.kiosk, ask.visit).ties
    one = next((each for each in found if each.id == ask.unveiled(ask.id(), "tie")), None)
    if one is None:
        raise gone(msg("You are not trusted neighbours any more."))
    return one


def _question(heading: Message, meaning: str, *answers: tuple[str, str, str]) -> Page:
    card = {"area": AREA, "heading": heading, "meaning": meaning, "answers": answers}
    return Page("question.html", card)


def _do(ask: Ask, *answers: str) -> str:
    if (given := ask.form.one("do")) in answers:
        return given
    raise no_answer()
