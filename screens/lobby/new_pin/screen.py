"""A new PIN, wherever somebody gets one: the kiosk deals it, and it is typed back from memory.

Whoever sends somebody here says how it ends (`Finish`): what is done with the PIN once it has been
typed twice alike.
"""

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult

from kiosk import visits
from kiosk.visits import Denied
from kiosk.words import N_
from screens.lobby.dealt import DealtPinScreen
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.pin import PinField, Secret
from screens.lobby.widgets.prose import Prose

Finish = Callable[[KioskScreen, str, str], Awaitable[Denied | None]]
"""From the screen, the PIN and the PIN typed back, go on; or return why not."""


class DealtScreen(DealtPinScreen):
    """See the PIN, and keep it or be dealt another."""

    heading = N_("A new PIN")

    def __init__(self) -> None:
        super().__init__()
        self._finish: Finish | None = None

    async def show(self, *, finish: Finish) -> None:
        """Deal a PIN."""
        self._finish = finish
        self.introduce(N_("This is your new PIN"), N_("New PIN"))
        self.cover(await self.ask_kiosk(visits.deal_pin))

    async def chose(self, key: str) -> None:
        """Type it back, or look at another."""
        if key == "another":
            self.cover(await self.ask_kiosk(visits.deal_pin))
            return
        pin = self.query_one(Secret).value
        self.cover(pin)  # for when somebody comes back to look again
        self.go("new_pin_again", pin=pin, finish=self._finish)

    def wipe(self) -> None:
        """Forget the PIN, and what it was for."""
        self._finish = None
        super().wipe()


class AgainScreen(KioskScreen):
    """Type the new PIN back; the sixth digit goes on."""

    heading = N_("A new PIN")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._pin = ""
        self._finish: Finish | None = None

    def compose_body(self) -> ComposeResult:
        """A question and six places."""
        yield Prose(id="question", classes="title")
        yield PinField("pin_again")
        yield Prose(id="how", classes="quiet gap")

    async def show(self, *, pin: str, finish: Finish | None) -> None:
        """Ask for it."""
        self._pin, self._finish = pin, finish
        self.query_one("#question", Prose).tell(self.tell(N_("Type your new PIN")))
        field = self.query_one(PinField)
        field.wipe()
        field.label(self.tell(N_("New PIN")))
        self.query_one("#how", Prose).tell(self.tell(N_("Esc shows it to you once more.")))

    async def done(self) -> None:
        """End as whoever sent somebody here wants it, or say why not."""
        field = self.query_one(PinField)
        if self._finish is None:
            return
        denied = await self._finish(self, self._pin, field.value)
        if denied is not None:
            field.refuse(self.tell(denied.message))

    def wipe(self) -> None:
        """Forget the PIN, and what it was for."""
        self._pin, self._finish = "", None
        super().wipe()
