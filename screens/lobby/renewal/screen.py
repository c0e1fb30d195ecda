"""The resident alone, after the caretaker has seen their papers: a PIN to learn, then a number.

Nobody is logged in here. All that stands behind it is the caretaker's word, good once and for
minutes.
"""

from textual.app import ComposeResult

from kiosk import account
from kiosk.account import Renewed
from kiosk.visits import Denied
from kiosk.words import N_, Message, msg
from screens.lobby.new_pin.screen import Finish
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

WITHOUT = {
    "write": N_("Write it down now, and not your PIN: it is shown this once."),
    "when": N_(
        "Number and PIN work after 24 hours. Then log in with them and print a new pass. "
        "We write to your mobile and e-mail now, if you have confirmed them. Afterwards "
        "your neighbours are asked whether it is still you."
    ),
}
WITH_A_PASS = {
    "write": N_(
        "It stands on your new pass, which is printed now. Wait for it, and take it along."
    ),
    "when": N_(
        "Pass and PIN work after 24 hours. Here you log in with the pass. We write to your mobile "
        "and e-mail now, if you have confirmed them. Afterwards your neighbours are asked whether "
        "it is still you."
    ),
}


def renewing(code: str) -> Finish:
    """Return how the new PIN is asked for by the caretaker's word."""

    async def finish(screen: KioskScreen, pin: str, again: str) -> Denied | None:
        found = await screen.ask_kiosk(account.renew, code, pin, again)
        screen.lobby.end_visit(place="renewal_done", renewed=found)
        return None

    return finish


class RenewalScreen(KioskScreen):
    """Only you look at this screen now."""

    heading = N_("A new number and PIN")
    reading = True
    way_back = None

    def __init__(self) -> None:
        super().__init__()
        self._code = ""

    def compose_body(self) -> ComposeResult:
        """What comes now, and a way on."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="how")
        yield Choices(id="ways", classes="gap")

    async def show(self, *, code: str) -> None:
        """Say that the caretaker is logged out."""
        self._code = code
        self.query_one("#lead", Prose).tell(
            self.tell(N_("Now only you look at this screen. The caretaker is logged out."))
        )
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "First you get a PIN to learn by heart, then a neighbour number to write down. "
                    "Nobody else ever sees the PIN."
                )
            )
        )
        self.query_one(Choices).show(
            [
                Choice("on", self.tell(N_("I stand here alone"))),
                Choice("over", self.tell(N_("Back to the front page"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """On to the PIN, or leave everything as it was."""
        if key == "on":
            self.go("new_pin", finish=renewing(self._code))
        else:
            self.lobby.end_visit()

    def wipe(self) -> None:
        """Forget the caretaker's word."""
        self._code = ""
        super().wipe()


class RenewedScreen(KioskScreen):
    """The number, to be written down, and what happens in a day."""

    heading = N_("A new number and PIN")
    reading = True
    way_back = None

    def compose_body(self) -> ComposeResult:
        """A number, a few sentences, and a way on."""
        yield Prose(id="number", classes="title")
        yield Prose(id="write")
        yield Prose(id="when", classes="gap")
        yield Choices(id="way", classes="gap")

    async def show(self, *, renewed: Renewed) -> None:
        """Show the number this once."""
        said: dict[str, Message | str] = {
            "number": msg("Your new neighbour number is %(number)s.", number=renewed.number),
            **(WITH_A_PASS if renewed.pass_printed else WITHOUT),
        }
        for name, text in said.items():
            self.query_one(f"#{name}", Prose).tell(self.tell(text))
        over = N_("I have my pass") if renewed.pass_printed else N_("I have written it down")
        self.query_one(Choices).show([Choice("over", self.tell(over))])

    async def chose(self, key: str) -> None:
        """Leave nothing behind."""
        self.lobby.end_visit()
