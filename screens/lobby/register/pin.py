"""Signing up, third step: a PIN that the kiosk deals and the person types back."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from kiosk import visits
from kiosk.words import N_
from screens.lobby.register.step import RegisterStep
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.pin import PinField, Secret
from screens.lobby.widgets.prose import Prose


class PinStep(RegisterStep):
    """See the PIN, and keep it or be dealt another."""

    step = 2
    reading = True
    keys = (KeyHint("f2", N_("Hold to see"), "peek"), KeyHint("f3", N_("Show"), "turn"))

    def compose_body(self) -> ComposeResult:
        """The PIN, small, and what to do with it."""
        yield Prose(id="question", classes="title")
        with Horizontal(id="dealt"):
            yield Prose(id="label", classes="quiet")
            yield Secret(id="secret")
        yield Prose(id="how", classes="gap")
        yield Choices(id="next", classes="gap")

    async def begin(self) -> None:
        """Deal a PIN, unless one was dealt already."""
        self.answers.pin = self.answers.pin or await self.ask_kiosk(visits.deal_pin)
        self.query_one(Secret).value = self.answers.pin
        self.query_one("#question", Prose).tell(self.tell(N_("This is your PIN")))
        self.query_one("#label", Prose).tell(self.tell(N_("PIN")))
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "Hold F2, or + on the number keys, to see it. F3 shows it until you press F3 "
                    "again. Learn it by heart, in pairs. It is printed nowhere."
                )
            )
        )
        self.query_one(Choices).show(
            [
                Choice("kept", self.tell(N_("I know it now"))),
                Choice("another", self.tell(N_("Give me another"))),
            ]
        )

    def do_peek(self) -> None:
        """Show the PIN for a moment."""
        self.query_one(Secret).peek()

    def do_turn(self) -> None:
        """Show the PIN, or cover it."""
        self.query_one(Secret).turn()

    async def chose(self, key: str) -> None:
        """Type it back, or look at another."""
        if key == "another":
            self.answers.pin = ""
            await self.begin()
            return
        self.query_one(Secret).wipe()
        self.query_one(Secret).value = self.answers.pin
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
