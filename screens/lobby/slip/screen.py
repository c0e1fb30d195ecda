"""A slip on its way: says when it lies in the tray, and what to do when it does not come.

Saving never waited for this. Whoever is in a hurry presses Enter and goes on.
"""

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from kiosk import printing
from kiosk.printing import PrinterState, Slip, SlipState, Step
from kiosk.words import N_, Message
from screens import paper
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.prose import Prose

LOOK_SECONDS = 0.3
UNDERWAY = {Step.QUEUED, Step.SENDING}
TROUBLE: dict[PrinterState, str] = {
    PrinterState.NO_PAPER: N_("The printer is out of paper. The caretaker can put a roll in."),
    PrinterState.COVER_OPEN: N_("The lid of the printer is open. Press it shut."),
    PrinterState.OFFLINE: N_("The printer does not answer. Is it switched on?"),
}
ENDED: dict[Step, str] = {
    Step.DONE: N_("Your slip is in the tray. Take it along."),
    Step.UNCERTAIN: N_("Something happened while it was printed. Look whether it came out."),
    Step.FAILED: N_("This slip cannot be printed here. Everything is saved all the same."),
    Step.DROPPED: N_("This slip was not printed. Everything is saved all the same."),
}


class SlipScreen(KioskScreen):
    """One slip, looked after until it is out."""

    heading = N_("Your slip")
    reading = True
    way_back = None
    keys = (KeyHint("enter", N_("Next")),)

    def __init__(self) -> None:
        super().__init__()
        self._slip: Slip | None = None
        self._after = ""
        self._timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """One sentence, and in a made-up estate the paper itself."""
        yield Prose(id="state", classes="title")
        yield Prose(id="paper")

    async def show(self, *, slip: Slip, after: str = "") -> None:
        """Follow `slip`, and go to the place `after`, or home, when somebody presses Enter."""
        self._slip, self._after = slip, after
        self.query_one("#paper", Prose).tell("")
        self.query_one("#paper", Prose).display = False
        await self._look()
        self._timer = self._timer or self.set_interval(LOOK_SECONDS, self._again)

    async def _again(self) -> None:
        if self.is_current and self._slip is not None and not self.lobby.busy:
            await self._look()

    async def _look(self) -> None:
        if self._slip is None:
            return
        found = await self.ask_kiosk(printing.state, self._slip.id)
        self.query_one("#state", Prose).tell(self.tell(self._sentence(found)))
        if self.lobby.settings.demo and found is not None and found.step is Step.DONE:
            await self._show_paper()

    async def _show_paper(self) -> None:
        """In a made-up estate there is no tray: the slip lies on the screen."""
        sheet = self.query_one("#paper", Prose)
        if self._slip is None or self.visit is None or str(sheet.content):
            return
        lines = await self.ask_kiosk(printing.look, self.visit, self._slip.id, paper.render)
        sheet.tell(Content("\n".join(lines)))  # laid out, and cleaned, by the printing itself
        sheet.display = bool(lines)

    def _sentence(self, found: SlipState | None) -> Message | str:
        if self.lobby.settings.printer.url == "none:":
            return N_("There is no printer here yet. Everything is saved all the same.")
        if found is None:
            return ENDED[Step.DROPPED]
        if found.step in UNDERWAY:
            return TROUBLE.get(found.printer, N_("Your slip is being printed …"))
        return ENDED[found.step]

    async def done(self) -> None:
        """Go on."""
        if self._after:
            self.go(self._after)
        else:
            self.go_home()

    def wipe(self) -> None:
        """Forget the slip."""
        self._slip = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        super().wipe()
