"""The printer as the caretaker sees it: how it is, what went wrong, and what can be handed out."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Desk, Poster, Shift
from kiosk.printing import Lost, PrinterState
from kiosk.words import N_, Message, many, msg
from screens.lobby.caretaker.listing import ListScreen
from screens.lobby.shown import shown
from screens.lobby.slip.words import TROUBLE
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

AGAIN, HAVE, WITHOUT = "again", "have", "without"
STICKERS = "stickers"
WELCOME = "welcome"
WELL: Mapping[PrinterState, str] = {
    PrinterState.READY: N_("The printer is ready."),
    PrinterState.PAPER_LOW: N_("The printer is ready, but its paper is running low."),
    PrinterState.UNKNOWN: N_("The printer has not said how it is. A test slip shows it."),
}
POSTERS: Mapping[Poster, str] = {
    Poster.BAROMETER: N_("Print how many homes are in, to hang up"),
    Poster.WELCOME_PACK: N_("Print a welcome for those who move in"),
    Poster.TEST: N_("Print a test slip"),
}
KINDS: Mapping[str, str] = {
    Poster.ALERT: N_("An alert to hang up"),
    Poster.NOTICE: N_("A notice to hang up"),
    Poster.BAROMETER: N_("The poster of the homes that are in"),
    Poster.WELCOME_PACK: N_("A welcome for new neighbours"),
    Poster.TEST: N_("A test slip"),
    "letterbox": N_("A letterbox code"),
    WELCOME: N_("A pass after number and PIN were lost"),
}


class PaperScreen(ListScreen[Lost]):
    """How the printer is, the slips that went wrong, and what can be printed for everybody."""

    heading = N_("Printer, posters and stickers")

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None

    def compose_body(self) -> ComposeResult:
        """A sentence or two, and the list."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="about")
        yield Choices(id="list", classes="gap")

    async def look(self, shift: Shift) -> Sequence[Lost]:
        """Look at the printer, and return the slips that went wrong."""
        self._desk = await self.ask_kiosk(caretaker.desk, shift)
        return self._desk.lost

    async def lay_out(self) -> None:
        """Say how the printer is, and list the slips and what can be hung up."""
        desk = shown(self._desk)
        lead, advice = self._printer(desk.printer)
        waits = many("%(n)s slip waits for it.", "%(n)s slips wait for it.", desk.waiting)
        about = [self.tell(each) for each in (advice, waits if desk.waiting else "") if each]
        self._tell(
            self.tell(lead),
            " ".join(about),
            [
                *(
                    Choice(key, self.tell(_name(each)), self.tell(_state(each)))
                    for key, each in self.found.items()
                ),
                *(Choice(kind.value, self.tell(text)) for kind, text in POSTERS.items()),
                Choice(STICKERS, self.tell(N_("Hand stickers out"))),
            ],
        )

    async def chose(self, key: str) -> None:
        """Print a poster, ask about a slip, or note what became of it."""
        self.quiet()
        shift = shown(self.shift)
        if self.one is not None:
            await self._see_to(key, shift, self.one.id)
        elif key == STICKERS:
            self.go("caretaker_stickers", shift=shift)
        elif key in POSTERS:
            await self.ask_kiosk(caretaker.print_poster, shift, Poster(key))
            await self.show(shift=shift, sentence=N_("It is being printed."))
        else:
            self._ask(self.found[key])

    def _ask(self, lost: Lost) -> None:
        self.one = lost
        again = N_("Print a new code") if lost.kind == "letterbox" else N_("Print it again")
        ways = [(AGAIN, again), (WITHOUT, N_("Nobody needs it"))]
        if lost.kind == WELCOME:  # never twice, and none is made anew here
            del ways[0]
        told = N_("It could not be printed as it was.")
        if lost.uncertain:
            ways.insert(0, (HAVE, N_("It came out, and is whole")))
            told = N_("Something happened while it was printed. Is it in the tray, and whole?")
        ways_on = [Choice(name, self.tell(text)) for name, text in ways]
        self._tell(self.tell(_name(lost)), self.tell(told), ways_on)

    async def _see_to(self, key: str, shift: Shift, slip_id: int) -> None:
        if key == AGAIN:
            await self.ask_kiosk(caretaker.print_again, shift, slip_id)
            sentence = N_("It is being printed.")
        else:
            await self.ask_kiosk(caretaker.settle_slip, shift, slip_id)
            sentence = N_("Good. It is not asked about again.")
        await self.show(shift=shift, sentence=sentence)

    def _printer(self, state: PrinterState) -> tuple[str, str]:
        """Return how the printer is, and what a caretaker can do about it."""
        if self.lobby.settings.printer.url == "none:":
            return N_("There is no printer here yet."), ""
        if state in WELL:
            return WELL[state], ""
        return TROUBLE[state][0], N_("What is for everybody waits, and comes when it prints again.")

    def _tell(self, lead: str, about: str, choices: list[Choice]) -> None:
        self.query_one("#lead", Prose).tell(lead)
        self.query_one("#about", Prose).tell(about)
        self.query_one("#about", Prose).display = bool(about)
        self.query_one(Choices).show(choices)

    def wipe(self) -> None:
        """Forget the printer too."""
        self._desk = None
        super().wipe()


def _name(lost: Lost) -> Message:
    return msg("%(what)s, no. %(number)s", what=msg(KINDS[lost.kind]), number=str(lost.number))


def _state(lost: Lost) -> str:
    return N_("did it come out?") if lost.uncertain else N_("could not be printed")
