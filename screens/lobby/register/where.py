"""Signing up, first step: the stairwell, then the door, both from the register, never typed."""

from textual.app import ComposeResult

from kiosk import estate
from kiosk.estate import Door
from kiosk.words import N_, msg
from screens.lobby.register.step import RegisterStep
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class StairwellStep(RegisterStep):
    """Which stairwell."""

    def compose_body(self) -> ComposeResult:
        """A question and the stairwells."""
        yield Prose(id="question", classes="title")
        yield Choices(id="stairwells")

    async def begin(self) -> None:
        """List the stairwells, this kiosk's own first."""
        stairwells = await self.ask_kiosk(estate.stairwells)
        question = (
            N_("Which stairwell do you live in?")
            if stairwells
            else N_("There are no homes here yet. The caretaker can add them.")
        )
        self.query_one("#question", Prose).tell(self.tell(question))
        self.query_one(Choices).show([Choice(str(each.id), each.name) for each in stairwells])

    async def chose(self, key: str) -> None:
        """On to the doors of it."""
        self.answers.stairwell_id = int(key)
        self.go("register_door", answers=self.answers)


class DoorStep(RegisterStep):
    """Which door."""

    def __init__(self) -> None:
        super().__init__()
        self._doors: dict[str, Door] = {}

    def compose_body(self) -> ComposeResult:
        """A question and the doors."""
        yield Prose(id="question", classes="title")
        yield Choices(id="doors")

    async def begin(self) -> None:
        """List the doors of the stairwell."""
        doors = await self.ask_kiosk(estate.doors, self.answers.stairwell_id)
        self._doors = {str(door.id): door for door in doors}
        stairwell = doors[0].stairwell_name if doors else ""
        self.query_one("#question", Prose).tell(
            self.tell(msg("Where in %(stairwell)s?", stairwell=stairwell))
        )
        self.query_one(Choices).show(
            [Choice(key, self.tell(estate.door_name(door))) for key, door in self._doors.items()]
        )

    async def chose(self, key: str) -> None:
        """On to the name."""
        self.answers.door = self._doors[key]
        self.go("register_name", answers=self.answers)

    def wipe(self) -> None:
        """Forget which stairwell."""
        self._doors = {}
        super().wipe()
