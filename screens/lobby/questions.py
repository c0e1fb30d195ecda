"""A form that is asked a question at a time, so that a numeric pad is enough for most of it.

Each question is chosen from a short list, typed, or a list of switches; the likeliest answer is
offered, and Escape goes one question back with everything still answered. What the questions are
and what becomes of the answers is each form's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from kiosk.words import Message
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose
from screens.lobby.widgets.rows import cells

SHOWN = 38  # cells of what is typed that a field shows at once


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        step: which of the form's steps it belongs to, from 0.
        text: what is asked.
        label: for one that is typed, what its field is called.
        field: for one that is typed, which field it is typed in.
        hint: what helps to answer.
        reading: something is read here, so the idle time is longer.
    """

    step: int
    text: Message | str
    label: str = ""
    field: str = ""
    hint: Message | str = ""
    reading: bool = False


class QuestionsScreen(KioskScreen):
    """A form.

    Class attributes to set:
        questions: every question by its name.
        fields: every field by its name, with how many characters it takes.

    Methods to write: `offer`, `take`, and `lead` where something is read above the answers.
    """

    questions: ClassVar[Mapping[str, Question]] = {}
    fields: ClassVar[Mapping[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[str] = []

    def compose_body(self) -> ComposeResult:
        """A question, what is read, the answers, and a field for each that is typed."""
        yield Prose(id="question", classes="title")
        lead = Prose(id="lead")
        lead.styles.margin = (0, 0, 1, 0)
        yield lead
        yield Choices(id="answers")
        for name, limit in self.fields.items():
            yield Field(name, limit=limit)
        yield Prose(id="typed", classes="gap")
        yield Prose(id="hint", classes="quiet gap")

    # What a form writes itself

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the answers to a question, and the key of the one that is offered."""
        raise NotImplementedError

    async def take(self, question: str, answer: str) -> str:
        """Take an answer: a key, what was typed, or the keys that are on; return what is next.

        Returns "" where the form is left; raises `Refusal` where the answer will not do.
        """
        raise NotImplementedError

    async def lead(self, question: str) -> str | Content:
        """Return what is read between a question and its answers."""
        return ""

    def about(self, question: str) -> Question:
        """Return a question by its name, for a form that knows it only when it is asked."""
        return self.questions[question]

    # What a form can use

    @property
    def asked(self) -> str:
        """The question that stands on the screen."""
        return self._trail[-1] if self._trail else ""

    async def begin(self, question: str) -> None:
        """Begin anew, with nothing in the fields."""
        self._trail = []
        for name in self.fields:
            self.query_one(f"#{name}", Field).wipe()
        await self.put(question)

    async def put(self, question: str) -> None:
        """Ask a question; one that was asked before is gone back to."""
        asked = self.about(question)
        lead = await self.lead(question)
        entries, offered = ((), "") if asked.field else await self.offer(question)
        if question in self._trail:
            del self._trail[self._trail.index(question) :]
        self._trail.append(question)
        self.step = asked.step
        self.query_one("#question", Prose).tell(self.tell(asked.text))
        self._write("lead", lead)
        self._write("hint", self.tell(asked.hint))
        self._write("typed", "")
        for name in self.fields:
            self.query_one(f"#{name}", Field).display = name == asked.field
        answers = self.query_one(Choices)
        answers.display = not asked.field
        answers.show(entries, chosen=offered)
        if asked.field:
            field = self.query_one(f"#{asked.field}", Field)
            field.label(self.tell(asked.label))
            field.take_focus()
            await self.typed(field)
        else:
            answers.focus()
        self.reframe()

    # The answers

    async def typed(self, field: Field) -> None:
        """Show the whole of a text that is longer than its field."""
        shown = field.value if cells(field.value) > SHOWN else ""
        self._write("typed", shown)

    def _write(self, name: str, text: str | Content) -> None:
        """Write a text that takes no line where there is none."""
        prose = self.query_one(f"#{name}", Prose)
        prose.tell(text)
        prose.display = bool(text)

    async def chose(self, key: str) -> None:
        """Take what was chosen."""
        await self._take(key)

    async def done(self) -> None:
        """Take what was typed, or the switches as they stand."""
        if not self.asked:
            return
        field = self.about(self.asked).field
        if field:
            await self._take(self.query_one(f"#{field}", Field).value)
        elif any(entry.on is not None for entry in self.query_one(Choices).entries):
            on = [each.key for each in self.query_one(Choices).entries if each.on]
            await self._take(" ".join(on))

    async def _take(self, answer: str) -> None:
        following = await self.take(self.asked, answer)
        if following:
            await self.put(following)

    def do_back(self) -> None:
        """Ask the question before this one again, or leave."""
        self.doing(self._one_back())

    async def _one_back(self) -> None:
        match self._trail:
            case [*_, before, _]:
                await self.put(before)
            case _:
                self.back()

    def wipe(self) -> None:
        """Forget which questions were asked."""
        self._trail = []
        super().wipe()
