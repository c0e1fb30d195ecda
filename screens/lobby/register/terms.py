"""Signing up, last step: the terms in plain words, a yes, and a welcome."""

from textual.app import ComposeResult

from kiosk import residents, visits
from kiosk.printing import Slip
from kiosk.residents import Level
from kiosk.visits import Welcome
from kiosk.words import N_, Message, msg
from screens.lobby.register.step import RegisterStep
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class TermsStep(RegisterStep):
    """What you say yes to."""

    step = 3
    reading = True

    def compose_body(self) -> ComposeResult:
        """The terms and two answers."""
        yield Prose(id="terms")
        yield Choices(id="answer", classes="gap")

    async def begin(self) -> None:
        """Show the terms of today."""
        self.query_one("#terms", Prose).tell(
            "\n".join(f"· {self.tell(each)}" for each in residents.TERMS.paragraphs)
        )
        self.query_one(Choices).show(
            [
                Choice("yes", self.tell(N_("Yes, that is fine. Sign me up"))),
                Choice("no", self.tell(N_("No thanks. Forget what I typed"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """Sign up, or forget everything."""
        if key == "no":
            self.lobby.end_visit(N_("Nothing was saved."))
            return
        registration = self.answers.registration(self.language.code)
        welcome = await self.ask_kiosk(visits.register, registration)
        self.lobby.begin(welcome.visit)
        self.go("registered", welcome=welcome, level=self.answers.level)


class RegisteredScreen(KioskScreen):
    """You are one of us: your number, your pass, and how your address is confirmed."""

    heading = N_("Welcome")
    reading = True
    way_back = None
    keys = (KeyHint("enter", N_("Next")),)

    def __init__(self) -> None:
        super().__init__()
        self._slip: Slip | None = None
        self._onward = ""

    def compose_body(self) -> ComposeResult:
        """A welcome in three short parts."""
        yield Prose(id="welcome", classes="title")
        yield Prose(id="number")
        yield Prose(id="pass", classes="gap")
        yield Prose(id="next", classes="gap")

    async def show(self, *, welcome: Welcome, level: Level = Level.PAPER) -> None:
        """Say what comes now: whoever wants stickers only is shown to them next."""
        only_stickers = level is Level.STICKERS
        self._slip, self._onward = welcome.slip, "account_stickers" if only_stickers else ""
        said: dict[str, Message | str] = {
            "welcome": N_("You are part of Nabohjælp now. How good that you are here."),
            "number": msg("Your neighbour number is %(number)s.", number=welcome.number),
            "pass": N_(
                "Your pass comes out of the printer. It has the number on it, so nobody needs to "
                "remember that. Without your PIN it is of no use to anybody."
            ),
            "next": N_(
                "Now choose your stickers. You need nothing more. Whenever you like, the rest is "
                "here for you too: a code comes in your letterbox, and with it your neighbours "
                "know that you live there."
            )
            if only_stickers
            else N_(
                "In the next days you find a letter with a code in your letterbox. Type it here, "
                "and your neighbours know that you live there. Until then you can look around, "
                "invite neighbours and note a vacation."
            ),
        }
        for name, text in said.items():
            self.query_one(f"#{name}", Prose).tell(self.tell(text))

    async def done(self) -> None:
        """On to the slip, and then home."""
        if self._slip is not None:
            self.go("slip", slip=self._slip, onward=self._onward)

    def wipe(self) -> None:
        """Forget the number."""
        self._slip = None
        super().wipe()
