"""Logging in: a scanned pass, a neighbour number or a mobile number, then the PIN."""

from textual.app import ComposeResult

from kiosk import handover, visits
from kiosk.visits import Claim, Denied
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.pin import PinField
from screens.lobby.widgets.prose import Prose


class LoginScreen(KioskScreen):
    """Who is it? A scan passes this by."""

    heading = N_("Log in")
    keys = (
        KeyHint("enter", N_("Next")),
        KeyHint("f4", N_("Forgotten PIN or lost pass"), "forgotten"),
        KeyHint("f8", N_("Caretaker"), "caretaker"),
    )

    def compose_body(self) -> ComposeResult:
        """One field."""
        yield Prose(id="question", classes="title")
        yield Field("number", kind="number")
        yield Prose(id="how", classes="quiet gap")

    async def show(self, *, scan: visits.codes.Scan | None = None) -> None:
        """Ask who it is, unless a pass has said so."""
        self.query_one("#question", Prose).tell(self.tell(N_("Who are you?")))
        field = self.query_one("#number", Field)
        field.wipe()
        field.label(self.tell(N_("Number")))
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "Scan your neighbour pass, or type your neighbour number or "
                    "the mobile number that you have confirmed."
                )
            )
        )
        if scan is not None and scan.kind == "p":
            self.go("login_pin", claim=Claim("pass", scan.code))
        elif scan is not None and scan.kind == "h":
            self.go("login_pin", claim=Claim(handover.LOG_IN, scan.code))
        elif scan is not None and scan.kind == "i":
            self.lobby.invitation = scan.code
            self.say(N_("Log in first, then you can say yes to the invitation."))

    async def done(self) -> None:
        """On to the PIN, whoever it is: nothing is looked up yet."""
        field = self.query_one("#number", Field)
        if field.value:
            self.go("login_pin", claim=Claim("typed", field.value))
        else:
            field.refuse(self.tell(N_("Type your number first, or scan your pass.")))

    def do_forgotten(self) -> None:
        """Help those who lost something."""
        self.go("forgotten")

    def do_caretaker(self) -> None:
        """Another door, for whoever looks after the kiosk."""
        self.go("caretaker_login")


class PinScreen(KioskScreen):
    """The PIN. Whatever is wrong, there is one answer."""

    heading = N_("Log in")
    keys = (
        KeyHint("f2", N_("Hold to see")),
        KeyHint("f3", N_("Show")),
        KeyHint("f4", N_("Forgotten PIN"), "forgotten"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._claim: Claim | None = None

    def compose_body(self) -> ComposeResult:
        """Six places."""
        yield Prose(id="question", classes="title")
        yield PinField("pin")

    async def show(self, *, claim: Claim) -> None:
        """Ask for the PIN."""
        self._claim = claim
        self.query_one("#question", Prose).tell(self.tell(N_("Type your PIN")))
        field = self.query_one(PinField)
        field.wipe()
        field.label(self.tell(N_("PIN")))

    async def done(self) -> None:
        """Log in, or say the one sentence."""
        field = self.query_one(PinField)
        if self._claim is None:
            return
        found = await self.ask_kiosk(visits.log_in, self._claim, field.value)
        if isinstance(found, Denied):
            field.refuse(self.tell(found.message))
            return
        field.wipe()
        self.lobby.begin(found)
        self.go_home()

    def do_forgotten(self) -> None:
        """Help whoever stands before the six places, and knows only now that they do not know."""
        self.go("forgotten")

    def wipe(self) -> None:
        """Forget who wanted in."""
        self._claim = None
        super().wipe()
