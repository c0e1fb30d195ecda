"""A slip on its way: says when it lies in the tray, and what to do when it does not come.

Saving never waited for this. Whoever is in a hurry presses Enter and goes on.
"""

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from kiosk import printing, reprints
from kiosk.printing import Slip, SlipState, Step
from kiosk.words import N_
from screens import paper
from screens.lobby.screen import KioskScreen
from screens.lobby.slip import words
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose

LOOK_SECONDS = 0.3
AGAIN, HAVE = "again", "have"


class SlipScreen(KioskScreen):
    """One slip, looked after until it is out."""

    heading = N_("Your slip")
    reading = True
    way_back = KeyHint("escape", N_("Next"), "back")
    keys = (KeyHint("enter", N_("Next")),)

    def __init__(self) -> None:
        super().__init__()
        self._slip: Slip | None = None
        self._after = self._onward = ""
        self._timer: Timer | None = None
        self._told: SlipState | None = None

    def compose_body(self) -> ComposeResult:
        """How it is, what to do, and the slip itself where the screen may show it."""
        yield Prose(id="state", classes="title")
        yield Prose(id="advice")
        yield Choices(id="ways")
        yield Prose(id="paper")

    async def show(self, *, slip: Slip, after: str = "", onward: str = "") -> None:
        """Follow `slip`, and go to the place `after`, or home, when somebody presses Enter.

        From home it goes `onward`, if that is given: back from there is home.
        """
        self._slip, self._after, self._onward, self._told = slip, after, onward, None
        self.query_one("#paper", Prose).tell("")
        self.query_one("#paper", Prose).display = False
        self.query_one(Choices).display = False
        await self._look()
        self._timer = self._timer or self.set_interval(LOOK_SECONDS, self._again)

    async def _again(self) -> None:
        if self.is_current and self._slip is not None and not self.lobby.busy:
            await self._look()

    async def _look(self) -> None:
        if self._slip is None:
            return
        found = await self.ask_kiosk(printing.state, self._slip.id)
        if found is not None and found == self._told:
            return
        self._told = found
        state, advice = words.of(found, self.lobby.settings.printer.url)
        self.query_one("#state", Prose).tell(self.tell(state))
        self.query_one("#advice", Prose).tell(self.tell(advice))
        if found is None:
            return
        if found.step is Step.DONE:
            self.lobby.beep()
        await self._offer(found)
        if words.may_show(found, demo=self.lobby.settings.demo):
            await self._show_paper()

    async def _offer(self, found: SlipState) -> None:
        """Let whoever stands before the printer say whether the slip came out."""
        ways: list[Choice] = []
        if found.step is Step.UNCERTAIN and self.visit is not None and self._slip is not None:
            asked = {each.id for each in await self.ask(reprints.to_ask)}
            if self._slip.id in asked:
                ways = [
                    Choice(HAVE, self.tell(N_("Yes, I have it"))),
                    Choice(AGAIN, self.tell(N_("No, print it again"))),
                ]
        choices = self.query_one(Choices)
        choices.show(ways)
        choices.display = bool(ways)
        if ways:
            self.set_focus(choices)

    async def _show_paper(self) -> None:
        sheet = self.query_one("#paper", Prose)
        if self._slip is None or self.visit is None or str(sheet.content):
            return
        lines = await self.ask_kiosk(printing.look, self.visit, self._slip.id, paper.render)
        sheet.tell(Content("\n".join(lines)))  # laid out, and cleaned, by the printing itself
        sheet.display = bool(lines)

    async def chose(self, key: str) -> None:
        """Believe what they say of the slip, or print another."""
        if self._slip is None:
            return
        if key == AGAIN:
            await self.show(
                slip=await self.ask(reprints.print_again, self._slip.id),
                after=self._after,
                onward=self._onward,
            )
        else:
            await self.ask(reprints.settle, self._slip.id)
            await self.done()

    async def done(self) -> None:
        """Go on."""
        if self._after:
            self.go(self._after)
        elif self._onward:
            self.go("home", onward=self._onward)
        else:
            self.go_home()

    def do_back(self) -> None:
        """Go on: what the slip is about was saved before, and nothing is left to go back to."""
        self.doing(self.done())

    def wipe(self) -> None:
        """Forget the slip."""
        self._slip = self._told = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        super().wipe()
