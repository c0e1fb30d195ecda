"""Everyday help as the caretaker sees it: what stands there, and taking it down with a reason."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.favours import Reason, Standing
from kiosk.words import N_
from screens.lobby.caretaker.listing import ListScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class StandingScreen(ListScreen[Standing]):
    """The list, then one of it and why it should not stand there."""

    heading = N_("Everyday help")
    reading = True

    def compose_body(self) -> ComposeResult:
        """A sentence, what was written, and the list."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="text")
        yield Choices(id="list", classes="gap")

    async def look(self, shift: Shift) -> Sequence[Standing]:
        """Return them, the newest first."""
        return await self.ask_kiosk(caretaker.standing_favours, shift)

    async def lay_out(self) -> None:
        """List them."""
        lead = (
            N_("Choose one to read it, or to take it down.")
            if self.found
            else N_("Neighbours ask and offer nothing just now.")
        )
        self._tell(
            self.tell(lead),
            "",
            [
                Choice(key, self.tell(each.line), self.language.date(each.posted, "short"))
                for key, each in self.found.items()
            ],
        )

    async def chose(self, key: str) -> None:
        """Read one, leave it, or take it down."""
        self.quiet()
        shift = shown(self.shift)
        if self.one is None:
            self._read(self.found[key])
        elif key == "leave":
            await self.show(shift=shift)
        else:
            await self.ask_kiosk(caretaker.remove_favour, shift, self.one.id, Reason(key))
            sentence = N_("It is taken down. Whoever wrote it is told why.")
            await self.show(shift=shift, sentence=sentence)

    def _read(self, one: Standing) -> None:
        self.one = one
        ways = [Choice(each.value, self.tell(each.label)) for each in Reason]
        ways.insert(0, Choice("leave", self.tell(N_("Leave it up"))))
        words = one.text or self.tell(N_("No more was written."))
        why = self.tell(N_("Should it come down? Say why."))
        self._tell(self.tell(one.line), f"{words}\n\n{why}", ways)

    def _tell(self, lead: str, text: str, choices: list[Choice]) -> None:
        self.query_one("#lead", Prose).tell(lead)
        self.query_one("#text", Prose).tell(text)
        self.query_one("#text", Prose).display = bool(text)
        self.query_one(Choices).show(choices)
