"""The code from the letterbox, typed here, proves an address."""

from textual.app import ComposeResult

from kiosk import account
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose


class ConfirmScreen(KioskScreen):
    """One field."""

    heading = N_("Confirm your address")
    keys = (KeyHint("enter", N_("Next")),)

    def compose_body(self) -> ComposeResult:
        """A question, a field, and where the code is."""
        yield Prose(id="question", classes="title")
        yield Field("code", limit=20)
        yield Prose(id="how", classes="quiet gap")

    async def show(self) -> None:
        """Ask for the code."""
        self.query_one("#question", Prose).tell(self.tell(N_("Type the code from your letterbox")))
        field = self.query_one("#code", Field)
        field.label(self.tell(N_("Code")))
        field.value = ""
        self.query_one("#how", Prose).tell(
            self.tell(
                N_("The caretaker puts a slip into your letterbox. Small letters will do as well.")
            )
        )

    async def done(self) -> None:
        """Confirm, or say why not."""
        field = self.query_one("#code", Field)
        if not field.value:
            return
        denied = await self.ask(account.confirm_address, field.value)
        if denied is not None:
            field.refuse(self.tell(denied.message))
            return
        self.go("home", sentence=account.ADDRESS_CONFIRMED)
