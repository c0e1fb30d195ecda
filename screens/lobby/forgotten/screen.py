"""Forgotten or lost: what is missing decides who can help."""

from textual.app import ComposeResult

from kiosk import account
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

PASS_LOST = N_(
    "Without your PIN your pass is of no use to anybody. Log in with your neighbour number or the "
    "mobile number that you have confirmed. Then choose “My pass, PIN and data”: there you block "
    "the old pass and print a new one."
)
ALL_LOST = N_(
    "Go to the caretaker in office hours, and bring something with your name. You get a new number "
    "there, and a new PIN to learn."
)

ALL_LOST_AT = N_(
    "Go to the caretaker, and bring something with your name. Office hours: %(hours)s. You get a "
    "new number there, and a new PIN to learn."
)


def all_lost(screen: KioskScreen) -> Message:
    """Return where to go with nothing left, and when somebody is there."""
    hours = screen.lobby.settings.estate.office_hours
    return msg(ALL_LOST_AT, hours=hours) if hours else msg(ALL_LOST)


class ForgottenScreen(KioskScreen):
    """What is missing?"""

    heading = N_("Forgotten or lost")

    def compose_body(self) -> ComposeResult:
        """A question and its answers."""
        yield Prose(id="question", classes="title")
        yield Choices(id="lost")

    async def show(self) -> None:
        """Ask."""
        self.query_one("#question", Prose).tell(self.tell(N_("What is missing?")))
        by_letterbox = self.tell(N_("a code in your letterbox; works after 24 hours"))
        if await self.ask_kiosk(account.sends_codes):
            pins = [
                Choice(
                    "send",
                    self.tell(N_("I have forgotten my PIN")),
                    self.tell(N_("a code by SMS or e-mail; works at once")),
                ),
                Choice(
                    "pin",
                    self.tell(N_("… and get no SMS or e-mail")),
                    by_letterbox,
                ),
            ]
        else:
            pins = [Choice("pin", self.tell(N_("I have forgotten my PIN")), by_letterbox)]
        self.query_one(Choices).show(
            [
                *pins,
                Choice("pass", self.tell(N_("I have lost my pass"))),
                Choice("all", self.tell(N_("I have lost both"))),
                Choice(
                    "stop",
                    self.tell(N_("I did not ask for a new PIN")),
                    self.tell(N_("I have a code that stops it")),
                ),
            ]
        )

    async def chose(self, key: str) -> None:
        """Help with it."""
        match key:
            case "send" | "pin" | "stop":
                self.go(f"forgotten_{key}")
            case "pass" if not self.lobby.settings.lobby.require_pass:
                self.go("forgotten_told", message=PASS_LOST, way="login")
            case _:
                self.go("forgotten_told", message=all_lost(self))


class ToldScreen(KioskScreen):
    """What happens now, to be read in peace."""

    heading = N_("Forgotten or lost")
    reading = True
    way_back = None

    def compose_body(self) -> ComposeResult:
        """A few sentences and a way on."""
        yield Prose(id="told")
        yield Choices(id="way", classes="gap")

    async def show(self, *, message: Message | str, way: str = "") -> None:
        """Tell `message`; `way` is "login" where logging in comes next."""
        self.query_one("#told", Prose).tell(self.tell(message))
        ways = [Choice("over", self.tell(N_("Back to the front page")))]
        if way == "login":
            ways[:0] = (
                Choice("login", self.tell(N_("Log in now"))),
                Choice("unknown", self.tell(N_("I do not know my number"))),
            )
        self.query_one(Choices).show(ways)

    async def chose(self, key: str) -> None:
        """Log in, or leave nothing behind."""
        if key == "login":
            self.go("login")
        elif key == "unknown":
            await self.show(message=all_lost(self))
        else:
            self.lobby.end_visit()
