"""What neighbours near by ask and offer; one's own first."""

from textual.app import ComposeResult

from kiosk import favours, visits
from kiosk.favours import Favour
from kiosk.words import N_, Message
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


class FavoursScreen(KioskScreen):
    """The list, and the way to a new one."""

    heading = N_("Everyday help")
    keys = (PHONE,)

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Favour] = {}

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="list")
        yield Prose(id="promise", classes="quiet gap")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read what there is."""
        who = await self.ask(visits.who)
        found = await self.ask(favours.near)
        self._found = {str(each.id): each for each in found}
        if not who.address_confirmed:
            lead = N_("Here neighbours help each other, once your address is confirmed.")
        elif found:
            lead = N_("Borrow a drill, walk a dog, carry a sofa. Choose one, or ask yourself.")
        else:
            lead = N_("Nobody asks just now. Borrow a drill, walk a dog, carry a sofa: ask here.")
        self.query_one("#lead", Prose).tell(self.tell(lead))
        entries = [
            Choice(
                key,
                " – ".join(filter(None, (self.tell(each.line), each.text))),
                self.tell(favours.note_on(each)),
            )
            for key, each in self._found.items()
        ]
        if who.address_confirmed:
            entries.insert(0, Choice("new", self.tell(N_("Ask, or offer a hand"))))
        self.query_one(Choices).show(entries)
        self.query_one("#promise", Prose).tell(
            self.tell(
                N_(
                    "No numbers change hands. What is done is deleted, and nothing stands longer "
                    "than 14 days."
                )
            )
        )
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Ask, or look at one."""
        if key == "new":
            self.go("favour_post")
        else:
            self.go("favour_one", favour=self._found[key])

    def wipe(self) -> None:
        """Forget what was read."""
        self._found = {}
        super().wipe()
