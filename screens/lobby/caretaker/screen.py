"""The caretaker at the kiosk: who they are, the doors that wait, the alerts that wait.

A shift is no visit. It lives in these screens alone and ends with whatever ends a visit.
"""

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.visits import Denied
from kiosk.words import N_, Message, many
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.pin import PinField
from screens.lobby.widgets.prose import Prose


class CaretakerLoginScreen(KioskScreen):
    """A number and a PIN."""

    heading = N_("Caretaker")
    keys = (KeyHint("enter", N_("Next")),)

    def compose_body(self) -> ComposeResult:
        """Two fields."""
        yield Prose(id="question", classes="title")
        yield Field("number", kind="digits")
        yield PinField("pin")

    async def show(self) -> None:
        """Ask for both."""
        self.query_one("#question", Prose).tell(self.tell(N_("Caretaker, who are you?")))
        number = self.query_one("#number", Field)
        number.label(self.tell(N_("Number")))
        number.value = ""
        pin = self.query_one(PinField)
        pin.wipe()
        pin.label(self.tell(N_("PIN")))

    async def done(self) -> None:
        """Begin the shift, or say the one sentence."""
        number, pin = self.query_one("#number", Field), self.query_one(PinField)
        found = await self.ask_kiosk(caretaker.log_in, number.value, pin.value)
        if isinstance(found, Denied):
            pin.refuse(self.tell(found.message))
            return
        self.wipe()
        self.go("caretaker", shift=found)


class CaretakerScreen(KioskScreen):
    """What waits for the caretaker."""

    heading = N_("Caretaker")
    way_back = KeyHint("escape", N_("Log out"), "back")

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None

    def aside(self) -> Message | str:
        """Nothing that a queue could read."""
        return ""

    def compose_body(self) -> ComposeResult:
        """What waits, and the ways on."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="ways")
        yield Prose(id="warnings", classes="danger gap")

    async def show(self, *, shift: Shift, sentence: Message | str = "") -> None:
        """Count what waits."""
        self.shift = shift
        out = await self.ask_kiosk(caretaker.codes_out, shift)
        waits = await self.ask_kiosk(caretaker.doors_waiting, shift)
        doors = [door for door in waits if door.id not in out]
        waiting = await self.ask_kiosk(caretaker.waiting_alerts, shift)
        running = await self.ask_kiosk(caretaker.running_alerts, shift)
        torn = (await self.ask_kiosk(caretaker.desk, shift)).lost
        told = await self.ask_kiosk(caretaker.warnings, shift)
        needs = (await self.ask_kiosk(caretaker.health, shift)).needs
        lead = (
            N_("This waits for you.")
            if doors or waiting or torn or needs
            else N_("Nothing waits for you. What would you like to do?")
        )
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one(Choices).show(
            [
                Choice(
                    "caretaker_doors",
                    self.tell(N_("Letterbox codes")),
                    self._count(many("%(n)s door waits", "%(n)s doors wait", len(doors))),
                ),
                Choice(
                    "caretaker_waiting",
                    self.tell(N_("New alerts to look at")),
                    self._count(many("%(n)s waits", "%(n)s wait", len(waiting))),
                ),
                Choice(
                    "caretaker_running",
                    self.tell(N_("Alerts that are out")),
                    self._count(many("%(n)s just now", "%(n)s just now", len(running))),
                ),
                Choice("caretaker_notices", self.tell(N_("Notices, work and good stories"))),
                Choice("caretaker_favours", self.tell(N_("Everyday help"))),
                Choice(
                    "caretaker_paper",
                    self.tell(N_("Printer, posters and stickers")),
                    self._count(many("%(n)s slip went wrong", "%(n)s slips went wrong", len(torn))),
                ),
                Choice("caretaker_vouch", self.tell(N_("Confirm somebody's address in person"))),
                Choice("caretaker_lost", self.tell(N_("Somebody has lost number and PIN"))),
                Choice(
                    "caretaker_health",
                    self.tell(N_("How the kiosk is doing")),
                    self._count(many("%(n)s needs a hand", "%(n)s need a hand", len(needs))),
                ),
            ]
        )
        self.query_one("#warnings", Prose).tell("\n".join(self.tell(e.message) for e in told))
        if sentence:
            self.say(sentence)

    def _count(self, message: Message) -> str:
        """Return how many there are, and nothing where there are none."""
        return self.tell(message) if message.n else ""

    async def returned(self) -> None:
        """Count again."""
        if self.shift is not None:
            await self.show(shift=self.shift)

    async def chose(self, key: str) -> None:
        """Go there."""
        self.go(key, shift=self.shift)

    def do_back(self) -> None:
        """End the shift."""
        self.doing(self._log_out())

    async def _log_out(self) -> None:
        if self.shift is not None:
            await self.ask_kiosk(caretaker.end, self.shift)
        self.lobby.end_visit(N_("You are logged out. Have a good day."))

    def wipe(self) -> None:
        """Forget the shift."""
        self.shift = None
        super().wipe()
