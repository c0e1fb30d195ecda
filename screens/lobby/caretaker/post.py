"""Putting a notice up: what kind, its words in each language, its days and hours, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from textual.content import Content

from kiosk import caretaker, estate, notices, vacations
from kiosk.caretaker import Shift
from kiosk.estate import Stairwell
from kiosk.notices import Kind, NewNotice
from kiosk.refusals import Refusal
from kiosk.words import N_, msg
from screens.lobby.questions import Question, QuestionsScreen
from screens.lobby.widgets import Choice, KeyHint

ROOM_TO_BE_TOLD = 800  # characters: whoever types too many is told so, not cut off
SECOND = "en"  # asked for where the estate speaks another language


@dataclass(slots=True)
class Draft:
    """What was answered so far."""

    today: date
    kind: Kind = Kind.NOTICE
    texts: dict[str, str] = field(default_factory=dict)
    first: date = date.min
    last: date = date.min
    hours: str = ""
    stairwells: frozenset[int] = frozenset()

    def notice(self) -> NewNotice:
        """Return the notice as it would be put up now."""
        return NewNotice(self.texts, self.first, self.last, self.hours, self.stairwells, self.kind)


class PostNoticeScreen(QuestionsScreen):
    """One question after the other; a second language is one Enter to leave out."""

    heading = N_("A new notice")
    steps = (N_("What"), N_("Words"), N_("When"), N_("Who"), N_("Put it up"))
    keys = (KeyHint("enter", N_("Next")),)
    questions = {  # noqa: RUF012 - as its base says
        "kind": Question(0, N_("What is it?")),
        "text": Question(1, N_("What does it say?"), N_("Words"), "text"),
        "other": Question(
            1,
            N_("The same in English? Enter leaves it out."),
            N_("Words"),
            "other",
            N_("Whoever reads English then reads this instead."),
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
    fields = {  # noqa: RUF012 - as its base says
        "text": ROOM_TO_BE_TOLD,
        "other": ROOM_TO_BE_TOLD,
        "first_day": 16,
        "last_day": 16,
        "hours": 20,
    }

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._draft = Draft(date.min)
        self._stairwells: tuple[Stairwell, ...] = ()

    async def show(self, *, shift: Shift) -> None:
        """Begin a new one, today."""
        self.shift = shift
        today = self.lobby.clock.today(await self.ask_kiosk(estate.timezone))
        self._stairwells = await self.ask_kiosk(estate.stairwells)
        self._draft = Draft(today)
        await self.begin("kind")

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the answers to a question."""
        if question == "kind":
            return [Choice(each.value, self.tell(each.label)) for each in Kind], self._draft.kind
        if question == "stairwells":
            on = self._draft.stairwells
            return [Choice(str(s.id), s.name, on=s.id in on) for s in self._stairwells], ""
        ways = (("up", N_("Put it up")), ("stop", N_("Do not put it up")))
        return [Choice(key, self.tell(text)) for key, text in ways], "up"

    async def lead(self, question: str) -> str | Content:
        """Show the notice as it will be read."""
        if question != "sure":
            return ""
        new = self._draft.notice()
        days = [new.first_day, new.last_day][: 1 + (new.first_day != new.last_day)]
        names = [each.name for each in self._stairwells if each.id in new.stairwell_ids]
        lines = [
            *filter(None, new.texts.values()),
            ", ".join([" – ".join(map(self.language.date, days)), *filter(None, [new.hours])]),
            self.tell(msg("For %(stairwells)s", stairwells=", ".join(names)))
            if names
            else self.tell(N_("For everybody")),
        ]
        return "\n".join(lines)

    async def take(self, question: str, answer: str) -> str:
        """Write an answer down, and ask the next question."""
        if question == "sure":
            await self._finish(answer)
            return ""
        self._note(question, answer)
        return self._after(question)

    def _note(self, question: str, answer: str) -> None:
        draft = self._draft
        match question:
            case "kind":
                draft.kind = Kind(answer)
            case "text":
                draft.texts[self._language] = notices.checked_text(answer, needed=True)
            case "other":
                draft.texts[SECOND] = notices.checked_text(answer, "other")
            case "first":
                draft.first = _read(answer, draft.today, "first_day")
            case "last":
                draft.last = _read(answer, draft.today, "last_day") if answer else draft.first
                notices.check_days(draft.kind, draft.first, draft.last, draft.today)
            case "hours":
                draft.hours = notices.hours(answer)
            case "stairwells":
                draft.stairwells = frozenset(map(int, answer.split()))

    def _after(self, question: str) -> str:
        if question == "text" and self._language == SECOND:
            return "first"
        if question == "last" and self._draft.kind is Kind.STORY:
            return "sure"  # a story has no hours, and is for everybody
        names = list(self.questions)
        return names[names.index(question) + 1]

    async def _finish(self, answer: str) -> None:
        assert self.shift is not None  # noqa: S101 - shown by one
        sentence = N_("Nothing was put up.")
        if answer == "up":
            await self.ask_kiosk(caretaker.post_notice, self.shift, self._draft.notice())
            sentence = N_("It is up. Everybody can read it now.")
        self.go("caretaker_notices", shift=self.shift, sentence=sentence)

    @property
    def _language(self) -> str:
        return self.lobby.settings.estate.language

    def wipe(self) -> None:
        """Forget the shift and what was written."""
        self.shift, self._draft, self._stairwells = None, Draft(date.min), ()
        super().wipe()


def _read(typed: str, today: date, field: str) -> date:
    """Return the day that was typed, today for none; what is wrong stands beside its field."""
    try:
        return vacations.read_date(typed, today) if typed else today
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field) from None
