"""Signing up, third step: a PIN that the kiosk deals and the person types back."""

from textual.app import ComposeResult

from kiosk import visits
from kiosk.words import N_
from screens.lobby.dealt import DealtPinScreen
from screens.lobby.register.step import RegisterStep
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.pin import PinField
from screens.lobby.widgets.prose import Prose


class PinStep(DealtPinScreen, RegisterStep):
    """See the PIN, and keep it or be dealt another."""

    step = 2
    keys = (*DealtPinScreen.keys, PHONE)

    async def begin(self) -> None:
        """Deal a PIN, unless one was dealt already."""
        self.answers.pin = self.answers.pin or await self.ask_kiosk(visits.deal_pin)
        self.introduce(N_("This is your PIN"), N_("PIN"))
        self.cover(self.answers.pin)

    async def chose(self, key: str) -> None:
        """Type it back, or look at another."""
        if key == "another":
            self.answers.pin = ""
            await self.begin()
            return
        self.cover(self.answers.pin)
        self.go("register_pin_again", answers=self.answers)


class PinAgainStep(RegisterStep):
    """Type the PIN back; the sixth digit goes on."""

    step = 2
    reading = True

    def compose_body(self) -> ComposeResult:
        """A question and six places."""
        yield Prose(id="question", classes="title")
        yield PinField("pin_again")
        yield Prose(id="how", classes="quiet gap")

    async def begin(self) -> None:
        """Ask for it."""
        self.query_one("#question", Prose).tell(self.tell(N_("Type your PIN")))
        field = self.query_one(PinField)
        field.wipe()
        field.label(self.tell(N_("PIN")))
        self.query_one("#how", Prose).tell(self.tell(N_("Esc shows it to you once more.")))

    async def done(self) -> None:
        """On to the terms, if it is the same."""
        typed = self.query_one(PinField).value
        visits.check_pin(self.answers.pin, typed)
        self.answers.pin_again = typed
        self.go("register_terms", answers=self.answers)
