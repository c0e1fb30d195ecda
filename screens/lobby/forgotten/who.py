"""Who has forgotten a PIN: a neighbour number, or a scanned pass."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult

from kiosk.visits import Claim
from kiosk.visits.codes import Scan
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose


class WhoForgotScreen(KioskScreen):
    """A question, the number, and how it goes on.

    Class attributes to set, besides a screen's own:
        question: what is asked, as a msgid.
        how: how it goes on, likewise.

    Methods to write: `done`; and `asked_too`, `read` where there is more to type than a number.
    """

    heading = N_("Forgotten PIN")
    question: ClassVar[str] = ""
    how: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._pass = ""

    def compose_body(self) -> ComposeResult:
        """A question, the number, whatever else is asked, and how it goes on."""
        yield Prose(id="question", classes="title")
        yield Field("claim", kind="number")
        yield Prose(id="scanned", classes="good")
        yield from self.asked_too()
        yield Prose(id="how", classes="quiet gap")

    def asked_too(self) -> Iterable[Field]:
        """Return the fields below the number."""
        return ()

    async def show(self) -> None:
        """Ask."""
        self._take_pass("")
        self.query_one("#question", Prose).tell(self.tell(self.question))
        field = self.query_one("#claim", Field)
        field.wipe()
        field.label(self.tell(N_("Neighbour number")), self.tell(N_("or scan your pass")))
        self.query_one("#how", Prose).tell(self.tell(self.how))

    @property
    def claim(self) -> Claim:
        """Who it is, as far as they say."""
        if self._pass:
            return Claim("pass", self._pass)
        return Claim("typed", self.query_one("#claim", Field).value)

    async def scanned(self, scan: Scan) -> None:
        """A pass says who it is; any other code has no use here."""
        if scan.kind != "p":
            await super().scanned(scan)
            return
        self._take_pass(scan.code)
        await self.read()

    async def read(self) -> None:
        """Go on after a pass was read."""

    def _take_pass(self, code: str) -> None:
        self._pass = code
        self.query_one("#claim", Field).display = not code
        said = self.query_one("#scanned", Prose)
        said.tell(self.tell(N_("Your pass is read.")) if code else "")
        said.display = bool(code)

    def wipe(self) -> None:
        """Forget whose pass it was."""
        self._take_pass("")
        super().wipe()
