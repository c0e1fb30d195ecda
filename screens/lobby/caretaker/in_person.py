"""Somebody stands there with their papers: their address is confirmed, or they get a new PIN.

The caretaker says which door the papers name, and never looks up who lives there.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.content import Content

from kiosk import caretaker, estate
from kiosk.caretaker import Shift
from kiosk.estate import Door
from kiosk.words import N_, many
from screens.lobby.questions import Question, QuestionsScreen
from screens.lobby.widgets import Choice, KeyHint

ROOM_FOR_A_NAME = 60


class PapersScreen(QuestionsScreen):
    """Which door do the papers name? What comes after it is each screen's own."""

    keys = (KeyHint("enter", N_("Next")),)
    questions: ClassVar[Mapping[str, Question]] = {
        "stairwell": Question(0, N_("Which stairwell do the papers name?")),
        "door": Question(0, N_("Which door?")),
    }
    after_door = ""

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._stairwell = ""
        self._door = ""
        self._doors: dict[str, Door] = {}

    async def show(self, *, shift: Shift) -> None:
        """Begin with the stairwell."""
        self.shift, self._stairwell, self._door = shift, "", ""
        await self.begin("stairwell")

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the stairwells, or the doors of one."""
        if question == "stairwell":
            found = await self.ask_kiosk(estate.stairwells)
            return [Choice(str(each.id), each.name) for each in found], self._stairwell
        doors = await self.ask_kiosk(estate.doors, int(self._stairwell))
        self._doors = {str(door.id): door for door in doors}
        names = [
            Choice(key, self.tell(estate.door_name(door))) for key, door in self._doors.items()
        ]
        return names, self._door

    async def lead(self, question: str) -> str | Content:
        """Say which door was chosen, so that a wrong one is seen."""
        if question in PapersScreen.questions:
            return ""
        return self._doors[self._door].address

    async def take(self, question: str, answer: str) -> str:
        """Go on to the door, and then to what the screen is for."""
        match question:
            case "stairwell":
                self._stairwell, self._door = answer, ""
                return "door"
            case "door":
                self._door = answer
                return self.after_door
            case _:
                if self.shift is not None:
                    await self.finish(self.shift, int(self._door), answer)
                return ""

    async def finish(self, shift: Shift, door_id: int, typed: str) -> None:
        """Do what the screen is for, with what was typed last."""
        raise NotImplementedError

    def wipe(self) -> None:
        """Forget the shift and the door."""
        self.shift, self._stairwell, self._door, self._doors = None, "", "", {}
        super().wipe()


class CodeScreen(PapersScreen):
    """A code for any door: whoever lives there has forgotten their PIN, and has asked for one."""

    heading = N_("Letterbox codes")
    questions: ClassVar[Mapping[str, Question]] = {
        "stairwell": Question(0, N_("Which stairwell is the code for?")),
        "door": Question(0, N_("Which door?"), hint=N_("The code is printed at once.")),
    }

    async def take(self, question: str, answer: str) -> str:
        """Go on to the door; for that the code is printed."""
        if question == "stairwell":
            return await super().take(question, answer)
        if self.shift is not None:
            count = await self.ask_kiosk(caretaker.print_letterbox_codes, self.shift, [int(answer)])
            told = many("%(n)s code is being printed.", "%(n)s codes are being printed.", count)
            self.go("caretaker", shift=self.shift, sentence=told)
        return ""


class VouchScreen(PapersScreen):
    """The address of whoever stands there is confirmed."""

    heading = N_("Confirm an address")
    steps = (N_("Door"), N_("Number"))
    after_door = "number"
    fields: ClassVar[Mapping[str, int]] = {"number": 12}
    questions: ClassVar[Mapping[str, Question]] = {
        **PapersScreen.questions,
        "number": Question(
            1,
            N_("Let the resident type their neighbour number."),
            N_("Neighbour number"),
            "number",
            N_("It stands on their pass. Enter confirms that they live here."),
        ),
    }

    async def finish(self, shift: Shift, door_id: int, typed: str) -> None:
        """Confirm it."""
        await self.ask_kiosk(caretaker.vouch, shift, typed, door_id)
        self.go("caretaker", shift=shift, sentence=N_("The address is confirmed."))


class LostBothScreen(PapersScreen):
    """Whoever stands there gets a new number and PIN, alone."""

    heading = N_("Number and PIN lost")
    steps = (N_("Door"), N_("Name"))
    after_door = "name"
    fields: ClassVar[Mapping[str, int]] = {"name": ROOM_FOR_A_NAME}
    questions: ClassVar[Mapping[str, Question]] = {
        **PapersScreen.questions,
        "name": Question(
            1,
            N_("Which name is on the papers?"),
            N_("Name"),
            "name",
            N_(
                "Enter logs you out. Then step aside: the resident goes on alone and gets a number "
                "and a PIN that work after 24 hours."
            ),
        ),
    }

    async def finish(self, shift: Shift, door_id: int, typed: str) -> None:
        """End the shift, and leave the screen to the resident."""
        code = await self.ask_kiosk(caretaker.let_renew, shift, door_id, typed)
        self.lobby.end_visit(place="renewal", code=code)
