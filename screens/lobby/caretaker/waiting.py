"""Doors that wait for a letterbox code, and any other door whose resident has asked for one."""

from datetime import date

from textual.app import ComposeResult

from kiosk import caretaker, estate
from kiosk.caretaker import Shift
from kiosk.words import N_, many, msg
from screens.lobby.alerts.lines import day_of
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class DoorsScreen(KioskScreen):
    """Doors without names; each that is switched on gets a code slip."""

    heading = N_("Letterbox codes")
    keys = (
        KeyHint("enter", N_("Print the codes")),
        KeyHint("f5", N_("Another door"), "another"),
    )

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
        out = await self.ask_kiosk(caretaker.codes_out, shift)
        today = self.lobby.clock.today(await self.ask_kiosk(estate.timezone))
        if not doors:
            lead = N_("No door waits. When somebody new signs up, their door stands here.")
        elif all(door.id in out for door in doors):
            lead = N_("Every code is printed. Switch on a door whose slip was lost.")
        else:
            lead = N_("Print a code for these doors, and put each slip into its letterbox.")
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one(Choices).show(
            [
                Choice(
                    str(door.id),
                    door.address,
                    self._printed(out.get(door.id), today),
                    on=door.id not in out,
                )
                for door in doors
            ]
        )

    def _printed(self, day: date | None, today: date) -> str:
        if day is None:
            return ""
        return self.tell(msg("printed %(day)s", day=day_of(self.language, day, today)))

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

    def do_another(self) -> None:
        """Choose a door that does not wait, for somebody there who has forgotten their PIN."""
        self.go("caretaker_code", shift=self.shift)

    def wipe(self) -> None:
        """Forget the shift."""
        self.shift = None
        super().wipe()
