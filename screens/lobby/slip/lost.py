"""Asking about a slip that went wrong: its owner alone is asked, in a visit of theirs."""

from textual.app import ComposeResult

from kiosk import printing, reprints
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.slip import words
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose

HAVE, AGAIN, WITHOUT = "have", "again", "without"


class LostScreen(KioskScreen):
    """A slip of an earlier visit, of which nobody knows whether it came out, or which never did."""

    heading = N_("Your slip")
    reading = True
    way_back = KeyHint("escape", N_("Another time"), "back")

    def __init__(self) -> None:
        super().__init__()
        self._lost: printing.Lost | None = None

    def compose_body(self) -> ComposeResult:
        """What happened, and three ways on."""
        yield Prose(id="state", classes="title")
        yield Choices(id="ways")
        yield Prose(id="advice", classes="quiet gap")

    async def show(self, *, lost: printing.Lost) -> None:
        """Ask about one slip."""
        self._lost = lost
        slip = words.name(lost.kind)
        told = (
            msg("Something happened while %(slip)s was printed. Have you got it?", slip=slip)
            if lost.uncertain
            else msg("Last time you left before %(slip)s was printed.", slip=slip)
        )
        self.query_one("#state", Prose).tell(self.tell(told))
        ways = [(HAVE, N_("Yes, I have it"))] if lost.uncertain else []
        ways.append((AGAIN, N_("No, print it again") if lost.uncertain else N_("Print it now")))
        ways.append((WITHOUT, N_("I can do without it")))
        self.query_one(Choices).show([Choice(key, self.tell(text)) for key, text in ways])
        self.query_one("#advice", Prose).tell(self.tell(words.of_a_copy(lost)))

    async def chose(self, key: str) -> None:
        """Believe what they say, or print another."""
        if self._lost is None:
            return
        if key == AGAIN:
            self.go("slip", slip=await self.ask(reprints.print_again, self._lost.id))
        else:
            await self.ask(reprints.settle, self._lost.id)
            self.go_home()

    def do_back(self) -> None:
        """Go on without an answer; they are asked again in another visit."""
        self.go_home()

    def title_message(self) -> Message | str:
        """Which slip, by its number."""
        if self._lost is None:
            return self.heading
        return msg("Slip %(number)s", number=str(self._lost.number))

    def wipe(self) -> None:
        """Forget the slip."""
        self._lost = None
        super().wipe()
