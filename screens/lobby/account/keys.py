"""My pass and my PIN, the two keys that a neighbour has: a list each."""

from textual.app import ComposeResult

from kiosk import account
from kiosk.words import N_, Message
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

BLOCKED = N_("Your pass is blocked, and nobody can use it. A new one stands first in this list.")
BLOCKED_HERE = N_(
    "Your pass is blocked. Print a new one before you go: nobody gets in here without a pass."
)


class OwnPassScreen(KioskScreen):
    """Another one, or none."""

    heading = N_("My pass")
    keys = (PHONE,)

    def compose_body(self) -> ComposeResult:
        """What a pass is worth, and two ways on."""
        yield Prose(id="what", classes="title")
        yield Choices(id="ways")

    async def show(self, *, sentence: Message | str = "") -> None:
        """List what can be done."""
        self.query_one("#what", Prose).tell(
            self.tell(N_("Your pass opens nothing without your PIN."))
        )
        self.query_one(Choices).show(
            [
                Choice(
                    "new",
                    self.tell(N_("A new pass on paper")),
                    self.tell(N_("the old one stops working")),
                ),
                Choice("block", self.tell(N_("Block my pass")), self.tell(N_("when it is lost"))),
            ]
        )
        if sentence:
            self.say(sentence)

    async def chose(self, key: str) -> None:
        """Print another, or block the one that is lost."""
        if key == "new":
            self.go("slip", slip=await self.ask(account.new_pass), after="account")
        else:
            await self.ask(account.block_pass)
            wanted = self.lobby.settings.lobby.require_pass
            await self.show(sentence=BLOCKED_HERE if wanted else BLOCKED)


class OwnPinScreen(KioskScreen):
    """Another one, and what happens where it is forgotten."""

    heading = N_("My PIN")
    keys = (PHONE,)

    def compose_body(self) -> ComposeResult:
        """Two ways on."""
        yield Choices(id="ways")

    async def show(self) -> None:
        """List what can be done."""
        self.query_one(Choices).show(
            [
                Choice("pin", self.tell(N_("A new PIN"))),
                Choice(
                    "person",
                    self.tell(N_("Only in person")),
                    self.tell(N_("a forgotten PIN is never replaced by letter")),
                ),
            ]
        )

    async def chose(self, key: str) -> None:
        """Go there."""
        self.go(f"account_{key}")


class InPersonScreen(KioskScreen):
    """Whether a forgotten PIN may be replaced by a letter."""

    heading = N_("Only in person")

    def compose_body(self) -> ComposeResult:
        """What it means, and two answers."""
        yield Prose(id="what", classes="title")
        yield Choices(id="answers")

    async def show(self) -> None:
        """Ask."""
        self.query_one("#what", Prose).tell(
            self.tell(
                N_(
                    "Shall a forgotten PIN be replaced only by the caretaker, face to face? Then "
                    "no code is sent to you, and one from your letterbox is of no use to anybody."
                )
            )
        )
        self.query_one(Choices).show(
            [
                Choice("yes", self.tell(N_("Yes, only in person"))),
                Choice("no", self.tell(N_("No, by letter as well"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """Keep the answer."""
        await self.ask(account.only_in_person, key == "yes")
        self.go("account", sentence=N_("It is saved."))
