"""Putting a notice up: what kind, its words in each language, its days and hours, for whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual.content import Content

from kiosk import caretaker, estate, notices, vacations
from kiosk.caretaker import Shift
from kiosk.estate import Stairwell
from kiosk.notices import Kind, NewNotice
from kiosk.refusals import Refusal
from kiosk.words import N_, language, languages, msg
from screens.lobby.caretaker.draft import FIELDS, OTHER, QUESTIONS, Draft
from screens.lobby.questions import Question, QuestionsScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, KeyHint


class PostNoticeScreen(QuestionsScreen):
    """One question after the other; only the estate's own language must be written in."""

    heading = N_("A new notice")
    steps = (N_("What"), N_("Words"), N_("When"), N_("Who"), N_("Put it up"))
    keys = (KeyHint("enter", N_("Next")),)
    questions = QUESTIONS
    fields = FIELDS

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

    def about(self, question: str) -> Question:
        """Return a question, those that name a language in the words of whoever is asked."""
        if question == "text" and self._others:
            own = self._called(self._own)
            hint = msg(
                "In %(language)s. Whoever has no text of their own reads this.", language=own
            )
            return replace(self.questions["text"], hint=hint)
        if not question.startswith(OTHER):
            return super().about(question)
        name = self._called(question.removeprefix(OTHER))
        return Question(
            1,
            msg("The same in %(language)s? Enter leaves it out.", language=name),
            N_("Words"),
            question,
            msg("Whoever reads %(language)s then reads this instead.", language=name),
        )

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the answers to a question."""
        if question == "kind":
            return [Choice(each.value, self.tell(each.label)) for each in Kind], self._draft.kind
        if question == "languages":
            on = self._draft.chosen
            return [Choice(code, self._called(code), on=code in on) for code in self._others], ""
        if question == "stairwells":
            marked = self._draft.stairwells
            return [Choice(str(s.id), s.name, on=s.id in marked) for s in self._stairwells], ""
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
            *new.texts.values(),
            self._read_by(new),
            ", ".join(
                [
                    " – ".join(map(self.language.date, days)),
                    *filter(None, [self.tell(notices.said(new.hours))]),
                ]
            ),
            self.tell(msg("For %(stairwells)s", stairwells=names))
            if names
            else self.tell(N_("For everybody")),
        ]
        return "\n".join(filter(None, lines))

    def _read_by(self, new: NewNotice) -> str:
        """Say what those read in whose language nothing was written."""
        without = [self._called(code) for code in self._others if code not in new.texts]
        if not without:
            return ""
        told = msg(
            "Whoever reads %(languages)s reads it in %(own)s.",
            languages=", ".join(without),
            own=self._called(self._own),
        )
        return self.tell(told)

    async def take(self, question: str, answer: str) -> str:
        """Write an answer down, and ask the next question."""
        if question == "sure":
            await self._finish(answer)
            return ""
        self._note(question, answer)
        return self._draft.after(question, self._others)

    def _note(self, question: str, answer: str) -> None:
        draft = self._draft
        match question:
            case "kind":
                draft.kind = Kind(answer)
            case "text":
                draft.texts[self._own] = notices.checked_text(answer, needed=True)
            case "languages":
                draft.chosen = tuple(answer.split())
                left = {self._own, *draft.chosen}
                draft.texts = {code: said for code, said in draft.texts.items() if code in left}
            case _ if question.startswith(OTHER):
                code = question.removeprefix(OTHER)
                draft.texts[code] = notices.checked_text(answer, question)
            case "first":
                draft.first = _read(answer, draft.today, "first_day")
            case "last":
                draft.last = _read(answer, draft.today, "last_day") if answer else draft.first
                notices.check_days(draft.kind, draft.first, draft.last, draft.today)
            case "hours":
                draft.hours = notices.hours(answer)
            case "stairwells":
                draft.stairwells = frozenset(map(int, answer.split()))

    async def _finish(self, answer: str) -> None:
        shift = shown(self.shift)
        sentence = N_("Nothing was put up.")
        if answer == "up":
            await self.ask_kiosk(caretaker.post_notice, shift, self._draft.notice())
            sentence = N_("It is up. Everybody can read it now.")
        self.go("caretaker_notices", shift=shift, sentence=sentence)

    @property
    def _own(self) -> str:
        """The estate's own language, which is asked for first and needed."""
        return self.lobby.settings.estate.language

    @property
    def _others(self) -> tuple[str, ...]:
        """The other languages that the kiosk speaks here."""
        shipped = languages()
        spoken = self.lobby.settings.estate.languages or shipped
        return tuple(code for code in spoken if code in shipped and code != self._own)

    def _called(self, code: str) -> str:
        """Return what a language is called by whoever reads this."""
        return language(code).locale.get_language_name(self.language.code) or code

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
