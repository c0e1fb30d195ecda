"""How a request or an offer stands, in words, the same at the kiosk and on the phone."""

from kiosk.favours.cards import Favour
from kiosk.words import Message, many, msg


def note_on(favour: Favour) -> Message | str:
    """Return what stands beside one in the list; "" for nothing."""
    if favour.mine:
        return _note_on_mine(favour)
    if favour.meet is not None:
        return msg("they said yes to you")
    return msg("you have answered") if favour.answered else ""


def how_it_stands(favour: Favour) -> Message:
    """Return what its reader is told: who said yes to whom, and what comes next."""
    if favour.mine:
        return _how_mine_stands(favour)
    if favour.meet is not None:
        return msg(
            "They said yes to you: %(who)s. Ring the bell, or wait for theirs.", who=favour.meet
        )
    if favour.answered:
        return msg("You have answered. They see your name and door, and say yes or wait.")
    return msg("If you answer, the one who asked sees your name and door, and nobody else does.")


def _note_on_mine(favour: Favour) -> Message:
    if favour.removed is not None:
        return msg("yours, taken down")
    if favour.agreed:
        return msg("yours, agreed")
    if favour.answers:
        return many("yours, %(n)s answer", "yours, %(n)s answers", len(favour.answers))
    return msg("yours")


def _how_mine_stands(favour: Favour) -> Message:
    if favour.removed is not None:
        return msg("The caretaker took it down. %(why)s", why=favour.removed)
    chosen = next((each for each in favour.answers if each.chosen), None)
    if chosen is not None:
        return msg(
            "You and %(name)s, %(door)s, have agreed. Ring the bell, or wait for theirs.",
            name=chosen.name,
            door=chosen.door,
        )
    if favour.answers:
        return msg("These have answered. Whoever you say yes to sees your name and door.")
    return msg("Nobody has answered yet. It can take a few days.")
