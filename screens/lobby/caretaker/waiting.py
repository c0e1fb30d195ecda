"""What waits for the caretaker, one kind at a time: doors for a code, alerts for a look."""

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.alerts import Alert
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


class JudgeScreen(KioskScreen):
    """Alerts that wait, or that are out: each is let go, or taken down."""

    heading = N_("Alerts")
    waiting = True

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._alert_id = 0
        self._found: dict[str, Alert] = {}

    def compose_body(self) -> ComposeResult:
        """The list, or one of it."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="text")
        yield Choices(id="alerts")

    async def show(self, *, shift: Shift) -> None:
        """List them."""
        self.shift, self._alert_id = shift, 0
        action = caretaker.waiting_alerts if self.waiting else caretaker.running_alerts
        found = await self.ask_kiosk(action, shift)
        self._found = {str(each.id): each for each in found}
        self.query_one("#text", Prose).tell("")
        self.query_one("#lead", Prose).tell(
            self.tell(N_("Choose one to read it.") if found else N_("There are none."))
        )
        self.query_one(Choices).show(
            [Choice(key, self.tell(each.line)) for key, each in self._found.items()]
        )

    async def chose(self, key: str) -> None:
        """Read one, or judge it."""
        assert self.shift is not None  # noqa: S101 - shown by one
        if not self._alert_id:
            alert = self._found[key]
            self._alert_id = alert.id
            self.query_one("#lead", Prose).tell(self.tell(alert.line))
            self.query_one("#text", Prose).tell(alert.description or "")
            answers = [("withdraw", N_("Take it down")), ("leave", N_("Leave it as it is"))]
            if self.waiting:
                answers.insert(0, ("release", N_("Let it go out")))
            self.query_one(Choices).show([Choice(name, self.tell(text)) for name, text in answers])
            return
        if key == "release":
            await self.ask_kiosk(caretaker.release_alert, self.shift, self._alert_id)
        elif key == "withdraw":
            await self.ask_kiosk(caretaker.withdraw_alert, self.shift, self._alert_id)
        await self.show(shift=self.shift)

    def wipe(self) -> None:
        """Forget the shift and what was read."""
        self.shift, self._alert_id, self._found = None, 0, {}
        super().wipe()


class RunningScreen(JudgeScreen):
    """Alerts that are out."""

    waiting = False
