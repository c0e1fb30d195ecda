"""How the kiosk is doing: what needs a hand first, each with what to do; then what is well."""

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift, Thing
from kiosk.words import N_, many
from screens.lobby.caretaker.health_words import need, well
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import MARKS
from screens.lobby.widgets.marked import Marked
from screens.lobby.widgets.prose import Prose


class HealthScreen(KioskScreen):
    """A line a thing, and the ways on."""

    heading = N_("How the kiosk is doing")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None

    def compose_body(self) -> ComposeResult:
        """What needs a hand, the ways on, and what is well."""
        yield Prose(id="lead", classes="title")
        yield Marked(MARKS["refused"], id="needs", classes="danger")
        yield Choices(id="ways", classes="gap")
        yield Marked(MARKS["said"], id="well", classes="quiet gap")

    async def show(self, *, shift: Shift) -> None:
        """Look at everything."""
        self.shift = shift
        found = await self.ask_kiosk(caretaker.health, shift)
        needs = found.needs
        lead = (
            many("%(n)s thing needs a hand.", "%(n)s things need a hand.", len(needs))
            if needs
            else N_("Everything is well.")
        )
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one("#needs", Marked).show(self.tell(need(found, each)) for each in needs)
        self.query_one(Choices).show(
            [
                Choice("caretaker_backup", self.tell(N_("Make a backup on a stick"))),
                Choice("caretaker_log", self.tell(N_("What was done"))),
            ]
        )
        quiet = (well(found, each) for each in Thing if each not in needs)
        self.query_one("#well", Marked).show(self.tell(each) for each in quiet if each)

    async def returned(self) -> None:
        """Look again."""
        if self.shift is not None:
            await self.show(shift=self.shift)

    async def chose(self, key: str) -> None:
        """Go there."""
        self.go(key, shift=self.shift)

    def wipe(self) -> None:
        """Forget the shift."""
        self.shift = None
        super().wipe()
