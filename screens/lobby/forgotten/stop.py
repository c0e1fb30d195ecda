"""A new PIN that somebody else asked for is stopped by the code from the letter that told of it."""

from textual.app import ComposeResult

from kiosk import account
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose

STOPPED = N_(
    "It is stopped. Your PIN stays as it was. Tell the caretaker: somebody had a code from your "
    "letterbox."
)


class StopScreen(KioskScreen):
    """One field; nobody needs to log in for it."""

    heading = N_("Stop a new PIN")
    keys = (KeyHint("enter", N_("Next")),)

    def compose_body(self) -> ComposeResult:
        """A question, a field, and where the code is."""
        yield Prose(id="question", classes="title")
        yield Field("code", limit=20)
        yield Prose(id="how", classes="quiet gap")

    async def show(self) -> None:
        """Ask for the code."""
        self.query_one("#question", Prose).tell(self.tell(N_("Type the code that stops it")))
        field = self.query_one("#code", Field)
        field.wipe()
        field.label(self.tell(N_("Code")))
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "It stands in the SMS or e-mail that told you of the new PIN. "
                    "Got none? Then log in, and choose “My pass, PIN and data”."
                )
            )
        )

    async def done(self) -> None:
        """Stop it, or say why not."""
        field = self.query_one("#code", Field)
        if not field.value:
            return
        denied = await self.ask_kiosk(account.stop_by_code, field.value)
        if denied is not None:
            field.refuse(self.tell(denied.message))
            return
        self.go("forgotten_told", message=STOPPED)
