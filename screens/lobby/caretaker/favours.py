"""Everyday help as the caretaker sees it: what stands there, and taking it down with a reason."""

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.favours import Reason, Standing
from kiosk.words import N_, Message
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class StandingScreen(KioskScreen):
    """The list, then one of it and why it should not stand there."""

    heading = N_("Everyday help")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._found: dict[str, Standing] = {}
        self._one: Standing | None = None

    def compose_body(self) -> ComposeResult:
        """A sentence, what was written, and the list."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="text")
        yield Choices(id="list", classes="gap")

    async def show(self, *, shift: Shift, sentence: Message | str = "") -> None:
        """List them, the newest first."""
        self.shift, self._one = shift, None
        found = await self.ask_kiosk(caretaker.standing_favours, shift)
        self._found = {str(each.id): each for each in found}
        lead = (
            N_("Choose one to read it, or to take it down.")
            if found
            else N_("Neighbours ask and offer nothing just now.")
        )
        self._tell(
            self.tell(lead),
            "",
            [
                Choice(key, self.tell(each.line), self.language.date(each.posted, "short"))
                for key, each in self._found.items()
            ],
        )
        if sentence:
            self.say(sentence)

    async def chose(self, key: str) -> None:
        """Read one, leave it, or take it down."""
        self.quiet()
        assert self.shift is not None  # noqa: S101 - shown by one
        if self._one is None:
            self._read(self._found[key])
        elif key == "leave":
            await self.show(shift=self.shift)
        else:
            reason = Reason(key)
            await self.ask_kiosk(caretaker.remove_favour, self.shift, self._one.id, reason)
            sentence = N_("It is taken down. Whoever wrote it is told why.")
            await self.show(shift=self.shift, sentence=sentence)

    def _read(self, one: Standing) -> None:
        self._one = one
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

    def do_back(self) -> None:
        """From one to the list, from the list to the start."""
        if self._one is not None and self.shift is not None:
            self.doing(self.show(shift=self.shift))
        else:
            self.back()

    def wipe(self) -> None:
        """Forget the shift and what was read."""
        self.shift, self._one, self._found = None, None, {}
        super().wipe()
