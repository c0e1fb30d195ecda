"""The caretaker's notices: what is up, and taking it down."""

from textual.app import ComposeResult

from kiosk import caretaker, estate
from kiosk.caretaker import Poster, Shift
from kiosk.notices import Notice
from kiosk.words import N_, Message
from screens.lobby.alerts.lines import days_of, hours_of
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class PostedScreen(KioskScreen):
    """What is up, on paper too, and the way to a new one."""

    heading = N_("Notices")

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._found: dict[str, Notice] = {}
        self._notice: Notice | None = None

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="when")
        yield Choices(id="list")

    async def show(self, *, shift: Shift, sentence: Message | str = "") -> None:
        """List them, the last posted first."""
        self.shift, self._notice = shift, None
        found = await self.ask_kiosk(caretaker.posted_notices, shift)
        self._found = {str(each.id): each for each in found}
        lead = (
            N_("Choose one to take it down, or put a new one up.")
            if found
            else N_("Nothing is up. Meetings, announced work and good stories stand here.")
        )
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one("#when", Prose).tell("")
        today = self.lobby.clock.today(await self.ask_kiosk(estate.timezone))
        self.query_one(Choices).show(
            [
                Choice("new", self.tell(N_("A new notice"))),
                *(
                    Choice(key, self.tell(each.text), days_of(self.language, each, today))
                    for key, each in self._found.items()
                ),
            ]
        )
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        if self.shift is not None:
            await self.show(shift=self.shift)

    async def chose(self, key: str) -> None:
        """Put one up, look at one, print it or take it down."""
        self.quiet()
        assert self.shift is not None  # noqa: S101 - shown by one
        if key == "new":
            self.go("caretaker_post", shift=self.shift)
        elif key == "down" and self._notice is not None:
            await self.ask_kiosk(caretaker.remove_notice, self.shift, self._notice.id)
            await self.show(shift=self.shift, sentence=N_("It is taken down."))
        elif key == "print" and self._notice is not None:
            await self.ask_kiosk(caretaker.print_poster, self.shift, Poster.NOTICE, self._notice.id)
            await self.show(shift=self.shift, sentence=N_("It is being printed."))
        elif key == "leave":
            await self.show(shift=self.shift)
        else:
            self._look(self._found[key])

    def _look(self, notice: Notice) -> None:
        self._notice = notice
        where = ", ".join(notice.stairwells)
        about = "\n".join(filter(None, (hours_of(self.language, notice), where)))
        self.query_one("#lead", Prose).tell(self.tell(notice.text))
        self.query_one("#when", Prose).tell(f"{about}\n\n")
        self.query_one(Choices).show(
            [
                Choice("down", self.tell(N_("Take the notice down"))),
                Choice("leave", self.tell(N_("Leave it up"))),
                Choice("print", self.tell(N_("Print it, to hang up"))),
            ],
            chosen="leave",
        )

    def do_back(self) -> None:
        """From one to the list, from the list to the start."""
        if self._notice is not None and self.shift is not None:
            self.doing(self.show(shift=self.shift))
        else:
            self.back()

    def wipe(self) -> None:
        """Forget the shift and what was read."""
        self.shift, self._notice, self._found = None, None, {}
        super().wipe()
