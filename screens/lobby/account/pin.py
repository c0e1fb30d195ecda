"""A new PIN: the old one, a new one that is dealt, and the new one typed back."""

from textual.app import ComposeResult

from kiosk import account, visits
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.pin import PinField, Secret
from screens.lobby.widgets.prose import Prose


class NewPinScreen(KioskScreen):
    """Three lines."""

    heading = N_("A new PIN")
    reading = True
    keys = (KeyHint("f2", N_("Hold to see"), "peek"), KeyHint("f3", N_("Show"), "turn"))

    def compose_body(self) -> ComposeResult:
        """Old, dealt, and typed back."""
        yield Prose(id="question", classes="title")
        yield PinField("old")
        yield Prose(id="dealt", classes="gap")
        yield Secret(id="secret")
        yield PinField("pin_again", classes="gap")

    async def show(self) -> None:
        """Deal a new one."""
        self.query_one("#question", Prose).tell(self.tell(N_("First the PIN you have now")))
        self.query_one("#dealt", Prose).tell(
            self.tell(N_("Your new PIN. Hold F2 to see it, learn it, and type it below."))
        )
        for name, label in (("old", N_("Old PIN")), ("pin_again", N_("New PIN"))):
            field = self.query_one(f"#{name}", PinField)
            field.wipe()
            field.label(self.tell(label))
        self.query_one(Secret).value = await self.ask_kiosk(visits.deal_pin)

    def do_peek(self) -> None:
        """Show the new PIN for a moment."""
        self.query_one(Secret).peek()

    def do_turn(self) -> None:
        """Show the new PIN, or cover it."""
        self.query_one(Secret).turn()

    async def done(self) -> None:
        """Change it, or say why not."""
        old = self.query_one("#old", PinField)
        denied = await self.ask(
            account.change_pin,
            old.value,
            self.query_one(Secret).value,
            self.query_one("#pin_again", PinField).value,
        )
        if denied is not None:
            old.refuse(self.tell(denied.message))
            return
        self.go("account", sentence=N_("Your new PIN works now."))
