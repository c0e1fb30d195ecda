"""A circle in words, the same at the kiosk and on the phone."""

from kiosk.trust.cards import Circle, Tie
from kiosk.words import Message, many, msg

ENOUGH_HELPERS = 4  # what Nabohjælp recommends at least


def brief(circle: Circle) -> Message:
    """Return what stands beside the way to the circle: what waits for me, else how many I have."""
    if waiting := len(circle.asked) + len(circle.waiting):
        return many("%(n)s waits for your answer", "%(n)s wait for your answer", waiting)
    if (have := _awake(circle)) < ENOUGH_HELPERS:
        return msg("you have %(have)s, %(enough)s are good", have=have, enough=ENOUGH_HELPERS)
    return many("you have %(n)s", "you have %(n)s", have)


def lead(circle: Circle) -> Message:
    """Return how many there are, and what they are for; with none, what waits or how to begin."""
    if circle.ties:
        return many(
            "You have %(n)s trusted neighbour, who can look after your home when you say so.",
            "You have %(n)s trusted neighbours, who can look after your home when you say so.",
            len(circle.ties),
        )
    if circle.asked:
        return many(
            "A neighbour has said yes, and waits for you to say that you know them.",
            "%(n)s neighbours have said yes, and wait for you to say that you know them.",
            len(circle.asked),
        )
    if circle.waiting:
        return many(
            "A neighbour has invited you, and waits for your answer.",
            "%(n)s neighbours have invited you, and wait for your answer.",
            len(circle.waiting),
        )
    if circle.sent:
        return many(
            "Your invitation waits for an answer. Whoever says yes stands here.",
            "%(n)s invitations of yours wait for an answer. Whoever says yes stands here.",
            len(circle.sent),
        )
    return msg("You have no trusted neighbours yet. Invite the door you trust most.")


def hint(circle: Circle) -> Message | str:
    """Return what to know or to do about the circle; "" for nothing."""
    if circle.asleep:
        return msg("You have a new PIN. Your neighbours are asked whether it is still you.")
    if circle.in_doubt:
        return msg("You have a new PIN. For now an invitation to you needs the code on its card.")
    if circle.paused:
        return msg("While you take a break, nobody counts on you.")
    if 0 < (have := _awake(circle)) < ENOUGH_HELPERS:
        return many(
            "With %(enough)s somebody is nearly always at home. Invite %(n)s more.",
            "With %(enough)s somebody is nearly always at home. Invite %(n)s more.",
            ENOUGH_HELPERS - have,
            enough=ENOUGH_HELPERS,
        )
    return ""


def tied(name: str, *, mine: bool, theirs: bool) -> Message:
    """Return what somebody is told who has said that they know a neighbour.

    Args:
        name: the neighbour's.
        mine: whether it is in doubt after a new PIN that I am still myself; then they are asked.
        theirs: whether it is in doubt that the neighbour is; then I am.
    """
    if mine and theirs:
        return msg("You both have a new PIN. Each is asked if it is still the other.")
    if mine:
        return msg(
            "You have a new PIN, so %(name)s is asked first if it is still you. "
            "Say that in person, too.",
            name=name,
        )
    if theirs:
        return msg("%(name)s has a new PIN. Is it still %(name)s?", name=name)
    return msg("You and %(name)s are trusted neighbours now.", name=name)


def vouched(tie: Tie | None) -> Message:
    """Return what somebody is told who has said that a neighbour is still themselves."""
    if tie is not None and tie.why_asleep is not None:
        return tie.why_asleep
    return msg("Thank you. You can count on each other again.")


def _awake(circle: Circle) -> int:
    return sum(tie.awake for tie in circle.ties)
