"""Forgotten PIN: a letterbox code and the number or pass; it takes a day, and can be stopped."""

from textual.app import ComposeResult

from kiosk import account, visits
from kiosk.visits import Claim, Denied
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.pin import PinField, Secret
from screens.lobby.widgets.prose import Prose


class ForgottenScreen(KioskScreen):
    """What is lost?"""

    heading = N_("Forgotten or lost")

    def compose_body(self) -> ComposeResult:
        """A question and three answers."""
        yield Prose(id="question", classes="title")
        yield Choices(id="lost")
        yield Prose(id="help", classes="gap")

    async def show(self) -> None:
        """Ask."""
        self.query_one("#question", Prose).tell(self.tell(N_("What is missing?")))
        self.query_one("#help", Prose).tell("")
        self.query_one(Choices).show(
            [
                Choice("pin", self.tell(N_("I have forgotten my PIN"))),
                Choice("pass", self.tell(N_("I have lost my pass"))),
                Choice("all", self.tell(N_("I have lost both"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """Help with it."""
        if key == "pin":
            self.go("forgotten_pin")
            return
        words = {
            "pass": N_(
                "Log in with your neighbour number or your confirmed mobile. Then block the pass "
                "under “My pass, PIN and data” and get a new one."
            ),
            "all": N_("Go to the caretaker in office hours, and bring something with your name."),
        }
        self.query_one("#help", Prose).tell(self.tell(words[key]))


class ForgottenPinScreen(KioskScreen):
    """A number and a letterbox code, and a new PIN that works a day later."""

    heading = N_("Forgotten PIN")
    reading = True
    keys = (
        KeyHint("enter", N_("Next")),
        KeyHint("f2", N_("Hold to see"), "peek"),
        KeyHint("f3", N_("Show"), "turn"),
    )

    def compose_body(self) -> ComposeResult:
        """Two fields, the new PIN, and the PIN typed back."""
        yield Prose(id="question", classes="title")
        yield Field("claim", kind="number")
        yield Field("letterbox_code", limit=20)
        yield Prose(id="dealt", classes="gap quiet")
        yield Secret(id="secret")
        yield PinField("pin_again", classes="gap")
        yield Prose(id="how", classes="quiet gap")

    async def show(self) -> None:
        """Ask for both, and deal a PIN."""
        self.query_one("#question", Prose).tell(
            self.tell(N_("Ask the caretaker for a code in your letterbox. Then type it here."))
        )
        for name, label in (
            ("claim", N_("Neighbour number")),
            ("letterbox_code", N_("Code")),
        ):
            field = self.query_one(f"#{name}", Field)
            field.label(self.tell(label))
            field.value = ""
        self.query_one("#dealt", Prose).tell(
            self.tell(N_("Your new PIN. Hold F2 to see it, learn it, and type it below."))
        )
        self.query_one(Secret).value = await self.ask_kiosk(visits.deal_pin)
        again = self.query_one(PinField)
        again.wipe()
        again.label(self.tell(N_("PIN")))
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "It works after 24 hours. Until then you can stop it if it was not you, and "
                    "your neighbours are asked whether it is still you."
                )
            )
        )

    def do_peek(self) -> None:
        """Show the PIN for a moment."""
        self.query_one(Secret).peek()

    def do_turn(self) -> None:
        """Show the PIN, or cover it."""
        self.query_one(Secret).turn()

    async def done(self) -> None:
        """Ask for it; the answer is the same whoever asks."""
        found = await self.ask_kiosk(
            account.reset_pin,
            Claim("typed", self.query_one("#claim", Field).value),
            self.query_one("#letterbox_code", Field).value,
            self.query_one(Secret).value,
            self.query_one(PinField).value,
        )
        if isinstance(found, Denied):
            self.query_one(PinField).refuse(self.tell(found.message))
            return
        self.lobby.end_visit(found.message)
