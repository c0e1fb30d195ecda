"""How many burglaries there were in a quarter, for the figures: which quarter, then the number."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.content import Content

from kiosk import caretaker, figures
from kiosk.caretaker import Shift
from kiosk.figures import OpenQuarter
from kiosk.words import N_, Message, dated, many, msg
from screens.lobby.questions import Question, QuestionsScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, KeyHint
from screens.lobby.widgets.field import Field

MOST_DIGITS = 6


class BurglariesScreen(QuestionsScreen):
    """The quarters that can still be changed, with what was written down, then one of them."""

    heading = N_("Burglaries in the figures")
    steps = (N_("Quarter"), N_("How many"))
    keys = (KeyHint("enter", N_("Next")),)
    reading = True
    fields: ClassVar[Mapping[str, int]] = {"burglaries": MOST_DIGITS}
    questions: ClassVar[Mapping[str, Question]] = {
        "quarter": Question(
            0,
            N_("Which quarter do you know of?"),
            hint=N_(
                "Six weeks after its end a quarter is told, and never changes any more. A number "
                "under five is told as “fewer than 5”."
            ),
        ),
        "number": Question(
            1,
            N_("How many burglaries were there in the whole estate?"),
            N_("Burglaries"),
            "burglaries",
        ),
    }

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._open: dict[str, OpenQuarter] = {}
        self._chosen = ""

    async def show(self, *, shift: Shift, sentence: Message | str = "") -> None:
        """Begin with the quarter, and say what was done."""
        self.shift, self._chosen = shift, ""
        await self.begin("quarter")
        if sentence:
            self.say(sentence)

    def about(self, question: str) -> Question:
        """Return a question, the number's with the day until which it can be changed."""
        if question == "quarter":
            return super().about(question)
        until = self._open[self._chosen].until
        hint = msg(
            "As the police or an insurer told you. Write 0 if there were none. You can change it "
            "until %(day)s.",
            day=dated(until, self._today),
        )
        return replace(self.questions[question], hint=hint)

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the quarters, each with what was written down."""
        found = await self.ask_kiosk(caretaker.burglaries, shown(self.shift))
        self._open = {each.name: each for each in found}
        return [
            Choice(key, self.tell(each.title), self.tell(_entered(each.burglaries)))
            for key, each in self._open.items()
        ], self._chosen

    async def lead(self, question: str) -> str | Content:
        """Say which quarter was chosen, and what is added to or mended."""
        if question == "quarter":
            return ""
        chosen = self._open[self._chosen]
        return f"{self.tell(chosen.title)}: {self.tell(_entered(chosen.burglaries))}"

    async def take(self, question: str, answer: str) -> str:
        """Go on to the number; write that down."""
        if question == "quarter":
            if answer != self._chosen:  # what was typed belongs to the quarter it was typed for
                self.query_one("#burglaries", Field).wipe()
            self._chosen = answer
            return "number"
        shift, quarter = shown(self.shift), self._open[self._chosen]
        number = figures.read_burglaries(answer)
        await self.ask_kiosk(caretaker.enter_burglaries, shift, quarter.first, number)
        await self.show(shift=shift, sentence=N_("It is written down."))
        return ""

    @property
    def _today(self) -> date:
        return self.lobby.clock.today(self.lobby.settings.estate.timezone)

    def wipe(self) -> None:
        """Forget the shift and what was written down."""
        self.shift, self._open, self._chosen = None, {}, ""
        super().wipe()


def _entered(number: int | None) -> Message | str:
    if number is None:
        return N_("not written down yet")
    return many("%(n)s burglary", "%(n)s burglaries", number) if number else N_("no burglaries")
