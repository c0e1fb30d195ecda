"""Somebody has moved out, or has not after all: the caretaker names them, and sees what happens.

The kiosk answers alike for every name, so whatever is written here says "whoever is called so".
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.house import Kiosk
from kiosk.words import N_
from screens.lobby.caretaker.in_person import ROOM_FOR_A_NAME, PapersScreen
from screens.lobby.questions import Question
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

Deed = Callable[[Kiosk, Shift, int, str], None]


class PeopleScreen(KioskScreen):
    """What has happened to somebody whom only the caretaker can see to?"""

    heading = N_("Lost everything, or moved")

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None

    def compose_body(self) -> ComposeResult:
        """A question, and the ways on."""
        yield Prose(id="question", classes="title")
        yield Choices(id="ways")

    async def show(self, *, shift: Shift) -> None:
        """List the ways."""
        self.shift = shift
        self.query_one("#question", Prose).tell(self.tell(N_("What has happened?")))
        self.query_one(Choices).show(
            [
                Choice("caretaker_lost", self.tell(N_("Somebody has lost number and PIN"))),
                Choice("caretaker_moved", self.tell(N_("Somebody has moved out"))),
                Choice("caretaker_stays", self.tell(N_("Somebody lives here after all"))),
            ]
        )

    async def returned(self) -> None:
        """Stand as it was left."""
        if self.shift is not None:
            await self.show(shift=self.shift)

    async def chose(self, key: str) -> None:
        """Go there."""
        self.go(key, shift=shown(self.shift))

    def wipe(self) -> None:
        """Forget the shift."""
        self.shift = None
        super().wipe()


class NamingScreen(PapersScreen):
    """Who is it? And then what happens, to be read before it does."""

    steps = (N_("Door"), N_("Name"), N_("Sure"))
    after_door = "name"
    fields: ClassVar[Mapping[str, int]] = {"name": ROOM_FOR_A_NAME}
    happens = ""
    ways: ClassVar[tuple[str, str]] = ("", "")
    done_sentence = ""

    def __init__(self) -> None:
        super().__init__()
        self._mover = ""

    async def show(self, *, shift: Shift) -> None:
        """Begin with the stairwell, and with nobody."""
        self._mover = ""
        await super().show(shift=shift)

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the two answers to the last question; doing nothing is the one offered."""
        if question != "sure":
            return await super().offer(question)
        keys = ("do", "leave")
        return [Choice(key, self.tell(way)) for key, way in zip(keys, self.ways, strict=True)], (
            "leave"
        )

    async def lead(self, question: str) -> str | Content:
        """Say who is meant, and what happens to them."""
        where = await super().lead(question)
        if question != "sure":
            return where
        return f"{self._mover} · {where}\n\n{self.tell(self.happens)}"

    async def take(self, question: str, answer: str) -> str:
        """Ask once more before anything happens."""
        if question != "name":
            return await super().take(question, answer)
        self._mover = caretaker.check_mover(answer)
        return "sure"

    def deed(self) -> Deed:
        """Return what is done."""
        raise NotImplementedError

    async def finish(self, shift: Shift, door_id: int, typed: str) -> None:
        """Do it, or nothing."""
        sentence = N_("Nothing was done.")
        if typed == "do":
            await self.ask_kiosk(self.deed(), shift, door_id, self._mover)
            sentence = self.done_sentence
        self.go("caretaker", shift=shift, sentence=sentence)

    def wipe(self) -> None:
        """Forget who was named."""
        self._mover = ""
        super().wipe()


class MovedOutScreen(NamingScreen):
    """Whoever has moved out is signed out at once."""

    heading = N_("Somebody has moved out")
    questions: ClassVar[Mapping[str, Question]] = {
        "stairwell": Question(0, N_("Which stairwell have they moved from?")),
        "door": Question(0, N_("Which door?")),
        "name": Question(
            1,
            N_("Who has moved out?"),
            N_("Name"),
            "name",
            N_("One person at a time, by first and last name."),
        ),
        "sure": Question(2, N_("This is what happens"), reading=True),
    }
    happens = N_(
        "If somebody of this name takes part here, they are signed out at once. Nobody sees "
        "anything of theirs any more. We write to them, and delete everything in seven days. "
        "Until then you can take it back."
    )
    ways = (N_("Sign them out"), N_("Do nothing"))
    done_sentence = N_(
        "It is done. The kiosk does not tell whether anybody of that name took part."
    )

    def deed(self) -> Deed:
        """Return what signs them out."""
        return caretaker.move_out


class StaysScreen(NamingScreen):
    """Whoever was said to have moved, and has not, is let in again."""

    heading = N_("Somebody lives here after all")
    questions: ClassVar[Mapping[str, Question]] = {
        **PapersScreen.questions,
        "name": Question(
            1,
            N_("Which name is on the papers?"),
            N_("Name"),
            "name",
            N_("Only for whoever was said to have moved out."),
        ),
        "sure": Question(2, N_("This is what happens"), reading=True),
    }
    happens = N_(
        "If somebody of this name was signed out here in the last seven days, they take part "
        "again, and everything is as it was. We write to them."
    )
    ways = (N_("Let them in again"), N_("Do nothing"))
    done_sentence = N_("It is done. Whoever was signed out here can log in as before.")

    def deed(self) -> Deed:
        """Return what lets them in."""
        return caretaker.move_back
