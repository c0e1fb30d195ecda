"""What every slip begins and ends with, so that they look like one family."""

from dataclasses import replace

from kiosk.printing.marks import Brand, Cut, Mark, Page, Rule, Space, Text, Title
from kiosk.words import Language, msg

NAME = "NABOHJÆLP"  # the scheme's own name, the same in every language
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})


def head(title: str) -> tuple[Mark, ...]:
    """Return the head of a slip: whose it is, and what it is."""
    return Brand(NAME), Space(), Title(title), Space()


def foot(say: Language, *texts: str) -> tuple[Mark, ...]:
    """Return the end of a slip: what whoever holds it now should do with it."""
    last = texts or (say.say(msg("Take this slip with you.")),)
    return Space(), Rule(fold=True), *(Text(text) for text in last), Cut()


def numbered(page: Page, say: Language, number: int, *, copy: bool) -> Page:
    """Return a page in its reader's direction, with its number, and marked where it is a copy.

    Args:
        page: a page that begins with `head` and ends with `foot`.
        say: its reader's language.
        number: what people may call the slip; 0 for a slip without one.
        copy: whether a slip of this number may be on paper already.
    """
    first, *marks = page.marks
    shown = say.say(msg("no. %(number)s", number=str(number))) if number else ""
    for at in range(len(marks) - 1, -1, -1):
        last = marks[at]
        if isinstance(last, Text):
            marks[at] = replace(last, aside=shown)
            break
    mark = msg("COPY · %(number)s", number=shown) if shown else msg("COPY")
    copied = (Text(say.say(mark), bold=True, center=True),) if copy else ()
    return Page((first, *copied, *marks), say.code in RIGHT_TO_LEFT)


def opens_on_a_phone(payload: str) -> bool:
    """Return whether a code is an address that a phone can open, and not for the kiosk alone."""
    return payload.startswith(("https:", "http:"))


def in_groups(code: str, size: int = 4) -> str:
    """Return a code in groups of `size`, as it is easiest to type: "7F3K-M9QW"."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))
