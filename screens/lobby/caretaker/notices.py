"""The caretaker's notices: what is up, and taking it down."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk import caretaker, estate
from kiosk.caretaker import Poster, Shift
from kiosk.notices import Notice
from kiosk.words import N_
from screens.lobby.alerts.lines import days_of, hours_of
from screens.lobby.caretaker.listing import ListScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class PostedScreen(ListScreen[Notice]):
    """What is up, on paper too, and the way to a new one."""

    heading = N_("Notices")

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="when")
        yield Choices(id="list", classes="gap")

    async def look(self, shift: Shift) -> Sequence[Notice]:
        """Return them, the last posted first."""
        return await self.ask_kiosk(caretaker.posted_notices, shift)

    async def lay_out(self) -> None:
        """List them."""
        lead = (
            N_("Choose one to take it down, or put a new one up.")
            if self.found
            else N_("Nothing is up. Meetings, announced work and good stories stand here.")
        )
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one("#when", Prose).display = False
        today = self.lobby.clock.today(await self.ask_kiosk(estate.timezone))
        self.query_one(Choices).show(
            [
                Choice("new", self.tell(N_("A new notice"))),
                *(
                    Choice(key, self.tell(each.text), days_of(self.language, each, today))
                    for key, each in self.found.items()
                ),
            ]
        )

    async def chose(self, key: str) -> None:
        """Put one up, look at one, print it or take it down."""
        self.quiet()
        shift = shown(self.shift)
        if key == "new":
            self.go("caretaker_post", shift=shift)
        elif key == "down" and self.one is not None:
            await self.ask_kiosk(caretaker.remove_notice, shift, self.one.id)
            await self.show(shift=shift, sentence=N_("It is taken down."))
        elif key == "print" and self.one is not None:
            await self.ask_kiosk(caretaker.print_poster, shift, Poster.NOTICE, self.one.id)
            await self.show(shift=shift, sentence=N_("It is being printed."))
        elif key == "leave":
            await self.show(shift=shift)
        else:
            self._look(self.found[key])

    def _look(self, notice: Notice) -> None:
        self.one = notice
        where = ", ".join(notice.stairwells)
        about = "\n".join(filter(None, (hours_of(self.language, notice), where)))
        self.query_one("#lead", Prose).tell(self.tell(notice.text))
        self.query_one("#when", Prose).tell(about)
        self.query_one("#when", Prose).display = True
        self.query_one(Choices).show(
            [
                Choice("down", self.tell(N_("Take the notice down"))),
                Choice("leave", self.tell(N_("Leave it up"))),
                Choice("print", self.tell(N_("Print it, to hang up"))),
            ],
            chosen="leave",
        )
