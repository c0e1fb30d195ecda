"""What everybody says yes to before taking part, in plain words, with the version that is recorded.

A change of meaning is a new version. Whoever accepted an older one keeps what they accepted.
"""

from dataclasses import dataclass

from kiosk.words import Message, msg


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms: their version, and a paragraph each."""

    version: str
    paragraphs: tuple[Message, ...]


TERMS = Terms(
    "2026-11",
    (
        msg(
            "We keep what you write here: your name, your door, and your mobile and e-mail if you "
            "give them. We use it for Nabohjælp in this estate and for nothing else."
        ),
        msg(
            "You choose who sees that you are away. Nobody else can see it, not even the caretaker."
        ),
        msg(
            "We delete a vacation 7 days after you are home. "
            "If we have not seen you for 24 months, we ask you and then delete what we have."
        ),
        msg(
            "You can see it all here at any time, correct it, or leave. Then it is deleted at once."
        ),
        msg(
            "You help as a neighbour and as you can. "
            "You never put yourself in danger: you call 112 or 114."
        ),
        msg("You write about what was done, and never about who did it."),
    ),
)
