"""A forgotten PIN: who it is and a letterbox code, then a new PIN that works a day later."""

from textual.app import ComposeResult

from kiosk import account
from kiosk.visits import Claim, Denied
from kiosk.visits.codes import Scan
from kiosk.words import N_
from screens.lobby.new_pin.screen import Finish
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose


def asking(claim: Claim, code: str) -> Finish:
    """Return how a new PIN is asked for: with the same answer, whoever asks."""

    async def finish(screen: KioskScreen, pin: str, again: str) -> Denied | None:
        found = await screen.ask_kiosk(account.reset_pin, claim, code, pin, again)
        if isinstance(found, Denied):
            return found
        screen.go("forgotten_told", message=found.message)
        return None

    return finish


class ForgottenPinScreen(KioskScreen):
    """A number, or a scanned pass, and a code from the letterbox."""

    heading = N_("Forgotten PIN")
    reading = True
    keys = (KeyHint("enter", N_("Next")),)

    def __init__(self) -> None:
        super().__init__()
        self._pass = ""

    def compose_body(self) -> ComposeResult:
        """Two fields, and how it goes on."""
        yield Prose(id="question", classes="title")
        yield Field("claim", kind="number")
        yield Prose(id="scanned", classes="good")
        yield Field("letterbox_code", limit=20)
        yield Prose(id="how", classes="quiet gap")

    async def show(self) -> None:
        """Ask for both."""
        self._take_pass("")
        self.query_one("#question", Prose).tell(
            self.tell(N_("Ask the caretaker for a code in your letterbox. Then type it here."))
        )
        for name, label, hint in (
            ("claim", N_("Neighbour number"), N_("or scan your pass")),
            ("letterbox_code", N_("Code"), ""),
        ):
            field = self.query_one(f"#{name}", Field)
            field.wipe()
            field.label(self.tell(label), self.tell(hint) if hint else "")
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "You get a new PIN now, and it works after 24 hours. Until then you can stop "
                    "it if it was not you. Afterwards your neighbours are asked whether it is "
                    "still you."
                )
            )
        )

    async def scanned(self, scan: Scan) -> None:
        """A pass says who it is; any other code has no use here."""
        if scan.kind != "p":
            await super().scanned(scan)
            return
        self._take_pass(scan.code)
        self.query_one("#letterbox_code", Field).take_focus()

    def _take_pass(self, code: str) -> None:
        self._pass = code
        self.query_one("#claim", Field).display = not code
        said = self.query_one("#scanned", Prose)
        said.tell(self.tell(N_("Your pass is read.")) if code else "")
        said.display = bool(code)

    async def done(self) -> None:
        """On to the new PIN, unless something was mistyped."""
        typed = self.query_one("#claim", Field).value
        claim = Claim("pass", self._pass) if self._pass else Claim("typed", typed)
        code = account.check_reset(claim, self.query_one("#letterbox_code", Field).value)
        self.go("new_pin", finish=asking(claim, code))

    def wipe(self) -> None:
        """Forget whose pass it was."""
        self._take_pass("")
        super().wipe()
