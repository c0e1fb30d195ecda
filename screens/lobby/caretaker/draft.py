"""A notice on its way: what is asked about it, in which order, and what was answered so far."""

from dataclasses import dataclass, field
from datetime import date

from kiosk.notices import Kind, NewNotice
from kiosk.words import N_, languages
from screens.lobby.questions import Question

ROOM_TO_BE_TOLD = 800  # characters: whoever types too many is told so, not cut off
OTHER = "other-"  # begins the name of each question for another language, and of its field
AFTER = {"first": "last", "last": "hours", "hours": "stairwells", "stairwells": "sure"}


QUESTIONS = {
    "kind": Question(0, N_("What is it?")),
    "text": Question(1, N_("What does it say?"), N_("Words"), "text"),
    "languages": Question(
        1,
        N_("In which other languages too? Enter for none."),
        hint=N_("Switch on those that you can write it in, then press Enter."),
    ),
    "first": Question(
        2,
        N_("Which is the first day?"),
        N_("First day"),
        "first_day",
        N_("For example 2412. Enter means today."),
    ),
    "last": Question(
        2,
        N_("Which is the last day?"),
        N_("Last day"),
        "last_day",
        N_("Enter means the same day. When it is over, the notice comes down by itself."),
    ),
    "hours": Question(
        2,
        N_("At what hours? Enter for the whole day."),
        N_("Hours"),
        "hours",
        N_("For example 8-15, or 19."),
    ),
    "stairwells": Question(
        3,
        N_("Whom is it about? Enter for everybody."),
        hint=N_("Switch on the stairwells that it is about, then press Enter."),
    ),
    "sure": Question(4, N_("This is what everybody reads"), reading=True),
}
FIELDS = {
    "text": ROOM_TO_BE_TOLD,
    **dict.fromkeys((OTHER + code for code in languages()), ROOM_TO_BE_TOLD),
    "first_day": 16,
    "last_day": 16,
    "hours": 20,
}


@dataclass(slots=True)
class Draft:
    """What was answered so far."""

    today: date
    kind: Kind = Kind.NOTICE
    chosen: tuple[str, ...] = ()  # of the other languages
    texts: dict[str, str] = field(default_factory=dict)
    first: date = date.min
    last: date = date.min
    hours: str = ""
    stairwells: frozenset[int] = frozenset()

    def notice(self) -> NewNotice:
        """Return the notice as it would be put up now."""
        texts = {code: text for code, text in self.texts.items() if text}
        return NewNotice(texts, self.first, self.last, self.hours, self.stairwells, self.kind)

    def after(self, question: str, others: tuple[str, ...]) -> str:
        """Return the question after one; `others` are the languages that it can also be in."""
        if question == "kind":
            return "text"
        if question == "text":
            if len(others) > 1:
                return "languages"
            self.chosen = others
        if question in {"text", "languages"} or question.startswith(OTHER):
            left = [OTHER + code for code in self.chosen]
            if question in left:
                left = left[left.index(question) + 1 :]
            return left[0] if left else "first"
        if question == "last" and self.kind is Kind.STORY:
            return "sure"  # a story has no hours, and is for everybody
        return AFTER[question]
