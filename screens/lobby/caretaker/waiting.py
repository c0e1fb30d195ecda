"""Doors that wait for a letterbox code."""

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.words import N_, many
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class DoorsScreen(KioskScreen):
    """Doors without names; each that is switched on gets a code slip."""

    heading = N_("Letterbox codes")
    keys = (KeyHint("enter", N_("Print the codes")),)

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None

    def compose_body(self) -> ComposeResult:
        """A sentence, and the doors."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="doors")

    async def show(self, *, shift: Shift) -> None:
        """List the doors."""
        self.shift = shift
        doors = await self.ask_kiosk(caretaker.doors_waiting, shift)
        self.query_one("#lead", Prose).tell(
            self.tell(
                N_("Print a code for these doors, and put each slip into its letterbox.")
                if doors
                else N_("No door waits. When somebody new signs up, their door stands here.")
            )
        )
        self.query_one(Choices).show(
            [Choice(str(door.id), door.address, on=True) for door in doors]
        )

    async def done(self) -> None:
        """Print them."""
        doors = [int(key) for key in self.query_one(Choices).on_keys]
        if self.shift is None or not doors:
            self.back()
            return
        count = await self.ask_kiosk(caretaker.print_letterbox_codes, self.shift, doors)
        self.go(
            "caretaker",
            shift=self.shift,
            sentence=many("%(n)s code is being printed.", "%(n)s codes are being printed.", count),
        )

    def wipe(self) -> None:
        """Forget the shift."""
        self.shift = None
        super().wipe()
