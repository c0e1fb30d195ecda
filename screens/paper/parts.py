"""What every slip begins and ends with, so that they look like one family."""

from kiosk.printing.marks import Brand, Cut, Mark, Rule, Space, Text, Title
from kiosk.words import Language, msg

NAME = "NABOHJÆLP"  # the scheme's own name, the same in every language


def head(title: str) -> tuple[Mark, ...]:
    """Return the head of a slip: whose it is, and what it is."""
    return Brand(NAME), Space(), Title(title), Space()


def foot(say: Language, *texts: str) -> tuple[Mark, ...]:
    """Return the end of a slip: what whoever holds it now should do with it."""
    last = texts or (say.say(msg("Take this slip with you.")),)
    return Space(), Rule(fold=True), *(Text(text) for text in last), Cut()


def opens_on_a_phone(payload: str) -> bool:
    """Return whether a code is an address that a phone can open, and not for the kiosk alone."""
    return payload.startswith(("https:", "http:"))


def in_groups(code: str, size: int = 4) -> str:
    """Return a code in groups of `size`, as it is easiest to type: "7F3K-M9QW"."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))
